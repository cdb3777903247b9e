"""The life of a running bot: start in order, stop in order, nothing lost in between."""

import asyncio
import gc
import signal
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramUnauthorizedError

from bot.assembly import Assembly, name_of
from bot.clocks import FollowedClock
from bot.complaints import Complaint
from bot.config import Settings
from bot.config.marks import marks
from bot.counts import Counts
from bot.polling import LONGEST_PAUSE, NOT_ACCEPTED, Polling
from bot.telegram import connect
from bot.trouble import is_transient
from bot.updates import WANTED
from db.engine import Database, open_database
from domain.clock import Clock, SystemClock
from domain.marks import Rules
from domain.retrying import pause
from services import towns

log = structlog.get_logger()

GRACE_SECONDS = 3.5  # for answers, and again for messages: with everything else it stays below ten


async def run(settings: Settings) -> None:
    """Runs the bot until SIGTERM or SIGINT. Raises `Complaint` when Telegram does not accept the token, and
    `ConfigError` when the rules of marks cannot be read."""
    rules = marks(settings)
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    async with AsyncExitStack() as stack:
        database = await stack.enter_async_context(open_database(settings.database.url))
        await database.migrate()
        async with database.write() as session:
            for town in settings.towns:
                await towns.seed(session, town.as_town())
        clock = await stack.enter_async_context(_clock(settings))
        await _until(stopped, _serve(settings, rules, database, clock, stopped))
    log.info("stopped")


async def _serve(
    settings: Settings, rules: Callable[[], Rules], database: Database, clock: Clock, stopped: asyncio.Event
) -> None:
    name = await _introduce_ourselves(settings)
    parts = Assembly(settings, database, clock, name, rules)
    gc.freeze()  # what is here now stays: searching all of aiogram for garbage again and again costs a third of each answer
    delivering = asyncio.create_task(parts.delivery.run())
    parts.schedule.start()
    try:
        await parts.receiver.resume()
        async with _watched(settings, database, clock, parts.counts):
            log.info("running", bot=name, mode=settings.telegram.mode)
            if settings.telegram.mode == "webhook":
                await _listen(settings, parts, stopped)
            else:
                await _poll(parts)
    finally:
        await parts.schedule.stop()
        await parts.receiver.stop(GRACE_SECONDS)
        await parts.delivery.stop(GRACE_SECONDS)
        await delivering
        await parts.close()


async def _until(stopped: asyncio.Event, work: Coroutine[Any, Any, None]) -> None:
    """Runs `work` until it ends, or cancels it when we are to stop; its clean-up is waited for."""
    working = asyncio.create_task(work)
    waiting = asyncio.create_task(stopped.wait())
    await asyncio.wait((working, waiting), return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if not working.done():
        working.cancel()
        await asyncio.wait((working,))
    if not working.cancelled():
        working.result()


async def _introduce_ourselves(settings: Settings) -> str:
    """Asks Telegram who we are, as long as it takes; sets or removes the webhook."""
    telegram = settings.telegram
    bot = connect(telegram.token.get_secret_value(), telegram.api_base)
    attempt = 0
    try:
        while True:
            try:
                name = await name_of(bot)
                await _choose_mode(bot, settings)
            except TelegramUnauthorizedError as error:
                raise Complaint(NOT_ACCEPTED) from error
            except Exception as error:
                if not is_transient(error):
                    raise
                log.warning("telegram_unreachable", error=type(error).__name__, attempt=attempt)
                await asyncio.sleep(min(pause(attempt), LONGEST_PAUSE))
                attempt += 1
            else:
                return name
    finally:
        await bot.session.close()


async def _choose_mode(bot: Bot, settings: Settings) -> None:
    telegram = settings.telegram
    if telegram.mode == "polling":
        await bot.delete_webhook()
        return
    secret = telegram.webhook_secret
    await bot.set_webhook(
        telegram.webhook_url or "",
        allowed_updates=list(WANTED),
        secret_token=secret.get_secret_value() if secret else None,
    )


async def _poll(parts: Assembly) -> None:
    await Polling(parts.answering, parts.receiver, parts.counts).run()


async def _listen(settings: Settings, parts: Assembly, stopped: asyncio.Event) -> None:
    from bot.webhook import Webhook  # its web server is imported only where it is used

    webhook = Webhook(settings.telegram, parts.receiver)
    await webhook.start()
    try:
        await stopped.wait()
    finally:
        await webhook.stop()


@asynccontextmanager
async def _watched(
    settings: Settings, database: Database, clock: Clock, counts: Counts
) -> AsyncIterator[None]:
    """Lets the operator look at the bot from outside, if they want to."""
    if not settings.health.listen:
        yield
        return
    from bot.health import Health  # most bots run without, and start faster

    health = Health(settings.health, database, clock, counts, polling=settings.telegram.mode == "polling")
    await health.start()
    try:
        yield
    finally:
        await health.stop()


@asynccontextmanager
async def _clock(settings: Settings) -> AsyncIterator[Clock]:
    if settings.demo.clock_url is None:
        yield SystemClock()
        return
    clock = FollowedClock(settings.demo.clock_url)
    await clock.look()
    following = asyncio.create_task(clock.follow())
    try:
        yield clock
    finally:
        following.cancel()
