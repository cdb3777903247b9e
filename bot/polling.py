"""Long polling: what comes is stored first, and only the next request tells Telegram that we have it."""

import asyncio

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramConflictError, TelegramUnauthorizedError

from bot.complaints import Complaint
from bot.counts import Counts
from bot.receiver import Receiver
from bot.updates import HOLD_SECONDS, GetUpdates
from domain.retrying import pause

log = structlog.get_logger()

LONGEST_PAUSE = 30.0
NOT_ACCEPTED = "Telegram does not accept the token (telegram.token); write the one that @BotFather gave you"


class Polling:
    """Fetches updates until it is stopped."""

    def __init__(self, bot: Bot, receiver: Receiver, counts: Counts | None = None) -> None:
        self._bot = bot
        self._receiver = receiver
        self._counts = counts or Counts()
        self._offset: int | None = None

    async def run(self) -> None:
        """Never returns; cancel it to stop. Raises `Complaint` when the token is not (or no longer) accepted."""
        failures = 0
        while True:
            try:
                await self._receiver.has_room()
                await self._fetch()
                failures = 0
            except TelegramUnauthorizedError as error:
                raise Complaint(NOT_ACCEPTED) from error
            except Exception as error:
                failures += 1
                self._report(error, failures)
                await asyncio.sleep(min(pause(failures), LONGEST_PAUSE))

    async def _fetch(self) -> None:
        updates = await self._bot(GetUpdates(offset=self._offset), request_timeout=HOLD_SECONDS + 10)
        await self._receiver.store(updates)
        self._counts.polled()
        if updates:
            self._offset = max(update["update_id"] for update in updates) + 1

    def _report(self, error: Exception, failures: int) -> None:
        if isinstance(error, TelegramConflictError):
            log.error("polling_conflict", advice="another program uses the same token, or a webhook is set")
        else:
            log.warning("polling_failed", error=type(error).__name__, failures=failures)
