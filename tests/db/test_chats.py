"""A group that gets a new id while others write: nothing that waits for it is lost."""

import asyncio

import pytest
from sqlalchemy import select, text, update

from db import chats
from db.engine import Database, Session
from db.tables import outbox
from domain.sending import Ending, Outgoing
from services.outbox import send
from tests.conftest import KINDS, StandingClock

OLD, NEW = -1, -1001


async def _queue(session: Session, clock: StandingClock, number: int) -> None:
    await send(session, clock.now(), Outgoing.APOLOGY, number, OLD)


WAITING = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


async def _until_somebody_waits_for_a_lock(session: Session) -> None:
    async with asyncio.timeout(20):
        while not await session.scalar(text(WAITING)):
            await session.execute(text("SELECT pg_stat_clear_snapshot(), pg_sleep(0.01)"))


async def _move(database: Database, clock: StandingClock) -> None:
    async with database.write() as session:
        await chats.move(session, clock.now(), OLD, NEW)


@pytest.mark.parametrize("database_url", KINDS[1:], indirect=True)  # SQLite has one writer at a time
async def test_a_message_queued_while_its_group_is_moved_is_not_dropped(
    database: Database, clock: StandingClock
) -> None:
    """The move waits for a row that somebody holds; what is queued meanwhile was taken for an edit that is overtaken."""
    async with database.write() as session:
        await _queue(session, clock, 1)
    async with database.write() as holding:
        await holding.execute(update(outbox).values(attempts=0))
        moving = asyncio.create_task(_move(database, clock))
        async with database.write() as session:
            await _until_somebody_waits_for_a_lock(session)
            await _queue(session, clock, 2)
    await moving
    async with database.read() as session:
        rows = list(await session.execute(select(outbox.c.chat_id, outbox.c.state).order_by(outbox.c.id)))
    assert [tuple(row) for row in rows] == [(NEW, Ending.QUEUED), (OLD, Ending.QUEUED)]
