"""Refusals become a sentence, once; a repeated update only draws anew. Other errors are the receiver's."""

from aiogram import Router
from aiogram.filters import ExceptionTypeFilter
from aiogram.types import ErrorEvent

from domain.clock import Clock
from domain.errors import Refused
from handlers import conversation
from handlers.shown import Note
from handlers.talk import Talk
from handlers.who import Who
from services.work import AlreadyDone, Read
from views import errors
from views.i18n import Translator


def router() -> Router:
    """Takes what handlers raise."""
    router = Router(name="errors")
    router.errors.register(refused, ExceptionTypeFilter(Refused))
    router.errors.register(already_done, ExceptionTypeFilter(AlreadyDone))
    return router


async def refused(event: ErrorEvent, talk: Talk, tr: Translator) -> None:
    """An alert for a press, an answer to a message; what merely happened in a chat (somebody joined) gets no answer."""
    assert isinstance(event.exception, Refused)
    if talk.pressed:
        await talk.toast(errors.sentence(tr, event.exception), alert=True)
    elif event.update.message or event.update.edited_message:
        await talk.send(errors.refusal(tr, event.exception))


async def already_done(
    event: ErrorEvent, talk: Talk, tr: Translator, who: Who, read: Read, note: Note, clock: Clock
) -> None:
    """In private the present screen; in a group what happened shows through the outbox."""
    if talk.chat_id == who.id and not event.update.my_chat_member:
        query = event.update.callback_query
        await conversation.redraw(talk, tr, who, read, note, clock, query.data if query else None)
    await talk.hush()
