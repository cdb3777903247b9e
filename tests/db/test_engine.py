"""Writers queue up instead of losing increments; readers never wait for them."""

import asyncio
import sqlite3
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import StatementError

from db.engine import Database, open_database
from db.tables import chats, people
from tests.conftest import StandingClock

PRESSES = 160


async def _count_up(database: Database) -> None:
    async with database.write() as session:
        seen = (await session.execute(select(chats.c.migrated_to))).scalar_one()
        await session.execute(update(chats).values(migrated_to=seen + 1))


async def test_no_concurrent_increment_is_lost(database_url: str, clock: StandingClock) -> None:
    async with open_database(database_url) as one, open_database(database_url) as other:
        async with one.write() as session:
            row = {"id": -1, "member": True, "changed_at": clock.now(), "migrated_to": 0}
            await session.execute(insert(chats).values(row))
        presses = (
            PRESSES if one.sqlite else 1
        )  # PostgreSQL reads in parallel: there, versions decide (see db/posts)
        await asyncio.gather(*(_count_up(one if press % 2 else other) for press in range(presses)))
        async with one.read() as session:
            assert (await session.execute(select(chats.c.migrated_to))).scalar_one() == presses


async def test_a_reader_sees_one_state_while_somebody_writes(
    database: Database, clock: StandingClock
) -> None:
    async with database.write() as writing:
        row = {"id": -1, "member": True, "changed_at": clock.now()}
        await writing.execute(insert(chats).values(row))
        async with database.read() as reading:
            assert await reading.scalar(select(func.count()).select_from(chats)) == 0
    async with database.read() as reading:
        assert await reading.scalar(select(func.count()).select_from(chats)) == 1


async def test_an_error_rolls_back_the_whole_transaction(database: Database, clock: StandingClock) -> None:
    with pytest.raises(ZeroDivisionError):
        async with database.write() as session:
            await session.execute(insert(chats).values(id=-1, member=True, changed_at=clock.now()))
            raise ZeroDivisionError
    async with database.read() as session:
        assert await session.scalar(select(func.count()).select_from(chats)) == 0


async def test_instants_come_back_in_utc_and_naive_ones_are_refused(database: Database) -> None:
    summer = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    person = {"id": 1, "first_name": "Anna", "locale": "en"}
    async with database.write() as session:
        await session.execute(insert(people).values(created_at=summer, **person))
    async with database.read() as session:
        stored = (await session.execute(select(people.c.created_at))).scalar_one()
    assert stored == summer
    assert stored.utcoffset() == timedelta(0)
    with pytest.raises(StatementError, match="needs a time zone"):
        async with database.write() as session:
            naive = datetime(2026, 7, 1, tzinfo=UTC).replace(tzinfo=None)
            await session.execute(update(people).values(created_at=naive))


async def test_a_writer_waits_for_another_process_without_holding_up_the_loop(
    tmp_path: Path, clock: StandingClock
) -> None:
    file = tmp_path / "busy.sqlite3"
    async with open_database(f"sqlite:///{file}") as database:
        await database.migrate()
        other = sqlite3.connect(file, isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        writing = asyncio.create_task(_meet(database, clock))
        for _ in range(20):  # the loop turns although the writer cannot begin
            await asyncio.sleep(0.005)
        assert not writing.done()
        other.execute("COMMIT")
        other.close()
        await asyncio.wait_for(writing, 5)


async def _meet(database: Database, clock: StandingClock) -> None:
    async with database.write() as session:
        await session.execute(insert(chats).values(id=-1, member=True, changed_at=clock.now()))
