"""The bot that is killed again and again: a process of its own, and what it logs."""

import asyncio
import json
import signal
import time
from collections import Counter, deque
from pathlib import Path
from typing import Any

from tests.nursery import Born, give_birth

START_SECONDS = 60
KEPT_LINES = 400


class ForkedBot:
    """One bot at a time."""

    def __init__(self, config: Path) -> None:
        self._config = config
        self._born: Born | None = None
        self._running = asyncio.Event()
        self.log: deque[str] = deque(maxlen=KEPT_LINES)
        self.events: Counter[str] = Counter()

    async def start(self, *, wait: bool = True) -> None:
        """Starts a bot and, unless told otherwise, waits until it says that it runs."""
        self._running.clear()
        self._born = await give_birth(self._config, self._note)
        if wait:
            await self.runs()

    async def runs(self) -> None:
        """Waits until the bot says that it runs."""
        try:
            await asyncio.wait_for(self._running.wait(), START_SECONDS)
        except TimeoutError:
            raise AssertionError("the bot did not start:\n" + "\n".join(list(self.log)[-20:])) from None

    async def kill(self) -> None:
        """SIGKILL: nothing gets a chance to be put in order."""
        assert await self._end(signal.SIGKILL) == -signal.SIGKILL, (
            "the bot had ended by itself:\n" + self.tail
        )

    async def stop(self) -> tuple[int, float]:
        """SIGTERM; gives the exit status and the seconds it took."""
        begun = time.monotonic()
        status = await self._end(signal.SIGTERM)
        return status, time.monotonic() - begun

    async def close(self) -> None:
        """Ends whatever still runs."""
        if self._born:
            await self._end(signal.SIGKILL)

    @property
    def tail(self) -> str:
        return "\n".join(list(self.log)[-40:])

    async def _end(self, number: signal.Signals) -> int:
        assert self._born
        born, self._born = self._born, None
        return await born.end(number)

    def _note(self, line: str) -> None:
        self.log.append(line)
        try:
            said: dict[str, Any] = json.loads(line)
        except ValueError:  # cut in the middle by a kill, or a traceback
            self.events["(no log line)"] += 1
            return
        self.events[f"{said['level']} {said['event']}"] += 1
        if said["event"] == "running":
            self._running.set()
