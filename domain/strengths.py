"""Why an offer fits, in a few words: the strongest parts of the score about which both sides said something."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.matching import Given, Wanted, amount_of
from domain.scoring import LANGUAGE, QUANTITY, TIME, Parts, score

MOST = 3


class Why(StrEnum):
    """The parts of the score that can speak for a pair."""

    SUBCATEGORY = "subcategory"
    DISTANCE = "distance"
    TIME = "time"
    LANGUAGE = "language"
    QUANTITY = "quantity"


@dataclass(frozen=True)
class Strength:
    """One part that speaks for a pair; `full` when nothing is missing, of a distance when there is none. `languages`: what
    both named."""

    why: Why
    full: bool
    languages: tuple[str, ...] = ()


def strengths(given: Given, wanted: Wanted, now: datetime) -> tuple[Strength, ...]:
    """The strongest first, at most three; what has no points is none."""
    parts = score(given, wanted, now)
    points = parts.named()
    found = [one for one in _said(given, wanted, parts) if points[one.why]]
    return tuple(sorted(found, key=lambda one: -points[one.why])[:MOST])


def _said(given: Given, wanted: Wanted, parts: Parts) -> Iterator[Strength]:
    """The parts about which both sides said something."""
    if (given.category, given.subcategory) in wanted.kinds and given.subcategory is not None:
        yield Strength(Why.SUBCATEGORY, True)
    here, there = given.place, wanted.place
    if (here.online and there.online) or (here.point and there.point and not here.online | there.online):
        yield Strength(Why.DISTANCE, here.online)
    if wanted.follows:
        yield from _languages(given, wanted, parts)
        return
    if _says_times(given) and _says_times(wanted):
        yield Strength(Why.TIME, parts.time == TIME)
    yield from _languages(given, wanted, parts)
    if _countable(given, wanted):
        yield Strength(Why.QUANTITY, parts.quantity == QUANTITY)


def _says_times(side: Given | Wanted) -> bool:
    return side.times.always or side.times.said


def _languages(given: Given, wanted: Wanted, parts: Parts) -> Iterator[Strength]:
    named = wanted.languages if wanted.follows else (*wanted.demanded, *wanted.languages)
    common = tuple(code for code in dict.fromkeys(named) if code in given.languages)
    if common:
        yield Strength(Why.LANGUAGE, parts.language == LANGUAGE, common)


def _countable(given: Given, wanted: Wanted) -> bool:
    if given.quantity is None or wanted.quantity is None or amount_of(wanted.quantity) is None:
        return False
    return given.quantity.unit == wanted.quantity.unit
