"""Units of work as handlers get them: transactions that wake the delivery when they have queued something."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial

from db import inbox, outbox
from db.engine import Database, Session
from db.inbox import Arrival
from domain.clock import Clock
from services.work import AlreadyDone, Work


class Units:
    """`read`, `note` and, for one update, `work`."""

    def __init__(self, database: Database, clock: Clock, on_queued: Callable[[], None]) -> None:
        self._database = database
        self._clock = clock
        self._on_queued = on_queued

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Session]:
        """Changes nothing."""
        async with self._database.read() as session:
            yield session

    @asynccontextmanager
    async def note(self) -> AsyncIterator[Session]:
        """Book-keeping outside of an update, or after something was sent: may happen again without harm."""
        async with self._database.write() as session:
            session.info.pop(outbox.QUEUED, None)  # may be left of a transaction that was rolled back
            yield session
            queued = session.info.pop(outbox.QUEUED, False)
        if queued:
            self._on_queued()

    def work_for(self, arrival: Arrival) -> Work:
        """The one effect of this update."""
        return partial(self._effect, arrival)

    @asynccontextmanager
    async def _effect(self, arrival: Arrival) -> AsyncIterator[Session]:
        async with self.note() as session:
            if not await inbox.mark_effect(session, arrival.id, self._clock.now()):
                raise AlreadyDone
            yield session
