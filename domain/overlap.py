"""When two availabilities meet: a common day, a common part of such a day, and how much of what is wished can be met.

Whatever somebody says is read as spans: days from a first to a last one (open ends possible), and of each weekday the
parts that are possible. Weekly times inside a range are one span, single days are spans of their own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from domain.details import PARTS, Appointment, Availability, Part, part_of

SLOTS = 7 * len(PARTS)  # weekday × part of the day, Monday morning first
ANY_SLOT = (1 << SLOTS) - 1
HORIZON = timedelta(days=365)  # how far into an open end days are counted
_WHOLE_DAY = (1 << len(PARTS)) - 1


@dataclass(frozen=True)
class Span:
    """Days with both ends included, None is open; `slots` has one bit for each weekday and part (`slot`)."""

    first: date | None
    last: date | None
    slots: int


@dataclass(frozen=True)
class Window:
    """The days that count: from today to the last day that is of use, if there is one."""

    today: date
    last: date | None = None


def slot(weekday: int, part: Part) -> int:
    """The bit of a weekday (Monday is 0) and part."""
    return 1 << (weekday * len(PARTS) + PARTS.index(part))


def weekly_slots(times: Availability) -> int:
    """The weekly times as bits; 0 when none were said."""
    return sum(slot(day, part) for day, part in times.weekly)


def spans(times: Availability) -> tuple[Span, ...]:
    """What is possible. Always, and nothing said: every day and part."""
    if times.always or not times.said:
        return (Span(None, None, ANY_SLOT),)
    return (*_regular(times), *(single(one) for one in times.dates))


def _regular(times: Availability) -> tuple[Span, ...]:
    if not (times.weekly or times.first or times.last):
        return ()
    return (Span(times.first, times.last, weekly_slots(times) or ANY_SLOT),)


def single(one: Appointment) -> Span:
    """One day, with the part in which its clock time lies, else with all of them."""
    weekday = one.day.weekday()
    parts = _WHOLE_DAY << weekday * len(PARTS) if one.at is None else slot(weekday, part_of(one.at))
    return Span(one.day, one.day, parts)


def common_days(given: Availability, wanted: Availability, window: Window) -> bool:
    """Whether there is a day, from today on and not too late, that both name."""
    return any(True for _ in _meetings(spans(given), spans(wanted), window))


def common_parts(given: Availability, wanted: Availability, window: Window) -> bool:
    """Whether on a common day they share a part of the day."""
    return any(meeting.slots for meeting in _meetings(spans(given), spans(wanted), window))


def share(given: Availability, wanted: Availability, window: Window) -> float:
    """How much of the wished weekly times and days can be met, 0 to 1. Days that do not count any more are not wished."""
    offered = spans(given)
    wishes = [Span(wanted.first, wanted.last, slot(day, part)) for day, part in wanted.weekly]
    wishes += [single(one) for one in wanted.dates if _counts(one.day, window)]
    if not wanted.weekly and (wanted.first or wanted.last):
        wishes += _days(wanted, window)
    met = sum(any(meeting.slots for meeting in _meetings(offered, (wish,), window)) for wish in wishes)
    return met / len(wishes) if wishes else 0.0


def _days(wanted: Availability, window: Window) -> list[Span]:
    """A range without weekly times wishes each of its days."""
    first = max(window.today, wanted.first or window.today)
    last = min(one for one in (wanted.last, window.last, first + HORIZON) if one is not None)
    return [single(Appointment(first + timedelta(days=n))) for n in range((last - first).days + 1)]


def _counts(day: date, window: Window) -> bool:
    return window.today <= day and (window.last is None or day <= window.last)


def _meetings(given: tuple[Span, ...], wanted: tuple[Span, ...], window: Window) -> Iterator[Span]:
    """The common days of any two spans, with their common parts on weekdays that occur in them."""
    for one in given:
        for other in wanted:
            first = max(day for day in (window.today, one.first, other.first) if day is not None)
            ends = [day for day in (window.last, one.last, other.last) if day is not None]
            last = min(ends, default=None)
            if last is None or first <= last:
                yield Span(first, last, one.slots & other.slots & weekdays_between(first, last))


def weekdays_between(first: date, last: date | None) -> int:
    """All slots of the weekdays from a first to a last day; of an open end, all there are."""
    if last is None or (last - first).days >= 6:
        return ANY_SLOT
    weekdays = {(first.weekday() + n) % 7 for n in range((last - first).days + 1)}
    return sum(_WHOLE_DAY << day * len(PARTS) for day in weekdays)
