"""Counting days by the town's clock."""

from datetime import UTC, datetime, timedelta

from domain.stats import DAYS, first_day, per_day, ranked, usual
from tests.services.towns import GERA


def test_a_day_is_the_towns_own_also_around_a_clock_change() -> None:
    now = datetime(2026, 11, 5, 9, tzinfo=UTC)
    first = first_day(now, GERA)
    late = datetime(2026, 10, 24, 22, 30, tzinfo=UTC)  # half past midnight in Gera, on the day of the change
    early = datetime(2026, 11, 4, 23, 30, tzinfo=UTC)
    counts = per_day([late, early, now, now + timedelta(days=1)], first, GERA)
    assert len(counts) == DAYS
    assert counts[-1] == 2
    assert [day for day, count in enumerate(counts) if count] == [18, 29]


def test_the_most_come_first_and_the_median_is_no_average() -> None:
    assert ranked({"work": 1, "goods": 3, "space": 1}) == (("goods", 3), ("space", 1), ("work", 1))
    assert usual([timedelta(hours=1), timedelta(hours=2), timedelta(days=9)]) == timedelta(hours=2)
    assert usual([]) is None
