"""A town: where people live, whose moderators decide, whose clock counts."""

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from domain.geo import Point, distance_km


@dataclass(frozen=True)
class District:
    """A part of a town. `lat`, `lon` in degrees (WGS 84): its rough centre."""

    code: str
    name: str
    lat: float
    lon: float


@dataclass(frozen=True)
class Town:
    """A town as configured. `id` is 0 until it is stored. `moderation_limit_hours`: a card waiting longer is overdue."""

    slug: str
    name: str
    timezone: str
    locale: str
    lat: float
    lon: float
    moderation_chat: int | None = None
    districts: tuple[District, ...] = ()
    neighbours: tuple[str, ...] = ()
    controller: str = ""
    privacy_contact: str = ""
    donation_text: str = ""
    moderation_limit_hours: int = 12
    id: int = field(default=0, compare=False)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    def district(self, code: str | None) -> District | None:
        """The district with this code, if the town has it."""
        return next((district for district in self.districts if district.code == code), None)

    def centre(self, code: str | None) -> Point | None:
        """The rough centre of the district with this code, if the town has it."""
        found = self.district(code)
        return Point(found.lat, found.lon) if found else None

    def nearest(self, point: Point) -> District | None:
        """The district whose centre is nearest, if the town has any."""
        return min(
            self.districts, key=lambda part: distance_km(point, Point(part.lat, part.lon)), default=None
        )
