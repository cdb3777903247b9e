"""The table that `handreich explain` prints: each condition with what both sides say, each part of the score."""

from collections.abc import Callable, Mapping
from datetime import datetime

from domain.details import Availability, Housing, Part, Quantity
from domain.geo import distance_km
from domain.matching import Condition, Given, Place, Wanted
from domain.scoring import DISTANCE, EQUAL, FRESHNESS, LANGUAGE, QUANTITY, TIME
from services.explaining import Judged

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_OPEN = "-"
_NOT_JUDGED = (
    Condition.DATES,
    Condition.WEEKLY,
    Condition.HOUSING_PERSONS,
    Condition.HOUSING_STEP_FREE,
    Condition.HOUSING_PETS,
)
_AT_MOST = {
    "subcategory": EQUAL,
    "distance": DISTANCE,
    "time": TIME,
    "language": LANGUAGE,
    "freshness": FRESHNESS,
    "quantity": QUANTITY,
}


def table(one: Judged, at: datetime) -> list[str]:
    """Lines for the terminal."""
    verdict = "no match" if one.failing else "match"
    head = (
        f"{one.offer} and {one.other} at {at.isoformat()}: {verdict}, score {one.parts.total:.1f}, {one.risk}"
    )
    rows = [("condition", "holds", "offer", "subscription" if one.follows else "request")]
    rows += [_row(condition, one) for condition in Condition]
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    lines = [
        "  ".join([*(cell.ljust(width) for cell, width in zip(row, widths, strict=False)), row[3]]).rstrip()
        for row in rows
    ]
    parts = [
        f"{name:<12} {points:5.1f} of {_AT_MOST[name]:.0f}" for name, points in one.parts.named().items()
    ]
    return [head, "", *lines, "", *parts]


def _row(condition: Condition, one: Judged) -> tuple[str, str, str, str]:
    judged = not (one.follows and condition in _NOT_JUDGED)
    holds = ("no" if condition in one.failing else "yes") if judged else _OPEN
    said = _SAID[condition](one.given, one.wanted)
    return condition, holds, *said


_Said = Callable[[Given, Wanted], tuple[str, str]]


def _kinds(given: Given, wanted: Wanted) -> tuple[str, str]:
    asked = (f"{category}/{part}" if part else category for category, part in wanted.kinds)
    return f"{given.category}/{given.subcategory or _OPEN}", ", ".join(asked)


def _distance(given: Given, wanted: Wanted) -> tuple[str, str]:
    here, there = given.place, wanted.place
    if here.point is None or there.point is None:
        return _place(here), _place(there)
    away = f"{distance_km(here.point, there.point):.2f} km away"
    return _place(here), f"{away}, {_place(there)}"


def _place(place: Place) -> str:
    radius = f"radius {place.radius_km:g} km" if place.radius_km is not None else "no radius"
    where = radius if place.point else f"no place, {radius}"
    return f"online, {where}" if place.online else where


def _times(times: Availability) -> str:
    if times.always or not times.said:
        return "always" if times.always else _OPEN
    weekly = (f"{_DAYS[day]} {part}" for day, part in sorted(times.weekly, key=_in_week))
    ends = f"{times.first or ''} to {times.last or ''}".strip() if times.first or times.last else ""
    dates = (f"{one.day}" + (f" {one.at:%H:%M}" if one.at else "") for one in times.dates)
    return ", ".join(word for word in (*weekly, ends, *dates) if word)


def _in_week(slot: tuple[int, Part]) -> tuple[int, int]:
    return slot[0], list(Part).index(slot[1])


def _when(given: Given, wanted: Wanted) -> tuple[str, str]:
    by = f", by {wanted.needed_by}" if wanted.needed_by else ""
    return _times(given.times), _times(wanted.times) + by


def _languages(given: Given, wanted: Wanted) -> tuple[str, str]:
    asked = [f"{code} demanded" for code in wanted.demanded] + list(wanted.languages)
    return ", ".join(given.languages) or _OPEN, ", ".join(asked) or _OPEN


def _quantity(quantity: Quantity | None) -> str:
    if quantity is None:
        return _OPEN
    amount = "no end" if quantity.amount is None else str(quantity.amount)
    split = "can be split" if quantity.splittable else "not to be split"
    return f"{amount} {quantity.unit or ''}".strip() + f", {split}"


def _housing(name: str) -> _Said:
    def said(housing: Housing | None) -> str:
        value = getattr(housing, name) if housing else None
        if value is None:
            return _OPEN
        return str(value) if not isinstance(value, bool) else ("yes" if value else "no")

    return lambda given, wanted: (said(given.housing), said(wanted.housing))


def _pets(given: Given, wanted: Wanted) -> tuple[str, str]:
    return tuple(  # type: ignore[return-value]
        f"allowed {allowed}, present {present}"
        for allowed, present in zip(
            _housing("pets_allowed")(given, wanted), _housing("pets_present")(given, wanted), strict=True
        )
    )


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _nothing(given: Given, wanted: Wanted) -> tuple[str, str]:
    return "", ""


def _ends(given: Given, wanted: Wanted) -> tuple[str, str]:
    return tuple(
        f"until {one.isoformat()}" if one else _OPEN for one in (given.expires_at, wanted.expires_at)
    )  # type: ignore[return-value]


_SAID: Mapping[Condition, _Said] = {
    Condition.TOWN: lambda given, wanted: (given.town.slug, wanted.town.slug),
    Condition.LIVE: lambda given, wanted: (_yes(given.live), _yes(wanted.live)),
    Condition.FRESH: _ends,
    Condition.CATEGORY: _kinds,
    Condition.SUBCATEGORY: _kinds,
    Condition.DISTANCE: _distance,
    Condition.DATES: _when,
    Condition.WEEKLY: _when,
    Condition.LANGUAGES: _languages,
    Condition.HOUSING_PERSONS: _housing("persons"),
    Condition.HOUSING_STEP_FREE: _housing("step_free"),
    Condition.HOUSING_PETS: _pets,
    Condition.QUANTITY: lambda given, wanted: (_quantity(given.quantity), _quantity(wanted.quantity)),
    Condition.ORGANISATION: lambda given, wanted: ("", "verified" if wanted.verified else "not verified"),
    Condition.CLEARED: lambda given, wanted: (given.risk, f"{wanted.risk}, cleared: {_yes(wanted.cleared)}"),
    Condition.HISTORY: _nothing,
    Condition.BLOCKED: _nothing,
}
