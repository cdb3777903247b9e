"""Reservations: made once, changed only from the state somebody saw. Who comes second finds out here."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, update

from db.engine import Session
from db.tables import matches, posts, reservations
from db.upsert import insert
from domain.organisations import MatchState
from domain.reservations import MATCHED, Reservation, ReservationState

_COLUMNS = tuple(reservations.c[name] for name in Reservation.__dataclass_fields__)
_HELD = reservations.c.state == ReservationState.HELD
_TALKING = (MatchState.FOUND, MatchState.SHOWN, MatchState.WANTED)  # a match that is over stays as it ended


async def make(session: Session, **values: Any) -> int | None:
    """A new one; gives its id, or None when the organisation holds the offer already, or another one has it for itself."""
    new = insert(session, reservations).values(state=ReservationState.HELD, **values)
    made: int | None = await session.scalar(new.on_conflict_do_nothing().returning(reservations.c.id))
    return made


async def by_id(session: Session, reservation_id: int) -> Reservation | None:
    """The reservation of this id."""
    return next(iter(await _read(session, reservations.c.id == reservation_id)), None)


async def held(session: Session, post_id: int) -> list[Reservation]:
    """Those of an offer that wait for the volunteer."""
    return await _read(session, _HELD, reservations.c.post_id == post_id)


async def of_posts(session: Session, post_ids: Collection[int]) -> dict[int, list[Reservation]]:
    """All that were ever made of these offers, the latest first."""
    found: dict[int, list[Reservation]] = {post_id: [] for post_id in post_ids}
    for one in await _read(session, reservations.c.post_id.in_(list(post_ids))):
        found[one.post_id].insert(0, one)
    return found


async def lapsed(session: Session, now: datetime, limit: int | None = None) -> list[Reservation]:
    """Those whose time is over without an answer."""
    return await _read(session, _HELD, reservations.c.until <= now, limit=limit)


async def stale_cards(
    session: Session, answered_before: datetime, limit: int | None = None
) -> list[Reservation]:
    """Those whose contact was shared before, and may not be shown any more."""
    agreed = reservations.c.state == ReservationState.AGREED
    old = and_(reservations.c.answered_at <= answered_before, reservations.c.emptied_at.is_(None))
    return await _read(session, agreed, old, limit=limit)


async def of_binding(session: Session, binding_id: int) -> list[Reservation]:
    """What a group waits for: an answer, or a contact that nobody has fetched."""
    return await _read(session, reservations.c.binding_id == binding_id, _open())


async def of_member(session: Session, member_id: int, binding_id: int | None = None) -> list[Reservation]:
    """The same for one member, everywhere or in one group."""
    mine = reservations.c.member_id == member_id
    if binding_id is not None:
        mine = and_(mine, reservations.c.binding_id == binding_id)
    return await _read(session, mine, _open())


async def asked(session: Session, author_id: int) -> list[Reservation]:
    """Those that wait for the answer of a volunteer, the oldest first."""
    mine = select(posts.c.id).where(posts.c.author_id == author_id)
    return await _read(session, _HELD, reservations.c.post_id.in_(mine))


async def change(
    session: Session, reservation_id: int, state: ReservationState, /, **values: Any
) -> Reservation | None:
    """Changes one that is still in the state somebody saw; gives it as it is now, or None."""
    seen = and_(reservations.c.id == reservation_id, reservations.c.state == state)
    changed = update(reservations).where(seen).values({"version": reservations.c.version + 1, **values})
    row = (await session.execute(changed.returning(*_COLUMNS))).first()
    return _reservation(row) if row else None


async def match(
    session: Session, now: datetime, offer_id: int, organisation_id: int, state: ReservationState
) -> None:
    """What the organisation's matches with the offer become of it. Where talks are over, a place may have opened for others:
    that is looked at right away (`services/widening`)."""
    mine = and_(matches.c.offer_id == offer_id, matches.c.organisation_id == organisation_id)
    again = (MatchState.DECLINED,) if state is ReservationState.HELD else ()  # wanted after *Not for us*
    known = and_(mine, matches.c.state.in_((*_TALKING, *again)))
    opens_at = None if MATCHED[state] in (MatchState.WANTED, MatchState.AGREED) else now
    await session.execute(update(matches).where(known).values(state=MATCHED[state], opens_at=opens_at))


async def taken_since(session: Session, organisation_id: int, town_id: int, since: datetime) -> int:
    """How many offers an organisation was given since then in a town."""
    agreed = reservations.c.state == ReservationState.AGREED
    mine = and_(reservations.c.organisation_id == organisation_id, reservations.c.answered_at >= since)
    found = select(func.count()).join_from(reservations, posts, posts.c.id == reservations.c.post_id)
    return await session.scalar(found.where(agreed, mine, posts.c.town_id == town_id)) or 0


def _open() -> ColumnElement[bool]:
    agreed = reservations.c.state == ReservationState.AGREED
    return or_(_HELD, and_(agreed, reservations.c.contact.is_not(None)))


async def _read(
    session: Session, *conditions: ColumnElement[bool], limit: int | None = None
) -> list[Reservation]:
    found = select(*_COLUMNS).where(*conditions).order_by(reservations.c.id).limit(limit)
    return [_reservation(row) for row in await session.execute(found)]


def _reservation(row: Any) -> Reservation:
    return Reservation(**dict(row._mapping) | {"state": ReservationState(row.state)})
