"""How it goes in a town: what comes, how fast it is decided, what waits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

from domain.towns import Town

DAYS = 30


@dataclass(frozen=True)
class Stats:
    """The last `DAYS` local days of a town. `daily` are posts a day, the first day is `first`; `categories` counts them,
    the most first. `usual` is the median time to a decision. `oldest`: since when something waits."""

    town: Town
    now: datetime
    first: date
    daily: tuple[int, ...]
    categories: tuple[tuple[str, int], ...]
    usual: timedelta | None
    approved: int
    rejected: int
    waiting: int
    oldest: datetime | None

    @property
    def posts(self) -> int:
        """How many came."""
        return sum(self.daily)

    @property
    def share(self) -> float | None:
        """Which part of what was decided was approved."""
        decided = self.approved + self.rejected
        return self.approved / decided if decided else None


def first_day(now: datetime, town: Town) -> date:
    """The first of the local days that count: today is the last."""
    return now.astimezone(town.zone).date() - timedelta(days=DAYS - 1)


def per_day(instants: Sequence[datetime], first: date, town: Town) -> tuple[int, ...]:
    """How many of these fall on each local day."""
    counts = [0] * DAYS
    for instant in instants:
        day = (instant.astimezone(town.zone).date() - first).days
        if 0 <= day < DAYS:
            counts[day] += 1
    return tuple(counts)


def ranked(counts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """The most first; of equal ones in the order of their names."""
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))


def usual(spans: Sequence[timedelta]) -> timedelta | None:
    """The median."""
    return timedelta(seconds=median(span.total_seconds() for span in spans)) if spans else None
