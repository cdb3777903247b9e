"""Walks over the source files of this project, for the tests that compare all of them with a rule."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("bot", "handlers", "views", "services", "db", "domain", "simulator")


def files(*folders: str) -> Iterator[Path]:
    """All Python files in these folders; a path inside the project reads better in a failure."""
    for folder in folders:
        for file in sorted((ROOT / folder).rglob("*.py")):
            yield file.relative_to(ROOT)


def source(file: Path) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(source(file))
