"""`getUpdates` as this program asks for it: raw, so that one update which it does not understand cannot block the others."""

from typing import Any

from aiogram.methods import TelegramMethod

HOLD_SECONDS = 25  # so long Telegram waits for something to tell
BATCH = 100
WANTED = ("message", "edited_message", "callback_query", "my_chat_member")


class GetUpdates(TelegramMethod[list[dict[str, Any]]]):
    """Updates as dictionaries, undecoded."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int = BATCH
    timeout: int = HOLD_SECONDS
    allowed_updates: tuple[str, ...] = WANTED
