"""Compares what the bot asks for with the machine-readable description of the Bot API, where that file is at hand.

It lies beside the checkout in `shared/telegram`, or where HANDREICH_TEST_BOT_API says.
"""

import json
import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

FILE = "shared/telegram/bot-api-10.1.json"
PLACE = Path(os.environ.get("HANDREICH_TEST_BOT_API") or Path(__file__).resolve().parents[3] / FILE)
COMPARED: list[int] = []  # how many requests, for each simulator of this process
ARRAY = "Array of "
Fields = list[dict[str, Any]]


class Description:
    """What each method and type has; every problem is a sentence."""

    def __init__(self, description: dict[str, Any]) -> None:
        self.version: str = description["version"]
        self._methods = {name.lower(): method for name, method in description["methods"].items()}
        self._types: dict[str, dict[str, Any]] = description["types"]

    def problems(self, request: dict[str, Any]) -> Iterator[str]:
        """Unknown, missing and mistyped parameters of a request as the simulator recorded it."""
        method = self._methods.get(request["method"].lower())
        if method is None:
            yield f"{request['method']} is no method"
            return
        # A file counts as given, whether it came by name or as an upload.
        given = dict.fromkeys(request["files"], "attach://") | request["params"]
        fields = method.get("fields", [])
        attached = set(request["files"]) - {field["name"] for field in fields}
        texts = {field["name"] for field in fields if "String" in field["types"]}
        values = {
            name: value if name in texts else _decoded(value)
            for name, value in given.items()
            if name not in attached
        }
        yield from self._object(request["method"], values, fields)

    def _object(self, where: str, values: dict[str, Any], fields: Fields) -> Iterator[str]:
        known = {field["name"]: field for field in fields}
        for name, field in known.items():
            if field["required"] and name not in values:
                yield f"{where}: {name} is missing"
        for name, value in values.items():
            if name not in known:
                yield f"{where}: {name} is unknown"
            elif not any(self._fits(value, kind) for kind in known[name]["types"]):
                yield from self._why(f"{where}: {name}", value, known[name]["types"])

    def _why(self, where: str, value: Any, kinds: list[str]) -> Iterator[str]:
        """The deepest reason there is, if only one type was possible."""
        inner: list[str] = []
        if len(kinds) == 1 and isinstance(value, dict) and "fields" in self._types.get(kinds[0], {}):
            inner = list(self._object(where, value, self._types[kinds[0]]["fields"]))
        yield from inner or [f"{where} is no {' or '.join(kinds)}: {value!r}"]

    def _fits(self, value: Any, kind: str) -> bool:
        if kind.startswith(ARRAY):
            of = kind.removeprefix(ARRAY)
            return isinstance(value, list) and all(self._fits(item, of) for item in value)
        if kind in SIMPLE:
            return SIMPLE[kind](value)
        described = self._types.get(kind, {})
        if "subtypes" in described:
            return any(self._fits(value, one) for one in described["subtypes"])
        fields = described.get("fields", [])
        return isinstance(value, dict) and not list(self._object(kind, value, fields))


def _is_integer(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


SIMPLE: Mapping[str, Callable[[Any], bool]] = {
    "String": lambda value: isinstance(value, str),
    "Integer": _is_integer,
    "Float": lambda value: _is_integer(value) or isinstance(value, float),
    "Boolean": lambda value: isinstance(value, bool),
    "InputFile": lambda value: isinstance(value, str),
}


def _decoded(value: str) -> Any:
    """A form carries text only: numbers, truth and nested values are written as JSON in it."""
    try:
        return json.loads(value)
    except ValueError:
        return value


def described(place: Path = PLACE) -> Description | None:
    """The description, or None where there is no such file."""
    return Description(json.loads(place.read_text(encoding="utf-8"))) if place.exists() else None
