"""Before every handler: who writes, in which language, and the units of work for this update."""

import time
from collections.abc import Awaitable, Callable
from typing import Any

import structlog
from aiogram import BaseMiddleware, Bot
from aiogram.types import Chat, TelegramObject, Update, User

from bot.units import Units
from db.inbox import Arrival
from domain.clock import Clock
from domain.errors import Refusal, Refused
from domain.fair_use import Flood, Turn
from domain.options import Options
from handlers.talk import Talk
from handlers.who import Who
from services import seats
from services.people import recognise, usual_locale
from services.work import AlreadyDone
from views.i18n import SOURCE, best_locale, translator

log = structlog.get_logger()

_FOREIGN = (Refusal.WRONG_CHAT, Refusal.NOT_A_MODERATOR)
ANONYMOUS_ADMINISTRATOR = 1087968824  # @GroupAnonymousBot, in whose name a group's administrators may write


class Introduce(BaseMiddleware):
    """Gives handlers `work`, `read`, `note`, `clock`, `settings`, `talk`, `who` and `tr`."""

    def __init__(self, units: Units, clock: Clock, options: Options) -> None:
        self._units = units
        self._clock = clock
        self._options = options
        self._flood = Flood(options.fair_use.updates_per_minute)

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        assert isinstance(event, Update)
        user: User | None = data.get("event_from_user")
        chat: Chat | None = data.get("event_chat")
        if user is None:
            return None  # a channel's post: nobody acts
        chat_id = chat.id if chat else user.id
        arrival: Arrival = data["arrival"]
        turn = self._turn(event, user.id, chat_id, arrival)
        if turn is Turn.TOO_MANY:
            return None
        who, locale = await self._recognise(user, chat_id)
        data |= {
            "work": self._units.work_for(arrival),
            "read": self._units.read,
            "note": self._units.note,
            "clock": self._clock,
            "settings": self._options,
            "talk": _talk(event, data["bot"], chat_id, self._options.bot_name),
            "who": who,
            "tr": translator(locale),
        }
        if chat and chat.username and chat.type != "private":
            async with self._units.note() as session:
                await seats.seen(session, self._clock.now(), chat.id, chat.username)
        if turn is Turn.FIRST_TOO_MANY:
            log.warning("flood", person_id=user.id)
            raise Refused(Refusal.SLOW_DOWN)
        if arrival.effect and chat_id == user.id:
            raise AlreadyDone  # whatever it was to the filters then: now it is only to be answered
        try:
            return await handler(event, data)
        except Refused as refused:
            if refused.code in _FOREIGN:
                log.warning("press_refused", code=refused.code, chat_id=chat_id, person_id=user.id)
            raise

    def _turn(self, update: Update, person_id: int, chat_id: int, arrival: Arrival) -> Turn:
        """In private only, and neither of what had its effect before nor of somebody who blocks the bot."""
        if chat_id != person_id or arrival.effect or update.my_chat_member:
            return Turn.TAKEN
        return self._flood.take(person_id, time.monotonic())

    async def _recognise(self, user: User, chat_id: int) -> tuple[Who, str]:
        async with self._units.read() as session:
            known = await recognise(session, user.id, chat_id)
            usual = None if known.chat_locale else await usual_locale(session)
        locale = known.chat_locale or best_locale(user.language_code, usual or SOURCE)
        anonymous = user.id == ANONYMOUS_ADMINISTRATOR
        return Who(user.id, user.first_name, user.language_code, known.person, anonymous), locale


def _talk(update: Update, bot: Bot, chat_id: int, bot_name: str) -> Talk:
    query = update.callback_query
    message = update.message or update.edited_message or (query.message if query else None)
    return Talk(bot, message, query, chat_id, bot_name)
