"""Details of a post survive being stored; what was not said is not stored."""

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.details import (
    PARTS,
    Appointment,
    Availability,
    Details,
    Family,
    Housing,
    Part,
    Quantity,
    Setting,
    Spoken,
    Urgency,
    from_json,
    part_of,
    to_json,
)

DAYS = st.dates(date(2020, 1, 1), date(2040, 1, 1))
TIMES = st.builds(time, st.integers(0, 23), st.integers(0, 59))
AVAILABILITY = st.builds(
    Availability,
    always=st.booleans(),
    weekly=st.frozensets(st.tuples(st.integers(0, 6), st.sampled_from(PARTS))),
    first=st.none() | DAYS,
    last=st.none() | DAYS,
    dates=st.lists(st.builds(Appointment, DAYS, st.none() | TIMES), max_size=3).map(tuple),
)
YES_NO = st.none() | st.booleans()
DETAILS = st.builds(
    Details,
    languages=st.lists(st.builds(Spoken, st.sampled_from(["de", "prs"]), st.sampled_from([None, "B2"]))).map(
        tuple
    ),
    demanded=st.lists(st.sampled_from(["de", "uk"])).map(tuple),
    availability=AVAILABILITY,
    quantity=st.none()
    | st.builds(Quantity, st.none() | st.integers(0, 99), st.none() | st.text(), st.booleans()),
    urgency=st.sampled_from(Urgency),
    needed_by=st.none() | DAYS | st.datetimes(datetime(2020, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    online=st.booleans(),
    housing=st.none() | st.builds(Housing, st.none() | st.integers(1, 9), st.none(), YES_NO, YES_NO, YES_NO),
    family=st.none() | st.builds(Family, st.none() | st.text(), st.none() | st.sampled_from(Setting)),
    fields=st.dictionaries(st.text(), st.integers() | st.text()),
    photos=st.lists(st.text()).map(tuple),
)


@given(DETAILS)
def test_stored_and_read_again(details: Details) -> None:
    assert from_json(to_json(details)) == details


def test_what_was_not_said_is_not_stored() -> None:
    assert to_json(Details()) == {}


@pytest.mark.parametrize(
    ("clock", "part"),
    [
        ("00:00", "morning"),
        ("10:30", "morning"),
        ("11:59", "morning"),
        ("12:00", "afternoon"),
        ("18:00", "evening"),
    ],
)
def test_borders_of_the_parts_of_a_day(clock: str, part: str) -> None:
    assert part_of(time.fromisoformat(clock)) is Part(part)
