"""The page's files stay short, say why they exist, never read text as HTML, and load nothing from elsewhere."""

import re
from pathlib import Path

import pytest

from tests.conventions.tree import ROOT

STATIC = ROOT / "simulator/page/static"
FILES = sorted(file for file in STATIC.rglob("*") if file.suffix in (".js", ".css", ".html", ".svg"))
DANGEROUS = re.compile(r"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|new Function)\b")
LOADING = re.compile(r"""(?:src|href|from|import|url\()\s*[=(]?\s*["']?(?:https?:)?//""")
LONGEST = 300


def test_there_is_a_page() -> None:
    assert len(FILES) > 10


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_file_is_short_and_harmless(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert text.count("\n") < LONGEST
    assert not DANGEROUS.search(text)
    assert not LOADING.search(text)


@pytest.mark.parametrize(
    "file", [file for file in FILES if file.suffix in (".js", ".css")], ids=lambda file: file.name
)
def test_file_says_why_it_exists(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert re.match(r"(//|/\*) [A-Z]", text)
