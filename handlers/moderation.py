"""The commands of a moderation chat."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from domain.errors import Refusal, Refused
from handlers.filters import Moderators
from handlers.talk import Talk
from handlers.who import Who
from views import moderation as views
from views.i18n import Translator


def router() -> Router:
    """Commands that count only in a moderation chat."""
    router = Router(name="moderation")
    router.message.register(manual, Command("help", "start"), Moderators())
    router.message.register(elsewhere, Command("request", "requests", "settings", "status"), Moderators())
    return router


async def manual(message: Message, talk: Talk, tr: Translator, who: Who) -> None:
    """/help"""
    who.named()
    await talk.send(views.manual(tr))


async def elsewhere(message: Message) -> None:
    """Commands of organisations' groups."""
    raise Refused(Refusal.GROUP_IS_MODERATION_CHAT)
