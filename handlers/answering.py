"""An author answers a question of the moderators, in private and in place."""

from typing import Any

from aiogram import Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message

from domain.clock import Clock
from domain.errors import Refusal, Refused
from handlers.contents import given, is_command
from handlers.filters import Pressed, Private
from handlers.shown import Note, open_form
from handlers.talk import Talk
from handlers.who import Who
from services import answering, asked, prefilled
from services.work import Read, Work
from views import asking as views
from views.callbacks import AnswerPress
from views.errors import sentence
from views.i18n import Translator


class Answers(Filter):
    """A message that answers a question of the moderators; the handler gets the question as `question_id`."""

    async def __call__(self, message: Message, who: Who, read: Read, clock: Clock) -> bool | dict[str, Any]:
        replied = message.reply_to_message
        if who.person is None or is_command(message) or (replied is None and who.person.answering is None):
            return False
        async with read() as session:
            found = await answering.awaited(
                session, clock.now(), who.person, replied.message_id if replied else None
            )
        return {"question_id": found} if found is not None else False


def router() -> Router:
    """Before the guided conversation: a message that answers a question is no answer in a form."""
    router = Router(name="answering")
    router.callback_query.register(pressed, Private(), Pressed(AnswerPress))
    router.message.register(heard, Private(), Answers())
    return router


async def pressed(
    query: CallbackQuery, press: AnswerPress, who: Who, work: Work, note: Note, clock: Clock, talk: Talk,
    tr: Translator,
) -> None:  # fmt: skip
    """*Answer*, *Back* from it, or *Change*."""
    match press.action:
        case "answer":
            async with work() as session:
                facts = await answering.begin(session, clock.now(), who.id, press.decision_id)
            await talk.show(views.prompt(tr, facts))
        case "back":
            async with work() as session:
                facts = await answering.leave(session, who.id, press.decision_id)
            await talk.show(views.question(tr, facts))
        case "change":
            await _change(press, who, work, note, clock, talk, tr)
        case _:
            raise Refused(Refusal.STALE_BUTTON)


async def _change(
    press: AnswerPress, who: Who, work: Work, note: Note, clock: Clock, talk: Talk, tr: Translator
) -> None:
    """The post's form, in a message of its own: the question stays where it is."""
    assert who.person is not None
    async with work() as session:
        facts = await answering.leave(session, who.id, press.decision_id)
        begun = await prefilled.change(session, clock.now(), who.person, facts.post_id or 0)
    await talk.hush()
    await open_form(talk.below(), tr, note, begun)


async def heard(
    message: Message, question_id: int, who: Who, work: Work, read: Read, clock: Clock, talk: Talk,
    tr: Translator,
) -> None:  # fmt: skip
    """The answer; what is none gets one sentence, and the question again."""
    try:
        async with work() as session:
            facts = await answering.answer(session, clock.now(), who.id, question_id, given(message))
    except Refused as refused:
        if refused.code is Refusal.QUESTION_OVER:
            async with work() as session:
                await answering.forget(session, who.id)
            raise
        async with read() as session:
            facts = asked.facts(await asked.find(session, question_id))
        await talk.show(views.prompt(tr, facts, sentence(tr, refused)))
        return
    await talk.show(views.thanks(tr, facts))
