"""The volunteer's side of *Contact*: share it or decline, and how it reaches the one member who asked.

It is kept only on its way, and the card that shows it is emptied after two weeks.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db import bindings, matching, organisations, people, posts
from db import outbox as cards
from db import reservations as stored
from db.engine import Session
from domain.errors import Refusal, Refused
from domain.options import Options
from domain.organisations import OrganisationState
from domain.posts import PostState, Version
from domain.reservations import CARD_LIFE, Contacting, Reservation, ReservationState, portion, stays_open
from domain.sending import Outgoing
from services import outbox, posted, reservations
from services.audit import Role

AT_ONCE = 100  # reservations of one transaction


@dataclass(frozen=True)
class Asker:
    """Who would get the contact: a member of a group, to be looked for there before it is given out."""

    chat_id: int
    member_id: int | None


async def asker(session: Session, person_id: int, reservation_id: int) -> Asker:
    """Whom a volunteer is about to answer. Raises `Refused`: somebody else's question, or it is over."""
    mine = await _asked(session, person_id, reservation_id)
    binding = await bindings.by_id(session, mine.binding_id)
    if binding is None:
        raise Refused(Refusal.CONTACT_OVER)
    return Asker(binding.chat_id, mine.member_id)


async def waiting_for_phone(session: Session, person_id: int) -> int | None:
    """The reservation for which a volunteer pressed *Share my contact* last and has no user name."""
    asked = [one for one in await stored.asked(session, person_id) if one.phone_asked_at is not None]
    latest = max(asked, key=lambda one: (one.phone_asked_at, one.id), default=None)
    return latest.id if latest else None


async def ask_phone(session: Session, now: datetime, person_id: int, reservation_id: int) -> Contacting:
    """Who has no user name is asked for the number. Raises `Refused` (see `asker`)."""
    mine = await _asked(session, person_id, reservation_id)
    await stored.change(session, mine.id, ReservationState.HELD, phone_asked_at=now)
    return await _facts(session, mine.id)


async def share(
    session: Session, now: datetime, person_id: int, reservation_id: int, contact: str, *, present: bool
) -> Contacting:
    """*Share my contact*. `present`: the member who asked is still in the group; else a colleague takes over. Raises
    `Refused` (see `asker`)."""
    mine = await _asked(session, person_id, reservation_id)
    offer = await reservations.offer_of(session, mine)
    assert offer is not None
    values: dict[str, Any] = {"contact": contact}
    if not present:
        values |= {"member_id": None, "member_name": None}
    agreed = ReservationState.AGREED
    ended = await reservations.end(session, now, mine, agreed, Role.VOLUNTEER, person_id, **values)
    if ended is None:
        raise Refused(Refusal.CONTACT_OVER)
    await _count(session, now, ended, offer)
    await hand_out(session, now, ended)
    await posted.changed(session, now, ended.post_id)
    return await _facts(session, mine.id)


async def decline(session: Session, now: datetime, person_id: int, reservation_id: int) -> Contacting:
    """*Decline*: the organisation is told no more than that. Raises `Refused` (see `asker`)."""
    mine = await _asked(session, person_id, reservation_id)
    ended = await reservations.end(session, now, mine, ReservationState.DECLINED, Role.VOLUNTEER, person_id)
    if ended is None:
        raise Refused(Refusal.CONTACT_OVER)
    await reservations.tell_group(session, now, ended)
    await posted.changed(session, now, ended.post_id)
    return await _facts(session, mine.id)


async def present(session: Session, person_id: int, reservation_id: int) -> Contacting:
    """How it stands, for the volunteer. Raises `Refused` for somebody else's."""
    found = await _facts(session, reservation_id)
    if found.offer.post.author_id != person_id:
        raise Refused(Refusal.NOT_YOURS)
    return found


async def hand_out(session: Session, now: datetime, reservation: Reservation) -> None:
    """The contact goes to the member in private; where the bot may not write, the group is told to open the chat."""
    member_id = reservation.member_id
    if member_id is not None and await people.reachable(session, member_id):
        await _card(session, now, reservation, member_id)
    else:
        await reservations.tell_group(session, now, reservation)


async def receive(session: Session, now: datetime, person_id: int, reservation_id: int) -> None:
    """The member has opened the chat. Raises `Refused`: somebody else's, or it is not there (any more)."""
    found = await stored.by_id(session, reservation_id)
    if found is None or found.member_id != person_id:
        raise Refused(Refusal.NOT_YOURS)
    if found.contact is None:
        raise Refused(Refusal.NOT_RESERVED)
    await _card(session, now, found, person_id)


async def card(session: Session, reservation_id: int, chat_id: int) -> Contacting | None:
    """What the card shows to this member; None when somebody else is in charge now, or it was delivered before."""
    found = await reservations.look(session, reservation_id, private=False)
    if found is None or found.reservation.member_id != chat_id or found.reservation.contact is None:
        return None
    return found


async def delivered(session: Session, now: datetime, reservation_id: int) -> None:
    """The card arrived: the contact is kept no longer, the group is told who has it."""
    gone = {"contact": None, "delivered_at": now}
    changed = await stored.change(session, reservation_id, ReservationState.AGREED, **gone)
    if changed is not None:
        await reservations.note(session, now, changed, Role.BOT, None, "contact_delivered")
        await reservations.told(session, now, changed)
        await posted.changed(session, now, changed.post_id)


async def is_due(session: Session, now: datetime) -> bool:
    """Whether a reservation lapses, or a card is to be emptied."""
    found = await stored.lapsed(session, now, limit=1) or await stored.stale_cards(
        session, now - CARD_LIFE, limit=1
    )
    return bool(found)


async def look_after(session: Session, now: datetime, options: Options) -> None:
    """Reservations without an answer lapse; contacts that were given out two weeks ago are taken off their cards."""
    for one in await stored.lapsed(session, now, AT_ONCE):
        if ended := await reservations.end(session, now, one, ReservationState.LAPSED, Role.BOT):
            await reservations.tell_group(session, now, ended)
            await reservations.tell_volunteer(session, now, ended, options)
            await posted.changed(session, now, ended.post_id)
    for one in await stored.stale_cards(session, now - CARD_LIFE, AT_ONCE):
        gone = {"contact": None, "emptied_at": now}
        if changed := await stored.change(session, one.id, ReservationState.AGREED, **gone):
            await outbox.redraw(session, now, Outgoing.CONTACT_CARD, one.id, changed.version)


async def _asked(session: Session, person_id: int, reservation_id: int) -> Reservation:
    found = await stored.by_id(session, reservation_id)
    offer = await posts.newest(session, found.post_id) if found else None
    if found is None or offer is None or offer.post.author_id != person_id:
        raise Refused(Refusal.NOT_YOURS)
    binding = await bindings.by_id(session, found.binding_id)
    town_id = binding.town_id if binding else 0
    known = await organisations.in_town(session, found.organisation_id, town_id)
    verified = known is not None and known.state is OrganisationState.VERIFIED
    if not verified or found.state is not ReservationState.HELD:
        raise Refused(Refusal.CONTACT_OVER)
    return found


async def _facts(session: Session, reservation_id: int) -> Contacting:
    found = await reservations.look(session, reservation_id, private=True)
    if found is None:
        raise Refused(Refusal.CONTACT_OVER)
    return found


async def _card(session: Session, now: datetime, reservation: Reservation, member_id: int) -> None:
    key = f"{reservation.version}:{int(now.timestamp())}"
    if member_id in await cards.chats_of_card(session, Outgoing.CONTACT_CARD, reservation.id):
        return
    await outbox.send(session, now, Outgoing.CONTACT_CARD, reservation.id, member_id, key=key)


async def _count(session: Session, now: datetime, reservation: Reservation, offer: Version) -> None:
    """What was agreed is taken from the offer and from the requests it answers; an offer of which nothing is left rests."""
    answered = await matching.answered(session, now, reservation.organisation_id, [offer.post.id])
    counted = [one for one in answered.get(offer.post.id, []) if one.post.amount_left]
    wanted = [one.post.amount_left or 0 for one in counted]
    whole = not stays_open(offer)
    part = portion(offer.post.amount_left, whole=whole, wanted=wanted)
    for request, given in zip(counted, part.given, strict=True):
        if given:
            left = (request.post.amount_left or 0) - given
            await posts.change_post(session, request.post.id, request.post.version, amount_left=left)
    if part.taken is not None:
        await stored.change(session, reservation.id, ReservationState.AGREED, amount=part.taken)
    await _rest(session, offer, part.taken, whole=whole)


async def _rest(session: Session, offer: Version, taken: int | None, *, whole: bool) -> None:
    values: dict[str, Any] = {}
    if taken is not None and offer.post.amount_left is not None:
        values["amount_left"] = offer.post.amount_left - taken
    if whole or values.get("amount_left") == 0:
        values["state"] = PostState.PAUSED
    if values:
        await posts.change_post(session, offer.post.id, offer.post.version, **values)
