"""/settings of a group: one message that edits itself, for its administrators."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain.cadence import QuietHours
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
from services.work import Read, Session, Work
from views import groups as group_views
from views import settings as views
from views import settings_pages as pages
from views.callbacks import LocalePress, SettingsPress
from views.i18n import LOCALES, Translator, translator
from views.screen import Screen

Change = Callable[[Session, datetime, int, str, Options], Awaitable[GroupSettings]]


def _number(value: str) -> int:
    """Buttons are claims. Raises `Refused` for what is no number."""
    if not (value.isascii() and value.isdecimal() and len(value) < 4):
        raise Refused(Refusal.UNKNOWN_OPTION)
    return int(value)


async def _quiet(
    session: Session, now: datetime, chat_id: int, options: Options, **ends: int
) -> GroupSettings:
    """One end of the quiet hours; the other stays what it is for this group."""
    own = (await service.show(session, chat_id)).quiet or options.quiet
    until = own.end.hour + (own.end.minute > 0)  # the operator's may end within an hour
    chosen = {"start": own.start.hour, "end": until % 24} | ends
    return await service.set_quiet(session, now, chat_id, **chosen)


_CHANGES: Mapping[str, Change] = {
    "kind_on": lambda s, now, chat, value, _: service.follow(s, now, chat, views.kind_of(value)),
    "kind_off": lambda s, now, chat, value, _: service.unfollow(s, now, chat, views.kind_of(value)),
    "part_on": lambda s, now, chat, value, _: service.follow(s, now, chat, views.kind_of(value)),
    "part_off": lambda s, now, chat, value, _: service.unfollow(s, now, chat, views.kind_of(value)),
    "hour": lambda s, now, chat, value, o: service.set_hour(s, now, chat, _number(value), o),
    "day_on": lambda s, now, chat, value, _: service.set_weekday(s, now, chat, _number(value), True),
    "day_off": lambda s, now, chat, value, _: service.set_weekday(s, now, chat, _number(value), False),
    "quiet_from": lambda s, now, chat, value, o: _quiet(s, now, chat, o, start=_number(value)),
    "quiet_until": lambda s, now, chat, value, o: _quiet(s, now, chat, o, end=_number(value)),
    "quiet_usual": lambda s, now, chat, _, o: service.set_quiet(s, now, chat, None, None),
    "quiet_never": lambda s, now, chat, _, o: service.set_quiet(s, now, chat, 0, 0),
    "max": lambda s, now, chat, value, _: service.set_max(s, now, chat, _number(value)),
    "radius": lambda s, now, chat, value, _: service.set_radius(
        s, now, chat, None if value == pages.NONE else _number(value)
    ),
    "place": lambda s, now, chat, value, _: service.set_district(
        s, now, chat, None if value == pages.NONE else value
    ),
    "needs": lambda s, now, chat, value, _: service.set_needs(s, now, chat, value == "show"),
}
_PAGES: Mapping[str, Callable[[Translator, GroupSettings, QuietHours], Screen]] = {
    "overview": views.overview,
    "parts": lambda tr, facts, _: views.categories(tr, facts),
    "hours": lambda tr, facts, _: pages.hours(tr, facts),
    "days": lambda tr, facts, _: pages.weekdays(tr, facts),
    "quiet": pages.quiet,
    "quiet_start": pages.quiet_start,
    "quiet_end": pages.quiet_end,
    "at_most": lambda tr, facts, _: pages.at_most(tr, facts),
    "distance": lambda tr, facts, _: pages.distance(tr, facts),
    "places": lambda tr, facts, _: pages.places(tr, facts),
}
_STAYS = {  # which page shows a change; every other change shows the overview
    "day_on": "days",
    "day_off": "days",
    "quiet_from": "quiet",
    "quiet_until": "quiet",
    "quiet_usual": "quiet",
    "quiet_never": "quiet",
    "place": "distance",
}


def router() -> Router:
    """Every press is checked with Telegram: administrators of a group change."""
    router = Router(name="settings")
    router.message.register(show, Command("settings"), Group(), ~Moderators())
    router.callback_query.register(press_setting, Group(), Pressed(SettingsPress))
    router.callback_query.register(press_locale, Group(), Pressed(LocalePress))
    return router


async def show(
    message: Message, bot: Bot, talk: Talk, tr: Translator, who: Who, read: Read, settings: Options
) -> None:
    """/settings; who writes in the group's name is one of its administrators."""
    if not who.anonymous:
        await administrators.require(bot, talk, who)
    try:
        async with read() as session:
            facts = await service.show(session, message.chat.id)
    except Refused as refused:
        await offer_registration(refused, talk, tr, read)
        return
    await talk.send(views.overview(tr, _placed(facts, message), settings.quiet))


async def press_setting(
    query: CallbackQuery, press: SettingsPress, bot: Bot, talk: Talk, tr: Translator, who: Who, work: Work, read: Read,
    clock: Clock, settings: Options,
) -> None:  # fmt: skip
    """A button of the settings: look at another page, or change something and see it."""
    await administrators.require(bot, talk, who)
    change, shown = _change(press, administrators.topic_of(query.message)), query.message
    if change is None:
        await talk.show(await _look(press, shown, talk, tr, read, settings))
        return
    async with work() as session:
        facts = await change(session, clock.now(), talk.chat_id, press.value, settings)
    await talk.show(_changed(tr, press, _placed(facts, shown), settings))


def _placed(facts: GroupSettings, shown: object) -> GroupSettings:
    """With whether these settings are shown in another topic than the one that is written in."""
    return replace(facts, elsewhere=administrators.topic_of(shown) != facts.thread_id)


def _change(press: SettingsPress, topic: int | None) -> Change | None:
    """What a button changes; None for one that only leads to another page."""
    if press.action == "here":
        return lambda session, now, chat, _, __: service.set_topic(session, now, chat, topic)
    if press.action == "mode" and press.value in list(Mode):
        mode = Mode(press.value)
        return lambda session, now, chat, _, __: service.set_mode(session, now, chat, mode)
    return _CHANGES.get(press.action)


async def press_locale(
    query: CallbackQuery, press: LocalePress, bot: Bot, talk: Talk, who: Who, work: Work, read: Read,
    clock: Clock, settings: Options,
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
    await talk.show(views.overview(tr, facts, settings.quiet) if facts else group_views.greeting(tr))


async def _look(
    press: SettingsPress, shown: object, talk: Talk, tr: Translator, read: Read, options: Options
) -> Screen:
    if press.action == "language":
        return views.languages(tr, back=await _facts(talk, read) is not None)
    async with read() as session:
        facts = await service.show(session, talk.chat_id)
    if press.action == "open" and press.value in TAXONOMY:
        return views.parts(tr, facts, press.value)
    if page := _PAGES.get(press.action):
        return page(tr, _placed(facts, shown), options.quiet)
    raise Refused(Refusal.STALE_BUTTON)


async def _facts(talk: Talk, read: Read) -> GroupSettings | None:
    """The settings of a registered group; None for any other."""
    try:
        async with read() as session:
            return await service.show(session, talk.chat_id)
    except Refused:
        return None


def _changed(tr: Translator, press: SettingsPress, facts: GroupSettings, options: Options) -> Screen:
    """A changed part shows its own page again, like whatever is set in several presses; all else the overview."""
    if press.action.startswith("part_"):
        return views.parts(tr, facts, views.kind_of(press.value)[0])
    return _PAGES[_STAYS.get(press.action, "overview")](tr, facts, options.quiet)
