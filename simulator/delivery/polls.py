"""Long polling as the real server does it: one poll per bot, the older one loses, repeats are slowed down."""

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulator.errors import ApiError, conflict

if TYPE_CHECKING:
    from simulator.world import World

OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"
REPEAT_SECONDS = 3.0
HASTY_SECONDS = 0.5
CONFLICT_PAUSE = 3.0


@dataclass
class Poller:
    """The running poll of one bot and what Telegram remembers of the one before."""

    ended: asyncio.Future[str] | None = None
    last_offset: int | None = None
    last_start: float = 0.0
    next_conflict: float = 0.0


class Polls:
    """The polls of all bots."""

    def __init__(self, world: "World") -> None:
        self.world = world
        self._pollers: dict[int, Poller] = {}

    def end(self, bot_id: int, reason: str) -> None:
        """The poll that is being held, if any, is told why it ends."""
        poller = self._pollers.get(bot_id)
        if poller and poller.ended and not poller.ended.done():
            poller.ended.set_result(reason)

    def forget(self, bot_id: int) -> None:
        """No pauses because of polls of an earlier test."""
        self.end(bot_id, OTHER_POLL)
        self._pollers.pop(bot_id, None)

    async def poll(self, bot_id: int, offset: int, limit: int, seconds: int) -> list[dict[str, Any]]:
        poller = self._pollers.setdefault(bot_id, Poller())
        self.end(bot_id, OTHER_POLL)
        limit, seconds = _slowed(poller, offset, limit, seconds)
        ended: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        poller.ended = ended
        self.world.mailbox(bot_id).confirm(offset)
        try:
            return await self._hold(bot_id, limit, seconds, ended)
        except ApiError:
            await _pause_between_conflicts(poller)
            raise
        finally:
            if poller.ended is ended:
                poller.ended = None

    async def _hold(
        self, bot_id: int, limit: int, seconds: int, ended: asyncio.Future[str]
    ) -> list[dict[str, Any]]:
        deadline = time.monotonic() + seconds
        while True:
            if ended.done():
                raise conflict(ended.result())
            mailbox = self.world.mailbox(bot_id)
            mailbox.drop_expired(self.world.clock.timestamp())
            if mailbox.pending:
                return [update.as_json() for update in mailbox.pending[:limit]]
            remaining = deadline - time.monotonic()
            if remaining <= 0:
                return []
            mail: asyncio.Future[None] = asyncio.ensure_future(self.world.mail(bot_id).wait(remaining))
            either: list[asyncio.Future[Any]] = [mail, ended]
            await asyncio.wait(either, return_when=asyncio.FIRST_COMPLETED)
            mail.cancel()


def _slowed(poller: Poller, offset: int, limit: int, seconds: int) -> tuple[int, int]:
    """A poll that repeats the offset of a moment ago is held, and gets one update at a time if very hasty."""
    since = time.monotonic() - poller.last_start
    repeated = offset == poller.last_offset
    poller.last_offset, poller.last_start = offset, time.monotonic()
    if repeated and since < HASTY_SECONDS:
        limit = 1
    if repeated and since < REPEAT_SECONDS:
        seconds = max(seconds, int(REPEAT_SECONDS))
    return limit, seconds


async def _pause_between_conflicts(poller: Poller) -> None:
    """The second 409 within three seconds is itself delayed by three seconds."""
    now = time.monotonic()
    if now < poller.next_conflict:
        await asyncio.sleep(CONFLICT_PAUSE)
    else:
        poller.next_conflict = now + CONFLICT_PAUSE
