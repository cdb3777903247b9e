"""The photos above a card in the moderation chat: sent with it, and taken away when nobody has to look at them any more."""

from datetime import datetime

from db import outbox as stored
from db import posts
from db.engine import Session
from db.outbox import Row
from domain.cards import CardPhotos
from domain.posts import Revision, RevisionState, Version
from domain.sending import Action, Outgoing
from services import outbox

_SCREEN = Outgoing.CARD_PHOTOS
_WAITING = (RevisionState.PENDING, RevisionState.ASKED_BACK)
_OVER = (RevisionState.REJECTED, RevisionState.WITHDRAWN)
REPLACED = "replaced"


async def queue(session: Session, now: datetime, revision: Revision, chat_id: int, key: str) -> None:
    """Queues the photos of a revision, if it has some, before its card. They make no sound: the card does."""
    if revision.details.photos:
        await outbox.send(session, now, _SCREEN, revision.id, chat_id, key=key, silent=True)


async def replace(session: Session, now: datetime, before: Revision, after: Version) -> None:
    """Whoever wrote it changed the photos of a card that stands there: the new ones come below it."""
    if before.details.photos == after.revision.details.photos:
        return
    key = str(after.revision.version)
    await outbox.redraw(session, now, _SCREEN, before.id, key, params={REPLACED: True})
    await again(session, now, after.revision, key)


async def again(session: Session, now: datetime, revision: Revision, key: str) -> None:
    """The card that stands there is to be decided again, so its photos come again, below it."""
    for chat_id in await stored.chats_of_card(session, Outgoing.POST_CARD, revision.id):
        await queue(session, now, revision, chat_id, key)


async def take_away(
    session: Session, now: datetime, revision_id: int, version: int, *, due_at: datetime | None = None
) -> None:
    """Nobody has to look at them any more, unless that is undone before `due_at`."""
    await outbox.redraw(session, now, _SCREEN, revision_id, version, due_at=due_at)


async def facts(session: Session, row: Row) -> CardPhotos | None:
    """What a row of the outbox shows, or that it takes photos away; None when that is overtaken."""
    version = await posts.version_of_revision(session, row.object_id)
    if version is None:
        return None
    number, revision = version.post.number, version.revision
    if row.action is Action.EDIT:
        gone = REPLACED in row.params or revision.state in _OVER
        return CardPhotos(number) if gone else None
    if revision.state not in _WAITING or not revision.details.photos:
        return None
    shown = await stored.card_messages(session, Outgoing.POST_CARD, revision.id, row.chat_id)
    return CardPhotos(number, revision.details.photos, shown[-1] if shown else None)
