"""How much of what Telegram's limits allow the outbox reaches, with many groups at once and queues of unequal length."""

import asyncio
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.telegram import telegram
from bot import logs
from bot.config.settings import Log
from bot.delivery import Delivery
from bot.pace import Gate
from bot.posting import Posting
from bot.telegram import connect
from bot.units import Units
from db import outbox
from db.engine import open_database
from domain.clock import SystemClock
from domain.pacing import Pace
from domain.sending import Outgoing
from services.outbox import send
from simulator.control.base import Wish
from simulator.control.groups import create_group
from simulator.control.people import create_person

GROUPS = 60
LONGEST = 14  # messages of the groups with the longest queues
PER_SECOND = 30


@dataclass(frozen=True)
class Reach:
    """Seconds needed, and `best`: what the limits make the shortest time possible."""

    chats: int
    messages: int
    seconds: float
    best: int
    most_in_a_second: int


async def reaches() -> Reach:
    """Sends a queue that the overall limit decides about, with a few groups that take longest."""
    logs.set_up(Log(level="warning"))
    lengths = [LONGEST if number < 10 else 2 + number % 9 for number in range(GROUPS)]
    async with telegram() as simulated:
        head = create_person(simulated.world, {"name": "Head"})
        wishes = ({"title": f"Group {n}", "creator": head.id, "bot": True} for n in range(GROUPS))
        chats = [int(create_group(simulated.world, Wish(simulated.world, wish)).id) for wish in wishes]
        with TemporaryDirectory() as folder:
            seconds = await _deliver(simulated.url, simulated.bot.token, Path(folder), chats, lengths)
        report = simulated.world.pace.report()
    total = sum(lengths)
    # No second may hold more than the limit: so no message can go out before all of it has gone that often.
    best = max((total - 1) // PER_SECOND, LONGEST - 1)
    return Reach(GROUPS, total, seconds, best, report["overall"])


async def _deliver(url: str, token: str, folder: Path, chats: list[int], lengths: list[int]) -> float:
    clock, woken, bot, gate = SystemClock(), asyncio.Event(), connect(token, url), Gate(Pace())
    async with open_database(f"sqlite:///{folder / 'bench.sqlite3'}") as database:
        await database.migrate()
        units = Units(database, clock, woken.set)
        async with units.note() as session:
            number = 0
            for chat_id, length in zip(chats, lengths, strict=True):
                for _ in range(length):
                    number += 1
                    await send(session, clock.now(), Outgoing.APOLOGY, number, chat_id)
        delivery = Delivery(units, clock, gate, Posting(bot, units, clock, gate), woken)
        begun = time.perf_counter()
        working = asyncio.create_task(delivery.run())
        await _until_empty(units)
        seconds = time.perf_counter() - begun
        await delivery.stop(5)
        await working
    await bot.session.close()
    return seconds


async def _until_empty(units: Units) -> None:
    far = datetime.max.replace(tzinfo=UTC)
    while True:
        async with units.read() as session:
            if not await outbox.any_due(session, far, ()):
                return
        await asyncio.sleep(0.05)
