"""Buttons in an organisation's group about one of its own requests. Any member of the group may press them."""

from aiogram import Router
from aiogram.types import CallbackQuery

from domain.clock import Clock
from domain.errors import Refusal, Refused
from domain.lives import Way
from domain.options import Options
from handlers.administrators import topic_of
from handlers.filters import Group, Pressed
from handlers.talk import Talk
from handlers.who import Who
from services import groups, requests, stops
from services.work import Read, Work
from views import requests as request_views
from views import stops as stop_views
from views import validity as views
from views.callbacks import RequestPress, StopPress
from views.errors import sentence
from views.i18n import Translator
from views.links import start_link
from views.screen import Screen

_LOOKING = ("show", "list")


def router() -> Router:
    """An organisation's own requests."""
    router = Router(name="requests")
    router.callback_query.register(pressed, Group(), Pressed(RequestPress))
    router.callback_query.register(stop, Group(), Pressed(StopPress))
    return router


async def pressed(
    query: CallbackQuery,
    press: RequestPress,
    who: Who,
    work: Work,
    read: Read,
    clock: Clock,
    tr: Translator,
    talk: Talk,
    settings: Options,
) -> None:
    """Something is done with the request, or *Change* leads into the private chat."""
    if press.action in _LOOKING:
        await talk.show(await _look(press, read, clock, tr, talk))
        return
    if press.action not in tuple(Way):
        raise Refused(Refusal.STALE_BUTTON)
    way, now = Way(press.action), clock.now()
    if way is Way.CHANGE:
        topic = topic_of(query.message)
        async with work() as session:
            token = await requests.change_link(session, now, who.id, talk.chat_id, topic, press.post_id)
        await talk.open(start_link(settings.bot_name, token))
        return
    try:
        async with work() as session:
            seen = (press.post_id, press.version)
            own = await requests.act(session, now, settings, talk.chat_id, who.id, *seen, way)
    except Refused as refused:
        await _as_it_is(refused, press, read, clock, tr, talk)
        return
    await talk.show(views.answered(tr, own, way))


async def _look(press: RequestPress, read: Read, clock: Clock, tr: Translator, talk: Talk) -> Screen:
    async with read() as session:
        if press.action == "list":
            mine = await groups.requests(session, clock.now(), talk.chat_id, press.post_id)
            return request_views.overview(tr, mine)
        return request_views.one(tr, await requests.one(session, clock.now(), talk.chat_id, press.post_id))


async def stop(
    query: CallbackQuery, press: StopPress, who: Who, work: Work, clock: Clock, tr: Translator, talk: Talk
) -> None:
    """*No more … until …*, or that it is needed again: told in a message of its own, what was pressed stays."""
    kind = (press.category, press.subcategory)
    async with work() as session:
        here = await groups.able(session, talk.chat_id)
        if press.action == "stop":
            held = await stops.stop(session, clock.now(), talk.chat_id, who.id, kind)
            screen = stop_views.stopped(tr, held, here.town)
        elif press.action == "lift":
            await stops.lift(session, clock.now(), talk.chat_id, who.id, kind)
            screen = stop_views.lifted(tr, kind)
        else:
            raise Refused(Refusal.STALE_BUTTON)
    await talk.below().send(screen)
    await talk.hush()


async def _as_it_is(
    refused: Refused, press: RequestPress, read: Read, clock: Clock, tr: Translator, talk: Talk
) -> None:
    """Somebody was faster: who pressed is told, and the message shows what is true now. Raises any other refusal again."""
    if refused.code is not Refusal.POST_CHANGED:
        raise refused
    async with read() as session:
        own = await requests.one(session, clock.now(), talk.chat_id, press.post_id)
    await talk.toast(sentence(tr, refused), alert=True)
    await talk.show(views.present(tr, own))
