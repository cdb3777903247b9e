"""The small values of an import file, each with what to write instead when it is wrong."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from bot.config.towns import Latitude, Longitude
from domain.details import (
    Appointment,
    Availability,
    Family,
    Housing,
    Part,
    Quantity,
    Setting,
    Spoken,
    parse_appointment,
)

STRICT = ConfigDict(extra="forbid", frozen=True)
_DAY = "a day like 2026-12-14"
_INSTANT = "an instant with its offset, like 2026-11-23T06:00:00Z"


def _text(parse: Callable[[str], Any], wanted: str) -> BeforeValidator:
    """Reads a text with `parse`, which raises `ValueError`; gives other values through."""

    def read(said: Any) -> Any:
        try:
            return parse(said) if isinstance(said, str) else said
        except ValueError:
            raise ValueError(f"is not {wanted}") from None

    return BeforeValidator(read)


def _instant(said: str) -> datetime:
    found = datetime.fromisoformat(said)
    if found.tzinfo is None:
        raise ValueError(said)
    return found


def _last_use(said: str) -> date | datetime:
    """A clock time without an offset is the town's: it is the day that counts."""
    if "T" not in said:
        return date.fromisoformat(said)
    found = datetime.fromisoformat(said)
    return found if found.tzinfo else found.date()


Id = Annotated[
    str, Field(min_length=1, max_length=64, description="a name of its own, at most 64 characters")
]
Code = Annotated[
    str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", description="an ISO 639 code like de or prs")
]
Day = Annotated[date, _text(date.fromisoformat, _DAY)]
Instant = Annotated[datetime, _text(_instant, _INSTANT)]
LastUse = Annotated[datetime | date, _text(_last_use, f"{_DAY}, or {_INSTANT}")]
Amount = Annotated[int, Field(ge=0, le=1_000_000)]
Radius = Annotated[float, Field(ge=0, le=1000, description="kilometres, 0 to 1000")]
_APPOINTMENT = "a day like 2026-12-14, or a day with the town's clock time like 2026-11-26T10:30"
Single = Annotated[Appointment, _text(parse_appointment, _APPOINTMENT)]
Weekday = Annotated[int, Field(ge=0, le=6, description="0 for Monday to 6 for Sunday")]


class PlaceEntry(BaseModel):
    """Where: a district, or a location, or neither."""

    model_config = STRICT

    district: str | None = Field(default=None, max_length=32)
    lat: Latitude | None = None
    lon: Longitude | None = None
    radius_km: Radius | None = None
    online: bool = False

    @model_validator(mode="after")
    def _both_or_neither(self) -> "PlaceEntry":
        if (self.lat is None) is not (self.lon is None):
            raise ValueError("has only one of lat and lon; write both, or neither")
        return self


class LanguageEntry(BaseModel):
    """A language and how well."""

    model_config = STRICT

    code: Code
    level: Literal["A1", "A2", "B1", "B2", "C1", "C2", "A", "B", "C", "native"] | None = Field(
        default=None, description="A1 to C2, A, B, C, native, or null"
    )

    def value(self) -> Spoken:
        return Spoken(self.code, self.level)


class AvailabilityEntry(BaseModel):
    """When."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)

    always: bool = False
    weekly: tuple[tuple[Weekday, Part], ...] = Field(
        default=(),
        description='a list like [[1, "afternoon"]]; Monday is 0, parts are morning, afternoon, evening',
    )
    first: Day | None = Field(default=None, alias="from")
    until: Day | None = None
    dates: tuple[Single, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> "AvailabilityEntry":
        if self.first and self.until and self.until < self.first:
            raise ValueError("ends before it begins; write from and until the other way round")
        return self

    def value(self) -> Availability:
        return Availability(self.always, frozenset(self.weekly), self.first, self.until, self.dates)


class QuantityEntry(BaseModel):
    """How many are left, or needed."""

    model_config = STRICT

    amount: Amount | None
    unit: str | None = Field(default=None, max_length=32)
    splittable: bool = False

    def value(self) -> Quantity:
        return Quantity(self.amount, self.unit, self.splittable)


class HousingEntry(BaseModel):
    """What is there, or what must be."""

    model_config = STRICT

    persons: Amount | None = None
    beds: Amount | None = None
    step_free: bool | None = None
    pets_allowed: bool | None = None
    pets_present: bool | None = None

    def value(self) -> Housing:
        return Housing(**dict(self))


class FamilyEntry(BaseModel):
    """Ages, and whether the helper is alone with children."""

    model_config = STRICT

    ages: str | None = Field(default=None, max_length=32)
    setting: Setting | None = Field(default=None, description="single, group or null")

    def value(self) -> Family:
        return Family(self.ages, self.setting)
