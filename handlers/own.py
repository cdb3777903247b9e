"""*My offers*: looking, and everything that needs no moderator."""

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain.clock import Clock
from domain.errors import Refusal, Refused
from domain.lives import Way
from domain.options import Options
from handlers.filters import Item, Pressed, Private
from handlers.shown import Note, open_form
from handlers.talk import Talk
from handlers.who import Who
from services import offers, prefilled
from services.work import Read, Work
from views import own as views
from views.callbacks import MenuPress, OwnPress
from views.errors import sentence
from views.i18n import Translator


def router() -> Router:
    """A person's own posts."""
    router = Router(name="own")
    router.message.register(command, Private(), Command("my", ignore_case=True))
    router.callback_query.register(page, Private(), Item("my"))
    router.callback_query.register(pressed, Private(), Pressed(OwnPress))
    return router


async def command(message: Message, who: Who, read: Read, tr: Translator, talk: Talk) -> None:
    """`/my`."""
    await _list(0, who, read, tr, talk)


async def page(
    query: CallbackQuery, press: MenuPress, who: Who, read: Read, tr: Translator, talk: Talk
) -> None:
    """*My offers*, a page of the list."""
    await _list(press.page, who, read, tr, talk)


async def _list(number: int, who: Who, read: Read, tr: Translator, talk: Talk) -> None:
    async with read() as session:
        versions = await offers.list_own(session, who.id)
    await talk.show(views.own_list(tr, versions, number))


async def pressed(
    query: CallbackQuery,
    press: OwnPress,
    who: Who,
    work: Work,
    read: Read,
    note: Note,
    clock: Clock,
    tr: Translator,
    talk: Talk,
    settings: Options,
) -> None:
    """One offer: shown, changed, or something done with it."""
    if press.action == "show":
        async with read() as session:
            own = await offers.one(session, clock.now(), who.id, press.post_id)
        await talk.show(views.own_post(tr, own))
    elif press.action == Way.CHANGE:
        assert who.person is not None
        async with work() as session:
            begun = await prefilled.change(session, clock.now(), who.person, press.post_id)
        await open_form(talk, tr, note, begun)
    else:
        await _act(press, who, work, read, clock, tr, talk, settings)


async def _act(
    press: OwnPress,
    who: Who,
    work: Work,
    read: Read,
    clock: Clock,
    tr: Translator,
    talk: Talk,
    settings: Options,
) -> None:
    if press.action not in tuple(Way):
        raise Refused(Refusal.STALE_BUTTON)
    way, now = Way(press.action), clock.now()
    try:
        async with work() as session:
            own = await offers.act(session, now, settings, who.id, press.post_id, press.version, way)
    except Refused as refused:
        if refused.code is not Refusal.POST_CHANGED:
            raise
        async with read() as session:
            own = await offers.one(session, now, who.id, press.post_id)
        await talk.toast(sentence(tr, refused), alert=True)
        await talk.show(views.own_post(tr, own))
        return
    await talk.show(views.own_post(tr, own, views.done(tr, way)))
