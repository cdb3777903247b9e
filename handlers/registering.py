"""Before a group is registered Telegram is asked about it: who runs it, and what the moderators see of it."""

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError

from domain.errors import Refusal, Refused
from domain.organisations import GroupFacts
from handlers.administrators import require_in


async def look_at(bot: Bot, chat_id: int, person_id: int) -> GroupFacts:
    """What Telegram tells of the group. Raises `Refused`: the person does not run it any more, or the bot is not in it.
    Call it before a session is opened."""
    try:
        chat = await bot.get_chat(chat_id)
        members = await bot.get_chat_member_count(chat_id)
    except (TelegramBadRequest, TelegramForbiddenError) as error:
        raise Refused(Refusal.GROUP_GONE) from error
    await require_in(bot, chat_id, person_id)
    return GroupFacts(chat.title or "", members, bool(chat.username))
