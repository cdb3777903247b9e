"""Writers of a SQLite file share commits: all of them are durable before they go on, and each fails alone."""

import asyncio
import sqlite3
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from db.engine import Database, Session, open_database
from db.tables import chats
from tests.conftest import StandingClock

WRITERS = 50


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    async with open_database(f"sqlite:///{tmp_path / 'writers.sqlite3'}") as opened:
        await opened.migrate()
        yield opened


@pytest.fixture
def ended(database: Database) -> Counter[str]:
    """How many transactions ended how."""
    found: Counter[str] = Counter()
    database.on_end(lambda how: found.update((how,)))
    return found


async def _meet(session: Session, clock: StandingClock, number: int) -> None:
    await session.execute(insert(chats).values(id=number, member=True, changed_at=clock.now()))


async def _there(database: Database) -> set[int]:
    async with database.read() as session:
        return set(await session.scalars(select(chats.c.id)))


def _seen_by_others(database: Database) -> set[int]:
    """What another process finds in the file."""
    with sqlite3.connect(database.url.database or "") as file:
        found = {row[0] for row in file.execute("SELECT id FROM chats")}
    file.close()
    return found


async def test_writers_that_wait_share_a_commit_and_go_on_after_it(
    database: Database, clock: StandingClock, ended: Counter[str]
) -> None:
    async def write(number: int) -> bool:
        async with database.write() as session:
            await _meet(session, clock, number)
        return number in _seen_by_others(database)

    assert all(await asyncio.gather(*(write(number) for number in range(WRITERS))))
    assert ended["commit"] <= 3


async def test_one_writer_that_fails_takes_nobody_with_it(database: Database, clock: StandingClock) -> None:
    async def write(number: int) -> None:
        async with database.write() as session:
            await _meet(session, clock, number)
            if number % 3 == 0:
                raise ZeroDivisionError

    done = await asyncio.gather(*(write(number) for number in range(WRITERS)), return_exceptions=True)
    failed = {number for number, result in enumerate(done) if isinstance(result, ZeroDivisionError)}
    assert failed == set(range(0, WRITERS, 3))
    assert await _there(database) == set(range(WRITERS)) - failed


async def test_a_writer_that_is_cancelled_takes_nobody_with_it(
    database: Database, clock: StandingClock
) -> None:
    begun = asyncio.Event()

    async def hang() -> None:
        async with database.write() as session:
            await _meet(session, clock, 1)
            begun.set()
            await asyncio.Event().wait()

    async def write(number: int) -> None:
        async with database.write() as session:
            await _meet(session, clock, number)

    hanging = asyncio.create_task(hang())
    await begun.wait()
    waiting = [asyncio.create_task(write(number)) for number in (2, 3, 4)]
    await asyncio.sleep(0)
    waiting[1].cancel()
    hanging.cancel()
    results = await asyncio.gather(hanging, *waiting, return_exceptions=True)
    assert [isinstance(result, asyncio.CancelledError) for result in results] == [True, False, True, False]
    assert await _there(database) == {2, 4}


async def test_a_commit_that_fails_fails_for_everybody_in_it(
    database: Database, clock: StandingClock
) -> None:
    """A deferred foreign key is looked at by COMMIT."""

    async def write(number: int, *, broken: bool = False) -> None:
        async with database.write() as session:
            await _meet(session, clock, number)
            if broken:
                await session.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
                await session.exec_driver_sql(
                    "INSERT INTO people (id, first_name, locale, town_id, created_at)"
                    " VALUES (1, 'Anna', 'de', 99, '2026-01-01')"
                )

    results = await asyncio.gather(write(1), write(2, broken=True), write(3), return_exceptions=True)
    assert [type(result) for result in results] == [sqlite3.IntegrityError] * 3
    assert await _there(database) == set()
    await write(4)
    assert await _there(database) == {4}


async def test_what_sqlite_undoes_as_a_whole_fails_for_everybody_in_it(
    database: Database, clock: StandingClock
) -> None:
    """A full disk is such a case; here a writer orders it."""

    async def write(number: int, *, undone: bool = False) -> None:
        async with database.write() as session:
            await _meet(session, clock, number)
            if undone:
                await session.exec_driver_sql("ROLLBACK")
                raise ZeroDivisionError

    results = await asyncio.gather(write(1), write(2, undone=True), write(3), return_exceptions=True)
    first, second, third = results
    assert isinstance(first, sqlite3.OperationalError)
    assert isinstance(second, ZeroDivisionError)
    assert third is None
    assert await _there(database) == {3}


async def test_rows_are_those_of_the_moment_of_asking(database: Database, clock: StandingClock) -> None:
    async with database.write() as session:
        for number in range(3):
            await _meet(session, clock, number)
        for number in await session.scalars(select(chats.c.id)):
            await _meet(session, clock, number + 10)
    assert await _there(database) == {0, 1, 2, 10, 11, 12}
