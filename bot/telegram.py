"""The two ways to Telegram: one for answers, which asks the gate first, and one for the outbox, which asks it itself."""

import asyncio
from typing import Any

import structlog
from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import TelegramBadRequest, TelegramRetryAfter
from aiogram.methods import (
    AnswerCallbackQuery,
    GetChatMember,
    Response,
    TelegramMethod,
)
from aiogram.types import LinkPreviewOptions
from pydantic_core import from_json

from bot.pace import Gate
from bot.trouble import trouble_of
from bot.updates import GetUpdates
from domain.retrying import Trouble, pause
from handlers.calls import EditText, SendText, plain

log = structlog.get_logger()

PACED = ("send", "edit", "copy", "forward")
NOT_PACED = ("sendChatAction",)
REQUEST_SECONDS = 30
# aiogram reads an answer with Response[<what the method returns>]. pydantic makes such a class anew, in milliseconds, each
# time that nothing holds on to it: these hold on to the ones of every step.
_ANSWERS = tuple(
    Response[method.__returning__]  # type: ignore[name-defined]
    for method in (GetUpdates, SendText, EditText, AnswerCallbackQuery, GetChatMember)
)
QUICK_RETRIES = 3  # an answer that failed longer than that is tried again with its whole update
LONGEST_HOLD = 60  # an answer is not worth a longer wait inside one update
_NO_COLOURS = "button style"  # "…: invalid button style specified"


def is_paced(method: TelegramMethod[Any]) -> bool:
    """Whether Telegram counts the method against its sending limits."""
    name = method.__api_method__
    return (
        name.startswith(PACED) and name not in NOT_PACED and isinstance(getattr(method, "chat_id", None), int)
    )


class Paced(BaseRequestMiddleware):
    """Lets an answer through when its turn has come, and tries again when Telegram was busy for a moment."""

    def __init__(self, gate: Gate) -> None:
        self._gate = gate

    async def __call__(
        self, make_request: NextRequestMiddlewareType[Any], bot: Bot, method: TelegramMethod[Any]
    ) -> Response[Any]:
        for attempt in range(QUICK_RETRIES):
            try:
                return await self._once(make_request, bot, method)
            except Exception as error:
                wait = self._wait(error, attempt, method)
                if wait is None:
                    raise
                log.warning(
                    "answer_retried", method=method.__api_method__, error=type(error).__name__, wait=wait
                )
                await asyncio.sleep(wait)
        return await self._once(make_request, bot, method)

    async def _once(
        self, make_request: NextRequestMiddlewareType[Any], bot: Bot, method: TelegramMethod[Any]
    ) -> Response[Any]:
        if not is_paced(method):
            return await make_request(bot, method)
        async with self._gate.turn(method.chat_id):  # type: ignore[attr-defined]  # is_paced looked
            return await make_request(bot, method)

    def _wait(self, error: Exception, attempt: int, method: TelegramMethod[Any]) -> float | None:
        trouble = trouble_of(error)
        if trouble is Trouble.UNAVAILABLE:
            return pause(attempt) / 2
        if trouble is not Trouble.SLOW_DOWN:
            return None
        seconds = error.retry_after if isinstance(error, TelegramRetryAfter) else pause(attempt)
        if is_paced(method):
            self._gate.hold(method.chat_id, seconds)  # type: ignore[attr-defined]
        return seconds if seconds <= LONGEST_HOLD else None


class Colourless(BaseRequestMiddleware):
    """Sends buttons without their colours from the first time on that Telegram refuses those: a server that does not know
    the field ignores it, but one that knows other colours takes no message with ours."""

    def __init__(self) -> None:
        self._refused = False

    async def __call__(
        self, make_request: NextRequestMiddlewareType[Any], bot: Bot, method: TelegramMethod[Any]
    ) -> Response[Any]:
        buttons = getattr(method, "reply_markup", None)
        if not isinstance(buttons, str):
            return await make_request(bot, method)
        if not self._refused:
            try:
                return await make_request(bot, method)
            except TelegramBadRequest as error:
                if _NO_COLOURS not in error.message:
                    raise
                log.warning("colours_refused", method=method.__api_method__)
                self._refused = True
        return await make_request(bot, method.model_copy(update={"reply_markup": plain(buttons)}))


class Session(AiohttpSession):
    """aiogram's, without its pause of a quarter of a second after closing: aiohttp waits for its connections itself."""

    async def close(self) -> None:
        """Ends the connections."""
        if self._session is not None:
            await self._session.close()


def connect(token: str, api_base: str, gate: Gate | None = None) -> Bot:
    """A client of the Bot API at this address. With a gate, whatever is sent through it keeps to the limits."""
    # pydantic's reader of JSON, which is here anyway: three fifths of the standard library's time for an answer.
    session = Session(
        api=TelegramAPIServer.from_base(api_base), timeout=REQUEST_SECONDS, json_loads=from_json
    )
    session.middleware(Colourless())
    if gate:
        session.middleware(Paced(gate))
    defaults = DefaultBotProperties(
        parse_mode=ParseMode.HTML, link_preview=LinkPreviewOptions(is_disabled=True)
    )
    return Bot(token, session=session, default=defaults)
