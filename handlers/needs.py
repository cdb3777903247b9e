"""*What is needed*: live requests of the person's town, and *I can help*."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain.clock import Clock
from domain.errors import Refusal, Refused
from domain.needs import ALL
from handlers.filters import Item, Pressed, Private
from handlers.shown import Note, open_form
from handlers.talk import Talk
from handlers.who import Who
from services import needs, prefilled
from services.work import Read, Work
from views import needs as views
from views.callbacks import NeedPress
from views.errors import sentence
from views.i18n import Translator


def router() -> Router:
    """Requests for volunteers to read and to answer."""
    router = Router(name="needs")
    router.message.register(command, Private(), Command("needs", ignore_case=True))
    router.callback_query.register(item, Private(), Item("needs"))
    router.callback_query.register(pressed, Private(), Pressed(NeedPress))
    return router


async def command(message: Message, who: Who, read: Read, clock: Clock, tr: Translator, talk: Talk) -> None:
    """`/needs`."""
    await _list(NeedPress("list", ALL), who, read, clock, tr, talk)


async def item(query: CallbackQuery, who: Who, read: Read, clock: Clock, tr: Translator, talk: Talk) -> None:
    """*What is needed* in the menu."""
    await _list(NeedPress("list", ALL), who, read, clock, tr, talk)


async def pressed(
    query: CallbackQuery, press: NeedPress, who: Who, read: Read, work: Work, note: Note, clock: Clock,
    tr: Translator, talk: Talk,
) -> None:  # fmt: skip
    """A page, the categories, one request, or *I can help*; what is gone meanwhile leads back to the list."""
    try:
        match press.action:
            case "list":
                await _list(press, who, read, clock, tr, talk)
            case "kinds":
                await _kinds(who, read, clock, tr, talk)
            case "show":
                await _show(press, who, read, clock, tr, talk)
            case "help":
                await _help(press, who, work, note, clock, tr, talk)
            case _:
                raise Refused(Refusal.STALE_BUTTON)
    except Refused as refused:
        if refused.code is not Refusal.POST_GONE:
            raise
        await talk.toast(sentence(tr, refused), alert=True)
        await _list(press, who, read, clock, tr, talk)


async def _list(press: NeedPress, who: Who, read: Read, clock: Clock, tr: Translator, talk: Talk) -> None:
    assert who.person is not None
    async with read() as session:
        found = await needs.page_of(session, clock.now(), who.person, press.kinds, press.page)
    await talk.show(views.needs(tr, found))


async def _kinds(who: Who, read: Read, clock: Clock, tr: Translator, talk: Talk) -> None:
    assert who.person is not None
    async with read() as session:
        found = await needs.by_category(session, clock.now(), who.person)
    await talk.show(views.by_category(tr, found))


async def _show(press: NeedPress, who: Who, read: Read, clock: Clock, tr: Translator, talk: Talk) -> None:
    assert who.person is not None
    async with read() as session:
        need, town = await needs.one(session, clock.now(), who.person, press.request_id)
    await talk.show(views.one(tr, town, need, press.kinds, press.page))


async def _help(
    press: NeedPress, who: Who, work: Work, note: Note, clock: Clock, tr: Translator, talk: Talk
) -> None:
    assert who.person is not None
    async with work() as session:
        begun = await prefilled.help_with(session, clock.now(), who.person, press.request_id)
    await open_form(talk, tr, note, begun)
