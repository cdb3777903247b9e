"""Which offer fits which request or subscription: every hard condition by its name.

This is the definition (docs/matching.md has it in words); the queries in `db/matching` must agree with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from domain.details import NO_TIMES, Availability, Housing, Quantity
from domain.geo import Point, distance_km
from domain.overlap import Window, common_days, common_parts
from domain.taxonomy import Risk, higher
from domain.towns import Town

HOUSING = "housing"
Kind = tuple[str, str | None]  # category and sub-category; without the latter the whole category


class Condition(StrEnum):
    """What must hold, in the order in which people are told."""

    TOWN = "town"
    LIVE = "live"
    FRESH = "fresh"
    CATEGORY = "category"
    SUBCATEGORY = "subcategory"
    DISTANCE = "distance"
    DATES = "dates"
    WEEKLY = "weekly"
    LANGUAGES = "languages"
    HOUSING_PERSONS = "housing_persons"
    HOUSING_STEP_FREE = "housing_step_free"
    HOUSING_PETS = "housing_pets"
    QUANTITY = "quantity"
    ORGANISATION = "organisation"
    CLEARED = "cleared"
    HISTORY = "history"
    BLOCKED = "blocked"


@dataclass(frozen=True)
class Place:
    """Where. `radius_km` None sets no limit; `online` is possible without a journey."""

    point: Point | None = None
    radius_km: float | None = None
    online: bool = False


@dataclass(frozen=True)
class Given:
    """An offer, as far as matching looks at it. `subcategory` None fits only whole-category requests. `quantity` is what
    is left."""

    town: Town
    category: str
    subcategory: str | None
    confirmed_at: datetime
    expires_at: datetime | None = None
    live: bool = True
    risk: Risk = Risk.GREEN
    place: Place = Place()
    languages: tuple[str, ...] = ()
    times: Availability = NO_TIMES
    quantity: Quantity | None = None
    housing: Housing | None = None


@dataclass(frozen=True)
class Wanted:
    """A request (one kind, `follows` false) or a subscription (any of its kinds; times, housing and demands do not count).

    `verified` and `cleared` are what the town thinks of the organisation.
    """

    town: Town
    kinds: tuple[Kind, ...]
    verified: bool = True
    cleared: bool = False
    follows: bool = False
    confirmed_at: datetime | None = None
    expires_at: datetime | None = None
    live: bool = True
    risk: Risk = Risk.GREEN
    place: Place = Place()
    languages: tuple[str, ...] = ()
    demanded: tuple[str, ...] = ()
    times: Availability = NO_TIMES
    needed_by: date | datetime | None = None
    quantity: Quantity | None = None
    housing: Housing | None = None


@dataclass(frozen=True)
class Between:
    """What happened between the two: the pair was `met` (shown or declined) before, or one side `blocked` the other."""

    met: bool = False
    blocked: bool = False


STRANGERS = Between()


def failing(
    given: Given, wanted: Wanted, now: datetime, between: Between = STRANGERS
) -> tuple[Condition, ...]:
    """Every condition that does not hold at this instant; none: it is a match."""
    found = set(_always_judged(given, wanted, now, between))
    if not wanted.follows:
        found |= {*_when(given, wanted, now), *_housing(given, wanted)}
    return tuple(condition for condition in Condition if condition in found)


def _always_judged(given: Given, wanted: Wanted, now: datetime, between: Between) -> Iterator[Condition]:
    same_category = any(category == given.category for category, _ in wanted.kinds)
    fails = {
        Condition.TOWN: not within_reach(given.town, wanted.town),
        Condition.LIVE: not (given.live and wanted.live),
        Condition.FRESH: is_over(given.expires_at, now) or is_over(wanted.expires_at, now),
        Condition.CATEGORY: not same_category,
        Condition.SUBCATEGORY: same_category and not any(same_kind(given, kind) for kind in wanted.kinds),
        Condition.DISTANCE: not near(given.place, wanted.place),
        Condition.LANGUAGES: not _understood(given, wanted),
        Condition.QUANTITY: not _enough(given.quantity, wanted.quantity),
        Condition.ORGANISATION: not wanted.verified,
        Condition.CLEARED: pair_risk(given, wanted) is Risk.RED and not wanted.cleared,
        Condition.HISTORY: between.met,
        Condition.BLOCKED: between.blocked,
    }
    return (condition for condition, failed in fails.items() if failed)


def within_reach(one: Town, other: Town) -> bool:
    """The same town, or neighbours that both allow it. Consent is not passed on."""
    return one.slug == other.slug or (one.slug in other.neighbours and other.slug in one.neighbours)


def is_over(expires_at: datetime | None, now: datetime) -> bool:
    """Whether this instant is reached; none never is."""
    return expires_at is not None and expires_at <= now


def same_kind(given: Given, kind: Kind) -> bool:
    """The category is equal, and the sub-category too unless the whole category is wanted."""
    return given.category == kind[0] and kind[1] in (None, given.subcategory)


def overlap(one: Kind, other: Kind) -> bool:
    """Whether two wishes share a kind: a group that follows furniture sees who needs furniture, or anything of goods."""
    return one[0] == other[0] and (one[1] is None or other[1] is None or one[1] == other[1])


def smaller_radius(one: Place, other: Place) -> float | None:
    """The smaller of the given radii in km; None when none was given."""
    return min((each.radius_km for each in (one, other) if each.radius_km is not None), default=None)


def near(one: Place, other: Place) -> bool:
    """Within the smaller radius; exactly on it is inside. Nothing is too far when one is online or says no place."""
    limit = smaller_radius(one, other)
    if limit is None or one.online or other.online or one.point is None or other.point is None:
        return True
    return distance_km(one.point, other.point) <= limit


def window(wanted: Wanted, now: datetime) -> Window:
    """The days that count for a request: from today in its town to the last that is of use."""
    zone = wanted.town.zone
    return Window(now.astimezone(zone).date(), _local_day(wanted.needed_by, zone))


def pair_risk(given: Given, wanted: Wanted) -> Risk:
    """The higher class of the two; a subscription has none of its own."""
    return higher(given.risk, wanted.risk)


def _local_day(said: date | datetime | None, zone: ZoneInfo) -> date | None:
    return said.astimezone(zone).date() if isinstance(said, datetime) else said


def _when(given: Given, wanted: Wanted, now: datetime) -> tuple[Condition, ...]:
    """A common day first; only if there is one, a common part of the day."""
    days = window(wanted, now)
    if not common_days(given.times, wanted.times, days):
        return (Condition.DATES,)
    return () if common_parts(given.times, wanted.times, days) else (Condition.WEEKLY,)


def _understood(given: Given, wanted: Wanted) -> bool:
    """A request: all that it demands is offered. A subscription: one common language, unless one side names none."""
    if wanted.follows:
        return not (given.languages and wanted.languages and not {*given.languages} & {*wanted.languages})
    return {*wanted.demanded} <= {*given.languages}


def _housing(given: Given, wanted: Wanted) -> Iterator[Condition]:
    """A demand is met only by a stated value."""
    if not given.category == wanted.kinds[0][0] == HOUSING or wanted.housing is None:
        return
    there, asked = given.housing or Housing(), wanted.housing
    if asked.persons is not None and (there.persons is None or there.persons < asked.persons):
        yield Condition.HOUSING_PERSONS
    if asked.step_free and not there.step_free:
        yield Condition.HOUSING_STEP_FREE
    no_pet_comes_along = asked.pets_allowed and not there.pets_allowed
    if no_pet_comes_along or (asked.pets_present is False and there.pets_present is not False):
        yield Condition.HOUSING_PETS


def _enough(given: Quantity | None, wanted: Quantity | None) -> bool:
    """Something is left and needed, and a request that cannot be split gets all of it. Other units are not compared."""
    if 0 in (amount_of(given), amount_of(wanted)):
        return False
    left, needed = amount_of(given), amount_of(wanted)
    if given is None or wanted is None or left is None or needed is None or given.unit != wanted.unit:
        return True
    return wanted.splittable or left >= needed


def amount_of(quantity: Quantity | None) -> int | None:
    """How many; None where nothing was said, or it never runs out."""
    return quantity.amount if quantity else None
