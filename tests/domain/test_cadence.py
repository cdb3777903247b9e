"""Digests and quiet hours in every time zone of the world, also around the nights in which clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.cadence import EVERY_DAY, QuietHours, at_local, awake, next_due

ZONES = sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))
BERLIN = ZoneInfo("Europe/Berlin")
zones = st.sampled_from(ZONES).map(ZoneInfo)
days = st.dates(date(2000, 1, 1), date(2037, 12, 1))
instants = st.datetimes(datetime(2000, 1, 2), datetime(2037, 12, 1), timezones=st.just(UTC))  # noqa: DTZ001
hours = st.integers(0, 23)
clocks = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))
quiets = st.builds(QuietHours, clocks, clocks)
weekdays = st.sets(st.integers(0, 6), min_size=1)


@given(days, clocks, zones)
def test_at_local_is_the_first_instant_at_which_the_clock_shows_the_time(
    day: date, hour: time, zone: ZoneInfo
) -> None:
    instant = at_local(day, hour, zone)
    wanted = datetime.combine(day, hour)
    shown = instant.astimezone(zone).replace(tzinfo=None)
    before = (instant - timedelta(seconds=1)).astimezone(zone).replace(tzinfo=None)
    assert shown == wanted or before < wanted < shown, (shown, before)
    assert before < wanted


def test_at_local_on_the_nights_of_the_clock_changes() -> None:
    assert at_local(date(2026, 3, 29), time(2, 30), BERLIN) == datetime(2026, 3, 29, 1, 0, tzinfo=UTC)
    assert at_local(date(2026, 10, 25), time(2, 30), BERLIN) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    santiago = ZoneInfo("America/Santiago")  # skips midnight itself
    assert at_local(date(2024, 9, 8), time(0), santiago) == datetime(2024, 9, 8, 4, 0, tzinfo=UTC)


@given(instants, zones, weekdays, hours)
def test_the_next_digest_is_soon_and_on_a_right_day(
    after: datetime, zone: ZoneInfo, on: set[int], hour: int
) -> None:
    due = next_due(after, zone, on, hour)
    assert after < due <= after + timedelta(days=9)
    local = due.astimezone(zone)
    assert local.weekday() in on
    assert local.hour >= hour


@given(instants, zones, hours)
def test_a_daily_digest_comes_once_a_day_without_drifting(after: datetime, zone: ZoneInfo, hour: int) -> None:
    seen = [after]
    for _ in range(10):
        seen.append(next_due(seen[-1], zone, EVERY_DAY, hour))
    dates = [due.astimezone(zone).date() for due in seen[1:]]
    assert dates == sorted(set(dates))
    assert (dates[-1] - dates[0]).days <= 10  # a zone that jumps over the date line leaves one day out


@given(instants, zones, weekdays, hours)
def test_no_digest_is_left_out_between_now_and_the_next(
    after: datetime, zone: ZoneInfo, on: set[int], hour: int
) -> None:
    due = next_due(after, zone, on, hour)
    assert next_due(due - timedelta(seconds=1), zone, on, hour) == due
    assert next_due(after + (due - after) / 2, zone, on, hour) == due


def test_no_weekday_is_an_error() -> None:
    with pytest.raises(ValueError, match="weekday"):
        next_due(datetime(2026, 1, 1, tzinfo=UTC), BERLIN, (), 9)


@given(instants, zones, quiets)
def test_awake_waits_exactly_until_it_is_not_quiet(now: datetime, zone: ZoneInfo, quiet: QuietHours) -> None:
    then = awake(now, zone, quiet)
    assert then >= now
    if quiet.covers(now.astimezone(zone).time()):
        assert then - now <= timedelta(days=1, hours=25)
        local = then.astimezone(zone).time()
        assert not quiet.covers(local) or local >= quiet.end
        middle = now + (then - now) / 2
        assert quiet.covers(middle.astimezone(zone).time()) or abs(middle - now) < timedelta(hours=2)
    else:
        assert then == now


def test_quiet_hours_over_midnight_and_none_at_all() -> None:
    night = QuietHours()
    assert [night.covers(time(hour)) for hour in (7, 8, 20, 21, 0)] == [True, False, False, True, True]
    assert not any(QuietHours(time(8), time(8)).covers(time(hour)) for hour in range(24))
    noon = QuietHours(time(12), time(14))
    assert [noon.covers(time(hour)) for hour in (11, 12, 13, 14)] == [False, True, True, False]
