"""Every hard condition, by examples: one thing changes, and the condition of that name fails, alone."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.details import Appointment, Availability, Part, Quantity
from domain.geo import distance_km
from domain.matching import Between, Condition, Given, Place, Wanted, failing, near, overlap, pair_risk
from domain.taxonomy import Risk
from tests.domain.pairs import (
    ALONE,
    FOLLOWER,
    LATER,
    LUSAN,
    NOW,
    OFFER,
    REQUEST,
    RONNEBURG,
    TODAY,
    ZENTRUM,
    given_any,
    housing_offer,
    housing_request,
    offer,
    request,
    wanted_any,
)

MONDAY_EVENING = Availability(weekly=frozenset({(0, Part.EVENING)}))
SATURDAY = Availability(weekly=frozenset({(5, Part.MORNING)}))
THURSDAY_AT_HALF_PAST_TEN = Availability(dates=(Appointment(date(2026, 11, 26), time(10, 30)),))
PIECE = "Stück"


def fails(one: Given, other: Wanted) -> list[str]:
    return [str(condition) for condition in failing(one, other, NOW)]


def test_a_pair_that_fits() -> None:
    assert fails(OFFER, REQUEST) == []
    assert fails(OFFER, FOLLOWER) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (offer(town=RONNEBURG), REQUEST, []),
        (offer(town=ALONE), REQUEST, ["town"]),
        (offer(live=False), REQUEST, ["live"]),
        (OFFER, request(live=False), ["live"]),
        (offer(expires_at=NOW), REQUEST, ["fresh"]),
        (OFFER, request(expires_at=NOW.astimezone(timezone(timedelta(hours=5)))), ["fresh"]),
        (OFFER, request(kinds=(("leisure", None),)), ["category"]),
        (OFFER, request(kinds=(("goods", "toys"),)), ["subcategory"]),
        (OFFER, request(kinds=(("goods", None),)), []),
        (offer(subcategory=None), REQUEST, ["subcategory"]),
        (offer(subcategory=None), request(kinds=(("goods", None),)), []),
        (offer(place=Place(LUSAN, 3)), REQUEST, ["distance"]),
        (offer(place=Place(LUSAN, 3, online=True)), REQUEST, []),
        (offer(place=Place(None, 3)), REQUEST, []),
        (OFFER, request(verified=False), ["organisation"]),
        (offer(risk=Risk.RED), REQUEST, ["cleared"]),
        (OFFER, request(risk=Risk.RED), ["cleared"]),
        (offer(risk=Risk.RED), request(cleared=True), []),
    ],
)
def test_towns_states_kinds_places_and_trust(one: Given, other: Wanted, expected: list[str]) -> None:
    assert fails(one, other) == expected


@pytest.mark.parametrize(
    ("ours", "theirs", "needed_by", "expected"),
    [
        (Availability(always=True), SATURDAY, None, []),
        (Availability(), SATURDAY, None, []),
        (MONDAY_EVENING, SATURDAY, None, ["weekly"]),
        (MONDAY_EVENING, THURSDAY_AT_HALF_PAST_TEN, None, ["weekly"]),
        (Availability(weekly=frozenset({(3, Part.MORNING)})), THURSDAY_AT_HALF_PAST_TEN, None, []),
        (Availability(weekly=frozenset({(3, Part.AFTERNOON)})), THURSDAY_AT_HALF_PAST_TEN, None, ["weekly"]),
        (Availability(first=date(2026, 11, 27)), THURSDAY_AT_HALF_PAST_TEN, None, ["dates"]),
        (Availability(dates=(Appointment(date(2026, 11, 26)),)), THURSDAY_AT_HALF_PAST_TEN, None, []),
        (Availability(last=TODAY - timedelta(days=1)), Availability(), None, ["dates"]),
        (Availability(last=TODAY), Availability(), None, []),
        (Availability(first=date(2026, 11, 27)), Availability(), date(2026, 11, 26), ["dates"]),
        (Availability(first=date(2026, 11, 27)), Availability(), date(2026, 11, 27), []),
        (Availability(always=True), Availability(), date(2026, 11, 22), ["dates"]),
        # Until Tuesday there is no Saturday.
        (SATURDAY, Availability(always=True), date(2026, 11, 24), ["weekly"]),
        # 23:30 UTC is Tuesday in Gera.
        (
            Availability(first=date(2026, 11, 24)),
            Availability(),
            datetime.fromisoformat("2026-11-23T23:30:00+00:00"),
            [],
        ),
    ],
)
def test_days_and_parts_of_days(
    ours: Availability, theirs: Availability, needed_by: date | None, expected: list[str]
) -> None:
    assert fails(offer(times=ours), request(times=theirs, needed_by=needed_by)) == expected


@pytest.mark.parametrize(
    ("spoken", "demanded", "expected"),
    [
        ((), (), []),
        (("ar", "de"), ("ar",), []),
        (("fa",), ("prs",), ["languages"]),
        ((), ("ar",), ["languages"]),
    ],
)
def test_all_demanded_languages_are_offered(
    spoken: tuple[str, ...], demanded: tuple[str, ...], expected: list[str]
) -> None:
    assert fails(offer(languages=spoken), request(demanded=demanded)) == expected


@pytest.mark.parametrize(
    ("left", "needed", "expected"),
    [
        (None, Quantity(3, PIECE), []),
        (Quantity(0, PIECE), None, ["quantity"]),
        (Quantity(2, PIECE), Quantity(0, PIECE), ["quantity"]),
        (Quantity(2, PIECE), Quantity(8, PIECE, splittable=True), []),
        (Quantity(2, PIECE), Quantity(8, PIECE), ["quantity"]),
        (Quantity(2, "Paar"), Quantity(8, PIECE), []),
        (Quantity(12, PIECE), Quantity(8, PIECE), []),
        (Quantity(None, PIECE), Quantity(8, PIECE), []),
    ],
)
def test_something_is_left_and_enough(
    left: Quantity | None, needed: Quantity | None, expected: list[str]
) -> None:
    assert fails(offer(quantity=left), request(quantity=needed)) == expected


def test_a_demand_about_housing_is_met_only_by_what_was_said() -> None:
    everything = housing_request(persons=4, step_free=True, pets_allowed=True, pets_present=False)
    unmet = ["housing_persons", "housing_step_free", "housing_pets"]
    assert fails(housing_offer(), everything) == unmet
    assert (
        fails(housing_offer(persons=3, step_free=False, pets_allowed=True, pets_present=True), everything)
        == unmet
    )
    assert (
        fails(housing_offer(persons=4, step_free=True, pets_allowed=True, pets_present=False), everything)
        == []
    )
    nothing_demanded = housing_request(step_free=False, pets_allowed=False, pets_present=True)
    assert fails(housing_offer(), nothing_demanded) == []


def test_what_happened_between_the_two_counts() -> None:
    assert failing(OFFER, REQUEST, NOW, Between(met=True)) == (Condition.HISTORY,)
    assert failing(OFFER, FOLLOWER, NOW, Between(blocked=True)) == (Condition.BLOCKED,)


def test_a_subscription_looks_at_kind_place_language_and_trust_only() -> None:
    late = offer(times=Availability(last=TODAY - timedelta(days=1)), quantity=Quantity(1, PIECE))
    assert fails(late, FOLLOWER) == []
    assert fails(offer(quantity=Quantity(0, PIECE)), FOLLOWER) == ["quantity"]
    assert fails(offer(category="language", subcategory="interpreting"), FOLLOWER) == ["subcategory"]
    assert fails(offer(category="space", subcategory="kitchen"), FOLLOWER) == ["category"]


@pytest.mark.parametrize(
    ("spoken", "fits"), [((), True), (("fa",), True), (("fa", "de"), True), (("prs",), False)]
)
def test_one_common_language_is_enough_for_a_subscription(spoken: tuple[str, ...], fits: bool) -> None:
    farsi = request(follows=True, languages=("fa", "ps"))
    assert (not fails(offer(languages=spoken), farsi)) is fits
    assert not fails(offer(languages=spoken), request(follows=True))


def test_exactly_on_the_smaller_radius_is_inside() -> None:
    way = distance_km(LUSAN, ZENTRUM)
    for own, asked, inside in (
        (way, 50, True),
        (50, way, True),
        (way - 0.001, None, False),
        (None, None, True),
    ):
        assert near(Place(LUSAN, own), Place(ZENTRUM, asked)) is inside


def test_a_pair_has_the_higher_class() -> None:
    assert pair_risk(offer(risk=Risk.YELLOW), REQUEST) is Risk.YELLOW
    assert pair_risk(OFFER, request(risk=Risk.RED)) is Risk.RED


@given(one=given_any, other=wanted_any, met=st.booleans(), blocked=st.booleans())
def test_nothing_matches_that_may_not_be_shown(one: Given, other: Wanted, met: bool, blocked: bool) -> None:
    found = failing(one, other, NOW, Between(met, blocked))
    assert len(set(found)) == len(found)
    assert not {Condition.DATES, Condition.WEEKLY} <= {*found}
    if not found:
        assert all((one.live, other.live, other.verified, not met, not blocked))
        assert one.expires_at is None or one.expires_at > NOW
        assert other.cleared or Risk.RED not in (one.risk, other.risk)


@given(one=given_any, other=wanted_any)
def test_distance_and_risk_have_no_direction(one: Given, other: Wanted) -> None:
    assert near(one.place, other.place) is near(other.place, one.place)
    assert overlap(other.kinds[0], (one.category, one.subcategory)) is overlap(
        (one.category, one.subcategory), other.kinds[0]
    )


@given(one=given_any, other=wanted_any)
def test_a_pair_matches_no_less_when_the_offer_says_it_is_possible_always(one: Given, other: Wanted) -> None:
    freer = replace(
        one, times=Availability(always=True), place=Place(one.place.point, one.place.radius_km, True)
    )
    fitter = replace(freer, languages=tuple({*one.languages, *other.demanded, *other.languages}))
    assert set(failing(fitter, other, NOW)) <= set(failing(one, other, NOW))


def test_a_request_that_has_no_end_is_never_over() -> None:
    assert fails(offer(expires_at=LATER), request(expires_at=None)) == []
