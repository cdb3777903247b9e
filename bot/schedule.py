"""APScheduler is the heartbeat, the database holds the schedule: every tick asks "what is due?".

The ticks run as tasks of our own: the scheduler's shutdown would cancel a tick in the middle of its transaction.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Any

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

log = structlog.get_logger()

Tick = Callable[[], Awaitable[None]]


class Schedule:
    """Named ticks, each at its interval, none of them twice at a time."""

    def __init__(self) -> None:
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._running: dict[str, asyncio.Task[None]] = {}

    def every(self, seconds: float, name: str, tick: Tick, *, at_once: bool = False) -> None:
        """Calls `tick` every so many seconds, with `at_once` also at the start; what it raises is logged, and the next one
        comes all the same."""
        # For the library None means never: "after the first interval" is to say nothing.
        first: dict[str, Any] = {"next_run_time": datetime.now(UTC)} if at_once else {}
        self._scheduler.add_job(
            self._beat,
            "interval",
            (name, tick),
            seconds=seconds,
            id=name,
            coalesce=True,
            max_instances=1,
            misfire_grace_time=None,
            **first,
        )

    def start(self) -> None:
        """Begins to tick."""
        self._scheduler.start()

    async def stop(self) -> None:
        """No further ticks; those under way are waited for."""
        self._scheduler.shutdown(wait=False)
        await asyncio.gather(*self._running.values(), return_exceptions=True)

    async def _beat(self, name: str, tick: Tick) -> None:
        if name not in self._running:
            task = asyncio.create_task(self._once(name, tick))
            self._running[name] = task
            task.add_done_callback(lambda _: self._running.pop(name, None))

    async def _once(self, name: str, tick: Tick) -> None:
        try:
            await tick()
        except Exception as error:
            log.error("tick_failed", tick=name, error=type(error).__name__, exc_info=True)
