"""A moderator's own words about a post or an organisation: the card waits for them, and a reply to it brings them."""

from dataclasses import dataclass
from datetime import datetime

from db import organisations, posts
from db import outbox as cards
from db.engine import Session
from db.organisations import Verification
from domain.errors import Refusal, Refused
from domain.inputs import Input
from domain.moderation import WORDS_LIMIT, Purpose, Reason, Verdict
from domain.options import Options
from domain.posts import Revision
from domain.sending import Outgoing
from domain.widgets import Context, Text
from services import asking, decisions, pressing, suspending, verifying
from services.pressing import Press


@dataclass(frozen=True)
class Awaited:
    """A card that waits for somebody's own words. `object_id` is its revision, or its verification."""

    screen: Outgoing
    object_id: int
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
    if shown is None:
        return None
    screen, found = shown[0], await _awaiting(session, *shown)
    if found is None or found.words_from is None:
        return None
    return Awaited(screen, found.id, found.version, found.words_from)


async def _awaiting(session: Session, screen: Outgoing, object_id: int) -> Revision | Verification | None:
    if screen is Outgoing.ORGANISATION_CARD:
        return await organisations.by_id(session, object_id)
    if screen is not Outgoing.POST_CARD:
        return None
    version = await posts.version_of_revision(session, object_id)
    return version.revision if version else None


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


_VERDICTS = {Purpose.ASK: Verdict.ASKED, Purpose.SUSPEND: Verdict.SUSPENDED}


async def expect_of_organisation(session: Session, now: datetime, press: Press, purpose: Purpose) -> None:
    """The same for an organisation. Raises `Refused` (see `verifying.check`)."""
    known, town = await verifying.check(session, press, _VERDICTS[purpose])
    if purpose is Purpose.ASK:
        await asking.check_applicant(session, press)
    await verifying.change(session, now, press, known, town, words_from=press.moderator_id, words_for=purpose)


async def forget_of_organisation(session: Session, now: datetime, press: Press) -> None:
    """No words will come after all. Raises `Refused` (see `verifying.check`)."""
    found = await organisations.by_id(session, press.object_id)
    if found is None or found.words_for is None:
        raise Refused(Refusal.STALE_BUTTON)
    known, town = await verifying.check(session, press, _VERDICTS[Purpose(found.words_for)])
    await verifying.change(session, now, press, known, town, words_from=None, words_for=None)


async def take_of_organisation(session: Session, now: datetime, press: Press, given: Input) -> None:
    """Asks who applied, or suspends. Raises `Refused` (see `verifying.check`), also when it is no text or too long."""
    found = await organisations.by_id(session, press.object_id)
    if found is None or found.words_for is None or found.words_from != press.moderator_id:
        raise Refused(Refusal.STALE_BUTTON)
    words = Text(WORDS_LIMIT).accept(given, {}, Context())
    deed = asking.ask_applicant if found.words_for == Purpose.ASK else suspending.suspend
    await deed(session, now, press, words)
