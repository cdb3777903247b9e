"""Every night, what fits is looked for once more. How far it came is kept in memory: an interrupted sweep begins anew."""

from datetime import date

import structlog

from bot.counts import Counts
from bot.units import Units
from domain.clock import Clock
from services import sweeping

log = structlog.get_logger()
HOURS = range(1, 5)  # UTC: nobody is at work in Europe


class Sweep:
    """A portion with every tick, until everything was looked at; once a night."""

    def __init__(self, units: Units, clock: Clock, counts: Counts) -> None:
        self._units = units
        self._clock = clock
        self._counts = counts
        self._done: date | None = None
        self._after = 0
        self._found = 0

    async def tick(self) -> None:
        """The next portion, if it is night and this night's sweep is not over."""
        now = self._clock.now()
        if now.hour not in HOURS or self._done == now.date():
            return
        async with self._units.note() as session:
            last, found = await sweeping.sweep(session, now, self._after)
        self._found += found
        self._counts.missed += found
        if last is not None:
            self._after = last
            return
        (log.warning if self._found else log.info)("sweep_done", found=self._found)
        self._done, self._after, self._found = now.date(), 0, 0
