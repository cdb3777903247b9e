"""The promise of the inbox: every update takes effect once, in order per chat, whatever happens to the process."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from sqlalchemy import select

from bot.receiver import ATTEMPTS, Receiver
from bot.units import Units
from db import inbox as stored
from db.engine import Database, Session
from db.inbox import Arrival
from db.tables import inbox, outbox
from services.work import AlreadyDone
from tests.conftest import StandingClock


def update(number: int, chat: int = 1) -> dict[str, Any]:
    return {
        "update_id": number,
        "message": {"message_id": number, "chat": {"id": chat}, "from": {"id": chat}},
    }


def nothing() -> None:
    """Nobody waits for a commit here."""


@pytest.fixture
def receiver_of(
    database: Database, clock: StandingClock
) -> Callable[[Callable[[Arrival], Awaitable[None]]], Receiver]:
    return lambda feed: Receiver(database, clock, feed, nothing, lambda attempt: 0.0)


async def rows(database: Database, table: Any) -> list[Any]:
    async with database.read() as session:
        return list(await session.execute(select(table).order_by(table.c.id)))


async def test_a_redelivered_update_is_handled_once(receiver_of: Any, database: Database) -> None:
    seen: list[int] = []

    async def feed(arrival: Arrival) -> None:
        seen.append(arrival.update_id)

    receiver = receiver_of(feed)
    await receiver.store([update(1), update(2)])
    await receiver.store([update(2), update(3)])
    await receiver.idle()
    assert seen == [1, 2, 3]
    assert all(row.handled_at for row in await rows(database, inbox))


async def test_an_update_whose_process_died_while_its_storing_was_committed_is_handled(
    receiver_of: Any, database: Database, clock: StandingClock
) -> None:
    """The server may commit for a process that is dead, after the next one has looked for what was left."""
    seen: list[int] = []

    async def feed(arrival: Arrival) -> None:
        seen.append(arrival.update_id)

    receiver = receiver_of(feed)
    await receiver.resume()
    async with database.write() as session:
        await stored.store(session, [(1, 1, json.dumps(update(1)))], clock.now())
    await receiver.store([update(1), update(2)])
    await receiver.idle()
    await receiver.store([update(1)])
    await receiver.idle()
    assert seen == [1, 2]


async def test_one_chat_in_order_and_chats_side_by_side(receiver_of: Any) -> None:
    seen: list[int] = []
    second_chat = asyncio.Event()

    async def feed(arrival: Arrival) -> None:
        if arrival.update_id == 1:
            await asyncio.wait_for(second_chat.wait(), 5)  # only a parallel lane can end this
        if arrival.lane == 2:
            second_chat.set()
        seen.append(arrival.update_id)

    receiver = receiver_of(feed)
    await receiver.store([update(1, 1), update(2, 1), update(3, 2)])
    await receiver.idle()
    assert seen == [3, 1, 2]


async def test_what_a_dead_process_left_is_handled_by_the_next(receiver_of: Any, database: Database) -> None:
    async def dies(arrival: Arrival) -> None:
        raise asyncio.CancelledError

    first = receiver_of(dies)
    await first.store([update(1), update(2)])
    await first.stop(0)
    seen: list[int] = []

    async def feed(arrival: Arrival) -> None:
        seen.append(arrival.update_id)

    second = receiver_of(feed)
    await second.resume()
    await second.idle()
    assert seen == [1, 2]


async def test_an_effect_that_was_committed_is_not_repeated(
    receiver_of: Any, database: Database, clock: StandingClock
) -> None:
    units = Units(database, clock, nothing)
    effects, redrawn = [], []

    async def feed(arrival: Arrival) -> None:
        try:
            async with units.work_for(arrival)():
                effects.append(arrival.update_id)
        except AlreadyDone:
            redrawn.append(arrival.update_id)
            return
        raise ConnectionError("the answer could not be sent")

    receiver = receiver_of(feed)
    await receiver.store([update(1)])
    await receiver.idle()
    assert (effects, redrawn) == ([1], [1])


async def test_a_failed_transaction_leaves_no_mark(
    database: Database, clock: StandingClock, receiver_of: Any
) -> None:
    units = Units(database, clock, nothing)
    tries = 0

    async def feed(arrival: Arrival) -> None:
        nonlocal tries
        async with units.work_for(arrival)():
            tries += 1
            if tries < ATTEMPTS:
                raise ValueError("what somebody typed")

    receiver = receiver_of(feed)
    await receiver.store([update(1)])
    await receiver.idle()
    assert tries == ATTEMPTS


async def test_a_dead_letter_is_kept_without_words_and_its_chat_is_told(
    receiver_of: Any, database: Database
) -> None:
    handled: list[int] = []

    async def feed(arrival: Arrival) -> None:
        if arrival.update_id == 1:
            raise ValueError("my phone number is 030 123")
        handled.append(arrival.update_id)

    receiver = receiver_of(feed)
    await receiver.store([update(1, 7), update(2, 7)])
    await receiver.idle()
    dead, fine = await rows(database, inbox)
    assert (dead.attempts, dead.error, bool(dead.dead_at)) == (ATTEMPTS, "ValueError", True)
    assert fine.handled_at
    (apology,) = await rows(database, outbox)
    assert (apology.chat_id, apology.screen) == (7, "apology")


class Away(Database):
    """A database that cannot be written for a while."""

    def __init__(self, url: str, failures: int) -> None:
        super().__init__(url)
        self.failures = failures

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Session]:
        if self.failures:
            self.failures -= 1
            raise ConnectionError("the disk is full")
        async with super().write() as session:
            yield session


async def test_a_chat_does_not_stand_still_after_the_database_was_away(
    database_url: str, clock: StandingClock
) -> None:
    database = Away(database_url, 0)
    seen: list[int] = []

    async def feed(arrival: Arrival) -> None:
        if arrival.update_id == 1 and not seen:
            seen.append(0)
            database.failures = 3  # what went wrong cannot even be written down
            raise ConnectionError
        seen.append(arrival.update_id)

    receiver = Receiver(database, clock, feed, nothing, lambda attempt: 0.0)
    await receiver.store([update(1), update(2)])
    await receiver.idle()
    assert seen == [0, 1, 2]
    assert all(row.handled_at for row in await rows(database, inbox))
    await database.close()


async def test_what_was_answered_is_marked_when_the_database_is_back(
    database_url: str, clock: StandingClock
) -> None:
    database = Away(database_url, 0)

    async def feed(arrival: Arrival) -> None:
        database.failures = 2

    receiver = Receiver(database, clock, feed, nothing, lambda attempt: 0.0)
    await receiver.store([update(1)])
    await receiver.idle()
    assert all(row.handled_at for row in await rows(database, inbox))
    await database.close()
