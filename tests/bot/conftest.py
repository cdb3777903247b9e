"""A delivery worker with a real database and a real Bot API server behind it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import select

from bot.delivery import Delivery
from bot.pace import Gate
from bot.posting import Posting
from bot.telegram import connect
from bot.units import Units
from db.engine import Database
from db.tables import outbox as rows
from domain.pacing import Pace
from domain.sending import Ending, Outgoing
from services.outbox import send
from simulator.driver import Simulator
from tests.conftest import StandingClock

PATIENCE_SECONDS = 20


@pytest.fixture
async def sim() -> AsyncIterator[Simulator]:
    async with await Simulator.start() as running:
        yield running


@dataclass
class Worker:
    """The delivery at work, and the way to give it something to send."""

    units: Units
    clock: StandingClock
    _count: int = 0

    async def queue(self, *chat_ids: int) -> None:
        """A message into each chat, whose screen needs no facts."""
        async with self.units.note() as session:
            for chat_id in chat_ids:
                self._count += 1
                await send(session, self.clock.now(), Outgoing.APOLOGY, self._count, chat_id)

    async def rows(self) -> list[Any]:
        """The whole outbox, oldest first."""
        async with self.units.read() as session:
            return list(await session.execute(select(rows).order_by(rows.c.id)))

    async def finish(self) -> list[Any]:
        """Waits until nothing is due and nothing held any more; gives the outbox."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                found = await self.rows()
                if not any(row.lease_until or self._is_due(row) for row in found):
                    return found
                await asyncio.sleep(0.02)

    def _is_due(self, row: Any) -> bool:
        return bool(row.state == Ending.QUEUED and row.due_at <= self.clock.now())


@pytest.fixture
async def worker(database: Database, clock: StandingClock, sim: Simulator) -> AsyncIterator[Worker]:
    bot = connect(sim.token, sim.url)
    gate = Gate(Pace())
    wake = asyncio.Event()
    units = Units(database, clock, wake.set)
    delivery = Delivery(units, clock, gate, Posting(bot, units, clock, gate), wake)
    working = asyncio.create_task(delivery.run())
    yield Worker(units, clock)
    await delivery.stop(5)
    await working
    await bot.session.close()
