"""The buttons of the guided conversation. A stale one changes nothing: the present question is shown with a short word,
or what the button has led to, or the menu, so that no message is left that leads nowhere."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from domain.clock import Clock
from domain.drafts import Scene
from domain.errors import Refused
from domain.forms import Move
from domain.options import Options
from domain.people import Person
from domain.questions import ORGANISATION
from handlers import registering
from handlers.shown import LINK, Note, arrive, finish, put, show
from handlers.talk import Talk
from services import conversation, fair_use, onboarding, prefilled, submitting
from services.work import Read, Work
from views import conversation as views
from views.callbacks import DraftPress
from views.errors import sentence
from views.i18n import Translator
from views.submitted import ALL_THE_SAME, similar, submitted


@dataclass(frozen=True)
class Turn:
    """What a press needs, under one name."""

    person: Person
    talk: Talk
    tr: Translator
    work: Work
    read: Read
    note: Note
    clock: Clock
    options: Options

    async def show(self, scene: Scene) -> None:
        """The present question."""
        await show(self.talk, self.tr, self.note, scene)


async def take(turn: Turn, press: DraftPress) -> None:
    """Does what the button says."""
    try:
        await _ACTIONS[press.action](turn, press)
    except Refused as refused:
        await _refuse(turn, press, refused)


async def _refuse(turn: Turn, press: DraftPress, refused: Refused) -> None:
    async with turn.read() as session:
        here = await onboarding.look(session, turn.person.id)
        done = await submitting.submitted_with(session, turn.clock.now(), turn.person.id, press.nonce)
    said = sentence(turn.tr, refused)
    if here.scene is not None:
        await turn.talk.toast(said)
        await turn.show(here.scene)
        return
    await turn.talk.toast(said, alert=True)
    if done is not None:
        await turn.talk.show(submitted(turn.tr, done, turn.talk.bot_name))
    else:
        await arrive(turn.talk, turn.note, here)


async def _move(turn: Turn, press: DraftPress) -> None:
    async with turn.work() as session:
        scene = await conversation.move(
            session, turn.clock.now(), turn.person.id, press.nonce, Move(press.action), press.value
        )
    await turn.show(scene)


async def _continue(turn: Turn, press: DraftPress) -> None:
    await turn.show(await _present(turn, press))


async def _restart(turn: Turn, press: DraftPress) -> None:
    """The same form again, something else instead, or what a link from a group leads to."""
    now, person = turn.clock.now(), turn.person
    if press.value == LINK:
        async with turn.work() as session:
            arrival = await onboarding.follow_waiting(session, now, person.id, press.nonce)
        await arrive(turn.talk, turn.note, arrival)
        return
    async with turn.work() as session:
        scene = await prefilled.restart(session, now, person, press.nonce, press.value)
    await turn.show(scene)


async def _locate(turn: Turn, press: DraftPress) -> None:
    """Opens Telegram's keyboard for sharing a location; the question stays where it is."""
    draft = (await _present(turn, press)).draft
    await turn.talk.hush()
    await turn.talk.send(views.ask_location(turn.tr))
    if draft.message_id is not None:
        async with turn.note() as session:
            await conversation.note_shown(session, draft, draft.message_id, locating=True)


async def _cancel(turn: Turn, press: DraftPress) -> None:
    async with turn.work() as session:
        scene, ended = await conversation.cancel(session, turn.person.id, press.nonce)
    await show_cancel(turn.talk, turn.tr, turn.note, scene, ended)


async def show_cancel(talk: Talk, tr: Translator, note: Note, scene: Scene, ended: bool) -> None:
    """Nothing was lost, or the person is asked first."""
    if ended:
        await finish(talk, tr, scene.draft, views.cancelled(tr))
    else:
        await put(talk, tr, note, scene, views.sure(tr, scene))


async def _drop(turn: Turn, press: DraftPress) -> None:
    async with turn.work() as session:
        draft = await conversation.drop(session, turn.person.id, press.nonce)
    await finish(turn.talk, turn.tr, draft, views.cancelled(turn.tr))


async def _present(turn: Turn, press: DraftPress) -> Scene:
    async with turn.read() as session:
        return await conversation.at_nonce(session, turn.person.id, press.nonce)


async def _submit(turn: Turn, press: DraftPress) -> None:
    now, group = turn.clock.now(), None
    async with turn.read() as session:
        scene, alike = await conversation.at_nonce(session, turn.person.id, press.nonce), None
        if press.value != ALL_THE_SAME:
            alike = await fair_use.similar(session, now, turn.person.id, press.nonce)
    if alike is not None:
        await put(turn.talk, turn.tr, turn.note, scene, similar(turn.tr, scene, alike))
        return
    draft = scene.draft
    if draft.form == ORGANISATION.name and draft.chat_id is not None:
        group = await registering.look_at(turn.talk.bot, draft.chat_id, turn.person.id)
    async with turn.work() as session:
        done = await submitting.submit(session, now, turn.options, turn.person, press.nonce, group)
    await finish(turn.talk, turn.tr, done.draft, submitted(turn.tr, done, turn.talk.bot_name))


async def done_before(
    talk: Talk, tr: Translator, person_id: int, nonce: str, read: Read, clock: Clock
) -> bool:
    """*Submit* ran again because its answer was lost: gives that answer, if the post still waits."""
    async with read() as session:
        done = await submitting.submitted_with(session, clock.now(), person_id, nonce)
    if done is not None:
        await talk.show(submitted(tr, done, talk.bot_name))
    return done is not None


_ACTIONS: Mapping[str, Callable[[Turn, DraftPress], Awaitable[None]]] = {
    **dict.fromkeys(Move, _move),
    "continue": _continue,
    "restart": _restart,
    "locate": _locate,
    "cancel": _cancel,
    "drop": _drop,
    "submit": _submit,
}
ACTIONS = frozenset(_ACTIONS)
