"""Asks Telegram whether somebody runs a group: at the moment it matters, remembered by nobody."""

from aiogram import Bot
from aiogram.enums import ChatMemberStatus
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import Message

from domain.errors import Refusal, Refused
from handlers.talk import Talk
from handlers.who import Who

_IN_CHARGE = (ChatMemberStatus.CREATOR, ChatMemberStatus.ADMINISTRATOR)


async def require(bot: Bot, talk: Talk, who: Who) -> None:
    """Raises `Refused` unless this person is an administrator of the chat. Call it before a session is opened."""
    await require_in(bot, talk.chat_id, who.id)


async def require_in(bot: Bot, chat_id: int, person_id: int) -> None:
    """The same for another chat than the one that is talked in."""
    try:
        member = await bot.get_chat_member(chat_id, person_id)
    except TelegramBadRequest as error:  # Telegram does not know them there
        raise Refused(Refusal.ADMINISTRATORS_ONLY) from error
    if member.status not in _IN_CHARGE:
        raise Refused(Refusal.ADMINISTRATORS_ONLY)


def topic_of(message: object) -> int | None:
    """The topic that a message was written in."""
    if isinstance(message, Message) and message.is_topic_message:
        return message.message_thread_id
    return None
