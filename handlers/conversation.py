"""The guided conversation: presses, messages and edits become one change of the draft, then one screen."""

from typing import Any

from aiogram import Router
from aiogram.filters import Command, Filter
from aiogram.types import CallbackQuery, Message, TelegramObject

from domain.clock import Clock
from domain.drafts import Scene
from domain.errors import Refusal, Refused
from domain.inputs import Typed
from domain.options import Options
from handlers import drafting
from handlers.contents import given, is_command
from handlers.drafting import Turn
from handlers.filters import Item, Pressed, Private
from handlers.shown import Note, arrive, put, show
from handlers.talk import Talk
from handlers.who import Who
from services import conversation, offers, onboarding
from services.onboarding import Stage
from services.work import Read, Work
from views import conversation as views
from views.callbacks import DraftPress, unpack
from views.errors import sentence
from views.i18n import Translator
from views.menu import menu
from views.start import unfinished


class Drafting(Filter):
    """Somebody with an open conversation; the handler gets it as `scene`. Commands are no answers."""

    async def __call__(self, message: Message, who: Who, read: Read) -> bool | dict[str, Any]:
        if is_command(message):
            return False
        async with read() as session:
            scene = await conversation.scene(session, who.id)
        return {"scene": scene} if scene else False


class OurAction(Filter):
    """A button of the conversation that does something we know."""

    async def __call__(self, query: CallbackQuery, press: DraftPress) -> bool:
        return press.action in drafting.ACTIONS


def router() -> Router:
    """Everything that moves a draft."""
    router = Router(name="conversation")
    router.message.register(offer, Private(), Command("offer", ignore_case=True))
    router.callback_query.register(offer, Private(), Item("offer"))
    router.message.register(cancel, Private(), Command("cancel", ignore_case=True))
    router.callback_query.register(pressed, Private(), Pressed(DraftPress), OurAction())
    router.message.register(heard, Private(), Drafting())
    router.edited_message.register(edited, Private(), Drafting())
    return router


async def offer(
    event: TelegramObject, who: Who, work: Work, note: Note, clock: Clock, talk: Talk, tr: Translator,
    settings: Options,
) -> None:  # fmt: skip
    """*Offer help*: a fresh one, unless something is open."""
    assert who.person is not None
    async with work() as session:
        scene, fresh, limit = await offers.begin(session, clock.now(), settings, who.person)
    said = views.enough_today(tr, limit) if limit is not None else ""
    screen = views.scene_screen(tr, scene, said) if fresh else unfinished(tr, scene, restart="offer")
    await put(talk, tr, note, scene, screen)


async def pressed(
    query: CallbackQuery,
    press: DraftPress,
    who: Who,
    work: Work,
    read: Read,
    note: Note,
    clock: Clock,
    talk: Talk,
    tr: Translator,
    settings: Options,
) -> None:
    """A button of the conversation."""
    assert who.person is not None
    await drafting.take(Turn(who.person, talk, tr, work, read, note, clock, settings), press)


async def cancel(message: Message, who: Who, work: Work, note: Note, talk: Talk, tr: Translator) -> None:
    """`/cancel`."""
    async with work() as session:
        scene, ended = await conversation.cancel(session, who.id, None)
    await drafting.show_cancel(talk, tr, note, scene, ended)


async def heard(
    message: Message,
    scene: Scene,
    who: Who,
    work: Work,
    note: Note,
    clock: Clock,
    talk: Talk,
    tr: Translator,
) -> None:
    """An answer by message; what is no answer gets one sentence and the same question again."""
    said, answer = "", given(message)
    album = scene.continues(answer)
    try:
        async with work() as session:
            scene = await conversation.hear(session, clock.now(), who.id, answer)
    except Refused as refused:
        said = sentence(tr, refused)
    await show(talk, tr, note, scene, said, in_place=album)


async def edited(
    message: Message,
    scene: Scene,
    who: Who,
    work: Work,
    note: Note,
    clock: Clock,
    talk: Talk,
    tr: Translator,
) -> None:
    """An edit of the message that gave an answer. A shared live location moves on; the place it was shared from counts."""
    if message.location:
        return
    try:
        if message.text is None:
            raise Refused(Refusal.EDIT_NOT_USED)
        async with work() as session:
            new = Typed(message.text, message.message_id)
            scene = await conversation.amend(session, clock.now(), who.id, new)
        said = views.amended(tr)
    except Refused as refused:
        said = sentence(tr, refused)
    await show(talk, tr, note, scene, said)


async def redraw(
    talk: Talk, tr: Translator, who: Who, read: Read, note: Note, clock: Clock, pressed: str | None = None
) -> None:
    """Where the person stands, after an update that had its effect before; `pressed` is the data of a button."""
    async with read() as session:
        arrival = await onboarding.look(session, who.id)
    press = unpack(pressed)
    if arrival.stage is Stage.UNFINISHED and arrival.scene is not None:
        await show(talk, tr, note, arrival.scene)
    elif isinstance(press, DraftPress) and await drafting.done_before(
        talk, tr, who.id, press.nonce, read, clock
    ):
        return
    elif arrival.stage is Stage.MENU:
        await talk.show(menu(tr, arrival.person, arrival.town, views.done_before(tr)))
    else:
        await arrive(talk, note, arrival)
