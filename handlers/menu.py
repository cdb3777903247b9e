"""The main menu and what it leads to: language, town, privacy, help."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message, TelegramObject

from domain.people import Person
from domain.towns import Town
from handlers.filters import Item, Private
from handlers.talk import Talk
from handlers.who import Who
from services.people import town_of
from services.towns import list_towns
from services.work import Read
from views import menu as views
from views.callbacks import MenuPress
from views.i18n import Translator


def router() -> Router:
    """Commands and items that show something and change nothing."""
    router = Router(name="menu")
    router.message.register(help_, Private(), Command("help", ignore_case=True))
    router.message.register(privacy, Private(), Command("privacy", ignore_case=True))
    router.message.register(languages, Private(), Command("language", ignore_case=True))
    router.callback_query.register(menu, Private(), Item("menu"))
    router.callback_query.register(languages, Private(), Item("language"))
    router.callback_query.register(towns, Private(), Item("town"))
    router.callback_query.register(privacy, Private(), Item("privacy"))
    router.callback_query.register(help_, Private(), Item("help"))
    return router


async def menu(query: CallbackQuery, who: Who, read: Read, tr: Translator, talk: Talk) -> None:
    """The main menu."""
    person, town = await _person(who, read)
    await talk.show(views.menu(tr, person, town))


async def languages(event: TelegramObject, tr: Translator, talk: Talk) -> None:
    """*Language*."""
    await talk.show(views.languages(tr))


async def towns(query: CallbackQuery, press: MenuPress, read: Read, tr: Translator, talk: Talk) -> None:
    """*Town*, a page of the list."""
    async with read() as session:
        choice = await list_towns(session)
    await talk.show(views.towns(tr, choice, press.page))


async def privacy(event: Message | CallbackQuery, who: Who, read: Read, tr: Translator, talk: Talk) -> None:
    """*Privacy*."""
    _, town = await _person(who, read)
    await talk.show(views.privacy(tr, town))


async def help_(event: Message | CallbackQuery, who: Who, read: Read, tr: Translator, talk: Talk) -> None:
    """*Help*."""
    _, town = await _person(who, read)
    await talk.show(views.help_(tr, town))


async def _person(who: Who, read: Read) -> tuple[Person, Town | None]:
    assert who.person is not None  # the start router keeps strangers
    async with read() as session:
        return who.person, await town_of(session, who.person)
