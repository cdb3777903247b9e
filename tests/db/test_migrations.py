"""Migrations: up and down with rows in the tables, once for several processes, and true to what the code declares."""

import asyncio
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, func, insert, inspect, select

from db.columns import Instant
from db.engine import open_database
from db.migrate import alone, current, migrate, newest
from db.tables import metadata, people, towns
from tests.conftest import StandingClock

ROOT = Path(__file__).resolve().parents[2]
PROCESSES = 4


async def test_up_with_rows_and_down_to_nothing(empty_database_url: str, clock: StandingClock) -> None:
    async with open_database(empty_database_url) as database:
        await database.migrate()
        town = {
            "slug": "gera",
            "name": "Gera",
            "timezone": "Europe/Berlin",
            "locale": "de",
            "lat": 1.0,
            "lon": 2.0,
        }
        async with database.write() as session:
            await session.execute(insert(towns).values(town))
            person = {"id": 1, "first_name": "Anna", "locale": "de", "town_id": 1, "created_at": clock.now()}
            await session.execute(insert(people).values(person))
        await database.migrate()
        async with database.read() as session:
            assert await session.scalar(select(func.count()).select_from(people)) == 1
        assert await current(database.url) == newest()
        await migrate(database.url, "base")
        left = await alone(database.url, lambda connection: inspect(connection).get_table_names())
        assert left == ["alembic_version"]


def _differences(connection: Connection) -> list[object]:
    options = {"compare_type": lambda *found: False if isinstance(found[-1], Instant) else None}
    return list(compare_metadata(MigrationContext.configure(connection, opts=options), metadata))


async def test_migrations_make_the_tables_that_the_code_declares(database_url: str) -> None:
    async with open_database(database_url) as database:
        assert await alone(database.url, _differences) == []


async def test_processes_that_start_at_once_migrate_once(empty_database_url: str) -> None:
    program = (
        "import asyncio, sys; from db.engine import Database;"
        f"asyncio.run(Database({empty_database_url!r}).migrate())"
    )
    started = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-c", program, cwd=ROOT, stderr=asyncio.subprocess.PIPE
        )
        for _ in range(PROCESSES)
    ]
    for process in started:
        _, said = await process.communicate()
        assert process.returncode == 0, said.decode()
    async with open_database(empty_database_url) as database:
        assert await current(database.url) == newest()


async def test_a_migration_that_would_orphan_rows_changes_nothing(
    database_url: str, clock: StandingClock
) -> None:
    async with open_database(database_url) as database:
        if not database.sqlite:
            pytest.skip("PostgreSQL checks foreign keys itself, always")
        with closing(
            sqlite3.connect(database.url.database or "")
        ) as file:  # with foreign keys off, as it comes
            file.execute(
                "INSERT INTO people (id, first_name, locale, town_id, created_at) VALUES (1, 'A', 'de', 99, '2026-01-01')"
            )
            file.commit()
        with pytest.raises(RuntimeError, match="without their parent"):
            await database.migrate()


def test_the_newest_migration_by_name_is_the_one_alembic_ends_with() -> None:
    config = Config()
    config.set_main_option("script_location", str(ROOT / "db" / "migrations"))
    assert ScriptDirectory.from_config(config).get_current_head() == newest()
