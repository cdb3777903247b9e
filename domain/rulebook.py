"""Reads the rules of marks from the file that an operator may edit; whatever is wrong is told with its line."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from domain.marks import Code, Group, Rules
from domain.phrases import Lexicon, PhraseError
from domain.posts import Kind
from domain.taxonomy import TAXONOMY
from domain.wording import plain

SHIPPED = Path(__file__).with_name("marks.toml")
NO = "no"  # the list in [words] of what turns a phrase around
ANY = "any"  # the language of phrases that need none
_TABLES = ("words", "languages")
_CODES = tuple(code for code in Code if code is not Code.DUPLICATE)
_PHRASES = ("guilty", "innocent", "unless")
_PLACES = ("only_in", "not_in")
_SPACED = re.compile(r"\([^)]*\)|\S+")
_KEYS = (*_PHRASES, *_PLACES, "kind", "negated")


class RulebookError(Exception):
    """A rules file cannot be used. `line` counts from 1."""

    def __init__(self, line: int, reason: str) -> None:
        self.line = line
        self.reason = reason
        super().__init__(f"line {line}: {reason}")


def read_rules(text: str) -> Rules:
    """The rules in a file's text. Raises `RulebookError`."""
    return _Reader(text).rules()


@cache
def shipped_rules() -> Rules:
    """The rules that come with the program. Reading them takes a quarter of a second."""
    return read_rules(SHIPPED.read_text(encoding="utf-8"))


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        try:
            self._data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise RulebookError(_line_of(error, text), f"this is no valid TOML: {error}") from None

    def rules(self) -> Rules:
        for name in self._data:
            if name not in (*_TABLES, *_CODES):
                raise self._wrong(
                    name, f"{name!r} is no mark; there are {', '.join(_CODES)}, and [words] and [languages]"
                )
        words = {name: self._texts(name, listed) for name, listed in self._table("words").items()}
        self._lexicon = Lexicon(words)
        for name in words:  # also lists that no phrase uses
            self._compiled(f"{{{name}}}", at=f"{name} =")
        languages = {
            code: frozenset(plain(word) for word in self._texts(code, listed))
            for code, listed in self._table("languages").items()
        }
        no = self._compiled("{no}") if NO in words else None
        return Rules(tuple(self._groups()), languages, no, self._lexicon)

    def _groups(self) -> Iterator[Group]:
        for code in _CODES:
            for language, groups in self._table(code).items():
                if not isinstance(groups, list):
                    raise self._wrong(code, f"write [[{code}.{language}]] with two brackets")
                for group in groups:
                    yield self._group(code, language, group)

    def _group(self, code: Code, language: str, group: Mapping[str, Any]) -> Group:
        for key in group:
            if key not in _KEYS:
                raise self._wrong(key, f"{key!r} is no key of a rule; there are {', '.join(_KEYS)}")
        negated = group.get("negated", False)
        if not isinstance(negated, bool):
            raise self._wrong("negated", "write negated = true, or take it away")
        over = {"guilty": None if negated else NO, "innocent": None, "unless": NO}
        guilty, innocent, unless = (self._phrases(key, group, over[key]) for key in over)
        only_in, not_in = (frozenset(self._places(key, group.get(key, []))) for key in _PLACES)
        kind = self._kind(group.get("kind"))
        return Group(code, language, guilty, innocent, unless, kind, only_in, not_in, negated)

    def _phrases(self, key: str, group: Mapping[str, Any], over: str | None) -> tuple[re.Pattern[str], ...]:
        return tuple(self._compiled(phrase, over) for phrase in self._texts(key, group.get(key, [])))

    def _kind(self, kind: object) -> Kind | None:
        if kind is None:
            return None
        if kind not in list(Kind):
            raise self._wrong(str(kind), f'{kind!r} is no kind of post; write "offer" or "request"')
        return Kind(str(kind))

    def _places(self, key: str, listed: object) -> list[str]:
        places = self._texts(key, listed)
        for place in places:
            category, _, subcategory = place.partition("/")
            known = TAXONOMY.get(category)
            if known is None or (subcategory and subcategory not in known.subcategories):
                raise self._wrong(
                    place, f'{place!r} is no category; write one like "housing" or "housing/room"'
                )
        return places

    def _compiled(self, phrase: str, over: str | None = None, at: str = "") -> re.Pattern[str]:
        try:
            return self._lexicon.compiled(phrase, over=over)
        except PhraseError as error:
            raise self._wrong(at or phrase, f"{phrase!r}: {error}") from None

    def _table(self, name: str) -> Mapping[str, Any]:
        table = self._data.get(name, {})
        if not isinstance(table, dict):
            raise self._wrong(name, f"{name!r} is no table; write [{name}]")
        return table

    def _texts(self, name: str, listed: object) -> list[str]:
        if isinstance(listed, str):  # words with spaces between them are quicker to write
            return list(_SPACED.findall(listed))
        if isinstance(listed, list) and all(isinstance(one, str) for one in listed):
            return listed
        raise self._wrong(name, f'{name} is no list of texts; write {name} = ["…", "…"]')

    def _wrong(self, what: str, reason: str) -> RulebookError:
        """Names the first line with these words."""
        lines = self._text.splitlines()
        line = next((number for number, written in enumerate(lines, 1) if what in written), 1)
        return RulebookError(line, reason)


def _line_of(error: tomllib.TOMLDecodeError, text: str) -> int:
    found = re.search(r"line (\d+)", str(error))
    return int(found.group(1)) if found else max(text.count("\n"), 1)
