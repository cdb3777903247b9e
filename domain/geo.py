"""Distances on the globe, and how coarsely a shared location is kept."""

from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

EARTH_RADIUS_KM = 6371.0088
KM_PER_DEGREE = EARTH_RADIUS_KM * radians(1)
COARSE_DECIMALS = 2  # about a kilometre: near enough to match, too coarse to find a door


@dataclass(frozen=True)
class Point:
    """A place in degrees (WGS 84)."""

    lat: float
    lon: float

    def coarse(self) -> "Point":
        """The place as it may be stored."""
        return Point(round(self.lat, COARSE_DECIMALS), round(self.lon, COARSE_DECIMALS))


def distance_km(a: Point, b: Point) -> float:
    """Great-circle distance in kilometres (haversine)."""
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    half = sin((lat_b - lat_a) / 2) ** 2
    half += cos(lat_a) * cos(lat_b) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))
