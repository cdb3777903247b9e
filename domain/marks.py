"""Marks: what a moderator should look at twice, and the words that are the reason. Advice: no machine rejects a post."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from domain.phrases import Lexicon
from domain.posts import Kind
from domain.wording import Wording, read


class Code(StrEnum):
    """What a text looks like. `DUPLICATE` comes from comparing posts, all others from the rules."""

    PERSON_FILTER = "person_filter"
    SERVICE_IN_RETURN = "service_in_return"
    OFF_CHANNEL_CONTACT = "off_channel_contact"
    MONEY = "money"
    NOT_FREE = "not_free"
    PERSONAL_DATA = "personal_data"
    WORK_UNPAID = "work_unpaid"
    MINORS_ALONE = "minors_alone"
    NIGHT_LIFT = "night_lift"
    LEGAL_ADVICE = "legal_advice"
    HATE = "hate"
    UNSAFE_ITEM = "unsafe_item"
    DUPLICATE = "duplicate"


_PAUSES = (".", ",", ":")
_FAR = 80  # characters in which two words surely fit
WORDS_SHOWN = 3
LENGTH_SHOWN = 60


@dataclass(frozen=True)
class Mark:
    """One mark. `words` are quoted from the text; a duplicate has the earlier post's `number` instead."""

    code: Code
    words: tuple[str, ...] = ()
    number: str | None = None


@dataclass(frozen=True)
class Subject:
    """What the rules look at besides the words. `subcategory` None: the whole category."""

    kind: Kind
    category: str
    subcategory: str | None

    def within(self, places: Collection[str]) -> bool:
        """Whether one of these is its category, or its "category/subcategory"."""
        return self.category in places or f"{self.category}/{self.subcategory}" in places


@dataclass(frozen=True)
class Group:
    """Phrases of one mark in one language (`any` for all). `unless`: if one of these stands anywhere, the group is silent.
    `negated`: its phrases count also behind a "no"."""

    code: Code
    language: str
    guilty: tuple[re.Pattern[str], ...] = ()
    innocent: tuple[re.Pattern[str], ...] = ()
    unless: tuple[re.Pattern[str], ...] = ()
    kind: Kind | None = None
    only_in: frozenset[str] = frozenset()
    not_in: frozenset[str] = frozenset()
    negated: bool = False

    def looks_at(self, subject: Subject) -> bool:
        """Whether the group has something to say about such a post."""
        if self.kind is not None and self.kind is not subject.kind:
            return False
        if self.only_in and not subject.within(self.only_in):
            return False
        return not subject.within(self.not_in)


@dataclass(frozen=True)
class Rules:
    """What a rules file says. `languages` are words by which a language is known; `no` is what turns a phrase around."""

    groups: tuple[Group, ...] = ()
    languages: Mapping[str, frozenset[str]] = field(default_factory=dict)
    no: re.Pattern[str] | None = None
    lexicon: Lexicon = field(default_factory=lambda: Lexicon({}))


def find(rules: Rules, subject: Subject, text: str) -> tuple[Mark, ...]:
    """The marks of a text, in the order of the codes."""
    wording = read(text, rules.lexicon.tags)
    spoken = _languages(rules, wording)
    ours = [group for group in rules.groups if group.language in spoken and group.looks_at(subject)]
    found = {code: list(_words(rules, [one for one in ours if one.code is code], wording)) for code in Code}
    return tuple(Mark(code, _quoted(words)) for code, words in found.items() if words)


def _languages(rules: Rules, wording: Wording) -> set[str]:
    """Languages that a text may be in: those with a known word in it. Where none has one, all of them."""
    said = {piece.reading[1:] for piece in wording.pieces}
    known = {code for code, words in rules.languages.items() if words & said}
    silent = set(rules.languages) - known if known else set()
    return {group.language for group in rules.groups} - silent


def _words(rules: Rules, groups: list[Group], wording: Wording) -> Iterator[str]:
    line = wording.line
    for group in groups:
        for innocent in group.innocent:
            line = innocent.sub(_blank, line)
    for group in groups:
        if any(True for phrase in group.unless for _ in _stated(rules, phrase, line)):
            continue
        for phrase in group.guilty:
            for start, end in _stated(rules, phrase, line, negated=group.negated):
                yield wording.original(start, end)


def _stated(
    rules: Rules, phrase: re.Pattern[str], line: str, *, negated: bool = False
) -> Iterator[tuple[int, int]]:
    """Where the phrase stands without a "no" before it."""
    for found in phrase.finditer(line):
        if found.end() > found.start() and (negated or not _denied(rules, line, found.start())):
            yield found.span()


def _denied(rules: Rules, line: str, start: int) -> bool:
    """Whether a "no" stands right before this place, or one word further away."""
    if rules.no is None:
        return False
    before = line[max(0, start - _FAR) : start].split(" ")[-3:-1]
    if before and before[-1] in _PAUSES:
        return False
    return any(rules.no.match(f" {word} ", 1) for word in before)


def _blank(found: re.Match[str]) -> str:
    """As long as what was found, with nothing left to be found."""
    return re.sub(r"[^ ]", "~", found.group())


def _quoted(words: list[str]) -> tuple[str, ...]:
    """Each once, the first few, none too long; what is part of another quotation goes."""
    once = list(dict.fromkeys(" ".join(one.split()) for one in words))
    once = [one for one in once if not any(one != other and one in other for other in once)]
    return tuple(
        one if len(one) <= LENGTH_SHOWN else one[: LENGTH_SHOWN - 1] + "…" for one in once[:WORDS_SHOWN]
    )
