"""Asynchronous filters: aiogram runs synchronous ones in a thread each, which costs ten times as much."""

from typing import Any

from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Chat, TelegramObject

from services.people import is_moderation_chat
from services.work import Read
from views.callbacks import SEPARATOR, Callback, MenuPress, unpack


def chat_of(event: TelegramObject) -> Chat | None:
    """The chat that an update came from; None for a press on a message that Telegram no longer names."""
    if isinstance(event, CallbackQuery):
        return event.message.chat if event.message else None
    return getattr(event, "chat", None)


class Pressed(Filter):
    """A button whose data is of one of these classes; the handler gets the value as `press`."""

    def __init__(self, *kinds: type[Callback]) -> None:
        self._kinds = kinds
        self._prefixes = {kind.prefix for kind in kinds}

    async def __call__(self, query: CallbackQuery) -> bool | dict[str, Any]:
        if (query.data or "").partition(SEPARATOR)[0] not in self._prefixes:
            return False
        press = unpack(query.data)
        return {"press": press} if isinstance(press, self._kinds) else False


class Item(Filter):
    """An item of the main menu; the handler gets the value as `press`."""

    def __init__(self, *names: str) -> None:
        self._names = names

    async def __call__(self, query: CallbackQuery) -> bool | dict[str, Any]:
        press = unpack(query.data)
        return {"press": press} if isinstance(press, MenuPress) and press.item in self._names else False


class Private(Filter):
    """A private chat."""

    async def __call__(self, event: TelegramObject) -> bool:
        chat = chat_of(event)
        return chat is not None and chat.type == "private"


class Group(Filter):
    """A group or supergroup."""

    async def __call__(self, event: TelegramObject) -> bool:
        chat = chat_of(event)
        return chat is not None and chat.type in ("group", "supergroup")


class Moderators(Filter):
    """A town's moderation chat."""

    async def __call__(self, event: TelegramObject, read: Read) -> bool:
        chat = chat_of(event)
        if chat is None or chat.type == "private":
            return False
        async with read() as session:
            return await is_moderation_chat(session, chat.id)
