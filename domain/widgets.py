"""Kinds of questions: each takes one input and gives the answer as JSON, or refuses with the reason."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from domain.errors import Refusal, Refused
from domain.geo import Point, distance_km
from domain.inputs import Input, Located, Picked, Typed
from domain.stops import Stop
from domain.towns import Town

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Context:
    """What a question may depend on besides the answers: the draft's town (if it has one), or the towns to choose from."""

    town: Town | None = None
    towns: tuple[Town, ...] = ()
    today: date = date.min  # by the town's clock, where a calendar is asked for
    stops: tuple[Stop, ...] = ()  # what the town's organisations need no more of; told, never a condition


ONLINE = "online"
_LINK = re.compile(r"(?:https?://|www\.|t\.me/)\S+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}/\S*", re.IGNORECASE)
FARTHEST_KM = 60.0  # a location farther from the town's centre is a slip of the finger, or another town


@dataclass(frozen=True)
class Stay:
    """An answer that goes on growing: the question stays until *Continue*. `value` None: nothing is chosen any more."""

    value: Any


class Widget(Protocol):
    """One kind of question."""

    def accept(self, given: Input, answers: Answers, context: Context, before: Any = None) -> Any:
        """The answer as JSON, or as `Stay`; `before` is the answer so far. Raises `Refused` for what is no answer."""
        ...

    def holds(self, value: Any, answers: Answers, context: Context) -> bool:
        """Whether an answer given earlier is still one: the towns or districts may have changed meanwhile."""
        ...


@dataclass(frozen=True)
class Choice:
    """One of several buttons; `options` may depend on what was answered before."""

    options: Callable[[Answers, Context], tuple[str, ...]]

    def accept(self, given: Input, answers: Answers, context: Context, before: Any = None) -> str:
        if not isinstance(given, Picked):
            raise Refused(Refusal.BUTTON_WANTED)
        if given.value not in self.options(answers, context):
            raise Refused(Refusal.UNKNOWN_OPTION)
        return given.value

    def holds(self, value: Any, answers: Answers, context: Context) -> bool:
        return value in self.options(answers, context)


@dataclass(frozen=True)
class Text:
    """Own words, `limit` characters at most (counted as Telegram counts: code points). `link`: one alone will do."""

    limit: int
    one_line: bool = False
    link: bool = False

    def accept(self, given: Input, answers: Answers, context: Context, before: Any = None) -> str:
        if not isinstance(given, Typed):
            raise Refused(Refusal.TEXT_WANTED)
        if given.forwarded and not self.one_line:  # one line may be a code that was passed on
            raise Refused(Refusal.FORWARDED)
        text = " ".join(given.text.split()) if self.one_line else given.text.strip()
        if not text:
            raise Refused(Refusal.EMPTY)
        if not any(char.isalnum() for char in text):
            raise Refused(Refusal.NO_WORDS)
        if not self.link and not any(char.isalnum() for char in _LINK.sub("", text)):
            raise Refused(Refusal.ONLY_A_LINK)
        if len(text) > self.limit:
            raise Refused(Refusal.TOO_LONG, limit=self.limit, length=len(text))
        return text

    def holds(self, value: Any, answers: Answers, context: Context) -> bool:
        return isinstance(value, str)


def nowhere(answers: Answers) -> bool:
    """What can only be done in one place."""
    return False


@dataclass(frozen=True)
class Place:
    """A district by button or by its name, or a shared location, which is kept coarsely; `online` where that will do."""

    online: Callable[[Answers], bool] = nowhere

    def accept(self, given: Input, answers: Answers, context: Context, before: Any = None) -> dict[str, Any]:
        if isinstance(given, Located):
            return self._shared(Point(given.lat, given.lon), context.town)
        if isinstance(given, Picked):
            if given.value == ONLINE and self.online(answers):
                return {ONLINE: True}
            return self._district(given.value, context.town)
        if isinstance(given, Typed) and context.town and (code := _named(given.text, context.town)):
            return {"district": code}
        raise Refused(Refusal.PLACE_WANTED)

    def holds(self, value: Any, answers: Answers, context: Context) -> bool:
        if ONLINE in value:
            return self.online(answers)
        return "lat" in value or (
            context.town is not None and context.town.district(value["district"]) is not None
        )

    @staticmethod
    def _district(code: str, town: Town | None) -> dict[str, Any]:
        if town is None or town.district(code) is None:
            raise Refused(Refusal.UNKNOWN_OPTION)
        return {"district": code}

    @staticmethod
    def _shared(here: Point, town: Town | None) -> dict[str, Any]:
        if town is not None and distance_km(here, Point(town.lat, town.lon)) > FARTHEST_KM:
            raise Refused(Refusal.TOO_FAR, town=town.name)
        coarse = here.coarse()
        return {"lat": coarse.lat, "lon": coarse.lon}


def _named(text: str, town: Town) -> str | None:
    """The district that somebody wrote out."""
    wanted = text.strip().casefold()
    return next((district.code for district in town.districts if district.name.casefold() == wanted), None)
