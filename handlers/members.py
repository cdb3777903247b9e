"""Asks Telegram whether somebody is still a member of the chat in which they press: who was removed has no say any more."""

from aiogram import Bot
from aiogram.enums import ChatMemberStatus
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import ChatMemberRestricted

from domain.errors import Refusal, Refused
from handlers.talk import Talk
from handlers.who import Who

_OUT = (ChatMemberStatus.LEFT, ChatMemberStatus.KICKED)
_UNTOLD = "chat_admin_required"  # members are hidden from bots that are no administrators


async def require(bot: Bot, talk: Talk, who: Who) -> None:
    """Raises `Refused` unless this person is in the chat, or Telegram does not tell. Call it before a session is opened."""
    try:
        member = await bot.get_chat_member(talk.chat_id, who.id)
    except TelegramBadRequest as error:
        if _UNTOLD in error.message.lower():
            return
        raise Refused(Refusal.NOT_A_MODERATOR) from error
    left = isinstance(member, ChatMemberRestricted) and not member.is_member
    if left or member.status in _OUT:
        raise Refused(Refusal.NOT_A_MODERATOR)
