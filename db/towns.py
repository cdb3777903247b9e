"""Towns with their districts and neighbours, read whole: there are few, and they are small."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import RowMapping, Select, bindparam, delete, func, insert, select, update

from db.engine import Session
from db.tables import districts, neighbours, towns
from domain.matching import within_reach
from domain.towns import District, Town

_FIELDS = tuple(column.name for column in towns.columns if column.name != "configured_chat")
_DISTRICT = ("code", "name", "lat", "lon")


_BESIDE = func.aggregate_strings(neighbours.c.slug, " ")
_ALL = (
    select(
        *towns.columns,
        select(_BESIDE).where(neighbours.c.town_id == towns.c.id).scalar_subquery().label("beside"),
        *(districts.c[name].label(f"district_{name}") for name in _DISTRICT),
    )
    .outerjoin(districts)
    .order_by(towns.c.name, towns.c.id, districts.c.position)
)
_BY_ID = _ALL.where(towns.c.id == bindparam("id"))
_BY_MODERATION_CHAT = _ALL.where(towns.c.moderation_chat == bindparam("chat_id"))


async def all_towns(session: Session) -> tuple[Town, ...]:
    """All towns, by name."""
    return await _towns(session)


async def by_id(session: Session, town_id: int) -> Town:
    """The town of this id. Raises `LookupError` when there is none."""
    return (await _towns(session, _BY_ID, id=town_id) or _missing(town_id))[0]


async def by_slug(session: Session, slug: str) -> Town | None:
    """The town of this slug."""
    return next(iter(await _towns(session, _ALL.where(towns.c.slug == slug))), None)


async def by_moderation_chat(session: Session, chat_id: int) -> Town | None:
    """The town whose moderators sit in this chat."""
    return next(iter(await _towns(session, _BY_MODERATION_CHAT, chat_id=chat_id)), None)


async def slugs(session: Session) -> tuple[str, ...]:
    """The slugs of all towns, by name."""
    return tuple(await session.scalars(select(towns.c.slug).order_by(towns.c.name)))


async def save(session: Session, town: Town) -> None:
    """Stores the town, new or known by its slug, with its districts and neighbours."""
    before = await by_slug(session, town.slug)
    values = {name: getattr(town, name) for name in _FIELDS if name != "id"}
    known = await session.scalar(select(towns.c.id).where(towns.c.slug == town.slug))
    if known is None:
        result = await session.execute(insert(towns).values(values).returning(towns.c.id))
        known = result.scalar_one()
    else:
        await session.execute(update(towns).where(towns.c.id == known).values(values))
    for table in (districts, neighbours):
        await session.execute(delete(table).where(table.c.town_id == known))
    parts: list[dict[str, Any]] = [
        {
            "town_id": known,
            "position": position,
            "code": part.code,
            "name": part.name,
            "lat": part.lat,
            "lon": part.lon,
        }
        for position, part in enumerate(town.districts)
    ]
    if parts:
        await session.execute(insert(districts), parts)
    if town.neighbours:
        await session.execute(
            insert(neighbours), [{"town_id": known, "slug": slug} for slug in town.neighbours]
        )
    if before is not None and (before.districts, before.timezone) != (town.districts, town.timezone):
        from db import openings  # which reads towns through this module

        await openings.keep_of_town(session, known)


async def beside(session: Session, town: Town) -> list[Town]:
    """The town, and the neighbours that posts cross to."""
    if not town.neighbours:
        return [town]
    others = await _towns(session, _ALL.where(towns.c.slug.in_(town.neighbours)))
    return [town, *(other for other in others if within_reach(town, other))]


async def hold(session: Session, town_id: int) -> None:
    """Lets others that hold the town wait until this transaction ends. SQLite has one writer anyway; on PostgreSQL two posts
    that become live at the same moment would not see each other otherwise."""
    await session.execute(select(towns.c.id).where(towns.c.id == town_id).with_for_update(key_share=True))


async def set_moderation_chat(session: Session, old: int, new: int) -> None:
    """Follows a moderation chat that got a new id."""
    await session.execute(update(towns).where(towns.c.moderation_chat == old).values(moderation_chat=new))


async def _towns(session: Session, wanted: Select[Any] = _ALL, **values: Any) -> tuple[Town, ...]:
    rows = (await session.execute(wanted, values)).mappings().all()
    return tuple(_town(list(parts)) for _, parts in groupby(rows, key=lambda row: row["id"]))


def _town(rows: Sequence[RowMapping]) -> Town:
    """A town from its rows: one for each district, or a single one without."""
    parts = tuple(
        District(*(row[f"district_{name}"] for name in _DISTRICT))
        for row in rows
        if row["district_code"] is not None
    )
    beside = tuple(sorted((rows[0]["beside"] or "").split()))
    return Town(**{name: rows[0][name] for name in _FIELDS}, districts=parts, neighbours=beside)


def _missing(town_id: int) -> tuple[Town, ...]:
    raise LookupError(f"no town has the id {town_id}")
