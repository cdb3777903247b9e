"""A moderator's own words about a post: the card waits for them, and a reply to it brings them."""

from dataclasses import dataclass
from datetime import datetime

from db import outbox as cards
from db import posts
from db.engine import Session
from domain.errors import Refusal, Refused
from domain.inputs import Input
from domain.moderation import WORDS_LIMIT, Purpose, Reason
from domain.options import Options
from domain.sending import Outgoing
from domain.widgets import Context, Text
from services import asking, decisions, pressing
from services.pressing import Press


@dataclass(frozen=True)
class Awaited:
    """A card that waits for somebody's own words."""

    revision_id: int
    version: int
    moderator_id: int


async def expect(session: Session, now: datetime, press: Press, purpose: Purpose) -> None:
    """A reply of this moderator to the card will bring their words. Raises `Refused` (see `pressing.check`)."""
    case = await pressing.check(session, press)
    if purpose is Purpose.ASK:
        asking.check(case)
    await pressing.change(session, now, case, words_from=press.moderator_id, words_for=purpose)


async def forget(session: Session, now: datetime, press: Press) -> None:
    """No words will come after all. Raises `Refused` (see `pressing.check`)."""
    case = await pressing.check(session, press)
    await pressing.change(session, now, case, words_from=None, words_for=None)


async def awaited_at(session: Session, chat_id: int, message_id: int) -> Awaited | None:
    """Whether the message is a card that waits for somebody's own words."""
    shown = await cards.card_at(session, chat_id, message_id)
    if shown is None or shown[0] is not Outgoing.POST_CARD:
        return None
    version = await posts.version_of_revision(session, shown[1])
    if version is None or version.revision.words_from is None:
        return None
    return Awaited(version.revision.id, version.revision.version, version.revision.words_from)


async def take(session: Session, now: datetime, press: Press, given: Input, options: Options) -> None:
    """Does what the words were awaited for from this moderator. Raises `Refused` (see `pressing.check`), also when it is no
    text or too long."""
    case = await pressing.check(session, press)
    words = Text(WORDS_LIMIT).accept(given, {}, Context())
    revision = case.version.revision
    if revision.words_from != press.moderator_id:
        raise Refused(Refusal.STALE_BUTTON)
    if revision.words_for == Purpose.ASK:
        await asking.ask(session, now, press, words)
    else:
        await decisions.reject(session, now, press, options, Reason.OTHER, words)
