"""The delivery worker: takes due rows from the outbox, draws them from what is true now, sends, settles.

Every chat is worked through in order, one message at a time; the gate decides which chat is next. Rows are claimed with
a lease and settled after Telegram's answer: a kill between both repeats what was in flight, and nothing else.
"""

import asyncio
from collections import deque
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

import structlog

from bot.counts import Counts
from bot.pace import Gate
from bot.posting import Posting, Result
from bot.units import Units
from db import outbox
from db.engine import Session
from db.outbox import Row
from domain.cadence import NEVER_QUIET, QuietHours
from domain.clock import Clock
from domain.retrying import Then, pause
from domain.sending import Ending
from services import calm, group_life, outgoing, unreachable

log = structlog.get_logger()

BATCH = 100
PER_CHAT = 10  # rows of one chat held in memory; the others stay in the table
LEASE = timedelta(minutes=10)
SETTLE_ATTEMPTS = 7
LOOK_SECONDS = 0.5  # how often due times are looked at when nobody wakes the worker

_ENDINGS = {
    Then.DONE: Ending.DELIVERED,
    Then.OBSOLETE: Ending.OBSOLETE,
    Then.GIVE_UP: Ending.GIVEN_UP,
}


class Delivery:
    """Runs until it is stopped."""

    def __init__(
        self,
        units: Units,
        clock: Clock,
        gate: Gate,
        posting: Posting,
        woken: asyncio.Event,
        counts: Counts | None = None,
        quiet: QuietHours = NEVER_QUIET,
    ) -> None:
        self._units = units
        self._clock = clock
        self._gate = gate
        self._posting = posting
        self._queues: dict[int, deque[Row]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._woken = woken  # set whenever something was queued
        self._counts = counts or Counts()
        self._quiet = quiet  # where a group has no hours of its own
        self._stopping = False

    async def run(self) -> None:
        """Takes over what an earlier process held, then works until `stop`."""
        async with self._units.note() as session:
            await outbox.release_all(session)
        while not self._stopping:
            self._woken.clear()
            try:
                claimed = await self._claim()
            except Exception as error:
                log.error("outbox_unreadable", error=type(error).__name__, exc_info=True)
                claimed = 0
            if claimed < BATCH:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._woken.wait(), LOOK_SECONDS)

    async def stop(self, grace: float) -> None:
        """Finishes the messages in flight, for at most `grace` seconds, and gives the others back."""
        self._stopping = True
        self._woken.set()
        left = [row.id for queue in self._queues.values() for row in queue]
        for queue in self._queues.values():
            queue.clear()
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=grace)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        if left:
            async with self._units.note() as session:
                await outbox.release(session, left)

    async def _claim(self) -> int:
        now = self._clock.now()
        full = [chat_id for chat_id, queue in self._queues.items() if len(queue) >= PER_CHAT]
        async with self._units.read() as session:
            if not await outbox.any_due(session, now, full):
                return 0
        async with self._units.note() as session:
            rows = await outbox.claim(session, now, now + LEASE, BATCH, full)
            rows = await calm.hold_back(session, now, rows, self._quiet)
        for row in rows:
            self._queue(row)
        return len(rows)

    def _queue(self, row: Row) -> None:
        if row.chat_id in self._queues:
            self._queues[row.chat_id].append(row)
            return
        self._queues[row.chat_id] = deque([row])
        task = asyncio.create_task(self._work_through(row.chat_id))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _work_through(self, chat_id: int) -> None:
        queue = self._queues[chat_id]
        try:
            while queue:
                async with self._gate.turn(chat_id, partial(_rank, queue)) as turn:
                    if not queue:  # given back while it waited
                        turn.unused()
                        break
                    row = queue.popleft()
                    result = await self._posting.post(row)
                    if not result.asked_telegram:
                        turn.unused()
                await self._settle_surely(row, result, queue)
        except Exception as error:  # the database, not Telegram: the lease brings the rows back
            log.error("outbox_unsettled", chat_id=chat_id, error=type(error).__name__, exc_info=True)
        finally:
            del self._queues[chat_id]

    async def _settle_surely(self, row: Row, result: Result, queue: deque[Row]) -> None:
        """Tries again for about a minute: a row that was sent and cannot be settled would be sent once more."""
        for attempt in range(SETTLE_ATTEMPTS - 1):
            try:
                return await self._settle(row, result, queue)
            except Exception as error:
                log.warning("database_unavailable", id=row.id, error=type(error).__name__)
                await asyncio.sleep(pause(attempt))
        return await self._settle(row, result, queue)

    async def _settle(self, row: Row, result: Result, queue: deque[Row]) -> None:
        now = self._clock.now()
        then, error = result.plan.then, result.error
        log.info("outbox_row", id=row.id, screen=row.screen, chat_id=row.chat_id, then=then, error=error)
        held: list[Row] = [] if then in _ENDINGS else list(queue)
        async with self._units.note() as session:
            if then in _ENDINGS:
                await outbox.settle(session, row.id, _ENDINGS[then], now, error)
            else:
                # Nothing more goes into this chat for now: the other rows go back too, so that order is kept.
                await outbox.release(session, [one.id for one in (row, *held)])
            await self._follow_up(session, row, result, now)
        for one in held:
            if one in queue:  # not given back meanwhile
                queue.remove(one)
        self._counts.settled[_ENDINGS.get(then, then)] += 1

    async def _follow_up(self, session: Session, row: Row, result: Result, now: datetime) -> None:
        """What else comes of it for the chat."""
        then = result.plan.then
        if then in (Then.RETRY, Then.KEEP_TRYING):
            due = now + timedelta(seconds=result.plan.after)
            await outbox.postpone_chat(session, row.id, row.chat_id, due, result.error or "")
        match then:
            case Then.DONE:
                await self._delivered(session, row, result, now)
            case Then.GIVE_UP:
                await outgoing.given_up(session, row)
            case Then.KEEP_TRYING:
                await group_life.muted(session, now, row.chat_id)
            case Then.LEAVE_TOPIC:
                await group_life.topic_lost(session, now, row.chat_id, row.thread_id or 0)
            case Then.FOLLOW:
                await group_life.migrate(session, now, row.chat_id, result.new_chat_id)
            case Then.GIVE_UP_CHAT:
                await unreachable.lost(session, now, row.chat_id, result.error or "")

    async def _delivered(self, session: Session, row: Row, result: Result, now: datetime) -> None:
        for message_id in result.message_ids:
            # Somebody may have pressed on it already, before Telegram's answer came: then it is known.
            await outbox.remember_copy(session, row.screen, row.object_id, row.chat_id, message_id, now)
        if result.message_ids:
            await outgoing.delivered(session, now, row)


def _rank(queue: deque[Row]) -> int:
    return -len(queue)
