"""The parts of the score, by examples; and that a better offer never comes later."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given

from domain.details import Availability, Part, Quantity
from domain.geo import Point, distance_km
from domain.matching import Given, Place, Wanted
from domain.scoring import REASONS, Parts, rank, score, strongest
from tests.domain.pairs import (
    FOLLOWER,
    LUSAN,
    NOW,
    OFFER,
    REQUEST,
    TODAY,
    ZENTRUM,
    given_any,
    offer,
    request,
    wanted_any,
)

ALWAYS = Availability(always=True)
TUESDAY = Availability(weekly=frozenset({(1, Part.MORNING)}))
TWO_DAYS = Availability(weekly=frozenset({(1, Part.MORNING), (3, Part.MORNING)}))
WAY = distance_km(LUSAN, ZENTRUM)
FULL, HALF = Quantity(8, "Stück", splittable=True), Quantity(4, "Stück", splittable=True)


def part(name: str, one: Given, other: Wanted) -> float:
    points: float = getattr(score(one, other, NOW), name)
    return points


@pytest.mark.parametrize(
    ("name", "one", "other", "points"),
    [
        ("subcategory", OFFER, REQUEST, 30),
        ("subcategory", OFFER, request(kinds=(("goods", None),)), 15),
        ("subcategory", OFFER, request(kinds=(("goods", "toys"),)), 0),
        ("distance", OFFER, REQUEST, 20 * (1 - WAY / 10)),
        ("distance", offer(place=Place(LUSAN)), request(place=Place(ZENTRUM)), 20 * (1 - WAY / 20)),
        ("distance", offer(place=Place(Point(48, 10))), request(place=Place(ZENTRUM)), 0),
        ("distance", offer(place=Place(ZENTRUM, 0)), REQUEST, 20),
        ("distance", offer(place=Place(None)), REQUEST, 10),
        ("distance", offer(place=Place(LUSAN, 10, online=True)), REQUEST, 10),
        ("distance", offer(place=Place(online=True)), request(place=Place(online=True)), 20),
        ("time", OFFER, REQUEST, 10),
        ("time", offer(times=ALWAYS), REQUEST, 20),
        ("time", offer(times=TUESDAY), REQUEST, 10),
        ("time", offer(times=TUESDAY), request(times=TWO_DAYS), 10),
        ("time", offer(times=TWO_DAYS), request(times=TUESDAY), 20),
        ("time", offer(times=Availability(last=TODAY)), request(times=TUESDAY), 0),
        ("language", OFFER, request(languages=("ar",)), 7.5),
        ("language", offer(languages=("ar",)), REQUEST, 7.5),
        ("language", offer(languages=("ar",)), request(languages=("ar", "fa")), 7.5),
        ("language", offer(languages=("ar", "fa")), request(languages=("ar", "fa")), 15),
        ("language", offer(languages=("de",)), request(languages=("ar",)), 0),
        ("language", offer(languages=("de",)), request(languages=("ar",), demanded=("de",)), 15),
        ("freshness", OFFER, REQUEST, 10),
        ("freshness", offer(confirmed_at=NOW - timedelta(days=15)), REQUEST, 5),
        ("freshness", offer(confirmed_at=NOW - timedelta(days=45)), REQUEST, 0),
        ("quantity", OFFER, request(quantity=FULL), 2.5),
        ("quantity", offer(quantity=HALF), request(quantity=FULL), 2.5),
        ("quantity", offer(quantity=FULL), request(quantity=HALF), 5),
        ("quantity", offer(quantity=Quantity(12, "Stück")), request(quantity=FULL), 0),
        ("quantity", offer(quantity=Quantity(2, "Paar")), request(quantity=FULL), 2.5),
        ("quantity", offer(quantity=Quantity(None, "Stück")), request(quantity=FULL), 5),
    ],
)
def test_points(name: str, one: Given, other: Wanted, points: float) -> None:
    assert part(name, one, other) == pytest.approx(points)


def test_a_subscription_counts_half_for_time_and_quantity() -> None:
    found = score(offer(times=ALWAYS, quantity=HALF), replace(FOLLOWER, quantity=FULL), NOW)
    assert (found.time, found.quantity) == (10, 2.5)


def test_of_equals_the_newest_confirmation_comes_first() -> None:
    parts = Parts(30, 20, 20, 15, 10, 5)
    older = offer(confirmed_at=NOW - timedelta(hours=1))
    assert sorted([older, OFFER], key=lambda one: rank(one, REQUEST, parts), reverse=True) == [OFFER, older]
    assert parts.total == 100


@given(one=given_any, other=wanted_any)
def test_every_part_stays_within_its_weight(one: Given, other: Wanted) -> None:
    found = score(one, other, NOW).named().values()
    assert all(0 <= points <= most for points, most in zip(found, (30, 20, 20, 15, 10, 5), strict=True))


@given(one=given_any, other=wanted_any)
def test_an_offer_that_fits_better_never_comes_later(one: Given, other: Wanted) -> None:
    before = rank(one, other, score(one, other, NOW))
    better = [
        replace(one, times=ALWAYS),
        replace(one, confirmed_at=NOW),
        replace(one, category=other.kinds[0][0], subcategory=other.kinds[0][1] or "toys")
        if one.category == other.kinds[0][0]
        else one,
    ]
    if one.place.point and other.place.point:  # nearer, with the same radius
        better.append(replace(one, place=replace(one.place, point=other.place.point)))
    if one.languages:
        useful = (*one.languages, *other.languages, *other.demanded)
        better.append(replace(one, languages=tuple(dict.fromkeys(useful))))
    for fitter in better:
        assert rank(fitter, other, score(fitter, other, NOW)) >= before


@pytest.mark.parametrize(
    ("one", "other", "names"),
    [
        (OFFER, REQUEST, ("subcategory", "distance")),
        (offer(place=Place()), request(kinds=(("goods", None),)), ()),
        (offer(place=Place(LUSAN, online=True)), REQUEST, ("subcategory",)),
        (offer(place=Place(online=True)), request(place=Place(online=True)), ("subcategory",)),
        (OFFER, FOLLOWER, ("distance",)),
        (
            offer(times=ALWAYS, languages=("ar",), quantity=HALF),
            request(times=TUESDAY, languages=("ar", "fa"), quantity=HALF),
            ("subcategory", "time", "distance"),
        ),
        (
            offer(place=Place(), languages=("ar",), quantity=HALF),
            request(demanded=("ar",), quantity=HALF),
            ("subcategory", "language", "quantity"),
        ),
        (offer(place=Place(), quantity=Quantity(2, "Paar")), request(quantity=HALF), ("subcategory",)),
    ],
)
def test_what_both_said_and_counts_most_is_the_reason(
    one: Given, other: Wanted, names: tuple[str, ...]
) -> None:
    assert strongest(one, other, score(one, other, NOW)) == names


@given(one=given_any, other=wanted_any)
def test_reasons_are_few_and_the_strongest_first(one: Given, other: Wanted) -> None:
    parts = score(one, other, NOW)
    points = [parts.named()[name] for name in strongest(one, other, parts)]
    assert len(points) <= REASONS
    assert all(points)
    assert points == sorted(points, reverse=True)
