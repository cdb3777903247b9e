"""A person as the bot knows one: as little as possible."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.errors import Refusal, Refused
from domain.inputs import Input
from domain.towns import Town
from domain.widgets import Context, Text

CONSENT_VERSION = "2026-11"  # changes when the privacy notice says something new; people are then asked again
NAME_LIMIT = 32
NAMING_FOR = timedelta(minutes=10)  # after *Name* the next message counts as the name
_IN_NAMES = " -'\u2019."  # besides letters and the marks that some scripts set on them


@dataclass(frozen=True)
class Person:
    """Telegram's id, the first name others see, and what they chose. `answering`: the question of moderators that their
    next message answers; `naming_at`: since when it is the name."""

    id: int
    first_name: str
    locale: str
    town_id: int | None
    consent_version: str | None
    pending_start: str | None = None
    answering: int | None = None
    answering_at: datetime | None = None
    naming_at: datetime | None = None

    @property
    def agreed(self) -> bool:
        """Whether they agreed to the present privacy notice."""
        return self.consent_version == CONSENT_VERSION


@dataclass(frozen=True)
class Preferences:
    """What a person has set; `follows` are categories of needs."""

    person: Person
    town: Town | None
    follows: frozenset[str]


@dataclass(frozen=True)
class Moved:
    """Somebody chose another town: the one they left, and how many of their offers stay open there."""

    left: Town
    staying: int


def name_given(given: Input) -> str:
    """The name that a person wants others to see. Nobody reviews it, so it has room for a name and for nothing else.
    Raises `Refused`."""
    name = str(Text(NAME_LIMIT, one_line=True).accept(given, {}, Context()))
    if not all(char.isalpha() or char in _IN_NAMES or _is_mark(char) for char in name):
        raise Refused(Refusal.NAME_WANTED)
    return name


def _is_mark(char: str) -> bool:
    """A vowel sign or accent of its own, as many scripts write them."""
    return unicodedata.category(char).startswith("M")
