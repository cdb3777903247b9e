"""Which organisation speaks in which group, and how that group wants to hear of what fits."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

from sqlalchemy import ColumnElement, exists, func, insert, select, update

from db.engine import Session
from db.tables import bindings
from domain.cadence import QuietHours
from domain.organisations import Mode


@dataclass(frozen=True)
class Binding:
    """A bound group with its settings. Hours are local time of its town. `weekdays` are those of the digest (Monday is 0);
    `bound_by` registered the group; the bot may not write there since `mute_since`."""

    id: int
    organisation_id: int
    town_id: int
    chat_id: int
    thread_id: int | None
    mode: Mode
    hour: int
    weekdays: frozenset[int]
    quiet_from: int | None
    quiet_until: int | None
    max_items: int
    show_needs: bool
    next_digest_at: datetime | None
    bound_by: int | None
    mute_since: datetime | None

    def quiet(self, usual: QuietHours) -> QuietHours:
        """The group's quiet hours: its own, else the usual ones."""
        if self.quiet_from is None or self.quiet_until is None:
            return usual
        return QuietHours(time(self.quiet_from), time(self.quiet_until))


SETTINGS = ("mode", "hour", "weekdays", "quiet_from", "quiet_until", "max_items", "show_needs")
_FIELDS = tuple(Binding.__dataclass_fields__)


async def create(session: Session, **values: Any) -> int:
    """Binds a group; gives the binding's id."""
    result = await session.execute(insert(bindings).values(_stored(values)).returning(bindings.c.id))
    created: int = result.scalar_one()
    return created


async def active(session: Session, chat_id: int) -> Binding | None:
    """The present binding of a group."""
    return next(iter(await find(session, bindings.c.chat_id == chat_id)), None)


async def by_id(session: Session, binding_id: int) -> Binding | None:
    """A binding that has not ended."""
    return next(iter(await find(session, bindings.c.id == binding_id)), None)


async def by_ids(session: Session, binding_ids: Collection[int]) -> list[Binding]:
    """Those of these bindings that have not ended."""
    return await find(session, bindings.c.id.in_(list(binding_ids)))


async def ever(session: Session, binding_id: int) -> Binding:
    """A binding, ended or not. Raises `IndexError` for one that never was."""
    return (await _read(session, bindings.c.id == binding_id))[0]


async def last_ended(session: Session, chat_id: int) -> Binding | None:
    """What a group was bound to most recently, if it is not bound now."""
    if await active(session, chat_id):
        return None
    ended = select(func.max(bindings.c.id)).where(bindings.c.chat_id == chat_id).scalar_subquery()
    return next(iter(await _read(session, bindings.c.id == ended)), None)


async def of_organisation(session: Session, organisation_id: int, town_id: int) -> list[Binding]:
    """The groups of an organisation in a town, oldest first."""
    mine = bindings.c.organisation_id == organisation_id
    return await find(session, mine, bindings.c.town_id == town_id)


async def any_digest_due(session: Session, now: datetime) -> bool:
    """Whether a group's next digest is due."""
    due = exists().where(bindings.c.next_digest_at <= now, bindings.c.ended_at.is_(None))
    return bool(await session.scalar(select(due)))


async def digests_due(session: Session, now: datetime, limit: int) -> list[Binding]:
    """Groups whose next digest is due."""
    return await _read(session, bindings.c.ended_at.is_(None), bindings.c.next_digest_at <= now, limit=limit)


async def change(session: Session, binding_id: int, **values: Any) -> None:
    """Sets columns of a binding."""
    await session.execute(update(bindings).where(bindings.c.id == binding_id).values(_stored(values)))


async def find(session: Session, *conditions: ColumnElement[bool]) -> list[Binding]:
    """Bindings that have not ended and meet the conditions, oldest first."""
    return await _read(session, bindings.c.ended_at.is_(None), *conditions)


async def _read(
    session: Session, *conditions: ColumnElement[bool], limit: int | None = None
) -> list[Binding]:
    columns = (bindings.c[name] for name in _FIELDS)
    found = select(*columns).where(*conditions).order_by(bindings.c.id).limit(limit)
    rows = (await session.execute(found)).mappings()
    return [_binding(dict(row)) for row in rows]


def _binding(row: dict[str, Any]) -> Binding:
    weekdays = frozenset(map(int, row["weekdays"]))
    return Binding(**row | {"mode": Mode(row["mode"]), "weekdays": weekdays})


def _stored(values: dict[str, Any]) -> dict[str, Any]:
    """Weekdays are kept as a row of digits."""
    if "weekdays" not in values:
        return values
    return values | {"weekdays": "".join(map(str, sorted(values["weekdays"])))}
