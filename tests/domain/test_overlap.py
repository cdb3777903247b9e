"""When two availabilities meet: checked against plainly walking through the days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.details import PARTS, Appointment, Availability, Part, part_of
from domain.overlap import Window, common_days, common_parts, share
from tests.domain.pairs import TODAY, days, times

FAR = 60  # days; no range of the strategies is longer, and every weekday occurs behind its end


def possible(said: Availability, day: date) -> set[Part] | None:
    """The parts of a day that are possible; None when the day is not named at all."""
    if said.always or not said.said:
        return set(PARTS)
    found: set[Part] | None = None
    regular = said.weekly or said.first or said.last
    if regular and (said.first is None or said.first <= day) and (said.last is None or day <= said.last):
        found = {part for part in PARTS if not said.weekly or (day.weekday(), part) in said.weekly}
    for one in said.dates:
        if one.day == day:
            found = (found or set()) | (set(PARTS) if one.at is None else {part_of(one.at)})
    return found


@given(one=times, other=times, last=st.none() | days)
def test_common_days_and_parts_are_those_found_day_by_day(
    one: Availability, other: Availability, last: date | None
) -> None:
    walked = [TODAY + timedelta(days=number) for number in range(FAR)]
    both = [
        (mine, theirs)
        for day in walked
        if last is None or day <= last
        if (mine := possible(one, day)) is not None and (theirs := possible(other, day)) is not None
    ]
    window = Window(TODAY, last)
    assert common_days(one, other, window) is bool(both)
    assert common_parts(one, other, window) is any(mine & theirs for mine, theirs in both)
    assert common_days(other, one, window) is common_days(one, other, window)


WEEK = Availability(
    weekly=frozenset({(0, Part.MORNING), (1, Part.MORNING), (2, Part.EVENING), (5, Part.MORNING)})
)
FORTNIGHT = Availability(first=TODAY, last=TODAY + timedelta(days=13))


@pytest.mark.parametrize(
    ("offered", "wished", "expected"),
    [
        (WEEK, WEEK, 1.0),
        (Availability(weekly=frozenset({(0, Part.MORNING)})), WEEK, 0.25),
        (Availability(last=TODAY), WEEK, 0.25),
        (Availability(first=TODAY, last=TODAY + timedelta(days=6)), FORTNIGHT, 0.5),
        (Availability(weekly=frozenset({(5, Part.MORNING)})), FORTNIGHT, 2 / 14),
        (WEEK, Availability(dates=(Appointment(TODAY), Appointment(TODAY + timedelta(days=3)))), 0.5),
        # Yesterday is not wished any more.
        (WEEK, Availability(dates=(Appointment(TODAY), Appointment(TODAY - timedelta(days=1)))), 1.0),
        (WEEK, Availability(dates=(Appointment(TODAY - timedelta(days=1)),)), 0.0),
    ],
)
def test_how_much_of_what_is_wished_can_be_met(
    offered: Availability, wished: Availability, expected: float
) -> None:
    assert share(offered, wished, Window(TODAY)) == pytest.approx(expected)
