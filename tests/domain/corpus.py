"""Invented posts with the marks they should get, one file a mark in `tests/domain/marks`.

A line is `marks | category | text`: marks that must be set, in brackets those that may be; a `!` behind the category makes
it a request.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from domain.marks import Code, Subject
from domain.posts import Kind

FOLDER = Path(__file__).with_name("marks")
FILES = sorted(FOLDER.glob("*.txt"))
_LINE = re.compile(r"([a-z_ ]*?)(?: \(([a-z_ ]+)\))? ?\| ([a-z_]+)/([a-z_]+)(!?) \| (.+)")


@dataclass(frozen=True)
class Labelled:
    """A text with the marks that must be set, and those that may be."""

    subject: Subject
    text: str
    expected: frozenset[Code]
    tolerated: frozenset[Code]


def labelled(file: Path) -> Iterator[Labelled]:
    """The posts of a file."""
    for line in file.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield _labelled(line)


def _labelled(line: str) -> Labelled:
    found = _LINE.fullmatch(line)
    assert found, line
    expected, tolerated, category, subcategory, request, text = found.groups()
    subject = Subject(Kind.REQUEST if request else Kind.OFFER, category, subcategory)
    return Labelled(subject, text, _codes(expected), _codes(tolerated))


def _codes(words: str | None) -> frozenset[Code]:
    return frozenset(map(Code, (words or "").split()))
