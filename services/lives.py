"""What an author does with a post: pauses, resumes, renews, closes it, and takes that back. Callers ask who may do so."""

from dataclasses import dataclass
from datetime import datetime

from db import outbox as cards
from db import posts, towns
from db.engine import Session
from domain import lives
from domain.errors import Refusal, Refused
from domain.lives import Way
from domain.options import Options
from domain.posts import PostState, RevisionState, Version
from domain.sending import Outgoing
from services import albums, asked, audit, banned, moderation, outbox, posted, publishing
from services.audit import Role, Thing

_ANY_VERSION = (Way.RENEW,)  # "it still holds" is true whatever was changed since the button was drawn
_SHOWN_AGAIN = (Way.RESUME, Way.UNDO)


@dataclass(frozen=True)
class Actor:
    """Who acts on a post, and as what."""

    role: Role
    person_id: int


async def act(
    session: Session, now: datetime, options: Options, actor: Actor, version: Version, seen: int, way: Way
) -> None:
    """Does it. `version` is the post with its newest revision, `seen` the post's version when the button was drawn.

    Raises `Refused` when that is not possible (any more).
    """
    post = version.post
    seen = post.version if way in _ANY_VERSION else seen
    if actor.role is Role.VOLUNTEER and (way in _SHOWN_AGAIN or post.state is PostState.CLOSED):
        town = await towns.by_id(session, post.town_id)
        await banned.check(session, now, options, actor.person_id, town)
    if not await posts.change_post(session, post.id, seen, **lives.step(version, way, now)):
        raise Refused(Refusal.POST_CHANGED)
    await audit.note(
        session, now, actor.role, actor.person_id, way, Thing.POST, post.id, post.town_id, number=post.number
    )
    if way in (Way.DONE, Way.WITHDRAW):
        await out_of_queue(session, now, post.id)
    elif way in (Way.UNDO, Way.RENEW):
        await _into_queue(session, now, version)
    await posted.changed(session, now, post.id)
    await publishing.publish(session, now, post.id, options)


async def out_of_queue(session: Session, now: datetime, post_id: int) -> None:
    """What waits for the moderators of this post need not be read any more."""
    for revision_id in await posts.drop_waiting(session, post_id):
        await _redraw_card(session, now, revision_id)
        await asked.over(session, now, revision_id)


async def _into_queue(session: Session, now: datetime, version: Version) -> None:
    """What was taken out of the queue when the post was closed waits again, with its card."""
    revision = version.revision
    if revision.state is not RevisionState.WITHDRAWN:
        return
    pending = {"state": RevisionState.PENDING}
    await posts.change_revision(session, revision.id, revision.version, RevisionState.WITHDRAWN, **pending)
    if await cards.chats_of_card(session, Outgoing.POST_CARD, revision.id):
        await _redraw_card(session, now, revision.id)
    else:  # it was withdrawn before its card went out
        await moderation.queue_card(session, now, revision.id, key=str(revision.version + 1))


async def _redraw_card(session: Session, now: datetime, revision_id: int) -> None:
    """Its photos with it: they go when the post does, and come again."""
    found = await posts.version_of_revision(session, revision_id)
    assert found is not None
    revision = found.revision
    await outbox.redraw(session, now, Outgoing.POST_CARD, revision_id, revision.version)
    if revision.state is RevisionState.WITHDRAWN:
        await albums.take_away(session, now, revision_id, revision.version)
    else:
        await albums.again(session, now, revision, str(revision.version))
