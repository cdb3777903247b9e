"""A town as somebody writes it down, in config.toml or as arguments of `handreich city add`.

The description of a field is what to write there: it ends the sentence when something else was written.
"""

from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from domain.towns import District, Town
from views.i18n import LOCALES

SLUG = r"^[a-z0-9-]{1,32}$"
_CODE = "a short code of a-z, 0-9 and -, at most 32 characters"


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (OSError, ValueError):
        # ZoneInfoNotFoundError is a KeyError on some systems and names like "." end as OSError.
        raise ValueError(f"{name!r} is not a known time zone") from None
    except KeyError:
        raise ValueError(f"{name!r} is not a known time zone") from None
    return name


def _known_locale(code: str) -> str:
    if code not in LOCALES:
        raise ValueError(f"{code!r} is not a language Handreich speaks")
    return code


def _group_id(chat: int) -> int:
    if chat >= 0:
        raise ValueError("is not the id of a group, those are negative")
    return chat


Slug = Annotated[str, Field(pattern=SLUG)]
Latitude = Annotated[float, Field(ge=-90, le=90, description="degrees north, -90 to 90, like 50.88")]
Longitude = Annotated[float, Field(ge=-180, le=180, description="degrees east, -180 to 180, like 12.08")]


class DistrictEntry(BaseModel):
    """A part of a town, with its rough centre."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    code: Slug = Field(description=_CODE)
    name: str = Field(min_length=1, max_length=64, description="the name people know, at most 64 characters")
    lat: Latitude
    lon: Longitude

    def as_district(self) -> District:
        return District(self.code, self.name, self.lat, self.lon)


class TownEntry(BaseModel):
    """A town with everything that can be set for it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    slug: Slug = Field(description=_CODE + ", it becomes part of the town's link")
    name: str = Field(min_length=1, max_length=64, description="the town's name, at most 64 characters")
    timezone: Annotated[str, AfterValidator(_known_zone)] = Field(
        default="Europe/Berlin", description='a name of the time zone database, like "Europe/Berlin"'
    )
    locale: Annotated[str, AfterValidator(_known_locale)] = Field(
        default="de", description="one of " + ", ".join(f'"{code}"' for code in LOCALES)
    )
    moderation_chat: Annotated[int, AfterValidator(_group_id)] | None = Field(
        default=None, description="the id of the moderators' group, a negative number like -1001234567890"
    )
    lat: Latitude
    lon: Longitude
    districts: tuple[DistrictEntry, ...] = Field(
        default=(), description='a list like [{ code = "north", name = "North", lat = 50.9, lon = 12.1 }]'
    )
    neighbours: tuple[Slug, ...] = Field(
        default=(), description='a list of slugs of other towns, like ["jena"]'
    )
    controller: str = Field(
        default="", max_length=500, description="who is responsible for the data, as text"
    )
    privacy_contact: str = Field(
        default="", max_length=500, description="how to reach data protection, as text"
    )
    donation_text: str = Field(default="", max_length=500, description="where money can be given, as text")
    moderation_limit_hours: int = Field(default=12, ge=1, le=336, description="whole hours from 1 to 336")

    def as_town(self) -> Town:
        """The same town in the words of the rules."""
        facts = {name: getattr(self, name) for name in type(self).model_fields}
        return Town(**(facts | {"districts": tuple(entry.as_district() for entry in self.districts)}))
