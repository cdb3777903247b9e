"""A room uses only the libraries named for it. Which rooms may import each other is checked by import-linter."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conventions.tree import ROOMS, files, tree

LIBRARIES = {
    "handlers": {"aiogram"},
    "views": {"babel", "PIL", "segno"},
    "services": {"rapidfuzz"},
    "db": {"sqlalchemy", "alembic"},
    "domain": set[str](),
    "simulator": {"aiohttp"},
}


def imported(file: Path) -> Iterator[str]:
    """The top names of everything a file imports, also inside functions."""
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


@pytest.mark.parametrize("room", sorted(LIBRARIES))
def test_room_uses_only_its_own_libraries(room: str) -> None:
    allowed = LIBRARIES[room] | set(ROOMS) | sys.stdlib_module_names
    found = {(str(file), name) for file in files(room) for name in imported(file) if name not in allowed}
    assert not found, found


def test_everything_that_is_imported_is_a_declared_dependency() -> None:
    declared = set().union(
        *LIBRARIES.values(),
        {"aiohttp", "apscheduler", "prometheus_client", "pydantic", "pydantic_settings", "structlog"},
    )
    # pydantic_core is pydantic's own other half, asyncpg is a driver named by a URL.
    declared |= {"pydantic_core", *ROOMS, *sys.stdlib_module_names}
    found = {(str(file), name) for file in files("bot") for name in imported(file) if name not in declared}
    assert not found, found
