"""Asks Telegram whether somebody is still a member of the chat in which they press: who was removed has no say any more."""

from aiogram import Bot
from aiogram.enums import ChatMemberStatus
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.types import ChatMemberRestricted

from domain.errors import Refusal, Refused
from handlers.talk import Talk
from handlers.who import Who

_OUT = (ChatMemberStatus.LEFT, ChatMemberStatus.KICKED)
_UNTOLD = "chat_admin_required"  # members are hidden from bots that are no administrators


async def require(bot: Bot, talk: Talk, who: Who, refusal: Refusal = Refusal.NOT_A_MODERATOR) -> None:
    """Raises `Refused` unless this person is in the chat, or Telegram does not tell. Call it before a session is opened."""
    if not await present(bot, talk.chat_id, who.id):
        raise Refused(refusal)


async def eligible(bot: Bot, chat_id: int, author_id: int | None) -> int | None:
    """How many members of the chat may decide about what this author wrote: all but the author and us. None: Telegram does
    not tell. Other bots count as people: Telegram does not tell them apart."""
    try:
        members = await bot.get_chat_member_count(chat_id) - 1
    except TelegramAPIError:
        return None
    return members - (author_id is not None and await present(bot, chat_id, author_id))


async def present(bot: Bot, chat_id: int, person_id: int) -> bool:
    """Whether this person is in the chat, or Telegram does not tell."""
    try:
        member = await bot.get_chat_member(chat_id, person_id)
    except TelegramBadRequest as error:
        return _UNTOLD in error.message.lower()
    left = isinstance(member, ChatMemberRestricted) and not member.is_member
    return not left and member.status not in _OUT
