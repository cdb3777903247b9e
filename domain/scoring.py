"""How well an offer fits, 0 to 100, kept in its parts. What one side leaves open counts half."""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from math import floor

from domain.geo import distance_km
from domain.matching import Given, Wanted, amount_of, same_kind, smaller_radius, window
from domain.overlap import share
from domain.taxonomy import TAXONOMY

EQUAL, WHOLE = 30.0, 15.0  # the very sub-category, or asked for with the whole category
DISTANCE, TIME, LANGUAGE, FRESHNESS, QUANTITY = 20.0, 20.0, 15.0, 10.0, 5.0
FAR_KM = 20.0  # what counts as far when nobody set a radius
REASONS = 3  # so many parts are told to people


@dataclass(frozen=True)
class Parts:
    """The points for each part; together the score."""

    subcategory: float
    distance: float
    time: float
    language: float
    freshness: float
    quantity: float

    @property
    def total(self) -> float:
        return sum(self.named().values())

    def named(self) -> dict[str, float]:
        """By name, in the order of their weight."""
        return {part.name: getattr(self, part.name) for part in fields(self)}


def score(given: Given, wanted: Wanted, now: datetime) -> Parts:
    """The parts at this instant, also for a pair that is no match."""
    return Parts(
        _subcategory(given, wanted),
        _distance(given, wanted),
        TIME / 2 if wanted.follows else _time(given, wanted, now),
        _language(given, wanted),
        freshness(given.category, given.confirmed_at, now),
        QUANTITY / 2 if wanted.follows else _quantity(given, wanted),
    )


def strongest(given: Given, wanted: Wanted, parts: Parts) -> tuple[str, ...]:
    """What speaks most for the pair, by the names of the parts: of what both sides said something about, if it has any
    points."""
    said = _said_by_both(given, wanted)
    points = {name: part for name, part in parts.named().items() if part and said.get(name)}
    return tuple(sorted(points, key=lambda name: -points[name])[:REASONS])


def cents(points: float) -> int:
    """Points in hundredths: what differs by less is equal."""
    return floor(points * 100 + 0.5)


def rank(given: Given, wanted: Wanted, parts: Parts) -> tuple[int, datetime, datetime]:
    """What to sort by, largest first: the score, then the newest confirmation of the offer, then of the request."""
    return cents(parts.total), given.confirmed_at, wanted.confirmed_at or given.confirmed_at


def freshness(category: str, confirmed_at: datetime, now: datetime) -> float:
    """Full for what was confirmed just now, nothing at the end of the category's default life."""
    life = timedelta(days=TAXONOMY[category].life_days)
    return FRESHNESS * _within(1 - (now - confirmed_at) / life)


def _said_by_both(given: Given, wanted: Wanted) -> dict[str, bool]:
    """How fresh it is only the offer says; times and quantities of what is followed nobody. Online, no way is far."""
    here, there = given.place, wanted.place
    demanded = () if wanted.follows else wanted.demanded
    asked = None if wanted.follows else wanted.quantity
    same_unit = given.quantity is not None and asked is not None and given.quantity.unit == asked.unit
    return {
        "subcategory": _subcategory(given, wanted) == EQUAL,
        "distance": not (here.online or there.online) and None not in (here.point, there.point),
        "time": not wanted.follows and given.times.said and wanted.times.said,
        "language": bool(given.languages and (demanded or wanted.languages)),
        "quantity": same_unit and amount_of(asked) is not None,
    }


def _subcategory(given: Given, wanted: Wanted) -> float:
    if (given.category, given.subcategory) in wanted.kinds and given.subcategory is not None:
        return EQUAL
    return WHOLE if any(same_kind(given, kind) for kind in wanted.kinds) else 0.0


def _distance(given: Given, wanted: Wanted) -> float:
    here, there = given.place, wanted.place
    if here.online and there.online:
        return DISTANCE
    if here.online or there.online or here.point is None or there.point is None:
        return DISTANCE / 2
    limit = smaller_radius(here, there)
    way = distance_km(here.point, there.point)
    if not limit and limit is not None:  # a radius of nothing at all
        return DISTANCE if way == 0 else 0.0
    return DISTANCE * _within(1 - way / (limit or FAR_KM))


def _time(given: Given, wanted: Wanted, now: datetime) -> float:
    if given.times.always or wanted.times.always:
        return TIME
    if not (given.times.said and wanted.times.said):
        return TIME / 2
    return TIME * share(given.times, wanted.times, window(wanted, now))


def _language(given: Given, wanted: Wanted) -> float:
    offered = {*given.languages}
    if wanted.demanded and not wanted.follows:
        return LANGUAGE if {*wanted.demanded} <= offered else 0.0
    useful = {*wanted.languages}
    return LANGUAGE * len(useful & offered) / len(useful) if useful and offered else LANGUAGE / 2


def _quantity(given: Given, wanted: Wanted) -> float:
    """The share that is covered. What cannot be split and is larger than needed gets nothing: people decide."""
    left, needed = amount_of(given.quantity), amount_of(wanted.quantity)
    if given.quantity is None or wanted.quantity is None or needed is None:
        return QUANTITY / 2
    if given.quantity.unit != wanted.quantity.unit:
        return QUANTITY / 2
    if left is None:  # it never runs out
        return QUANTITY
    if left > needed and not given.quantity.splittable:
        return 0.0
    return QUANTITY * _within(left / needed) if needed else 0.0


def _within(share_of: float) -> float:
    return min(1.0, max(0.0, share_of))
