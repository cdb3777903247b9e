"""A virtual year of towns in all time zones, lived through the services without Telegram, and what the rules promise for it.

What is promised is worked out here once more, slowly and by another way: by looking at the local clock every minute.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import pairwise
from random import Random
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from domain.organisations import Mode

YEAR = (datetime(2026, 1, 1, tzinfo=UTC), datetime(2027, 1, 1, tzinfo=UTC))
AROUND = timedelta(hours=34)  # of a clock change
USUAL = (21, 8)
_STEP = timedelta(minutes=15)  # every clock changes at one of these


@dataclass
class Group:
    """A group as it was made, with later changes of its hour as (instant, hour)."""

    id: int
    town: int
    mode: Mode
    hour: int
    weekdays: frozenset[int]
    quiet: tuple[int, int] | None = None
    changes: list[tuple[datetime, int]] = field(default_factory=list)


@dataclass(frozen=True)
class Need:
    """A request that becomes live at this instant."""

    town: int
    at: datetime
    urgent: bool


@dataclass(frozen=True, order=True)
class Sent:
    """What a group got: a digest or a card, with the posts by their place in the list of needs."""

    group: int
    at: datetime
    digest: bool
    needs: tuple[int, ...]


@cache
def zones() -> tuple[str, ...]:
    """One zone for each way in which clocks run in that year."""
    found: dict[Any, str] = {}
    begun, ended = YEAR
    for name in sorted(available_timezones()):
        if "/" in name and not name.startswith("Etc/"):
            zone, step = ZoneInfo(name), timedelta(hours=3)
            offsets = (
                (begun + step * n).astimezone(zone).utcoffset() for n in range((ended - begun) // step)
            )
            found.setdefault(tuple(offsets), name)
    return tuple(found.values())


def changes_of(zone: str) -> list[datetime]:
    """The days on which a zone's clock changes; for one that never does, two ordinary days."""
    begun, ended = YEAR
    days = [begun + timedelta(days=n) for n in range((ended - begun).days)]
    offset = {day: day.astimezone(ZoneInfo(zone)).utcoffset() for day in days}
    found = [day for day, after in pairwise(days) if offset[day] != offset[after]]
    return found or [days[87], days[297]]


def periods(zone: str, *, whole: bool) -> list[tuple[datetime, datetime]]:
    """When the groups of a town live: the whole year, or around its clock changes."""
    return [YEAR] if whole else [(day - AROUND, day + AROUND) for day in changes_of(zone)]


def groups_of(town: int, count: int, random: Random) -> Iterator[Group]:
    """Groups of all kinds; the first of each three is told once a day, the second once a week."""
    for number in range(count):
        mode = (Mode.DAILY, Mode.WEEKLY, Mode.AT_ONCE)[number % 3]
        days = frozenset({random.randrange(7)}) if mode is Mode.WEEKLY else frozenset(range(7))
        if mode is Mode.DAILY and number % 2:
            days = frozenset(random.sample(range(7), 5))
        own = ((0, 0), None, (13, 15), (4, 7))[(number // 3 + town) % 4]
        hours = [hour for hour in range(24) if not covers(own or USUAL, time(hour))]
        hour = random.choice([2, 3, 0, 1, *hours]) if own == (0, 0) else random.choice(hours)
        yield Group(town * count + number, town, mode, hour, days, own)


def needs_of(town: int, begun: datetime, ended: datetime, random: Random, *, whole: bool) -> Iterator[Need]:
    """About one need a day, or every second day of a whole year, at any hour; some are needed today."""
    at = begun
    while (at := at + timedelta(minutes=random.randrange(300, 5000 if whole else 2300))) < ended:
        yield Need(town, at, random.random() < 0.3)


def covers(quiet: tuple[int, int], local: time) -> bool:
    """Whether it is quiet."""
    start, end = quiet
    return start <= local.hour < end if start <= end else local.hour >= start or local.hour < end


@cache
def first_instant(zone: str, day: date, hour: int) -> datetime | None:
    """When this zone's clock reaches the hour on that day; None for a day that the zone leaves out."""
    at = datetime.combine(day, time(0), UTC) - timedelta(hours=15)
    for _ in range(60 * 4):
        local = at.astimezone(ZoneInfo(zone))
        if local.date() == day and local.hour >= hour:
            return at
        at += _STEP
    return None


def next_hour(zone: str, after: datetime, group: Group, hour: int, had: date | None) -> datetime:
    """The next digest of a group that has had one on the day `had`."""
    day = after.astimezone(ZoneInfo(zone)).date()
    while True:
        due = first_instant(zone, day, hour)
        if due and due > after and day.weekday() in group.weekdays and day != had:
            return due
        day += timedelta(days=1)


def promised(
    group: Group, zone: str, needs: Iterable[tuple[int, Need]], spans: Iterable[tuple[datetime, datetime]]
) -> list[Sent]:
    """What the group must get, and nothing else; digests only within the spans."""
    mine = [(number, need) for number, need in needs if need.town == group.town]
    if group.mode is not Mode.AT_ONCE:
        return list(_digests(group, zone, mine, spans))
    return [
        Sent(group.id, need.at if need.urgent else _awake(group, zone, need.at), False, (number,))
        for number, need in mine
    ]


def _awake(group: Group, zone: str, at: datetime) -> datetime:
    while covers(group.quiet or USUAL, at.astimezone(ZoneInfo(zone)).time()):
        at += timedelta(minutes=1)
    return at


def _digests(
    group: Group,
    zone: str,
    mine: list[tuple[int, Need]],
    spans: Iterable[tuple[datetime, datetime]],
) -> Iterator[Sent]:
    hour, changes = group.hour, [*group.changes]
    had: date | None = None
    told: set[int] = set()
    for begun, ended in spans:
        due = next_hour(zone, begun, group, hour, had)
        while min(due, changes[0][0] if changes else due) < ended:
            if changes and changes[0][0] <= due:
                at, hour = changes.pop(0)
                due = next_hour(zone, at, group, hour, had)
                continue
            new = tuple(n for n, need in mine if need.at <= due and n not in told)
            if new:
                yield Sent(group.id, due, True, new)
                had = due.astimezone(ZoneInfo(zone)).date()
                told.update(new)
            due = next_hour(zone, due, group, hour, had)
