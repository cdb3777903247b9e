"""Reads an import file, JSON or a table, into what it holds; raises all problems at once, each with its place."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from bot.config.problems import Location, Problem
from bot.config.sentences import sentences
from bot.exchange import sheets
from bot.exchange.entries import FileEntry
from domain.exchange import Bundle

LABELS = ("now", "pairs", "rankings", "serving", "marks", "categorise")  # of labelled cases: nothing to store


class ExchangeError(Exception):
    """The file cannot be taken over. Its text is one line for each problem."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))


@dataclass(frozen=True)
class Read:
    """What a file holds. `skipped` are keys that were passed over; `place` words where a value stands, for problems found
    later."""

    bundle: Bundle
    skipped: tuple[str, ...]
    place: Callable[[Location], str]


def read(file: Path) -> Read:
    """The file, whole. Raises `ExchangeError`, and `OSError` when it cannot be read."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = file.read_bytes()[: error.start].count(b"\n") + 1
        raise ExchangeError([Problem(f"line {line}", "is not UTF-8; save the file as UTF-8")]) from None
    if file.suffix.lower() == ".csv":
        sheet = sheets.read(text)
        return _checked(sheet.raw, (), sheet.place, sheet.problems)
    raw = _json(text)
    skipped = tuple(key for key in LABELS if raw.pop(key, None) is not None)
    return _checked(raw, skipped, lambda at: _path(at, raw), [])


def _json(text: str) -> dict[str, Any]:
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as error:
        problem = Problem(f"line {error.lineno}, column {error.colno}", f"is not JSON: {error.msg}")
        raise ExchangeError([problem]) from None
    if not isinstance(raw, dict):
        raise ExchangeError([Problem("the file", "is not a JSON object")])
    return raw


def _checked(
    raw: dict[str, Any], skipped: tuple[str, ...], place: Callable[[Location], str], problems: list[Problem]
) -> Read:
    entry, found = None, problems
    try:
        entry = FileEntry.model_validate(raw)
        found = found + [Problem(place(at), what) for at, what in _twice(entry)]
    except ValidationError as error:
        found = found + [Problem(place(at), what) for at, what in sentences(error, FileEntry)]
    if found or entry is None:
        raise ExchangeError(dict.fromkeys(found))
    return Read(entry.bundle(), skipped, place)


def _twice(entry: FileEntry) -> Iterator[tuple[Location, str]]:
    """Names that stand for two things."""
    named = {
        "towns": [one.slug for one in entry.towns],
        "organisations": [one.id for one in entry.organisations],
        "people": [one.id for one in entry.people],
        "posts": [one.id for one in entry.posts],
        "subscriptions": [one.id for one in entry.subscriptions],
    }
    for kind, names in named.items():
        often = {name for name, count in Counter(names).items() if count > 1}
        seen: set[str] = set()
        for index, name in enumerate(names):
            if name in often and name in seen:
                yield (kind, index, "slug" if kind == "towns" else "id"), f"{name!r} is there twice"
            seen.add(name)


def _path(at: Location, raw: dict[str, Any]) -> str:
    """posts[3].quantity.amount (o17): the path, with the id of the thing, which is easier to search for."""
    path = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in at).removeprefix(".")
    try:
        thing = raw[str(at[0])][at[1]]
        name = thing.get("id") or thing.get("slug")
    except (LookupError, TypeError, AttributeError):
        name = None
    return f"{path} ({name})" if name else path or "the file"
