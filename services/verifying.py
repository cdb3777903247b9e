"""What the moderators of a town think of an organisation: verified, refused, cleared for red. As safe as verdicts."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from db import bindings, organisations, people, towns
from db import moderation as stored
from db.engine import Session
from db.organisations import Verification
from domain.cards import Decided, OrganisationCard, Standing
from domain.errors import Refusal, Refused
from domain.moderation import Verdict
from domain.organisations import OrganisationState
from domain.sending import Outgoing
from domain.towns import Town
from services import audit, moderation, outbox, publishing
from services.audit import Role, Thing
from services.organisations import CLEARED, tell_group
from services.pressing import Press, already_decided


async def verify(session: Session, now: datetime, press: Press) -> None:
    """The organisation is welcome: its requests go to review, its groups hear what fits. Raises `Refused`."""
    known = await _decide(session, now, press, OrganisationState.APPLIED, Verdict.VERIFIED)
    await _tell(session, now, known, OrganisationState.VERIFIED)
    waiting = await stored.waiting_of_organisation(session, known.organisation_id, known.town_id)
    for revision_id in waiting:
        await moderation.queue_card(session, now, revision_id)
    await publishing.catch_up_organisation(session, now, known.organisation_id, known.town_id)


async def refuse(session: Session, now: datetime, press: Press) -> None:
    """The organisation is not taken. Raises `Refused`."""
    known = await _decide(session, now, press, OrganisationState.APPLIED, Verdict.REFUSED)
    await _tell(session, now, known, OrganisationState.REFUSED)


async def clear(session: Session, now: datetime, press: Press) -> None:
    """The organisation may see red posts too. Raises `Refused`."""
    known = await _decide(session, now, press, OrganisationState.VERIFIED, Verdict.CLEARED)
    await _tell(session, now, known, CLEARED)
    await publishing.catch_up_organisation(session, now, known.organisation_id, known.town_id)


async def card(session: Session, verification_id: int) -> OrganisationCard | None:
    """What the card of an organisation shows; None when there is no such organisation."""
    known = await organisations.by_id(session, verification_id)
    if known is None:
        return None
    groups = await bindings.of_organisation(session, known.organisation_id, known.town_id)
    others = await stored.names_in_town(session, known.town_id, known.id)
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
    )


async def standing(session: Session, verification_id: int, news: str) -> Standing | None:
    """What a group is told; None when that is overtaken by newer news."""
    known = await organisations.by_id(session, verification_id)
    if known is None or news != (CLEARED if news == CLEARED and known.cleared else known.state):
        return None
    return Standing(known.name, await towns.by_id(session, known.town_id), known.state, news)


_AFTER: Mapping[Verdict, Mapping[str, Any]] = {
    Verdict.VERIFIED: {"state": OrganisationState.VERIFIED},
    Verdict.REFUSED: {"state": OrganisationState.REFUSED},
    Verdict.CLEARED: {"cleared": True},
}


async def _decide(
    session: Session, now: datetime, press: Press, before: OrganisationState, verdict: Verdict
) -> Verification:
    known, town = await _check(session, press, before, verdict)
    if not await organisations.change(session, known.id, press.version, before, **_AFTER[verdict]):
        raise await _too_late(session, known, town)
    decided = Decided(verdict, press.moderator_id, press.name, now)
    await stored.decide(session, decided, press.version, verification_id=known.id)
    await audit.note(
        session, now, Role.MODERATOR, press.moderator_id, verdict, Thing.VERIFICATION, known.id, town.id
    )
    await outbox.redraw(session, now, Outgoing.ORGANISATION_CARD, known.id, press.version + 1)
    return known


async def _check(
    session: Session, press: Press, before: OrganisationState, verdict: Verdict
) -> tuple[Verification, Town]:
    known = await organisations.by_id(session, press.object_id)
    town = await towns.by_moderation_chat(session, press.chat_id)
    if known is None or town is None or town.id != known.town_id:
        raise Refused(Refusal.WRONG_CHAT)
    if known.state is not before or (verdict is Verdict.CLEARED and known.cleared):
        raise await _too_late(session, known, town)
    if known.applied_by == press.moderator_id:
        raise Refused(Refusal.OWN_POST)
    if known.version != press.version:
        raise Refused(Refusal.STALE_BUTTON)
    return known, town


async def _too_late(session: Session, known: Verification, town: Town) -> Refused:
    decisions = await stored.about_verification(session, known.id)
    return already_decided(decisions[-1], town) if decisions else Refused(Refusal.STALE_BUTTON)


async def _tell(session: Session, now: datetime, known: Verification, news: str) -> None:
    for group in await bindings.of_organisation(session, known.organisation_id, known.town_id):
        await tell_group(session, now, known.id, group.chat_id, group.thread_id, news)


def _plain(name: str) -> str:
    return "".join(char for char in name.casefold() if char.isalnum())
