"""One gate in front of the Bot API for all that is sent or edited: answers to people first, then the longest queue.

Longest queue first is what reaches the limit: the groups that take longest (20 a minute) must never wait for others.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from math import inf

from domain.pacing import Pace, Pacer

ANSWER = -1_000_000  # the rank of an answer to somebody who is acting


@dataclass
class _Waiting:
    chat_id: int
    rank: Callable[[], int]
    granted: asyncio.Future[None]
    answer: bool


@dataclass
class Turn:
    """The right to send one message now. `unused` gives it back without counting it."""

    used: bool = True

    def unused(self) -> None:
        """Nothing was sent."""
        self.used = False


class Gate:
    """Hands out turns. Everything runs in one event loop; times are the loop machine's steady clock."""

    def __init__(self, pace: Pace, clock: Callable[[], float] = time.monotonic) -> None:
        self._pacer = Pacer(pace)
        self._now = clock
        self._queue: list[_Waiting] = []
        self._timer: asyncio.TimerHandle | None = None
        self._tidied = clock()

    @asynccontextmanager
    async def turn(self, chat_id: int, rank: Callable[[], int] | None = None) -> AsyncIterator[Turn]:
        """Waits until a message may go into this chat. Smaller ranks go first; without one it is an answer."""
        waiting = _Waiting(
            chat_id, rank or (lambda: ANSWER), asyncio.get_running_loop().create_future(), rank is None
        )
        self._queue.append(waiting)
        self._grant()
        try:
            await waiting.granted
        except asyncio.CancelledError:
            self._abandon(waiting)
            raise
        turn = Turn()
        try:
            yield turn
        finally:
            self._pacer.end(chat_id, self._now() if turn.used else None)
            self._grant()

    def hold(self, chat_id: int, seconds: float) -> None:
        """Telegram asked to wait."""
        now = self._now()
        self._pacer.hold(chat_id, now, now + seconds)

    def _abandon(self, waiting: _Waiting) -> None:
        if waiting.granted.done() and not waiting.granted.cancelled():
            self._pacer.end(waiting.chat_id, None)
        else:
            self._queue.remove(waiting)
        self._grant()

    def _grant(self) -> None:
        now = self._now()
        self._tidy(now)
        earliest = inf
        for waiting in sorted(self._queue, key=lambda one: one.rank()):
            overall = self._pacer.overall_free_at(now)
            if overall > now:
                earliest = min(earliest, overall)
                break
            free = self._pacer.chat_free_at(waiting.chat_id, now, answer=waiting.answer)
            if free > now:
                earliest = min(earliest, free)
                continue
            self._pacer.begin(waiting.chat_id)
            self._queue.remove(waiting)
            waiting.granted.set_result(None)
        self._wake_at(earliest)

    def _wake_at(self, instant: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if instant < inf:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(max(instant - self._now(), 0.0), self._grant)

    def _tidy(self, now: float) -> None:
        if now - self._tidied > 60:
            self._tidied = now
            self._pacer.forget_idle(now)
