"""Organisations' groups: commands, buttons that lead into the private chat, and posts to look at."""

from collections.abc import Awaitable, Callable, Mapping

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from domain.clock import Clock
from domain.errors import Refusal, Refused
from domain.options import Options
from handlers import administrators
from handlers.filters import Group, Moderators, Pressed
from handlers.shown import Note
from handlers.talk import Talk
from handlers.ways_in import offer_registration
from handlers.who import Who
from services import alerts, groups, joining
from services.work import Read, Work
from views import alerts as alert_views
from views import digest as digest_views
from views import groups as views
from views import requests as request_views
from views.callbacks import AlertPress, DigestPress, GroupPress, ReconnectPress
from views.i18n import Translator
from views.links import start_link

_LINKS: Mapping[str, Callable[..., Awaitable[str]]] = {
    "register": joining.register,
    "code": joining.code_link,
    "request": groups.request_link,
}


def router() -> Router:
    """Commands of moderation chats are left to `handlers/moderation`."""
    router = Router(name="groups")
    ours = (Group(), ~Moderators())
    router.message.register(request, Command("request"), *ours)
    router.message.register(requests, Command("requests"), *ours)
    router.message.register(status, Command("status"), *ours)
    router.message.register(manual, Command("help", "start"), *ours)
    router.callback_query.register(reconnect, Group(), Pressed(ReconnectPress))
    router.callback_query.register(lead, Group(), Pressed(GroupPress))
    router.callback_query.register(turn_digest, Pressed(DigestPress))
    router.callback_query.register(open_alert, Pressed(AlertPress))
    return router


async def request(message: Message, talk: Talk, tr: Translator, read: Read) -> None:
    """/request"""
    try:
        async with read() as session:
            await groups.able(session, message.chat.id)
    except Refused as refused:
        await offer_registration(refused, talk, tr, read)
        return
    await talk.send(views.write_request(tr))


async def requests(message: Message, talk: Talk, tr: Translator, read: Read, clock: Clock) -> None:
    """/requests"""
    try:
        async with read() as session:
            mine = await groups.requests(session, clock.now(), message.chat.id)
    except Refused as refused:
        await offer_registration(refused, talk, tr, read)
        return
    await talk.send(request_views.overview(tr, mine))


async def status(message: Message, talk: Talk, tr: Translator, read: Read, clock: Clock) -> None:
    """/status"""
    try:
        async with read() as session:
            facts = await groups.status(session, clock.now(), message.chat.id)
    except Refused as refused:
        await offer_registration(refused, talk, tr, read)
        return
    await talk.send(views.status(tr, facts))


async def manual(message: Message, talk: Talk, tr: Translator, read: Read) -> None:
    """/help; a group that is not registered is greeted again, with the button that registers it."""
    try:
        async with read() as session:
            await groups.home(session, message.chat.id)
    except Refused:
        await talk.send(views.greeting(tr))
        return
    await talk.send(views.manual(tr))


async def lead(
    query: CallbackQuery, press: GroupPress, bot: Bot, talk: Talk, tr: Translator, who: Who, work: Work,
    clock: Clock, settings: Options,
) -> None:  # fmt: skip
    """*Register this group* and the like (administrators) or *Write the request* (members): a link for who pressed."""
    link = _LINKS.get(press.action)
    if link is None:
        raise Refused(Refusal.STALE_BUTTON)
    if press.action != "request":
        await administrators.require(bot, talk, who)
    topic = administrators.topic_of(query.message)
    async with work() as session:
        token = await link(session, clock.now(), who.id, talk.chat_id, topic)
    await talk.open(start_link(settings.bot_name, token))


async def reconnect(
    query: CallbackQuery, bot: Bot, talk: Talk, tr: Translator, who: Who, work: Work, clock: Clock
) -> None:
    """*Reconnect*: the group is what it was before the bot was removed."""
    await administrators.require(bot, talk, who)
    topic = administrators.topic_of(query.message)
    async with work() as session:
        await joining.reconnect(session, clock.now(), who.id, talk.chat_id, topic)
    await talk.show(views.registered_again(tr))


async def turn_digest(
    query: CallbackQuery, press: DigestPress, talk: Talk, tr: Translator, work: Work, clock: Clock
) -> None:
    """Another page of a digest, drawn from what may be shown now."""
    async with work() as session:
        facts = await alerts.turn_digest(session, clock.now(), talk.chat_id, press.digest_id, press.page)
    await talk.show(digest_views.page(tr, facts))


async def open_alert(
    query: CallbackQuery, press: AlertPress, talk: Talk, tr: Translator, read: Read, note: Note, clock: Clock
) -> None:
    """One post of a digest, whole, as a message of its own, which is drawn anew like all the others."""
    async with read() as session:
        item = await alerts.card_in(session, clock.now(), talk.chat_id, press.alert_id)
    shown = await talk.send(alert_views.card(tr, item))
    async with note() as session:
        await alerts.note_opened(session, clock.now(), talk.chat_id, item, shown)
    await talk.hush()
