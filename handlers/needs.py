"""*What is needed*: live requests of the person's town."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain.clock import Clock
from handlers.filters import Item, Private
from handlers.talk import Talk
from handlers.who import Who
from services import needs
from services.work import Read
from views import needs as views
from views.callbacks import MenuPress
from views.i18n import Translator


def router() -> Router:
    """Requests for volunteers to read."""
    router = Router(name="needs")
    router.message.register(command, Private(), Command("needs", ignore_case=True))
    router.callback_query.register(page, Private(), Item("needs"))
    return router


async def command(message: Message, who: Who, read: Read, clock: Clock, tr: Translator, talk: Talk) -> None:
    """`/needs`."""
    await _show(0, who, read, clock, tr, talk)


async def page(
    query: CallbackQuery, press: MenuPress, who: Who, read: Read, clock: Clock, tr: Translator, talk: Talk
) -> None:
    """*What is needed*, a page of the list."""
    await _show(press.page, who, read, clock, tr, talk)


async def _show(number: int, who: Who, read: Read, clock: Clock, tr: Translator, talk: Talk) -> None:
    assert who.person is not None
    async with read() as session:
        found = await needs.page_of(session, clock.now(), who.person.town_id, number)
    await talk.show(views.needs(tr, found.town, found.versions, found.names, found.page, found.more))
