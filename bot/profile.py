"""Tells Telegram how the bot shows itself: names, descriptions and command menus in every language, once each.

What was told is remembered as a digest, so that an ordinary start asks nothing of Telegram (which lets a bot change its name
only a few times a day). Whatever fails is a line in the log, and is tried again later.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from hashlib import sha256

import structlog
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramRetryAfter
from aiogram.methods import (
    DeleteMyCommands,
    SetMyCommands,
    SetMyDescription,
    SetMyName,
    SetMyShortDescription,
    TelegramMethod,
)
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeChat,
    BotCommandScopeUnion,
)

from bot.units import Units
from db import profile
from domain.clock import Clock
from domain.towns import Town
from services.towns import list_towns
from views import profile as views
from views.i18n import LOCALES, SOURCE, translator
from views.profile import Menu

log = structlog.get_logger()

AGAIN = timedelta(minutes=10)  # after a failure, unless Telegram names a time
_CHAT = "commands:chat:"
_LANGUAGES = ("", *LOCALES)  # without a language: for everybody whose language we do not speak

Part = TelegramMethod[bool]


class Profile:
    """Keeps up what Telegram shows of the bot; another bot on the same database is told everything anew."""

    def __init__(self, bot: Bot, units: Units, clock: Clock, *, texts: bool) -> None:
        self._bot = bot
        self._units = units
        self._clock = clock
        self._fixed = parts(texts=texts)
        self._resting: dict[str, datetime] = {}

    async def keep(self) -> None:
        """Tells what Telegram does not know yet, and takes away the menus of chats that no longer moderate."""
        async with self._units.read() as session:
            towns = await list_towns(session)
            told = await profile.told(session)
        wanted = {**self._fixed, **moderation_menus(towns)}
        for name, part in wanted.items():
            if told.get(name) != self._digest(part):
                await self._tell(name, part)
        for name in told:
            if name.startswith(_CHAT) and name not in wanted:
                await self._take_back(name)

    def _digest(self, part: Part) -> str:
        said = f"{self._bot.id} {part.model_dump_json(exclude_none=True)}"
        return sha256(said.encode()).hexdigest()

    async def _tell(self, name: str, part: Part) -> None:
        if await self._done(name, part):
            async with self._units.note() as session:
                await profile.remember(session, name, self._digest(part), self._clock.now())

    async def _take_back(self, name: str) -> None:
        chat_id = int(name.removeprefix(_CHAT))
        if await self._done(name, DeleteMyCommands(scope=BotCommandScopeChat(chat_id=chat_id)), gone=True):
            async with self._units.note() as session:
                await profile.forget(session, name)

    async def _done(self, name: str, part: Part, *, gone: bool = False) -> bool:
        """Whether Telegram has taken it. `gone`: that there is no such chat is as good."""
        now = self._clock.now()
        if self._resting.get(name, now) > now:
            return False
        try:
            await self._bot(part)
        except Exception as error:
            if gone and isinstance(error, TelegramBadRequest):
                return True
            again = timedelta(seconds=error.retry_after) if isinstance(error, TelegramRetryAfter) else AGAIN
            self._resting[name] = now + max(again, AGAIN)
            log.warning("profile_not_told", part=name, error=type(error).__name__)
            return False
        return True


def parts(*, texts: bool) -> dict[str, Part]:
    """What is the same for all towns, by a name that stays. `texts`: names and descriptions too, not only menus."""
    wanted: dict[str, Part] = {}
    for language in _LANGUAGES:
        wanted |= _menus(language)
        wanted |= _texts(language) if texts else {}
    return wanted


def moderation_menus(towns: Iterable[Town]) -> dict[str, Part]:
    """Each moderation chat has its own menu, in its town's language, before that of other groups."""
    return {
        f"{_CHAT}{town.moderation_chat}": SetMyCommands(
            commands=_commands(Menu.MODERATION, town.locale),
            scope=BotCommandScopeChat(chat_id=town.moderation_chat),
        )
        for town in towns
        if town.moderation_chat is not None
    }


def _menus(language: str) -> dict[str, Part]:
    scopes: dict[Menu, BotCommandScopeUnion] = {
        Menu.PRIVATE: BotCommandScopeAllPrivateChats(),
        Menu.GROUP: BotCommandScopeAllGroupChats(),
    }
    return {
        f"commands:{menu}:{language}": SetMyCommands(
            commands=_commands(menu, language or SOURCE), scope=scope, language_code=language or None
        )
        for menu, scope in scopes.items()
    }


def _texts(language: str) -> dict[str, Part]:
    tr, code = translator(language or SOURCE), language or None
    short, long = views.short_description(tr), views.description(tr)
    return {
        f"name:{language}": SetMyName(name=views.name(tr), language_code=code),
        f"short:{language}": SetMyShortDescription(short_description=short, language_code=code),
        f"description:{language}": SetMyDescription(description=long, language_code=code),
    }


def _commands(menu: Menu, locale: str) -> list[BotCommand]:
    return [
        BotCommand(command=command, description=description)
        for command, description in views.commands(translator(locale), menu)
    ]
