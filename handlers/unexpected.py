"""What nobody wanted: in private one helpful sentence, anywhere else only a word for whoever pressed a button."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from domain.errors import Refusal, Refused
from handlers.contents import is_command
from handlers.filters import Private
from handlers.shown import Note, show
from handlers.talk import Talk
from handlers.who import Who
from services import onboarding
from services.work import Read
from views import menu as views
from views.errors import sentence
from views.i18n import Translator


def router() -> Router:
    """The last router."""
    router = Router(name="unexpected")
    router.message.register(message, Private())
    router.edited_message.register(edited, Private())
    router.callback_query.register(pressed, Private())
    router.callback_query.register(foreign)
    return router


async def message(message: Message, who: Who, read: Read, note: Note, tr: Translator, talk: Talk) -> None:
    """A message that answers nothing: a sentence, and what the person can do."""
    unknown = Refused(Refusal.UNKNOWN_COMMAND)
    said = sentence(tr, unknown) if is_command(message) else views.not_understood(tr)
    async with read() as session:
        here = await onboarding.look(session, who.id)
    if here.scene is not None:
        await show(talk, tr, note, here.scene, said)
    else:
        await talk.show(views.menu(tr, here.person, here.town, said))


async def edited(message: Message) -> None:
    """An edit without an open conversation. A live location that moves on is no edit of a person."""
    if not message.location:
        raise Refused(Refusal.EDIT_NOT_USED)


async def pressed(query: CallbackQuery) -> None:
    """A button that we know no more."""
    raise Refused(Refusal.STALE_BUTTON)


async def foreign(query: CallbackQuery) -> None:
    """A button that belongs into another chat."""
    raise Refused(Refusal.WRONG_CHAT)
