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
from services import requests
from services.work import Read, Work
from views import validity as views
from views.callbacks import RequestPress
from views.errors import sentence
from views.i18n import Translator
from views.links import start_link


def router() -> Router:
    """An organisation's own requests."""
    router = Router(name="requests")
    router.callback_query.register(pressed, Group(), Pressed(RequestPress))
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
