"""Tables (CSV) of offers, requests or organisations, as they come from spreadsheets: one row a thing, columns by name.

A row becomes the same shape that a JSON file has, so that both are checked alike. docs/exchange.md lists the columns.
"""

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from bot.config.problems import Location, Problem
from domain.details import PARTS

PLACE = ("district", "lat", "lon", "radius_km", "online")
TIMES = ("always", "weekly", "from", "until", "dates")
QUANTITY = ("amount", "unit", "splittable")
HOUSING = ("persons", "beds", "step_free", "pets_allowed", "pets_present")
FAMILY = ("ages", "setting")
_KIND = ("category", "subcategory", "title", "text", "language_of_text")
_GROUPS = (*PLACE, "languages", *TIMES, *QUANTITY, *HOUSING, *FAMILY)
_STATE = ("state", "created_at", "confirmed_at", "expires_at", "risk_raised_to")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "organisations": ("id", "name", "town", "state", "cleared_for_red"),
    "offers": ("id", "town", "author", *_KIND, *_GROUPS, *_STATE),
    "requests": (
        *("id", "town", "organisation", *_KIND, *_GROUPS),
        *("languages_demanded", "urgency", "needed_by", *_STATE),
    ),
}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_YES = ("yes", "true", "1", "x", "ja")
_NO = ("no", "false", "0", "nein")
_YES_OR_NO = (
    "online",
    "always",
    "splittable",
    "step_free",
    "pets_allowed",
    "pets_present",
    "cleared_for_red",
)


@dataclass
class Sheet:
    """A table as JSON would have it. `place` words where a value stands; `problems` are cells that say nothing."""

    raw: dict[str, Any]
    place: Callable[[Location], str]
    problems: list[Problem] = field(default_factory=list)


def read(text: str) -> Sheet:
    """The table; which one it is, its columns tell."""
    lines = text.splitlines() or [""]
    separator = max(",;\t", key=lines[0].count)
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    header = [name.strip().lower() for name in next(reader, [])]
    table = _table(header)
    if table is None or (wrong := list(_wrong_columns(table, header))):
        found = wrong if table else [Problem("line 1", f"is not the heading of a table; write {_headings()}")]
        return Sheet({}, str, found)
    sheet = Sheet({}, str)
    numbers: list[int] = []
    things: list[dict[str, Any]] = []
    end = 1
    for cells in reader:
        begin, end = end + 1, reader.line_num
        if not any(cell.strip() for cell in cells):
            continue
        numbers.append(begin)
        things.append(_thing(table, _row(header, cells, begin, sheet), begin, sheet))
    sheet.raw = {"organisations" if table == "organisations" else "posts": things}
    sheet.place = lambda at: _place(at, numbers, header)
    return sheet


def _table(header: list[str]) -> str | None:
    if "text" in header:
        return "requests" if "organisation" in header else "offers"
    return "organisations" if "name" in header else None


def _headings() -> str:
    return "; or ".join(f"{name}: {', '.join(columns)}" for name, columns in COLUMNS.items())


def _wrong_columns(table: str, header: list[str]) -> Iterator[Problem]:
    known = COLUMNS[table]
    for number, name in enumerate(header):
        if name not in known:
            near = get_close_matches(name, known, n=1)
            instead = near[0] if near else "one of " + ", ".join(known)
            yield Problem(f"line 1, column {name}", f"is not known; write {instead}, or take it away")
        elif name in header[:number]:
            yield Problem(f"line 1, column {name}", "is there twice")


def _row(header: list[str], cells: list[str], line: int, sheet: Sheet) -> dict[str, Any]:
    """What was said in a row; an empty cell says nothing."""
    if len(cells) > len(header):
        sheet.problems.append(Problem(f"line {line}", "has more cells than the heading"))
    row: dict[str, Any] = {}
    for name, cell in zip(header, cells, strict=False):
        if cell.strip():
            try:
                row[name] = _cell(name, cell.strip())
            except ValueError as error:
                sheet.problems.append(Problem(f"line {line}, column {name}", str(error)))
    return row


def _cell(name: str, cell: str) -> Any:
    """Raises `ValueError` with a sentence."""
    if name in _YES_OR_NO:
        if cell.lower() not in _YES + _NO:
            raise ValueError("is neither yes nor no")
        return cell.lower() in _YES
    if name == "weekly":
        return [_slot(one) for one in _list(cell)]
    if name == "languages":
        return [_language(one) for one in _list(cell)]
    return _list(cell) if name in ("dates", "languages_demanded") else cell


def _list(cell: str) -> list[str]:
    return [one.strip() for one in cell.replace(";", ",").split(",") if one.strip()]


def _slot(written: str) -> list[Any]:
    day, _, part = written.lower().partition(" ")
    if day[:3] not in WEEKDAYS or part.strip() not in PARTS:
        raise ValueError('is not a list like "tue afternoon, thu evening"')
    return [WEEKDAYS.index(day[:3]), part.strip()]


def _language(written: str) -> dict[str, Any]:
    code, _, level = written.partition(":")
    return {"code": code.strip(), "level": level.strip() or None}


def _thing(table: str, row: dict[str, Any], line: int, sheet: Sheet) -> dict[str, Any]:
    if table == "organisations":
        return row
    thing = {name: value for name, value in row.items() if name not in _GROUPS or name == "languages"}
    thing["kind"] = "request" if table == "requests" else "offer"
    thing["author"] = thing.pop("organisation", None) if table == "requests" else thing.get("author")
    if table == "requests" and thing["author"] is None:
        sheet.problems.append(Problem(f"line {line}, column organisation", "is missing; write its id"))
    for name, columns in (
        ("place", PLACE),
        ("availability", TIMES),
        ("quantity", QUANTITY),
        ("housing", HOUSING),
        ("family", FAMILY),
    ):
        if said := {column: row[column] for column in columns if column in row}:
            thing[name] = said
    return thing


def _place(at: Location, numbers: list[int], header: list[str]) -> str:
    """line 12, column amount"""
    names = [str(step) for step in at[2:]]
    names = ["organisation" if name == "author" and "organisation" in header else name for name in names]
    column = next((name for name in reversed(names) if name in header), names[-1] if names else None)
    row = at[1] if len(at) > 1 and isinstance(at[1], int) else None
    where = "the table" if row is None else f"line {numbers[row]}"
    return f"{where}, column {column}" if column else where
