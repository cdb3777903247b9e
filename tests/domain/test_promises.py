"""Two reminders: when a promise is broken, and after a day."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.promises import Stage, stage, very_late_after

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("waited", "limit", "expected"),
    [
        (11.9, 12, Stage.IN_TIME),
        (12, 12, Stage.LATE),
        (23.9, 12, Stage.LATE),
        (24, 12, Stage.VERY_LATE),
        (24, 24, Stage.LATE),
        (48, 24, Stage.VERY_LATE),
    ],
)
def test_overdue_and_very_late(waited: float, limit: int, expected: Stage) -> None:
    assert stage(waited * HOUR, limit * HOUR) is expected


@given(st.integers(1, 1000), st.integers(1, 240))
def test_what_waits_longer_is_never_less_late_and_the_second_comes_after_the_first(
    hours: int, limit: int
) -> None:
    assert stage(hours * HOUR, limit * HOUR) <= stage((hours + 1) * HOUR, limit * HOUR)
    assert very_late_after(limit * HOUR) > limit * HOUR
