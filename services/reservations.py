"""What becomes of reservations apart from the presses: ends that nobody chose, and what each side is told."""

from datetime import datetime
from typing import Any

from db import bindings, organisations, outbox, people, posts, towns
from db import reservations as stored
from db.bindings import Binding
from db.engine import Session
from domain.cadence import awake
from domain.options import Options
from domain.posts import Version
from domain.reservations import Contacting, Reservation, ReservationState
from domain.sending import Outgoing
from services import audit
from services import outbox as queue
from services.audit import Role, Thing


async def look(session: Session, reservation_id: int, *, private: bool) -> Contacting | None:
    """What both sides may know of it; None when it is unknown, or the offer is gone for good."""
    found = await stored.by_id(session, reservation_id)
    offer = await offer_of(session, found) if found else None
    if found is None or offer is None:
        return None
    town = await towns.by_id(session, offer.post.town_id)
    binding = await bindings.ever(session, found.binding_id)
    asking = await organisations.in_town(session, found.organisation_id, binding.town_id)
    author = await people.person(session, offer.post.author_id or 0)
    name = asking.name if asking else ""
    return Contacting(found, offer, name, author.first_name if author else "", town, private)


async def offer_of(session: Session, reservation: Reservation) -> Version | None:
    """The offer in the words that were released."""
    newest = await posts.newest(session, reservation.post_id)
    if newest is None or newest.post.released_id is None:
        return newest
    return await posts.version_of_revision(session, newest.post.released_id)


async def end(
    session: Session,
    now: datetime,
    reservation: Reservation,
    state: ReservationState,
    role: Role,
    person_id: int | None = None,
    **values: Any,
) -> Reservation | None:
    """From *held* into another state (with other `values`); the volunteer's question needs no answer any more. None when
    somebody was faster."""
    values |= {"state": state, "answered_at": now}
    changed = await stored.change(session, reservation.id, ReservationState.HELD, **values)
    if changed is None:
        return None
    await stored.match(session, now, changed.post_id, changed.organisation_id, state)
    await note(session, now, changed, role, person_id, f"contact_{state}")
    await redraw_question(session, now, changed)
    return changed


async def note(
    session: Session, now: datetime, reservation: Reservation, role: Role, person_id: int | None, action: str
) -> None:
    """Into the audit trail of the offer."""
    offer = await posts.newest(session, reservation.post_id)
    town_id = offer.post.town_id if offer else None
    facts = {"reservation": reservation.id, "organisation": reservation.organisation_id}
    await audit.note(session, now, role, person_id, action, Thing.POST, reservation.post_id, town_id, **facts)


async def offer_gone(session: Session, now: datetime, post_id: int) -> None:
    """An offer that may not be shown any more is not waited for; the groups are told. Its author knows."""
    waiting = await stored.held(session, post_id)
    if not waiting or await posts.showable_post(session, now, post_id) is not None:
        return
    for one in waiting:
        if ended := await end(session, now, one, ReservationState.VOID, Role.BOT):
            await tell_group(session, now, ended)


async def group_gone(session: Session, now: datetime, binding: Binding) -> None:
    """Nobody is there who could get a contact; volunteers are told that nothing was, or will be, passed on."""
    for one in await stored.of_binding(session, binding.id):
        if one.state is ReservationState.HELD:
            await end(session, now, one, ReservationState.VOID, Role.BOT)
        else:
            void = {"state": ReservationState.VOID, "contact": None}
            await stored.change(session, one.id, ReservationState.AGREED, **void)
        await tell_volunteer(session, now, one)


async def member_left(session: Session, now: datetime, binding: Binding, person_id: int) -> None:
    """What hung on a member falls to the group: somebody else may take it over."""
    for one in await stored.of_member(session, person_id, binding.id):
        nobody = {"member_id": None, "member_name": None}
        if changed := await stored.change(session, one.id, one.state, **nobody):
            await tell_group(session, now, changed)


async def person_lost(session: Session, now: datetime, person_id: int) -> None:
    """The bot cannot write to somebody: as a volunteer they are not waited for, as a member they open the chat again."""
    for one in await stored.asked(session, person_id):
        if ended := await end(session, now, one, ReservationState.VOID, Role.BOT):
            await tell_group(session, now, ended)
    for one in await stored.of_member(session, person_id):
        if one.state is ReservationState.AGREED:
            await tell_group(session, now, one)


async def tell_group(session: Session, now: datetime, reservation: Reservation) -> None:
    """How it stands, into the group that asked: each stand once."""
    binding = await bindings.by_id(session, reservation.binding_id)
    if binding is not None:
        await queue.send(
            session,
            now,
            Outgoing.CONTACT_STEP,
            reservation.id,
            binding.chat_id,
            key=str(reservation.version),
            thread_id=binding.thread_id,
        )


async def tell_volunteer(
    session: Session, now: datetime, reservation: Reservation, options: Options | None = None
) -> None:
    """The same to the author of the offer; with `options` not in the quiet hours."""
    offer = await posts.newest(session, reservation.post_id)
    if offer is None or offer.post.author_id is None:
        return
    town = await towns.by_id(session, offer.post.town_id)
    due = awake(now, town.zone, options.quiet) if options else now
    version = str(reservation.version)
    author = offer.post.author_id
    await queue.send(session, now, Outgoing.CONTACT_STEP, reservation.id, author, key=version, due_at=due)


async def redraw_question(session: Session, now: datetime, reservation: Reservation) -> None:
    """The volunteer's question shows how it stands."""
    await queue.redraw(session, now, Outgoing.CONTACT_QUESTION, reservation.id, reservation.version)


async def told(session: Session, now: datetime, reservation: Reservation) -> None:
    """The group is told how it stands: on the message that it has about it, else with one."""
    binding = await bindings.by_id(session, reservation.binding_id)
    shown = await outbox.chats_of_card(session, Outgoing.CONTACT_STEP, reservation.id)
    if binding is not None and binding.chat_id in shown:
        await queue.redraw(session, now, Outgoing.CONTACT_STEP, reservation.id, reservation.version)
    else:
        await tell_group(session, now, reservation)
