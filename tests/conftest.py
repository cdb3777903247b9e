"""What all tests share: a fresh migrated database of each kind, and a clock that stands until it is set."""

import asyncio
import os
import secrets
import shutil
import sqlite3
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from db.engine import Database, open_database, with_driver
from tests.e2e.api_description import COMPARED, PLACE

POSTGRESQL = os.environ.get("HANDREICH_TEST_POSTGRESQL")
needs_postgresql = pytest.mark.skipif(
    not POSTGRESQL, reason="no PostgreSQL server is named by HANDREICH_TEST_POSTGRESQL"
)
KINDS = ["sqlite", pytest.param("postgresql", marks=(pytest.mark.postgresql, needs_postgresql))]


class StandingClock:
    """A clock that shows what it was set to: a Tuesday at ten in Germany."""

    def __init__(self) -> None:
        self.instant = datetime(2026, 11, 24, 9, tzinfo=UTC)

    def now(self) -> datetime:
        return self.instant

    def advance(self, **span: float) -> None:
        """Sets the clock ahead by timedelta's arguments."""
        self.instant += timedelta(**span)


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


def pytest_sessionfinish(session: pytest.Session) -> None:
    if output := getattr(session.config, "workeroutput", None):  # one of several processes
        output["compared"] = sum(COMPARED)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    COMPARED.append(getattr(node, "workeroutput", {}).get("compared", 0))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    missing = "" if PLACE.exists() else f": {PLACE.name} is not here"
    said = f"{sum(COMPARED)} requests of the bot were compared with the Bot API's description{missing}"
    terminalreporter.write_line(said)


async def _on_server(statement: str) -> None:
    engine = create_async_engine(with_driver(POSTGRESQL or ""), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(statement))
    await engine.dispose()


def _on_postgresql(name: str) -> str:
    return make_url(POSTGRESQL or "").set(database=name).render_as_string(hide_password=False)


@asynccontextmanager
async def on_postgresql(template: str = "template1") -> AsyncIterator[str]:
    """The address of a new database, a copy of the template; it goes with the context."""
    name = f"handreich_test_{secrets.token_hex(6)}"
    await _on_server(f"CREATE DATABASE {name} TEMPLATE {template}")
    yield _on_postgresql(name)
    await _on_server(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=KINDS)
async def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
        return
    async with on_postgresql() as url:
        yield url


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file: copying it is faster than migrating again for every test."""
    file = tmp_path_factory.mktemp("template") / "handreich.sqlite3"
    asyncio.run(_migrate(f"sqlite:///{file}"))
    return file


@pytest.fixture(scope="session")
def postgresql_template() -> Iterator[str]:
    """The name of a migrated database to copy; empty where there is no server."""
    if not POSTGRESQL:
        yield ""
        return
    name = f"handreich_template_{secrets.token_hex(6)}"
    asyncio.run(_on_server(f"CREATE DATABASE {name}"))
    asyncio.run(_migrate(_on_postgresql(name)))
    yield name
    asyncio.run(_on_server(f"DROP DATABASE {name}"))


async def _migrate(url: str) -> None:
    async with open_database(url) as opened:
        await opened.migrate()
        if opened.sqlite:  # everything into the one file that is copied
            with closing(sqlite3.connect(opened.url.database or "")) as file:
                file.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@dataclass(frozen=True)
class Templates:
    """A migrated database of each kind, to be copied."""

    sqlite: Path
    postgresql: str

    @asynccontextmanager
    async def copied(self, kind: str, folder: Path) -> AsyncIterator[str]:
        """The address of a fresh copy."""
        if kind == "sqlite":
            file = folder / "handreich.sqlite3"
            shutil.copy(self.sqlite, file)
            yield f"sqlite:///{file}"
            return
        async with on_postgresql(self.postgresql) as url:
            yield url


@pytest.fixture(scope="session")
def templates(sqlite_template: Path, postgresql_template: str) -> Templates:
    return Templates(sqlite_template, postgresql_template)


@pytest.fixture(params=KINDS)
async def database_url(
    request: pytest.FixtureRequest, tmp_path: Path, templates: Templates
) -> AsyncIterator[str]:
    """The address of a migrated database of each kind that is there."""
    async with templates.copied(request.param, tmp_path) as url:
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A migrated database of each kind that is there."""
    async with open_database(database_url) as opened:
        yield opened
