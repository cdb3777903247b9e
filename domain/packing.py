"""A post packed into numbers, so that a database can pass over what cannot fit, and knows how well the rest fits at best.

Packing may lose something (a list of single days, a rare language), but only in one direction: what the numbers rule out
does not fit, and the points that they promise are never fewer than the true ones. The rest is for `domain/matching`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import IntEnum
from math import ceil
from typing import Any
from zlib import crc32

from domain.details import Availability, Housing, Quantity
from domain.matching import HOUSING, Given, Place, Wanted, amount_of, window
from domain.overlap import spans
from domain.scoring import FAR_KM
from domain.taxonomy import Risk

WHOLE = ""  # the sub-category of a request for the whole category, and of an offer without one
NO_LIMIT_KM = 1e6
NEXT_TO_NOTHING_KM = 1e-9  # a radius of nothing, by which one can divide
PLENTY = 2**31 - 1
NOT_SAID, NO_END = -1, -2  # amounts
EPOCH = LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_ALL_TIME = 2**40  # seconds
_RARE_BITS = 6  # shared by all languages that have no bit of their own
_COMMON = (
    "de en ar fa prs ps uk ru tr kmr ckb ku so ti am fr es pt it pl ro bg sq sr hr bs mk el hu cs sk lt lv et nl"
    " ur hi bn ta pa ne zh vi th tl id ja ko ka hy az kk uz tg he sw"
)
_BITS = {code: bit for bit, code in enumerate(_COMMON.split())}


class Reach(IntEnum):
    """How the distance to a post is found: by its place and a usual radius, by its place and a wide one, or not at all."""

    USUAL = 0
    WIDE = 1
    NOWHERE = 2


class Timing(IntEnum):
    """What somebody said about times: nothing, always, weekly times alone, or anything else."""

    NOTHING = 0
    ALWAYS = 1
    WEEKLY = 2
    OTHER = 3


class Trust(IntEnum):
    """Of a request: what its organisation may see. Of an offer: what it takes to see it."""

    NONE = 0
    VERIFIED = 1
    CLEARED = 2


@dataclass(frozen=True)
class Packed:
    """One side. `expires` in seconds and `confirmed` in microseconds since 1970, days as ordinals, `weekly` as slots,
    languages as bits; `least` is what a request takes at least, `most` what an offer has at most."""

    category: str
    subcategory: str
    reach: Reach
    lat: float
    lon: float
    radius: float
    online: bool
    trust: Trust
    expires: int
    confirmed: int
    first: int
    last: int
    weekly: int
    timing: Timing
    wished: int
    languages: int
    language_count: int
    demanded: int
    amount: int
    least: int
    most: int
    unit: str
    splittable: bool
    persons: int
    housing: int


def pack_offer(given: Given) -> Packed:
    """An offer."""
    trust = Trust.CLEARED if given.risk is Risk.RED else Trust.VERIFIED
    quantity = given.quantity
    left = amount_of(quantity)
    return Packed(
        **_kind_and_place(given.category, given.subcategory, given.place),
        **_ends(given.expires_at, given.confirmed_at),
        **_times(given.times, None),
        **_languages(given.languages, ()),
        **_amount(quantity),
        trust=trust,
        least=0,
        most=PLENTY if left is None else left,
        persons=(given.housing.persons or 0) if given.housing else 0,
        housing=_housing(given.housing),
    )


def pack_request(wanted: Wanted) -> Packed:
    """A request. Never confirmed: as if it were long ago."""
    category, subcategory = wanted.kinds[0]
    quantity = wanted.quantity
    asked = wanted.housing if category == HOUSING else None
    indivisible = quantity is not None and not quantity.splittable
    return Packed(
        **_kind_and_place(category, subcategory, wanted.place),
        **_ends(wanted.expires_at, wanted.confirmed_at or LONG_AGO),
        **_times(wanted.times, window(wanted, LONG_AGO).last),
        **_languages(wanted.languages, wanted.demanded),
        **_amount(quantity),
        trust=_trust(wanted),
        least=(amount_of(quantity) or 0) if indivisible else 0,
        most=PLENTY,
        persons=(asked.persons or 0) if asked else 0,
        housing=_housing(asked),
    )


def language_bits(codes: Iterable[str]) -> int:
    """One bit for each language; rare ones share some."""
    return sum({1 << language_bit(code) for code in codes})


def language_bit(code: str) -> int:
    """Which bit stands for a language."""
    known = _BITS.get(code)
    return len(_BITS) + crc32(code.encode()) % _RARE_BITS if known is None else known


def _kind_and_place(category: str, subcategory: str | None, place: Place) -> dict[str, Any]:
    radius = place.radius_km
    found = Reach.WIDE if radius is not None and radius > FAR_KM else Reach.USUAL
    point = None if place.online else place.point
    return {
        "category": category,
        "subcategory": subcategory or WHOLE,
        "reach": Reach.NOWHERE if point is None else found,
        "lat": point.lat if point else 0.0,
        "lon": point.lon if point else 0.0,
        "radius": NO_LIMIT_KM if radius is None else max(radius, NEXT_TO_NOTHING_KM),
        "online": place.online,
    }


def _ends(expires_at: datetime | None, confirmed_at: datetime) -> dict[str, Any]:
    return {
        "expires": _ALL_TIME if expires_at is None else ceil(expires_at.timestamp()),
        "confirmed": microseconds(confirmed_at),
    }


def microseconds(instant: datetime) -> int:
    """Since 1970, exactly."""
    return (instant - EPOCH) // timedelta(microseconds=1)


def _times(times: Availability, last_use: date | None) -> dict[str, Any]:
    """All spans under one hull."""
    found = spans(times)
    first = min((span.first or date.min for span in found), default=date.min)
    last = min(max((span.last or date.max for span in found), default=date.max), last_use or date.max)
    slots = 0
    for span in found:
        slots |= span.slots
    timing = _timing(times)
    return {
        "first": first.toordinal(),
        "last": last.toordinal(),
        "weekly": slots,
        "timing": timing,
        "wished": len(times.weekly) if timing is Timing.WEEKLY else 0,
    }


def _timing(times: Availability) -> Timing:
    if times.always:
        return Timing.ALWAYS
    if not times.said:
        return Timing.NOTHING
    return Timing.OTHER if times.dates or not times.weekly else Timing.WEEKLY


def _languages(codes: tuple[str, ...], demanded: tuple[str, ...]) -> dict[str, Any]:
    return {
        "languages": language_bits(codes),
        "language_count": len(set(codes)),
        "demanded": language_bits(demanded),
    }


def _amount(quantity: Quantity | None) -> dict[str, Any]:
    if quantity is None:
        return {"amount": NOT_SAID, "unit": "", "splittable": True}
    amount = NO_END if quantity.amount is None else min(quantity.amount, PLENTY)
    return {"amount": amount, "unit": quantity.unit or "", "splittable": quantity.splittable}


def _trust(wanted: Wanted) -> Trust:
    if not wanted.verified or (wanted.risk is Risk.RED and not wanted.cleared):
        return Trust.NONE
    return Trust.CLEARED if wanted.cleared else Trust.VERIFIED


def _housing(housing: Housing | None) -> int:
    """What an offer says is there and what a request demands are the same three values."""
    if housing is None:
        return 0
    stated = (housing.step_free is True, housing.pets_allowed is True, housing.pets_present is False)
    return sum(1 << bit for bit, said in enumerate(stated) if said)
