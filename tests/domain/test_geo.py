"""Distances, and how coarsely a place is kept."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.geo import EARTH_RADIUS_KM, Point, distance_km

points = st.builds(Point, st.floats(-90, 90), st.floats(-180, 180))


def test_known_distance() -> None:
    gera, wolfsburg = Point(50.8803, 12.0833), Point(52.4227, 10.7865)
    assert distance_km(gera, wolfsburg) == pytest.approx(193.6, abs=0.5)


@given(points, points)
def test_the_way_there_is_as_long_as_the_way_back(a: Point, b: Point) -> None:
    assert distance_km(a, b) == pytest.approx(distance_km(b, a))
    assert 0 <= distance_km(a, b) <= EARTH_RADIUS_KM * 3.1416


@given(points, points, points)
def test_no_detour_is_shorter(a: Point, b: Point, c: Point) -> None:
    assert distance_km(a, c) <= distance_km(a, b) + distance_km(b, c) + 1e-6


@given(points)
def test_a_stored_place_is_near_but_finds_no_door(point: Point) -> None:
    coarse = point.coarse()
    assert distance_km(point, coarse) < 0.8
    assert coarse == coarse.coarse()
    assert len(f"{coarse.lat:.6f}".rstrip("0").partition(".")[2]) <= 2
