"""Kills the bot at random moments and starts it again, and writes down what was in flight each time."""

import asyncio
import time
from dataclasses import dataclass, field

from sqlalchemy import func, select

from db.engine import Database
from db.tables import inbox, outbox
from domain.sending import Ending
from tests.chaos.world import World

AFTER_A_SEND = (
    0.5  # of all kills: right after the bot did something at Telegram, before it can write that down
)
DURING_START = 0.1  # of all kills: before the bot says that it runs
USUAL_LIFE, LONGEST_LIFE = 1.5, 6.0  # seconds
CATCH_UP_SECONDS = 120


@dataclass
class Killed:
    """A kill: when (in change numbers of the pretended Telegram), and what the dead process left unfinished."""

    number: int
    claimed: dict[int, int]  # outbox row -> chat: taken to be sent, not settled
    unhandled: int  # updates stored but not written down as answered: all of them run again
    effective: int  # of these, how many had had their effect


@dataclass
class Killer:
    """`kills` in order; `starts` is how long each start took."""

    world: World
    database: Database
    kills: list[Killed] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)

    async def kill(self) -> None:
        """One kill and one start."""
        await self._caught_up()
        await self._right_moment()
        await self.world.bot.kill()
        self.kills.append(await self._left())
        await self._start()

    async def _start(self) -> None:
        chance, bot, begun = self.world.chance, self.world.bot, time.monotonic()
        early = chance.random() < DURING_START
        await bot.start(wait=not early)
        if not early:
            self.starts.append(time.monotonic() - begun)
            return
        await asyncio.sleep(chance.uniform(0, self.usual_start))
        await bot.kill()
        self.kills.append(await self._left())
        await bot.start()

    @property
    def usual_start(self) -> float:
        """Seconds, in the middle of all starts so far."""
        return sorted(self.starts)[len(self.starts) // 2] if self.starts else 1.0

    async def _caught_up(self) -> None:
        """What waits now is handled before the time to the next kill begins to run. A machine that is too busy would
        otherwise only collect updates: what is handled between two kills would be less than what people do meanwhile."""
        async with self.database.read() as session:
            newest = await session.scalar(select(func.max(inbox.c.id))) or 0
        async with asyncio.timeout(CATCH_UP_SECONDS):
            while await self._open_until(newest):  # noqa: ASYNC110 - the database tells nobody
                await asyncio.sleep(0.2)

    async def _open_until(self, newest: int) -> int:
        opened = select(func.count()).where(
            inbox.c.id <= newest, inbox.c.handled_at.is_(None), inbox.c.dead_at.is_(None)
        )
        async with self.database.read() as session:
            return await session.scalar(opened) or 0

    async def _right_moment(self) -> None:
        chance = self.world.chance
        await asyncio.sleep(min(chance.expovariate(1 / USUAL_LIFE), LONGEST_LIFE))
        if chance.random() < AFTER_A_SEND:
            await self.world.watch.next_send(LONGEST_LIFE)

    async def _left(self) -> Killed:
        # The change number is asked for again: what was sent last may not have been heard of yet.
        number = (await self.world.sim.client.call("GET", "/changes"))["number"]
        waiting = select(outbox.c.id, outbox.c.chat_id)
        claimed = waiting.where(outbox.c.state == Ending.QUEUED, outbox.c.lease_until.is_not(None))
        opened = select(inbox.c.effect_at).where(inbox.c.handled_at.is_(None), inbox.c.dead_at.is_(None))
        async with self.database.read() as session:
            rows = {row.id: row.chat_id for row in await session.execute(claimed)}
            effects = list(await session.scalars(opened))
        return Killed(number, rows, len(effects), sum(effect is not None for effect in effects))
