"""The inbox: every update of Telegram is stored before it is acknowledged, and handled once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import bindparam, delete, func, or_, select, update

from db.engine import Session
from db.tables import inbox
from db.upsert import insert_for

_MARK_EFFECT = (
    update(inbox)
    .where(inbox.c.id == bindparam("arrival"), inbox.c.effect_at.is_(None))
    .values(effect_at=bindparam("now"))
    .returning(inbox.c.id)
)


@dataclass(frozen=True)
class Arrival:
    """A stored update. `lane` is its chat (or person): one lane is handled in order. `effect` says that its
    transaction was committed before (by a process that died before it could answer)."""

    id: int
    update_id: int
    lane: int
    payload: str
    effect: bool = False
    attempts: int = 0


async def store(session: Session, arrivals: Sequence[tuple[int, int, str]], now: datetime) -> list[Arrival]:
    """Stores updates (id, lane, payload) and gives those that want to be handled, in order: the new ones, and known ones
    that are still open. Telegram brings an update again whose process died while its storing was being committed."""
    values = [
        {"update_id": update_id, "lane": lane, "payload": payload, "received_at": now}
        for update_id, lane, payload in arrivals
    ]
    new = await session.execute(_store(session.dialect.name), values)
    found = [Arrival(*row) for row in new]
    if len(found) < len(values):
        known = {update_id for update_id, *_ in arrivals} - {arrival.update_id for arrival in found}
        found += await unhandled(session, known)
    return sorted(found, key=lambda arrival: arrival.id)


@cache
def _store(dialect: str) -> Any:
    """Built once: every update goes through it."""
    new = insert_for(dialect, inbox).on_conflict_do_nothing(index_elements=["update_id"])
    return new.returning(inbox.c.id, inbox.c.update_id, inbox.c.lane, inbox.c.payload)


async def unhandled(session: Session, among: Collection[int] | None = None) -> list[Arrival]:
    """What an earlier process left, in order of arrival: all of it, or only these updates."""
    columns = (
        inbox.c.id,
        inbox.c.update_id,
        inbox.c.lane,
        inbox.c.payload,
        inbox.c.effect_at,
        inbox.c.attempts,
    )
    open_rows = select(*columns).where(inbox.c.handled_at.is_(None), inbox.c.dead_at.is_(None))
    if among is not None:
        open_rows = open_rows.where(inbox.c.update_id.in_(among))
    return [
        Arrival(*row[:4], row.effect_at is not None, row.attempts)
        for row in await session.execute(open_rows.order_by(inbox.c.id))
    ]


async def mark_effect(session: Session, arrival_id: int, now: datetime) -> bool:
    """Marks that the update has its effect with this transaction; gives False when it had it before."""
    return (await session.execute(_MARK_EFFECT, {"arrival": arrival_id, "now": now})).first() is not None


async def mark_handled(session: Session, arrival_ids: Sequence[int], now: datetime) -> None:
    """The updates are answered, too: there is nothing left to do."""
    await session.execute(update(inbox).where(inbox.c.id.in_(arrival_ids)).values(handled_at=now))


async def mark_failed(
    session: Session, arrival_id: int, error: str, *, dead_at: datetime | None = None
) -> None:
    """Counts an attempt that failed; with `dead_at` it was the last one and the update is kept as a dead letter."""
    values = {"attempts": inbox.c.attempts + 1, "error": error[:200], "dead_at": dead_at}
    await session.execute(update(inbox).where(inbox.c.id == arrival_id).values(values))


async def lane_of(session: Session, arrival_id: int) -> int | None:
    """The chat or person an update came from."""
    found: int | None = await session.scalar(select(inbox.c.lane).where(inbox.c.id == arrival_id))
    return found


async def forget(session: Session, handled_before: datetime, dead_before: datetime) -> int:
    """Deletes what was handled long ago; gives how many rows."""
    old = or_(inbox.c.handled_at < handled_before, inbox.c.dead_at < dead_before)
    return (await session.execute(delete(inbox).where(old))).rowcount


async def dead_letters(session: Session) -> int:
    """How many updates could not be handled and are kept."""
    return await session.scalar(select(func.count()).where(inbox.c.dead_at.is_not(None))) or 0
