"""What the moderators of a town think of an organisation: verified, refused, cleared. As safe as verdicts on posts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from db import bindings, organisations, people, seats, towns
from db import moderation as stored
from db import outbox as cards
from db.engine import Session
from db.organisations import Verification
from domain.cards import Decided, OrganisationCard, Standing
from domain.errors import Refusal, Refused
from domain.moderation import Verdict
from domain.organisations import OrganisationState
from domain.sending import Outgoing
from domain.towns import Town
from services import asked, audit, moderation, outbox, publishing
from services.audit import Role, Thing
from services.organisations import CLEARED, LATE, LIFTED, tell_group
from services.pressing import Press, already_decided


async def verify(session: Session, now: datetime, press: Press) -> None:
    """The organisation is welcome: its requests go to review, its groups hear what fits. Raises `Refused` (see `check`)."""
    known = await decide(session, now, press, Verdict.VERIFIED)
    await tell(session, now, known, OrganisationState.VERIFIED)
    await wait_for_review(session, now, known)
    await publishing.catch_up_organisation(session, now, known.organisation_id, known.town_id)


async def refuse(session: Session, now: datetime, press: Press) -> None:
    """The organisation is not taken. Raises `Refused` (see `check`)."""
    known = await decide(session, now, press, Verdict.REFUSED)
    await tell(session, now, known, OrganisationState.REFUSED)


async def clear(session: Session, now: datetime, press: Press) -> None:
    """The organisation may see red posts too. Raises `Refused` (see `check`)."""
    known = await decide(session, now, press, Verdict.CLEARED)
    await tell(session, now, known, CLEARED)
    await publishing.catch_up_organisation(session, now, known.organisation_id, known.town_id)


async def wait_for_review(session: Session, now: datetime, known: Verification) -> None:
    """The requests that it wrote meanwhile come to the moderators."""
    for revision_id in await stored.waiting_of_organisation(session, known.organisation_id, known.town_id):
        await moderation.queue_card(session, now, revision_id)


async def card(session: Session, verification_id: int, *, operator: bool = False) -> OrganisationCard | None:
    """What the card of an organisation shows, to moderators or to an operator; None when there is no such organisation."""
    known = await organisations.by_id(session, verification_id)
    if known is None:
        return None
    groups = await bindings.of_organisation(session, known.organisation_id, known.town_id)
    others = await stored.names_in_town(session, known.town_id, known.id)
    applicant = await people.person(session, known.applied_by) if known.applied_by is not None else None
    return OrganisationCard(
        known.id,
        known.version,
        known.said,
        tuple([await people.group_facts(session, group.chat_id) for group in groups]),
        tuple(name for name in others if _plain(name) == _plain(known.name)),
        known.state,
        known.cleared,
        known.created_at,
        await stored.about_verification(session, known.id),
        await towns.by_id(session, known.town_id),
        known.words_from is not None,
        known.words_for,
        known.lapses_at,
        operator,
        applicant.first_name if applicant else None,
    )


async def standing(session: Session, verification_id: int, news: str) -> Standing | None:
    """What a group is told; None when that is overtaken by newer news."""
    known = await organisations.by_id(session, verification_id)
    if known is None or not _true(known, news):
        return None
    decisions = await stored.about_verification(session, known.id)
    words = [one.words for one in decisions if one.verdict == news]
    town = await towns.by_id(session, known.town_id)
    return Standing(known.name, town, known.state, news, next(iter(reversed(words)), None))


def _true(known: Verification, news: str) -> bool:
    if news == CLEARED:
        return known.cleared
    if news == LATE and known.lapses_at is not None:
        return False  # it is for who applied to answer now
    state = {LIFTED: OrganisationState.VERIFIED, LATE: OrganisationState.APPLIED}
    return known.state == state.get(news, news)


_BEFORE: Mapping[Verdict, OrganisationState] = {
    Verdict.VERIFIED: OrganisationState.APPLIED,
    Verdict.REFUSED: OrganisationState.APPLIED,
    Verdict.ASKED: OrganisationState.APPLIED,
    Verdict.CLEARED: OrganisationState.VERIFIED,
    Verdict.SUSPENDED: OrganisationState.VERIFIED,
    Verdict.LIFTED: OrganisationState.SUSPENDED,
}
_NOBODY_AT_IT: Mapping[str, Any] = {"words_from": None, "words_for": None, "lapses_at": None}
_AFTER: Mapping[Verdict, Mapping[str, Any]] = {
    Verdict.VERIFIED: {"state": OrganisationState.VERIFIED},
    Verdict.REFUSED: {"state": OrganisationState.REFUSED},
    Verdict.CLEARED: {"cleared": True},
    Verdict.SUSPENDED: {"state": OrganisationState.SUSPENDED},
    Verdict.LIFTED: {"state": OrganisationState.VERIFIED},
}


async def decide(
    session: Session, now: datetime, press: Press, verdict: Verdict, words: str | None = None, **more: Any
) -> Verification:
    """Keeps the decision, and what it makes of the organisation (`more` besides); gives it as it was before. Raises
    `Refused` (see `check`)."""
    known, town = await check(session, press, verdict)
    await change(session, now, press, known, town, **{**_NOBODY_AT_IT, **_AFTER.get(verdict, {}), **more})
    decided = Decided(verdict, press.moderator_id, press.name, now, words=words)
    await stored.decide(session, decided, press.version, verification_id=known.id)
    await audit.note(
        session,
        now,
        Role.OPERATOR if press.operator else Role.MODERATOR,
        press.moderator_id,
        verdict,
        Thing.VERIFICATION,
        known.id,
        town.id,
    )
    await asked.over(session, now, verification_id=known.id)
    return known


async def change(
    session: Session, now: datetime, press: Press, known: Verification, town: Town, **values: Any
) -> None:
    """Changes the organisation and redraws its card: the one place where a race is decided. Raises `Refused`."""
    if not await organisations.change(session, known.id, press.version, known.state, **values):
        raise await _too_late(session, known, town)
    await outbox.redraw(session, now, Outgoing.ORGANISATION_CARD, known.id, press.version + 1)


async def check(session: Session, press: Press, verdict: Verdict) -> tuple[Verification, Town]:
    """The organisation that a press is about. Raises `Refused`: another chat, decided, the moderator's own application, or
    a button drawn earlier."""
    known = await organisations.by_id(session, press.object_id)
    town = await _town(session, press)
    if known is None or town is None or town.id != known.town_id:
        raise Refused(Refusal.WRONG_CHAT)
    if known.state is not _BEFORE[verdict] or (verdict is Verdict.CLEARED and known.cleared):
        raise await _too_late(session, known, town)
    if known.applied_by == press.moderator_id:
        raise Refused(Refusal.OWN_POST)
    if known.version != press.version:
        raise Refused(Refusal.STALE_BUTTON)
    return known, town


async def _town(session: Session, press: Press) -> Town | None:
    """Whose moderators press; an operator acts for the town that sent them the card."""
    if not press.operator:
        return await towns.by_moderation_chat(session, press.chat_id)
    screen, known = Outgoing.ORGANISATION_CARD, await organisations.by_id(session, press.object_id)
    if known is None or not await cards.card_messages(session, screen, known.id, press.chat_id):
        return None
    town = await towns.by_id(session, known.town_id)
    if town.moderation_chat is not None and await seats.closed_since(session, town.moderation_chat):
        raise Refused(Refusal.DECISIONS_REST, town=town.slug)
    return town


async def _too_late(session: Session, known: Verification, town: Town) -> Refused:
    decisions = await stored.about_verification(session, known.id)
    last = next((one for one in reversed(decisions) if one.verdict is not Verdict.ASKED), None)
    return already_decided(last, town) if last else Refused(Refusal.STALE_BUTTON)


async def tell(session: Session, now: datetime, known: Verification, news: str) -> None:
    """Tells its groups in this town."""
    for group in await bindings.of_organisation(session, known.organisation_id, known.town_id):
        await tell_group(session, now, known.id, group.chat_id, group.thread_id, news)


def _plain(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())
