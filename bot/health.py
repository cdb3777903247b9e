"""Seen by the operator: `/livez`, `/readyz` and `/metrics` on an address of this machine. docs/operating.md explains all.

Imported only where somebody wants to look: most bots run without, and start faster.
"""

import asyncio
import time
from http import HTTPStatus

import structlog
from aiohttp import web

from bot.config.settings import Health as HealthSettings
from bot.counts import Counts
from bot.metrics import Metrics
from db import migrate, operations
from db.engine import Database
from db.operations import Backlog, Leftovers
from domain.clock import Clock

log = structlog.get_logger()

LONGEST_POLL_AGE = 120.0  # a poll is held for 25 seconds, a pause after errors lasts at most 30
LONGEST_DUE_AGE = 900.0
PATIENCE_SECONDS = 5.0
SHUTDOWN_SECONDS = 0.5
LEFTOVERS_SECONDS = 600.0  # they are counted by reading whole tables


class Health:
    """A small server beside the bot."""

    def __init__(
        self, settings: HealthSettings, database: Database, clock: Clock, counts: Counts, *, polling: bool
    ) -> None:
        self._settings = settings
        self._database = database
        self._clock = clock
        self._counts = counts
        self._polling = polling
        self._runner: web.AppRunner | None = None
        self._metrics = Metrics(counts)
        self._leftovers: tuple[float, Leftovers | None] = (0.0, None)

    async def start(self) -> None:
        """Listens. That the address is taken is told in the log: the bot runs without being looked at."""
        self._database.on_end(self._note_transaction)
        app = web.Application()
        for path, answer in (("/livez", self._live), ("/readyz", self._ready), ("/metrics", self._measure)):
            app.router.add_get(path, answer)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=SHUTDOWN_SECONDS)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, self._settings.host, self._settings.port).start()
        except OSError as error:
            advice = "the bot runs, but cannot be watched; choose another address in health.listen"
            log.error("health_unavailable", listen=self._settings.listen, error=error.strerror, advice=advice)
            await self.stop()

    async def stop(self) -> None:
        """Stops listening."""
        if self._runner:
            await self._runner.cleanup()
            self._runner = None

    async def _live(self, request: web.Request) -> web.Response:
        return web.json_response({"alive": True})

    async def _ready(self, request: web.Request) -> web.Response:
        """Everything that was looked at, and 503 when something is not as it should be."""
        found = await self._look()
        ready = all(value for value in found.values() if isinstance(value, bool))
        status = HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE
        return web.json_response({"ready": ready, **found}, status=status)

    async def _look(self) -> dict[str, bool | float]:
        """What is as it should be, and the ages in seconds behind that."""
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                current = await migrate.current(self._database.url) == migrate.newest()
                due_age = self._age_of(await self._backlog())
        except Exception as error:
            log.warning("database_not_ready", error=type(error).__name__)
            return {"database": False}
        found = {"database": True, "migration": current, "outbox": due_age <= LONGEST_DUE_AGE}
        if not self._polling:
            return {**found, "oldest_due_seconds": due_age}
        poll_age = time.monotonic() - self._counts.polled_at
        found["polling"] = poll_age <= LONGEST_POLL_AGE
        return {**found, "oldest_due_seconds": due_age, "poll_age_seconds": poll_age}

    async def _measure(self, request: web.Request) -> web.Response:
        backlog, left = await self._backlog(), await self._left()
        poll_age = time.monotonic() - self._counts.polled_at if self._polling else None
        body = self._metrics.draw(backlog, left, self._age_of(backlog), poll_age)
        return web.Response(body=body, headers={"Content-Type": self._metrics.content_type})

    async def _backlog(self) -> Backlog:
        async with self._database.read() as session:
            return await operations.backlog(session, self._clock.now())

    async def _left(self) -> Leftovers:
        looked_at, left = self._leftovers
        if left is None or time.monotonic() - looked_at > LEFTOVERS_SECONDS:
            async with self._database.read() as session:
                left = await operations.leftovers(session)
            self._leftovers = (time.monotonic(), left)
        return left

    def _age_of(self, backlog: Backlog) -> float:
        if backlog.oldest_due is None:
            return 0.0
        return max(0.0, (self._clock.now() - backlog.oldest_due).total_seconds())

    def _note_transaction(self, ending: str) -> None:
        self._counts.transactions[ending] += 1
