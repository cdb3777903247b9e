"""What one key cannot know of another: doubles, names of categories, settings that need each other.

These look at the raw values, so that they are told together with everything else that is wrong.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.config.problems import Location
from domain.taxonomy import TAXONOMY

Finding = tuple[Location, str]


def findings(raw: Mapping[str, Any], *, demo: bool) -> Iterator[Finding]:
    """Everything that is wrong between keys: where it stands and the rest of the sentence."""
    yield from _towns(raw.get("towns"))
    yield from _risks(raw.get("risk"))
    yield from _webhook(raw.get("telegram"))
    if not demo and "demo" in raw:
        yield ("demo",), "is only for `handreich demo`; take it away"


def _towns(towns: object) -> Iterator[Finding]:
    yield from _doubles(("towns",), towns, "slug")
    for index, town in enumerate(_tables(towns)):
        yield from _doubles(("towns", index, "districts"), town.get("districts"), "code")
        neighbours = town.get("neighbours")
        if isinstance(neighbours, list) and town.get("slug") in neighbours:
            yield ("towns", index, "neighbours"), "names the town itself; take it away"


def _doubles(at: Location, entries: object, key: str) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for index, entry in enumerate(_tables(entries)):
        value = entry.get(key)
        if isinstance(value, str) and first.setdefault(value, index) != index:
            yield (
                (*at, index, key),
                f"{value!r} is taken by entry [{first[value]}]; write another one",
            )


def _risks(risks: object) -> Iterator[Finding]:
    for name in risks if isinstance(risks, dict) else ():
        category, _, subcategory = str(name).partition("/")
        if category not in TAXONOMY:
            known = ", ".join(TAXONOMY)
            yield ("risk", name), f'names no category; write "category/subcategory" with one of {known}'
        elif subcategory not in TAXONOMY[category].subcategories:
            known = ", ".join(TAXONOMY[category].subcategories)
            yield ("risk", name), f"names no sub-category of {category}; write one of {known}"


def _webhook(telegram: object) -> Iterator[Finding]:
    if isinstance(telegram, dict) and telegram.get("mode") == "webhook":
        if "webhook_url" not in telegram:
            yield (
                ("telegram", "webhook_url"),
                'is missing for mode = "webhook"; write the address Telegram shall call',
            )
        if "webhook_secret" not in telegram:
            yield (
                ("telegram", "webhook_secret"),
                'is missing for mode = "webhook"; make up 16 characters or more',
            )


def _tables(entries: object) -> Iterator[dict[str, Any]]:
    """The entries of a list, an empty table for what is none: another check tells that."""
    for entry in entries if isinstance(entries, list) else ():
        yield entry if isinstance(entry, dict) else {}
