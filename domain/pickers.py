"""Questions that are answered by ticking, by a calendar or by pictures. Most stay until *Continue*."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from domain.details import PARTS, Part
from domain.errors import Refusal, Refused
from domain.inputs import Input, Picked, Pictured, Typed
from domain.languages import LEVELS
from domain.widgets import Answers, Context, Stay

ALWAYS = "always"
DONE = "done"  # *Continue* on a screen of several fields
ENDLESS = "endless"  # a quantity that never runs out
NO_DAY = "-"  # a square of a calendar that is no choice: nothing happens
FARTHEST = timedelta(days=730)  # a day later than that is a slip
_WRITTEN = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\.(?: ?([0-9]{4}|[0-9]{2}))?")


def _picked(given: Input) -> str:
    if not isinstance(given, Picked):
        raise Refused(Refusal.BUTTON_WANTED)
    return given.value


@dataclass(frozen=True)
class Panel:
    """A screen that offers several fields; its own answer is only that somebody is done with it."""

    def accept(self, given: Input, answers: Answers, context: Context, before: Any = None) -> bool:
        if _picked(given) != DONE:
            raise Refused(Refusal.UNKNOWN_OPTION)
        return True

    def holds(self, value: Any, answers: Answers, context: Context) -> bool:
        return value is True


@dataclass(frozen=True)
class Several:
    """Any number of options, each ticked or not. The value is the list of the ticked ones, in the order of the options."""

    options: Callable[[Answers, Context], tuple[str, ...]]

    def accept(self, given: Input, answers: Answers, context: Context, before: Any = None) -> Stay:
        value, options = _picked(given), self.options(answers, context)
        if value not in options:
            raise Refused(Refusal.UNKNOWN_OPTION)
        ticked = set(before or ()) ^ {value}
        return Stay([one for one in options if one in ticked] or None)

    def holds(self, value: Any, answers: Answers, context: Context) -> bool:
        return set(value) <= set(self.options(answers, context))


@dataclass(frozen=True)
class Languages:
    """Languages; each further press on one asks for another level. The value is a list of {"code", "level"}."""

    codes: tuple[str, ...]

    def accept(self, given: Input, answers: Answers, context: Context, before: Any = None) -> Stay:
        code, chosen = _picked(given), {one["code"]: one["level"] for one in before or ()}
        if code not in self.codes:
            raise Refused(Refusal.UNKNOWN_OPTION)
        if code not in chosen:
            chosen[code] = None
        elif chosen[code] == LEVELS[-1]:
            del chosen[code]
        else:
            chosen[code] = LEVELS[LEVELS.index(chosen[code]) + 1 if chosen[code] else 0]
        return Stay([{"code": one, "level": level} for one, level in chosen.items()] or None)

    def holds(self, value: Any, answers: Answers, context: Context) -> bool:
        return all(one["code"] in self.codes for one in value)


@dataclass(frozen=True)
class Number:
    """A whole number, by button or typed; `endless` where it may be without end."""

    low: int
    high: int
    endless: bool = False

    def accept(self, given: Input, answers: Answers, context: Context, before: Any = None) -> int | str:
        said = given.text if isinstance(given, Typed) else given.value if isinstance(given, Picked) else ""
        if isinstance(given, Picked) and said == ENDLESS and self.endless:
            return ENDLESS
        if not (said.strip().isascii() and said.strip().isdigit() and len(said) < 9):
            raise Refused(Refusal.NUMBER_WANTED, low=self.low, high=self.high)
        if not self.low <= int(said) <= self.high:
            raise Refused(Refusal.NUMBER_WANTED, low=self.low, high=self.high)
        return int(said)

    def holds(self, value: Any, answers: Answers, context: Context) -> bool:
        return self.endless and value == ENDLESS if isinstance(value, str) else self.low <= value <= self.high


@dataclass(frozen=True)
class Week:
    """Days of the week and their parts, by ticks ("0morning", "0" for a whole day), or *always*. The value is a list of
    [weekday, part], Monday is 0, or "always"."""

    def accept(self, given: Input, answers: Answers, context: Context, before: Any = None) -> Any:
        value = _picked(given)
        if value == ALWAYS:
            return ALWAYS
        day, part = value[:1], value[1:]
        if day not in tuple("0123456") or part not in ("", *PARTS):
            raise Refused(Refusal.UNKNOWN_OPTION)
        chosen = {(day, part) for day, part in (before if isinstance(before, list) else ())}
        meant = {(int(day), Part(one)) for one in ([part] if part else PARTS)}
        chosen = chosen - meant if meant <= chosen else chosen | meant
        return Stay([[one, part] for one, part in sorted(chosen, key=_in_week)] or None)

    def holds(self, value: Any, answers: Answers, context: Context) -> bool:
        return value == ALWAYS or isinstance(value, list)


def _in_week(slot: tuple[int, str]) -> tuple[int, int]:
    return slot[0], PARTS.index(Part(slot[1]))


def _day(given: Input, today: date) -> str:
    """A day from today on, by button (2026-12-14) or typed (14.12.2026; without a year the next one of this date)."""
    said = given.text.strip() if isinstance(given, Typed) else _picked(given)
    try:
        written = _WRITTEN.fullmatch(said) if isinstance(given, Typed) else None
        day = _meant(written, today) if written else date.fromisoformat(said)
    except ValueError:
        raise Refused(Refusal.DAY_WANTED) from None
    if not today <= day <= today + FARTHEST:
        raise Refused(Refusal.DAY_WANTED)
    return day.isoformat()


def _meant(written: re.Match[str], today: date) -> date:
    day, month, year = (int(part or 0) for part in written.groups())
    if year:
        return date(year + 2000 * (year < 100), month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year >= today else date(today.year + 1, month, day)


@dataclass(frozen=True)
class Day:
    """One day, from today on. The value is its date in ISO 8601."""

    def accept(self, given: Input, answers: Answers, context: Context, before: Any = None) -> str | Stay:
        return Stay(before) if given == Picked(NO_DAY) else _day(given, context.today)

    def holds(self, value: Any, answers: Answers, context: Context) -> bool:
        return str(value) >= context.today.isoformat()


@dataclass(frozen=True)
class Dates:
    """Up to `limit` single days. The value is the sorted list of their dates; an imported one may carry a clock time."""

    limit: int = 10

    def accept(self, given: Input, answers: Answers, context: Context, before: Any = None) -> Stay:
        if given == Picked(NO_DAY):
            return Stay(before)
        day, known = _day(given, context.today), list(before or ())
        others = [one for one in known if not one.startswith(day)]
        chosen = others if others != known else [*known, day]
        if len(chosen) > self.limit:
            raise Refused(Refusal.TOO_MANY, limit=self.limit)
        return Stay(sorted(chosen) or None)

    def holds(self, value: Any, answers: Answers, context: Context) -> bool:
        return bool(value) and max(value) >= context.today.isoformat()


@dataclass(frozen=True)
class Period:
    """A first and a last day, both included: the first press says from when, the next one until when. The value is
    {"from", "until"}; without a last day it has no end."""

    def accept(self, given: Input, answers: Answers, context: Context, before: Any = None) -> Stay:
        if given == Picked(NO_DAY):
            return Stay(before)
        day, known = _day(given, context.today), before or {}
        if known.get("from") is None or known.get("until") or day < known["from"]:
            return Stay({"from": day, "until": None})
        return Stay({"from": known["from"], "until": day})

    def holds(self, value: Any, answers: Answers, context: Context) -> bool:
        return not value["until"] or str(value["until"]) >= context.today.isoformat()


@dataclass(frozen=True)
class Photos:
    """Photos, one by one or as an album. The value is {"ids", "album"}: Telegram's file ids, and the last album."""

    limit: int

    def accept(self, given: Input, answers: Answers, context: Context, before: Any = None) -> Stay:
        if isinstance(given, Picked) and given.value == "none":
            return Stay(None)
        if not isinstance(given, Pictured):
            raise Refused(Refusal.PHOTO_WANTED)
        known = list((before or {}).get("ids", ()))
        if len(known) >= self.limit:
            raise Refused(Refusal.TOO_MANY, limit=self.limit)
        return Stay({"ids": [*known, given.file_id], "album": given.album})

    def holds(self, value: Any, answers: Answers, context: Context) -> bool:
        return bool(value["ids"])
