"""When something is due: digests at a local hour, and nothing in quiet hours. Pure: instants in, instants out (UTC).

Local times that a clock change skips are read as the first instant after the gap; of a repeated hour the first one counts.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

EVERY_DAY = frozenset(range(7))
HOURS = range(24)


@dataclass(frozen=True)
class QuietHours:
    """A daily span [start, end) of local time, over midnight when `end` is not after `start`. Equal ends: never quiet."""

    start: time = time(21)
    end: time = time(8)

    def covers(self, local: time) -> bool:
        """Whether this local time is quiet."""
        if self.start == self.end:
            return False
        if self.start < self.end:
            return self.start <= local < self.end
        return local >= self.start or local < self.end


NEVER_QUIET = QuietHours(time(0), time(0))


def at_local(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """The instant (UTC) at which this zone's clock shows `hour` on `day`; after the gap if the clock skips it."""
    wanted = datetime.combine(day, hour, zone)
    instant = wanted.astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == wanted.replace(tzinfo=None):
        return instant
    # The clock skips this time. fold=0 reads it with the offset from before the gap, so `instant` shows a time behind
    # the gap by as much as `wanted` lies inside it; the gap itself ends where the offset changes.
    before = (wanted.utcoffset() or timedelta()) if not wanted.fold else timedelta()
    after = instant.astimezone(zone).utcoffset() or timedelta()
    gap = after - before
    low, high = instant - gap, instant
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        low, high = (low, middle) if middle.astimezone(zone).utcoffset() == after else (middle, high)
    return high.replace(microsecond=0)


def next_due(after: datetime, zone: ZoneInfo, weekdays: Collection[int], hour: int) -> datetime:
    """The first instant (UTC) strictly after `after` at which a local day of `weekdays` (Monday is 0) reaches `hour`.

    Raises `ValueError` when `weekdays` is empty.
    """
    if not weekdays:
        raise ValueError("no weekday is given")
    day = after.astimezone(zone).date() - timedelta(days=1)
    while True:
        due = at_local(day, time(hour), zone)
        if due > after and day.weekday() in weekdays:
            return due
        day += timedelta(days=1)


def awake(instant: datetime, zone: ZoneInfo, quiet: QuietHours) -> datetime:
    """`instant`, or the end of the quiet hours that it lies in (UTC)."""
    local = instant.astimezone(zone)
    if not quiet.covers(local.time()):
        return instant
    day = local.date() if local.time() < quiet.end else local.date() + timedelta(days=1)
    return max(at_local(day, quiet.end, zone), instant)
