"""What groups follow: categories, or single parts. A group has one subscription, made with the first kind it names."""

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ScalarSelect, and_, delete, insert, select, update

from db.engine import Session
from db.tables import bindings, subscription_kinds, subscriptions
from domain.geo import Point
from domain.matching import Place
from domain.towns import Town

Kind = tuple[str, str | None]  # without a sub-category it is the whole category
_KINDS = subscription_kinds.c


@dataclass(frozen=True)
class Area:
    """Where a group looks for what it follows: within a radius of a district's centre or of a point; without a radius
    everywhere."""

    district: str | None = None
    lat: float | None = None
    lon: float | None = None
    radius_km: float | None = None
    online: bool = False
    languages: tuple[str, ...] = ()

    def place(self, town: Town) -> Place:
        """The same for matching."""
        here = self.lat is not None and self.lon is not None
        point = Point(self.lat or 0, self.lon or 0) if here else town.centre(self.district)
        return Place(point, self.radius_km, self.online)


AREA = tuple(subscriptions.c[name] for name in Area.__dataclass_fields__)


async def area_of(session: Session, binding_id: int) -> Area:
    """Where a group looks."""
    row = (await session.execute(select(*AREA).where(subscriptions.c.binding_id == binding_id))).first()
    return area(row) if row else Area()


def area(row: Sequence[Any]) -> Area:
    """From the columns `AREA`."""
    district, lat, lon, radius_km, online, languages = row
    return Area(district, lat, lon, radius_km, online, tuple(languages))


async def move(session: Session, binding_id: int, town: Town, **values: Any) -> None:
    """Changes where a group looks: another `district` or `radius_km`. Without a district it is the town's centre."""
    known = await area_of(session, binding_id)
    new = asdict(known) | values
    if "district" in values or known.lat is None:  # an imported point stays until somebody chooses a district
        new["lat"], new["lon"] = (town.lat, town.lon) if new["district"] is None else (None, None)
    mine = subscriptions.c.id == await _made(session, binding_id)
    await session.execute(update(subscriptions).where(mine).values(new))


async def of_binding(session: Session, binding_id: int) -> tuple[Kind, ...]:
    """What a group follows."""
    found = select(_KINDS.category, _KINDS.subcategory).where(_KINDS.subscription_id == _mine(binding_id))
    return tuple((row[0], row[1]) for row in await session.execute(found.order_by(_KINDS.id)))


async def ids_of(session: Session, binding_ids: Collection[int]) -> list[int]:
    """The subscriptions of these groups."""
    mine = subscriptions.c.binding_id.in_(list(binding_ids))
    return list(await session.scalars(select(subscriptions.c.id).where(mine).order_by(subscriptions.c.id)))


async def add(session: Session, binding_id: int, category: str, subcategory: str | None) -> bool:
    """Follows a kind; gives whether that is new. (The unique key alone would allow NULL twice.)"""
    if (category, subcategory) in await of_binding(session, binding_id):
        return False
    values = {
        "subscription_id": await _made(session, binding_id),
        "category": category,
        "subcategory": subcategory,
    }
    await session.execute(insert(subscription_kinds).values(values))
    return True


async def drop(session: Session, binding_id: int, category: str, subcategory: str | None) -> bool:
    """Follows a kind no more; gives whether it did."""
    same = and_(_KINDS.category == category, _KINDS.subcategory.is_not_distinct_from(subcategory))
    gone = delete(subscription_kinds).where(_KINDS.subscription_id == _mine(binding_id), same)
    return (await session.execute(gone.returning(_KINDS.id))).first() is not None


async def drop_parts(session: Session, binding_id: int, category: str) -> None:
    """Follows no single sub-category of this category any more: the whole one is followed."""
    parts = and_(_KINDS.category == category, _KINDS.subcategory.is_not(None))
    await session.execute(
        delete(subscription_kinds).where(_KINDS.subscription_id == _mine(binding_id), parts)
    )


async def copy(session: Session, old_binding_id: int, new_binding_id: int) -> None:
    """Takes over what another binding follows, and where."""
    for category, subcategory in await of_binding(session, old_binding_id):
        await add(session, new_binding_id, category, subcategory)
    former = await area_of(session, old_binding_id)
    if former != Area():
        mine = subscriptions.c.id == await _made(session, new_binding_id)
        await session.execute(update(subscriptions).where(mine).values(asdict(former)))


def _mine(binding_id: int) -> ScalarSelect[int]:
    return select(subscriptions.c.id).where(subscriptions.c.binding_id == binding_id).scalar_subquery()


async def _made(session: Session, binding_id: int) -> int:
    """The group's subscription, new if need be."""
    known = await session.scalar(select(subscriptions.c.id).where(subscriptions.c.binding_id == binding_id))
    if known is None:
        group = select(bindings.c.id, bindings.c.organisation_id, bindings.c.town_id)
        names = ["binding_id", "organisation_id", "town_id"]
        new = insert(subscriptions).from_select(names, group.where(bindings.c.id == binding_id))
        known = (await session.execute(new.returning(subscriptions.c.id))).scalar_one()
    made: int = known
    return made
