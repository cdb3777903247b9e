"""What happens, as a numbered stream: tests wait on it, the transcript prints it, a web page can follow it."""

import asyncio
import contextlib
import time
from collections import deque
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from typing import Any, TypeVar

Found = TypeVar("Found")
KEPT_CHANGES = 10_000


@dataclass(frozen=True)
class Change:
    """One thing that happened: in which chat, through whom, to which message."""

    number: int
    kind: str
    chat: str | None = None
    person: int | None = None
    message_id: int | None = None
    detail: dict[str, Any] = field(default_factory=dict)


class Signal:
    """Wakes everyone who waits, every time it fires; nothing is remembered for later comers."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def fire(self) -> None:
        event, self._event = self._event, asyncio.Event()
        event.set()

    def wait(self, seconds: float) -> Coroutine[Any, Any, None]:
        """Listening begins with this call, not with the await: nothing fired in between is missed."""
        return _wait(self._event, seconds)


async def _wait(event: asyncio.Event, seconds: float) -> None:
    # Not wait_for: until Python 3.12 it swallows a cancellation that comes together with the event.
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()


class ChangeFeed:
    """Counts changes, keeps the latest, and lets others wait until something they look for is there."""

    def __init__(self, number: int = 0) -> None:
        self.number = number
        self.kept: deque[Change] = deque(maxlen=KEPT_CHANGES)
        self.listeners: list[Callable[[Change], None]] = []
        self._signal = Signal()

    def publish(
        self,
        kind: str,
        chat: str | None = None,
        person: int | None = None,
        message_id: int | None = None,
        **detail: Any,
    ) -> int:
        self.number += 1
        change = Change(self.number, kind, chat, person, message_id, detail)
        self.kept.append(change)
        for listener in self.listeners:
            listener(change)
        self._signal.fire()
        return self.number

    def since(self, number: int) -> list[Change]:
        return [change for change in self.kept if change.number > number]

    async def until(self, look: Callable[[], Found | None], patience: float) -> Found | None:
        """Look now and after every change; the first thing found, or None when the time is over."""
        deadline = time.monotonic() + patience
        while (found := look()) is None:
            remaining = deadline - time.monotonic()
            if remaining <= 0:
                return None
            await self._signal.wait(remaining)
        return found
