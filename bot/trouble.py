"""Reads Telegram's refusals: which exception means what for a message that should have arrived."""

from aiogram.exceptions import (
    ClientDecodeError,
    RestartingTelegram,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)

from domain.retrying import Trouble

_UNAVAILABLE = (TelegramNetworkError, TelegramServerError, RestartingTelegram, ClientDecodeError)
# The server's own words, lower case; the first that is found decides.
_WORDS = (
    ("message is not modified", Trouble.UNCHANGED),
    ("message to edit not found", Trouble.CARD_GONE),
    ("message can't be edited", Trouble.CARD_GONE),
    ("there is no text in the message to edit", Trouble.CARD_GONE),
    ("message thread not found", Trouble.TOPIC_GONE),
    ("topic_closed", Trouble.TOPIC_GONE),
    ("topic_deleted", Trouble.TOPIC_GONE),
    ("not enough rights to send photos", Trouble.REFUSED),  # words may still be welcome
    ("not enough rights to send", Trouble.NO_RIGHTS),
    ("have no write access", Trouble.NO_RIGHTS),
    ("chat_write_forbidden", Trouble.NO_RIGHTS),
    ("chat not found", Trouble.GONE),
    ("user is deactivated", Trouble.GONE),
    ("too many requests", Trouble.SLOW_DOWN),
)


def is_transient(error: BaseException) -> bool:
    """Whether the same call may succeed a little later without anybody changing anything."""
    return trouble_of(error) in (Trouble.UNAVAILABLE, Trouble.SLOW_DOWN)


def trouble_of(error: BaseException) -> Trouble | None:
    """What an exception of aiogram means for the message; `None` for anything that did not come from Telegram."""
    if isinstance(error, TelegramRetryAfter):
        return Trouble.SLOW_DOWN
    if isinstance(error, TelegramMigrateToChat):
        return Trouble.MIGRATED
    if isinstance(error, TelegramUnauthorizedError):
        return Trouble.UNAVAILABLE  # the token is refused: polling stops the bot, the message waits
    if isinstance(error, _UNAVAILABLE) and not isinstance(error, TelegramEntityTooLarge):
        return Trouble.UNAVAILABLE
    if isinstance(error, TelegramForbiddenError):
        return Trouble.GONE
    if isinstance(error, TelegramAPIError):
        return _by_words(error)
    return None


def _by_words(error: TelegramAPIError) -> Trouble:
    said = error.message.lower()
    found = next((trouble for words, trouble in _WORDS if words in said), None)
    if found is None and not isinstance(error, TelegramBadRequest):
        return Trouble.UNAVAILABLE
    return found or Trouble.REFUSED


def described(error: BaseException) -> str:
    """The server's words for the record: Telegram never repeats the text of a message in them."""
    words = error.message if isinstance(error, TelegramAPIError) else type(error).__name__
    return words[:200]
