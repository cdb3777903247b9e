"""Stops: what organisations need no more of for a while."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, select

from db.chunks import chunks
from db.engine import Session
from db.tables import alerts, bindings, organisations, posts, revisions, stops
from db.upsert import insert
from domain.organisations import AlertState
from domain.posts import Kind
from domain.stops import Stop

_KEY = ("organisation_id", "town_id", "category", "subcategory")


async def put(
    session: Session,
    now: datetime,
    organisation_id: int,
    town_id: int,
    kind: tuple[str, str],
    until: datetime,
) -> None:
    """Sets a stop; one that is there holds until the new end."""
    values = dict(zip(_KEY, (organisation_id, town_id, *kind), strict=True))
    row = insert(session, stops).values(until=until, created_at=now, **values)
    await session.execute(row.on_conflict_do_update(index_elements=list(_KEY), set_={"until": until}))


async def lift(session: Session, organisation_id: int, town_id: int, kind: tuple[str, str]) -> bool:
    """Takes a stop away; gives whether there was one."""
    here = and_(stops.c.organisation_id == organisation_id, stops.c.town_id == town_id)
    gone = delete(stops).where(here, stops.c.category == kind[0], stops.c.subcategory == kind[1])
    return (await session.execute(gone.returning(stops.c.id))).first() is not None


async def of_town(session: Session, now: datetime, town_id: int) -> tuple[Stop, ...]:
    """All that hold now in a town, the first to end first."""
    return await _read(session, stops.c.town_id == town_id, stops.c.until > now)


async def of_organisation(
    session: Session, now: datetime, organisation_id: int, town_id: int
) -> tuple[Stop, ...]:
    """Those of one organisation there."""
    mine = and_(stops.c.organisation_id == organisation_id, stops.c.town_id == town_id)
    return await _read(session, mine, stops.c.until > now)


async def passing(session: Session, now: datetime, found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those of the pairs (binding, post) that no stop of the group's organisation is in the way of. Needs of others pass."""
    pairs = list(found)
    stopped = await _stopped(session, now, {binding_id for binding_id, _ in pairs})
    if not stopped:
        return pairs
    kinds = await _kinds(session, {post_id for binding_id, post_id in pairs if binding_id in stopped})
    return [(group, post) for group, post in pairs if kinds.get(post) not in stopped.get(group, ())]


async def waiting(session: Session, binding_id: int, kind: tuple[str, str]) -> dict[int, int]:
    """The alerts about offers of a kind that a group has not seen yet, with their offers."""
    mine = and_(alerts.c.binding_id == binding_id, alerts.c.state == AlertState.WAITING)
    found = select(alerts.c.id, alerts.c.post_id).join(posts, posts.c.id == alerts.c.post_id)
    shown = found.join(revisions, revisions.c.id == posts.c.released_id).where(mine, _of_kind(kind))
    return {row[0]: row[1] for row in await session.execute(shown)}


async def _stopped(
    session: Session, now: datetime, binding_ids: Collection[int]
) -> dict[int, set[tuple[str, str]]]:
    same = and_(stops.c.organisation_id == bindings.c.organisation_id, stops.c.town_id == bindings.c.town_id)
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for some in chunks(binding_ids):
        rows = select(bindings.c.id, stops.c.category, stops.c.subcategory).join(stops, same)
        for row in await session.execute(rows.where(stops.c.until > now, bindings.c.id.in_(some))):
            found[row[0]].add((row[1], row[2]))
    return found


async def _kinds(session: Session, post_ids: Collection[int]) -> dict[int, tuple[str, str]]:
    found = {}
    for some in chunks(post_ids):
        rows = select(posts.c.id, revisions.c.category, revisions.c.subcategory)
        offers = rows.join(revisions, revisions.c.id == posts.c.released_id)
        for row in await session.execute(offers.where(posts.c.kind == Kind.OFFER, posts.c.id.in_(some))):
            found[row[0]] = (row[1], row[2])
    return found


async def _read(session: Session, *conditions: ColumnElement[bool]) -> tuple[Stop, ...]:
    columns = (organisations.c.name, stops.c.category, stops.c.subcategory, stops.c.until)
    found = select(*columns).join(organisations, organisations.c.id == stops.c.organisation_id)
    rows = await session.execute(found.where(*conditions).order_by(stops.c.until, stops.c.id))
    return tuple(Stop(*row) for row in rows)


def _of_kind(kind: tuple[str, str]) -> ColumnElement[bool]:
    mine = and_(revisions.c.category == kind[0], revisions.c.subcategory == kind[1])
    return and_(posts.c.kind == Kind.OFFER, mine)
