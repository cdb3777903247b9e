"""The side that is known when partners are looked for, as parameters of the statements in `db/finding`."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import cos, floor, radians, sin
from typing import Any

from db.points import Says, Shape
from domain.geo import KM_PER_DEGREE
from domain.packing import (
    EPOCH,
    NO_END,
    NO_LIMIT_KM,
    NOT_SAID,
    Packed,
    Reach,
    Timing,
    language_bit,
    microseconds,
)
from domain.posts import Kind
from domain.scoring import FAR_KM, FRESHNESS, LANGUAGE, QUANTITY, TIME, freshness
from domain.taxonomy import TAXONOMY

SLOTS_COUNTED, LANGUAGES_COUNTED = 10, 4  # one by one; of more it is assumed that all fit
WIDEST_KM = 1000  # no radius is wider
_TOO_LONG = (
    7e-9  # how much longer a way is on the plane, for each km² (measured up to 1000 km and 65 degrees)
)
_NORTHERNMOST, _EASTERNMOST = 65, 170  # beyond, a plane will not do
_ALL_LANGUAGES, _ALL_HOUSING = 2**62 - 1, 7
_MICROSECONDS = 10**6


@dataclass(frozen=True)
class Asker:
    """A packed post that asks for posts of another kind. `values` are parameters, `most` is what a row can have at most
    besides sub-category and distance, `limit_km` ends where distance gives points."""

    packed: Packed
    shape: Shape
    values: dict[str, Any]
    most: float
    limit_km: float

    @property
    def hard_limit_km(self) -> float | None:
        """Farther away nothing fits; None without a radius, or where a plane will not do."""
        return self.packed.radius if self.packed.radius < NO_LIMIT_KM and _is_flat(self.packed) else None

    def degrees(self, km: float) -> tuple[float, float]:
        """How far north and how far east this is at most."""
        north = km / KM_PER_DEGREE * 1.0001
        farthest = min(89.0, abs(self.packed.lat) + north)
        return north, north / cos(radians(farthest))


def asker(packed: Packed, languages: tuple[str, ...], wanted: Kind, now: datetime, today: date) -> Asker:
    """A post that looks for posts of the kind `wanted`. `languages` are its own codes (useful or spoken)."""
    shape = _shape(packed, wanted)
    limit = packed.radius if packed.radius < NO_LIMIT_KM else FAR_KM
    values = _wishes(packed, wanted, now, today) | _place(packed, limit) | _counted(packed, shape, languages)
    constant, changing = _constant(packed, shape, now)
    values |= {"constant": constant} | _ages(packed.category, now)
    return Asker(packed, shape, values, constant + changing, limit)


def _shape(packed: Packed, wanted: Kind) -> Shape:
    times = _times(packed, wanted)
    languages = _says(packed.language_count, LANGUAGES_COUNTED)
    if wanted is Kind.OFFER and packed.demanded:
        languages = Says.EVERYTHING
    return Shape(
        wanted,
        packed.reach is not Reach.NOWHERE,
        times,
        languages,
        _amount(packed, wanted),
        packed.weekly.bit_count() if times is Says.SOMETHING else 0,
        packed.language_count if languages is Says.SOMETHING else 0,
    )


def _times(packed: Packed, wanted: Kind) -> Says:
    if packed.timing in (Timing.NOTHING, Timing.ALWAYS):
        return Says(packed.timing)
    if wanted is Kind.OFFER and packed.timing is Timing.OTHER:  # days are wished, not weekly times
        return Says.MUCH
    return _says(packed.weekly.bit_count(), SLOTS_COUNTED)


def _says(count: int, counted: int) -> Says:
    if not count:
        return Says.NOTHING
    return Says.SOMETHING if count <= counted else Says.MUCH


def _amount(packed: Packed, wanted: Kind) -> Says:
    if packed.amount == NOT_SAID or (packed.amount == NO_END and wanted is Kind.OFFER):
        return Says.NOTHING
    return Says.EVERYTHING if packed.amount == NO_END else Says.SOMETHING


def _wishes(packed: Packed, wanted: Kind, now: datetime, today: date) -> dict[str, Any]:
    return {
        "category": packed.category,
        "subcategory": packed.subcategory,
        "moment": floor(now.timestamp()),
        "trust": int(packed.trust),
        "first": max(packed.first, today.toordinal()),
        "last": packed.last,
        "weekly": packed.weekly,
        "spoken_none": _ALL_LANGUAGES & ~packed.languages,
        "demanded": packed.demanded,
        "persons": packed.persons,
        "housing": packed.housing,
        "housing_lacks": _ALL_HOUSING & ~packed.housing,
        "least": packed.least,
        "most": packed.most,
        "unit": packed.unit,
        "amount": packed.amount,
        "too_much": QUANTITY if packed.splittable else 0.0,
        "online": int(packed.online),
    }


def _place(packed: Packed, limit: float) -> dict[str, Any]:
    def scale(farthest: float) -> float:
        """Makes up for ways that are longer on the plane; 0 makes everything near."""
        return KM_PER_DEGREE * (1 - _TOO_LONG * farthest**2) if _is_flat(packed) else 0.0

    here = radians(packed.lat)
    return {
        "lat": packed.lat,
        "lon": packed.lon,
        "narrow": cos(here),
        "narrower": sin(here) * radians(1) / 2,
        "km_per_degree": scale(limit),
        "km_per_degree_wide": scale(WIDEST_KM),
        "radius": packed.radius,
        "limit": limit,
    }


def _is_flat(packed: Packed) -> bool:
    return abs(packed.lat) <= _NORTHERNMOST and abs(packed.lon) <= _EASTERNMOST


def _counted(packed: Packed, shape: Shape, languages: tuple[str, ...]) -> dict[str, int]:
    slots = [bit for bit in range(packed.weekly.bit_length()) if packed.weekly >> bit & 1]
    spoken = [language_bit(code) for code in dict.fromkeys(languages)]
    return {
        **{f"slot{number}": bit for number, bit in enumerate(slots[: shape.slots])},
        **{f"spoken{number}": bit for number, bit in enumerate(spoken[: shape.spoken])},
        "wished": packed.wished,
        "language_count": packed.language_count,
    }


def _constant(packed: Packed, shape: Shape, now: datetime) -> tuple[float, float]:
    """Points that do not depend on the row, and the most that do."""
    constant, changing = 0.0, 0.0
    for says, full in ((shape.times, TIME), (shape.languages, LANGUAGE), (shape.quantity, QUANTITY)):
        if says is Says.EVERYTHING and full != QUANTITY:
            constant += full
        elif says is Says.NOTHING and full != TIME:
            constant += full / 2
        else:
            changing += full
    if shape.kind is Kind.OFFER:
        return constant, changing + FRESHNESS
    confirmed_at = EPOCH + timedelta(microseconds=packed.confirmed)
    return constant + freshness(packed.category, confirmed_at, now), changing


def _ages(category: str, now: datetime) -> dict[str, Any]:
    life = TAXONOMY[category].life_days * 86400 * _MICROSECONDS
    return {
        "now": microseconds(now),
        "born": microseconds(now) - life,
        "per_microsecond": FRESHNESS / life,
        "fresh": FRESHNESS,
    }
