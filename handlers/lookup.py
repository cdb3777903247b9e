"""What moderators look up in their chat: /queue, /stats, /find and /log."""

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from domain.clock import Clock
from handlers.filters import Moderators, Pressed
from handlers.talk import Talk
from handlers.who import Who
from services import lookup, stats
from services.work import Read, Work
from views import lookup as views
from views.callbacks import QueuePress
from views.i18n import Translator


def router() -> Router:
    """Only in moderation chats; what is found is of that chat's town."""
    router = Router(name="lookup")
    router.message.register(queue, Command("queue"), Moderators())
    router.message.register(numbers, Command("stats"), Moderators())
    router.message.register(find, Command("find"), Moderators())
    router.message.register(log, Command("log"), Moderators())
    router.callback_query.register(turn, Pressed(QueuePress))
    return router


async def queue(message: Message, talk: Talk, tr: Translator, who: Who, read: Read, clock: Clock) -> None:
    """/queue"""
    who.named()
    async with read() as session:
        facts = await lookup.queue(session, clock.now(), message.chat.id)
    await talk.send(views.queue(tr, facts))


async def turn(
    query: CallbackQuery, press: QueuePress, talk: Talk, tr: Translator, read: Read, clock: Clock
) -> None:
    """Another page of the queue, drawn from what waits now."""
    async with read() as session:
        facts = await lookup.queue(session, clock.now(), talk.chat_id, press.page)
    await talk.show(views.queue(tr, facts))


async def numbers(message: Message, talk: Talk, who: Who, work: Work, clock: Clock) -> None:
    """/stats: the answer comes through the outbox, a picture takes its time."""
    who.named()
    async with work() as session:
        await stats.ask(session, clock.now(), talk.chat_id, message.message_id)


async def find(
    message: Message, command: CommandObject, talk: Talk, tr: Translator, who: Who, read: Read
) -> None:
    """/find with a number or words."""
    who.named()
    async with read() as session:
        facts = await lookup.find(session, message.chat.id, command.args or "")
    await talk.send(views.found(tr, facts))


async def log(
    message: Message, command: CommandObject, talk: Talk, tr: Translator, who: Who, read: Read
) -> None:
    """/log with a number."""
    who.named()
    async with read() as session:
        facts = await lookup.history(session, message.chat.id, command.args or "")
    await talk.send(views.history(tr, facts))
