"""Store, then acknowledge: an update is in the database before Telegram hears that we have it, and takes effect once.

One lane (chat) is worked through in order, lanes run side by side. An update that fails is tried again a few times, then
kept as a dead letter, and its chat is told. What was stored but not handled when the process ended is handled by the next.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from datetime import timedelta
from itertools import count
from typing import Any

import structlog
from pydantic_core import to_json

from bot.counts import Counts
from bot.lanes import lane_of
from bot.trouble import is_transient, trouble_of
from db import inbox
from db.engine import Database
from db.inbox import Arrival
from domain.clock import Clock
from domain.retrying import Trouble, pause
from domain.sending import Outgoing
from services import outbox

log = structlog.get_logger()

Feed = Callable[[Arrival], Awaitable[None]]

AT_ONCE = 100  # updates handled at the same time; the rest waits in its lanes
FULL = 2000  # so many waiting updates stop the polling until there is room
ATTEMPTS = 3
PATIENT_ATTEMPTS = 12  # while Telegram cannot be reached: about half an hour
FLUSH_SECONDS = 0.05
LONGEST_PAUSE = 15.0  # while the database cannot be written


class Receiver:
    """Takes raw updates from polling or webhook, and feeds them to the handlers."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        feed: Feed,
        on_queued: Callable[[], None],
        pause: Callable[[int], float] = pause,
        counts: Counts | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._feed = feed
        self._on_queued = on_queued
        self._pause = pause
        self._counts = counts or Counts()
        self._came: dict[int, float] = {}  # when each waiting update came, by the steady clock
        self._lanes: dict[int, deque[Arrival]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._places = asyncio.Semaphore(AT_ONCE)
        self._answered: list[int] = []
        self._flushing: asyncio.Task[None] | None = None
        self._stopping = asyncio.Event()
        self._waiting = 0
        self._room = asyncio.Event()
        self._room.set()

    async def store(self, updates: Sequence[Mapping[str, Any]]) -> None:
        """Commits the updates, then lets them be handled. When this returns, Telegram may forget them."""
        raw = [
            (
                update["update_id"],
                lane_of(update),
                to_json(update).decode(),
            )
            for update in updates
        ]
        if not raw:
            return
        async with self._database.write() as session:
            found = await inbox.store(session, raw, self._clock.now())
        new = [
            arrival for arrival in found if arrival.id not in self._came and arrival.id not in self._answered
        ]
        self._counts.received += len(new)
        for arrival in new:
            self._queue(arrival)

    async def resume(self) -> None:
        """Takes up what an earlier process left."""
        async with self._database.read() as session:
            left = await inbox.unhandled(session)
        for arrival in left:
            self._queue(arrival)
        if left:
            log.info("inbox_resumed", updates=len(left))

    async def has_room(self) -> None:
        """Waits until so few updates wait that more can be fetched."""
        await self._room.wait()

    async def idle(self) -> None:
        """Waits until everything stored so far is handled."""
        while self._tasks:
            await asyncio.wait(self._tasks)
        if self._flushing:
            await self._flushing
        await self._flush()

    async def stop(self, grace: float) -> None:
        """Lets what is under way finish, for at most `grace` seconds; the rest stays stored."""
        self._stopping.set()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=grace)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        if self._flushing:
            await self._flushing
        await self._flush()  # what cannot be marked now is drawn once more by the next process

    def _queue(self, arrival: Arrival) -> None:
        if self._stopping.is_set():
            return
        self._waiting += 1
        self._came[arrival.id] = time.monotonic()
        if self._waiting >= FULL:
            self._room.clear()
        if arrival.lane in self._lanes:
            self._lanes[arrival.lane].append(arrival)
            return
        self._lanes[arrival.lane] = deque([arrival])
        task = asyncio.create_task(self._work_through(arrival.lane))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work_through(self, lane: int) -> None:
        arrivals = self._lanes[lane]
        while arrivals and not self._stopping.is_set():
            async with self._places:
                arrival = arrivals.popleft()
                await self._handle(arrival)
            self._waiting -= 1
            self._came.pop(arrival.id, None)
            if self._waiting < FULL:
                self._room.set()
        del self._lanes[lane]

    async def _handle(self, arrival: Arrival) -> None:
        for attempt in range(arrival.attempts, PATIENT_ATTEMPTS):
            try:
                await self._feed(arrival)
            except Exception as error:
                if (
                    trouble_of(error) is Trouble.GONE
                ):  # who acted has blocked us meanwhile: nobody waits for an answer
                    break
                last = attempt + 1 >= (PATIENT_ATTEMPTS if is_transient(error) else ATTEMPTS)
                if not await self._noted(arrival, error, last=last):
                    return
                if last or await self._stopped_within(self._pause(attempt)):
                    return
            else:
                break
        self._counts.handled += 1
        self._counts.answers.add(time.monotonic() - self._came[arrival.id])
        self._answered.append(arrival.id)
        if self._flushing is None or self._flushing.done():
            self._flushing = asyncio.create_task(self._flush_soon())

    async def _noted(self, arrival: Arrival, error: Exception, *, last: bool) -> bool:
        """Writes the failure down, as long as it takes: without its database this process can only wait. Gives False when
        it is to stop."""
        for attempt in count():
            try:
                await self._failed(arrival, error, last=last)
            except Exception as failure:
                log.error("database_unavailable", update_id=arrival.update_id, error=type(failure).__name__)
                if await self._stopped_within(min(self._pause(attempt), LONGEST_PAUSE)):
                    return False
            else:
                break
        return True

    async def _failed(self, arrival: Arrival, error: Exception, *, last: bool) -> None:
        name = type(error).__name__
        log.error(
            "update_failed",
            update_id=arrival.update_id,
            error=name,
            last=last,
            exc_info=not is_transient(error),
        )
        now = self._clock.now()
        async with self._database.write() as session:
            await inbox.mark_failed(session, arrival.id, name, dead_at=now if last else None)
            if last and arrival.lane:
                await outbox.send(session, now, Outgoing.APOLOGY, arrival.id, arrival.lane)
        self._counts.failed += 1
        self._counts.dead += last
        self._on_queued()

    async def _stopped_within(self, seconds: float) -> bool:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stopping.wait(), seconds)
        return self._stopping.is_set()

    async def _flush_soon(self) -> None:
        # Answered updates are marked a few at a time: one commit for all of the last moment.
        for attempt in count():
            await self._stopped_within(
                FLUSH_SECONDS if not attempt else min(self._pause(attempt), LONGEST_PAUSE)
            )
            if await self._flush() or self._stopping.is_set():
                return

    async def _flush(self) -> bool:
        """Whether all that is answered is marked."""
        answered, self._answered = self._answered, []
        if not answered:
            return True
        try:
            async with self._database.write() as session:
                await inbox.mark_handled(session, answered, self._clock.now())
        except Exception as failure:
            log.error("database_unavailable", answered=len(answered), error=type(failure).__name__)
            self._answered += answered
            return False
        return True


async def forget_old(database: Database, clock: Clock) -> None:
    """Deletes handled updates: after three days Telegram (which keeps them one day) cannot send them again."""
    now = clock.now()
    async with database.write() as session:
        gone = await inbox.forget(session, now - timedelta(days=3), now - timedelta(days=30))
    if gone:
        log.info("inbox_forgotten", updates=gone)
