"""*Settings* of the private chat: name and followed needs; language and town lead to their own lists."""

from typing import Any

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from domain.clock import Clock
from domain.errors import Refusal, Refused
from handlers.contents import given, is_command
from handlers.filters import Item, Pressed, Private
from handlers.talk import Talk
from handlers.who import Who
from services import preferences
from services.work import Read, Work
from views import preferences as views
from views.callbacks import PreferencePress
from views.errors import sentence
from views.i18n import Translator


class Naming(Filter):
    """A message that is the name others shall see."""

    async def __call__(self, message: Message, who: Who, read: Read, clock: Clock) -> bool | dict[str, Any]:
        if who.person is None or who.person.naming_at is None:
            return False
        if is_command(message):
            return False
        async with read() as session:
            return await preferences.awaits_name(session, clock.now(), who.person)


def router() -> Router:
    """Before the guided conversation: a name is no answer in a form."""
    router = Router(name="preferences")
    router.callback_query.register(show, Private(), Item("settings"))
    router.callback_query.register(follows, Private(), Item("follows"))
    router.callback_query.register(pressed, Private(), Pressed(PreferencePress))
    router.message.register(named, Private(), Naming())
    return router


async def show(query: CallbackQuery, who: Who, read: Read, tr: Translator, talk: Talk) -> None:
    """*Settings*."""
    async with read() as session:
        facts = await preferences.of_person(session, who.id)
    await talk.show(views.settings(tr, facts))


async def follows(query: CallbackQuery, who: Who, read: Read, tr: Translator, talk: Talk) -> None:
    """*Needs I follow*."""
    async with read() as session:
        facts = await preferences.of_person(session, who.id)
    await talk.show(views.follows(tr, facts))


async def pressed(
    query: CallbackQuery,
    press: PreferencePress,
    who: Who,
    work: Work,
    clock: Clock,
    tr: Translator,
    talk: Talk,
) -> None:
    """*Name*, *Back* from it, or a tick at a category."""
    match press.action:
        case "follow" | "unfollow":
            async with work() as session:
                yes = press.action == "follow"
                facts = await preferences.follow(session, who.id, press.value, yes=yes)
            await talk.show(views.follows(tr, facts))
        case "name":
            async with work() as session:
                facts = await preferences.ask_name(session, clock.now(), who.id)
            await talk.show(views.name_wanted(tr, facts))
        case "keep":
            async with work() as session:
                facts = await preferences.keep_name(session, who.id)
            await talk.show(views.settings(tr, facts))
        case _:
            raise Refused(Refusal.STALE_BUTTON)


async def named(message: Message, who: Who, work: Work, read: Read, tr: Translator, talk: Talk) -> None:
    """The name; what is none gets one sentence, and the question again."""
    try:
        async with work() as session:
            facts = await preferences.rename(session, who.id, given(message))
    except Refused as refused:
        async with read() as session:
            facts = await preferences.of_person(session, who.id)
        await talk.show(views.name_wanted(tr, facts, sentence(tr, refused)))
        return
    await talk.show(views.settings(tr, facts, views.renamed(tr)))
