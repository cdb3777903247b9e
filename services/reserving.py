"""*Contact* in a group: a member reserves an offer for the organisation, gives it back, or takes over what a colleague left.

Whether it is free is settled by the database, so that of many who press at once exactly one has it.
"""

from dataclasses import dataclass
from datetime import datetime

from db import alerts as shown
from db import bindings, blocks, matching, people
from db import reservations as stored
from db.bindings import Binding
from db.engine import Session
from domain.cadence import awake
from domain.details import Urgency
from domain.errors import Refusal, Refused
from domain.options import Options
from domain.posts import Kind, Version
from domain.pushes import Item
from domain.reservations import LIFE, Hold, Reservation, ReservationState, hold_of, stays_open
from domain.sending import Outgoing
from services import alerts, contacts, links, outbox, posted, reservations
from services.audit import Role


@dataclass(frozen=True)
class Member:
    """Who pressed, in which group."""

    chat_id: int
    id: int
    name: str


async def reserve(
    session: Session, now: datetime, options: Options, member: Member, alert_id: int
) -> Reservation:
    """*Contact*: from an alert, or from a digest that names it. Raises `Refused`: somebody else has it, the volunteer said
    no or cannot be reached, or the offer is gone."""
    binding = await _own(session, member.chat_id, alert_id)
    item = await alerts.card(session, now, alert_id)
    if item is None or item.version.post.kind is not Kind.OFFER:
        raise Refused(Refusal.POST_GONE)
    _free(item.hold)
    await _reachable(session, item, binding)
    made = await stored.make(session, **_values(now, member, binding, item))
    if made is None:  # somebody was faster
        _free(await _hold(session, binding, item.version))
        raise Refused(Refusal.RESERVED)
    found = await stored.by_id(session, made)
    assert found is not None
    await stored.match(session, now, found.post_id, found.organisation_id, ReservationState.HELD)
    await reservations.note(session, now, found, Role.ORGANISATION, member.id, "contact_held")
    await _ask(session, now, options, found, item)
    await posted.changed(session, now, found.post_id)
    return found


async def give_back(session: Session, now: datetime, options: Options, member: Member, alert_id: int) -> None:
    """*Give back*: by who pressed, or, when that one has left, by any member. Raises `Refused`."""
    mine = await _mine(session, member, alert_id, ReservationState.HELD)
    if mine.member_id not in (None, member.id):
        raise Refused(Refusal.RESERVED_FOR, name=mine.member_name or "")
    given_back = ReservationState.GIVEN_BACK
    ended = await reservations.end(session, now, mine, given_back, Role.ORGANISATION, member.id)
    if ended is None:
        raise Refused(Refusal.NOT_RESERVED)
    await reservations.tell_volunteer(session, now, ended, options)
    await posted.changed(session, now, ended.post_id)


async def take_over(session: Session, now: datetime, member: Member, alert_id: int) -> Reservation:
    """*Take over*: what a member left who is not in the group any more. Raises `Refused`."""
    mine = await _mine(session, member, alert_id, ReservationState.HELD, ReservationState.AGREED)
    if mine.member_id is not None:
        raise Refused(Refusal.RESERVED_FOR, name=mine.member_name or "")
    who = {"member_id": member.id, "member_name": member.name}
    taken = await stored.change(session, mine.id, mine.state, **who)
    assert taken is not None
    await reservations.note(session, now, taken, Role.ORGANISATION, member.id, "contact_taken_over")
    if taken.state is ReservationState.AGREED:
        await contacts.hand_out(session, now, taken)
    else:
        await reservations.told(session, now, taken)
    await posted.changed(session, now, taken.post_id)
    return taken


async def contact_link(
    session: Session, now: datetime, member: Member, thread_id: int | None, alert_id: int
) -> str:
    """*Open our chat*: gives a link's token, for who pressed *Contact* alone. Raises `Refused`."""
    mine = await _mine(session, member, alert_id, ReservationState.AGREED)
    if mine.member_id != member.id:
        raise Refused(Refusal.RESERVED_FOR, name=mine.member_name or "")
    purpose = links.to_receive(mine.id)
    return await links.create(session, now, member.id, purpose, member.chat_id, thread_id)


async def _own(session: Session, chat_id: int, alert_id: int) -> Binding:
    binding = await bindings.active(session, chat_id)
    if binding is None or await shown.group_of(session, alert_id) != binding.id:
        raise Refused(Refusal.WRONG_CHAT)
    return binding


async def _mine(session: Session, member: Member, alert_id: int, *states: ReservationState) -> Reservation:
    """The organisation's present reservation of the offer that an alert of this group is about."""
    binding = await _own(session, member.chat_id, alert_id)
    post_id = await shown.post_of(session, alert_id)
    made = (await stored.of_posts(session, [post_id]))[post_id]
    mine = next((one for one in made if one.organisation_id == binding.organisation_id), None)
    if mine is None or mine.state not in states:
        raise Refused(Refusal.NOT_RESERVED)
    return mine


def _free(hold: Hold | None) -> None:
    """Raises `Refused` unless the organisation can have the offer."""
    if hold is None:
        return
    if not hold.ours:
        raise Refused(Refusal.RESERVED)
    if hold.state is ReservationState.DECLINED:
        raise Refused(Refusal.VOLUNTEER_DECLINED)
    raise Refused(Refusal.TAKEN_BY, name=hold.name) if hold.name else Refused(Refusal.TAKEN)


async def _hold(session: Session, binding: Binding, offer: Version) -> Hold | None:
    made = await stored.of_posts(session, [offer.post.id])
    return hold_of(binding.organisation_id, made[offer.post.id])


async def _reachable(session: Session, item: Item, binding: Binding) -> None:
    """Somebody who wants nothing of the organisation looks like somebody who is away."""
    author_id = item.version.post.author_id
    author = await people.reachable(session, author_id) if author_id else None
    if author is None or await blocks.between(session, item.version, binding.organisation_id):
        raise Refused(Refusal.VOLUNTEER_AWAY)


def _values(now: datetime, member: Member, binding: Binding, item: Item) -> dict[str, object]:
    return {
        "post_id": item.version.post.id,
        "organisation_id": binding.organisation_id,
        "binding_id": binding.id,
        "alert_id": item.alert_id,
        "member_id": member.id,
        "member_name": member.name[:64],
        "exclusive": not stays_open(item.version),
        "made_at": now,
        "until": now + LIFE,
    }


async def _ask(
    session: Session, now: datetime, options: Options, reservation: Reservation, item: Item
) -> None:
    """The volunteer is asked in private, at night only if it is needed today."""
    offer_id, author_id = reservation.post_id, item.version.post.author_id
    answered = await matching.answered(session, now, reservation.organisation_id, [offer_id])
    pressing = any(one.revision.details.urgency is Urgency.TODAY for one in answered.get(offer_id, []))
    assert author_id is not None
    await outbox.send(
        session,
        now,
        Outgoing.CONTACT_QUESTION,
        reservation.id,
        author_id,
        due_at=now if pressing else awake(now, item.town.zone, options.quiet),
    )
