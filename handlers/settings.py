"""/settings of a group: one message that edits itself, for its administrators."""

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain.clock import Clock
from domain.errors import Refusal, Refused
from domain.groups import GroupSettings
from domain.options import Options
from domain.organisations import Mode
from domain.taxonomy import TAXONOMY
from handlers import administrators
from handlers.filters import Group, Moderators, Pressed
from handlers.talk import Talk
from handlers.ways_in import offer_registration
from handlers.who import Who
from services import settings as service
from services.work import Read, Work
from views import groups as group_views
from views import settings as views
from views.callbacks import LocalePress, SettingsPress
from views.i18n import LOCALES, Translator, translator
from views.screen import Screen

_LOOKING = ("overview", "parts", "open", "hours", "language")


def router() -> Router:
    """Every press is checked with Telegram: administrators of a group change."""
    router = Router(name="settings")
    router.message.register(show, Command("settings"), Group(), ~Moderators())
    router.callback_query.register(press_setting, Group(), Pressed(SettingsPress))
    router.callback_query.register(press_locale, Group(), Pressed(LocalePress))
    return router


async def show(message: Message, bot: Bot, talk: Talk, tr: Translator, who: Who, read: Read) -> None:
    """/settings; who writes in the group's name is one of its administrators."""
    if not who.anonymous:
        await administrators.require(bot, talk, who)
    try:
        async with read() as session:
            facts = await service.show(session, message.chat.id)
    except Refused as refused:
        await offer_registration(refused, talk, tr, read)
        return
    await talk.send(views.overview(tr, facts))


async def press_setting(
    query: CallbackQuery, press: SettingsPress, bot: Bot, talk: Talk, tr: Translator, who: Who, work: Work, read: Read,
    clock: Clock, settings: Options,
) -> None:  # fmt: skip
    """A button of the settings: look at another page, or change something and see it."""
    await administrators.require(bot, talk, who)
    if press.action in _LOOKING:
        await talk.show(await _look(press, talk, tr, read))
        return
    async with work() as session:
        now, chat_id = clock.now(), talk.chat_id
        match press.action:
            case "kind_on" | "part_on":
                facts = await service.follow(session, now, chat_id, views.kind_of(press.value))
            case "kind_off" | "part_off":
                facts = await service.unfollow(session, now, chat_id, views.kind_of(press.value))
            case "mode" if press.value in list(Mode):
                facts = await service.set_mode(session, now, chat_id, Mode(press.value))
            case "hour" if press.value.isdecimal():
                facts = await service.set_hour(session, now, chat_id, int(press.value), settings)
            case "needs":
                facts = await service.set_needs(session, now, chat_id, press.value == "show")
            case _:
                raise Refused(Refusal.STALE_BUTTON)
    await talk.show(_changed(tr, press, facts))


async def press_locale(
    query: CallbackQuery, press: LocalePress, bot: Bot, talk: Talk, who: Who, work: Work, read: Read,
    clock: Clock,
) -> None:  # fmt: skip
    """The language of a group, from the greeting or from the settings."""
    await administrators.require(bot, talk, who)
    if press.code not in LOCALES:
        raise Refused(Refusal.UNKNOWN_OPTION)
    title = (query.message.chat.title if query.message else None) or ""
    async with work() as session:
        await service.set_locale(session, clock.now(), talk.chat_id, title, press.code)
    tr = translator(press.code)
    facts = await _facts(talk, read)
    await talk.show(views.overview(tr, facts) if facts else group_views.greeting(tr))


async def _look(press: SettingsPress, talk: Talk, tr: Translator, read: Read) -> Screen:
    if press.action == "language":
        return views.languages(tr, back=await _facts(talk, read) is not None)
    async with read() as session:
        facts = await service.show(session, talk.chat_id)
    if press.action == "hours":
        return views.hours(tr, facts)
    if press.action == "parts":
        return views.categories(tr, facts)
    if press.action == "open" and press.value in TAXONOMY:
        return views.parts(tr, facts, press.value)
    return views.overview(tr, facts)


async def _facts(talk: Talk, read: Read) -> GroupSettings | None:
    """The settings of a registered group; None for any other."""
    try:
        async with read() as session:
            return await service.show(session, talk.chat_id)
    except Refused:
        return None


def _changed(tr: Translator, press: SettingsPress, facts: GroupSettings) -> Screen:
    """A changed part shows its own page again, everything else the overview."""
    if press.action.startswith("part_"):
        return views.parts(tr, facts, views.kind_of(press.value)[0])
    return views.overview(tr, facts)
