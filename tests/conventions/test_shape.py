"""Files stay short and say at their beginning why they exist."""

import ast
from pathlib import Path

from tests.conventions.tree import ROOMS, files, source, tree

LONGEST = 300


GENERATED = Path("db/migrations/versions")  # Alembic writes these, and nobody changes them afterwards


def test_no_file_is_longer_than_300_lines() -> None:
    lines = {file: source(file).count("\n") for file in files(*ROOMS, "tests") if file.parent != GENERATED}
    assert not {str(file): count for file, count in lines.items() if count > LONGEST}


def test_every_file_says_why_it_exists() -> None:
    silent = [
        str(file) for file in files(*ROOMS, "tests") if tree(file).body and not ast.get_docstring(tree(file))
    ]
    assert not silent, silent


def test_no_file_is_a_drawer_for_leftovers() -> None:
    drawers = {"utils", "util", "misc", "helpers", "helper", "common"}
    assert not [str(file) for file in files(*ROOMS, "tests") if drawers & {file.stem, *file.parts}]
