"""What a post says besides its text: languages, times, quantity, urgency, housing, family and the category's own fields.

A revision keeps them as one JSON value in the shape of import files (`to_json`, `from_json`); what was not said is left out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any


class Part(StrEnum):
    """Parts of a day by the town's clock: before 12:00, before 18:00, and then."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"


PARTS = tuple(Part)


def part_of(clock: time) -> Part:
    """The part of the day in which a clock time lies."""
    return PARTS[(clock.hour >= 12) + (clock.hour >= 18)]


class Urgency(StrEnum):
    """How pressing a request is; only requests may say *today*."""

    NORMAL = "normal"
    SOON = "soon"
    TODAY = "today"


@dataclass(frozen=True)
class Spoken:
    """A language (ISO 639 code, exact) and how well: A1…C2, A–C, native, or None where not said."""

    code: str
    level: str | None = None


@dataclass(frozen=True, order=True)
class Appointment:
    """A single day, with the town's clock time if one was said."""

    day: date
    at: time | None = None


@dataclass(frozen=True)
class Availability:
    """When. `weekly`: (weekday, part), Monday is 0; `first` and `last` day both included. All empty: nothing said."""

    always: bool = False
    weekly: frozenset[tuple[int, Part]] = frozenset()
    first: date | None = None
    last: date | None = None
    dates: tuple[Appointment, ...] = ()

    @property
    def said(self) -> bool:
        return self != NO_TIMES


NO_TIMES = Availability()


@dataclass(frozen=True)
class Quantity:
    """How many are left, or still needed. `amount` None: inexhaustible."""

    amount: int | None
    unit: str | None = None
    splittable: bool = False


@dataclass(frozen=True)
class Housing:
    """An offer: what is there. A request: `persons` to house; `step_free` true, `pets_allowed` true and `pets_present` false
    are demands, any other value demands nothing. None: not said."""

    persons: int | None = None
    beds: int | None = None
    step_free: bool | None = None
    pets_allowed: bool | None = None
    pets_present: bool | None = None


class Setting(StrEnum):
    """Whether the helper is alone with children, or others are present."""

    SINGLE = "single"
    GROUP = "group"


@dataclass(frozen=True)
class Family:
    """Ages as people write them ("6-9"), and the setting; None: not said."""

    ages: str | None = None
    setting: Setting | None = None


@dataclass(frozen=True)
class Details:
    """`languages`: an offer speaks them, a request finds them useful. `fields`: the category's other own fields by name.
    `photos`: file ids of Telegram. `needed_by`: the last day (or instant, with its zone) that is of use."""

    languages: tuple[Spoken, ...] = ()
    demanded: tuple[str, ...] = ()
    availability: Availability = Availability()
    quantity: Quantity | None = None
    urgency: Urgency = Urgency.NORMAL
    needed_by: date | datetime | None = None
    online: bool = False
    housing: Housing | None = None
    family: Family | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    photos: tuple[str, ...] = ()

    @property
    def alone_with_children(self) -> bool:
        """Whether the answer says so; not answered is left to the category's own class."""
        return self.family is not None and self.family.setting is Setting.SINGLE


NOTHING_SAID = Details()


def to_json(details: Details) -> dict[str, Any]:
    """Only what was said."""
    times = details.availability
    said = {
        "languages": [{"code": one.code, "level": one.level} for one in details.languages],
        "languages_demanded": list(details.demanded),
        "availability": _times(times) if times.said else None,
        "quantity": vars_of(details.quantity),
        "urgency": None if details.urgency is Urgency.NORMAL else details.urgency.value,
        "needed_by": details.needed_by.isoformat() if details.needed_by else None,
        "online": details.online,
        "housing": vars_of(details.housing),
        "family": vars_of(details.family),
        "fields": dict(details.fields),
        "photos": list(details.photos),
    }
    return {name: value for name, value in said.items() if value not in (None, [], {}, False)}


def from_json(said: Mapping[str, Any]) -> Details:
    """The same back. Raises `ValueError`, `KeyError` or `TypeError` for what was never written by `to_json`."""
    quantity, housing, family = said.get("quantity"), said.get("housing"), said.get("family")
    if family:
        family = {**family, "setting": Setting(family["setting"]) if family.get("setting") else None}
    return Details(
        languages=tuple(Spoken(one["code"], one.get("level")) for one in said.get("languages", ())),
        demanded=tuple(said.get("languages_demanded", ())),
        availability=_availability(said.get("availability") or {}),
        quantity=Quantity(**quantity) if quantity else None,
        urgency=Urgency(said.get("urgency") or Urgency.NORMAL),
        needed_by=_day_or_instant(said["needed_by"]) if said.get("needed_by") else None,
        online=bool(said.get("online")),
        housing=Housing(**housing) if housing else None,
        family=Family(**family) if family else None,
        fields=dict(said.get("fields") or {}),
        photos=tuple(said.get("photos", ())),
    )


def vars_of(value: Quantity | Housing | Family | None) -> dict[str, Any] | None:
    """The fields of a small value as JSON."""
    return dict(vars(value)) if value is not None else None


def _times(times: Availability) -> dict[str, Any]:
    return {
        "always": times.always,
        "weekly": [[day, part.value] for day, part in sorted(times.weekly, key=_in_week)],
        "from": times.first.isoformat() if times.first else None,
        "until": times.last.isoformat() if times.last else None,
        "dates": [written(one) for one in times.dates],
    }


def _in_week(slot: tuple[int, Part]) -> tuple[int, int]:
    return slot[0], PARTS.index(slot[1])


def written(one: Appointment) -> str:
    """`2026-12-14`, or with a clock time `2026-11-26T10:30`."""
    return f"{one.day.isoformat()}T{one.at.strftime('%H:%M')}" if one.at else one.day.isoformat()


def _availability(said: Mapping[str, Any]) -> Availability:
    return Availability(
        always=bool(said.get("always")),
        weekly=frozenset((int(day), Part(part)) for day, part in said.get("weekly") or ()),
        first=date.fromisoformat(said["from"]) if said.get("from") else None,
        last=date.fromisoformat(said["until"]) if said.get("until") else None,
        dates=tuple(parse_appointment(one) for one in said.get("dates") or ()),
    )


def parse_appointment(said: str) -> Appointment:
    """`2026-12-14`, or with a clock time `2026-11-26T10:30`. Raises `ValueError` for anything else."""
    if "T" not in said:
        return Appointment(date.fromisoformat(said))
    moment = datetime.fromisoformat(said)
    return Appointment(moment.date(), moment.time())


def _day_or_instant(written: str) -> date | datetime:
    return datetime.fromisoformat(written) if "T" in written else date.fromisoformat(written)
