"""/ban and /unban in a moderation chat, and the appeal in the private chat of who is banned.

What is said in the group may have been lost in a crash after it had its effect: then it is said again, twice is better than
never.
"""

from contextlib import suppress
from typing import Any

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject, Filter
from aiogram.types import CallbackQuery, Message

from domain.bans import Term
from domain.clock import Clock
from domain.errors import Refusal, Refused
from domain.options import Options
from handlers import members
from handlers.contents import given, is_command
from handlers.filters import Group, Moderators, Pressed, Private
from handlers.talk import Talk
from handlers.who import Who
from services import appeals, bans
from services.pressing import Press
from services.work import AlreadyDone, Read, Work
from views import bans as views
from views.callbacks import BanPress
from views.i18n import Translator


class Appealing(Filter):
    """A reply to the message that told of a ban; the handler gets the ban as `ban_id`."""

    async def __call__(self, message: Message, who: Who, read: Read) -> bool | dict[str, Any]:
        if message.reply_to_message is None or is_command(message):
            return False
        async with read() as session:
            found = await appeals.replied_to(session, who.id, message.reply_to_message.message_id)
        return {"ban_id": found} if found is not None else False


def router() -> Router:
    """Presses are checked by the services: a term counts in the moderation chat, an appeal is the banned person's own."""
    router = Router(name="bans")
    router.message.register(ban, Command("ban"), Moderators())
    router.message.register(unban, Command("unban"), Moderators())
    router.callback_query.register(pressed, Group(), Pressed(BanPress))
    router.callback_query.register(appeal, Private(), Pressed(BanPress))
    router.message.register(explain, Private(), Appealing())
    return router


async def ban(
    message: Message, command: CommandObject, talk: Talk, tr: Translator, who: Who, work: Work, read: Read,
    clock: Clock, settings: Options,
) -> None:  # fmt: skip
    """/ban with a number and the reason."""
    who.named()
    said, now = command.args or "", clock.now()
    try:
        async with work() as session:
            facts = await bans.propose(session, now, settings, talk.chat_id, who.id, said)
    except AlreadyDone:
        async with read() as session:
            facts = await bans.said_before(session, now, settings, talk.chat_id, who.id, said)
    await talk.send(views.card(tr, facts))


async def unban(
    message: Message, command: CommandObject, talk: Talk, tr: Translator, who: Who, work: Work, read: Read,
    clock: Clock, settings: Options,
) -> None:  # fmt: skip
    """/unban with a number."""
    who.named()
    said, now = command.args or "", clock.now()
    try:
        async with work() as session:
            facts = await bans.unban(session, now, settings, talk.chat_id, (who.id, who.first_name), said)
    except AlreadyDone:
        async with read() as session:
            facts = await bans.said_before(session, now, settings, talk.chat_id, who.id, said, lifted=True)
    await talk.send(views.card(tr, facts))


async def pressed(
    query: CallbackQuery, press: BanPress, bot: Bot, talk: Talk, tr: Translator, who: Who, work: Work, read: Read,
    clock: Clock, settings: Options,
) -> None:  # fmt: skip
    """A term or *Cancel* below /ban, *Lift* or *Keep* below an appeal."""
    await members.require(bot, talk, who)
    claim, now = Press(talk.chat_id, who.id, who.first_name, press.ban_id, 0), clock.now()
    if press.action in ("lift", "keep"):
        async with work() as session:
            await appeals.answer(session, now, settings, claim, lift=press.action == "lift")
        await talk.toast(views.answered(tr))
    elif press.action == "cancel":
        with suppress(AlreadyDone):
            async with work() as session:
                await bans.cancel(session, now, claim)
        await talk.show(views.cancelled(tr))
    elif press.action in tuple(Term):
        try:
            async with work() as session:
                facts = await bans.impose(session, now, settings, claim, Term(press.action))
        except AlreadyDone:
            async with read() as session:
                facts = await bans.card(session, now, settings, press.ban_id, who.id)
        await talk.show(views.card(tr, facts))
    else:
        raise Refused(Refusal.STALE_BUTTON)


async def appeal(
    query: CallbackQuery, press: BanPress, talk: Talk, tr: Translator, who: Who, work: Work, clock: Clock,
    settings: Options,
) -> None:  # fmt: skip
    """*Appeal*."""
    if press.action != "appeal":
        raise Refused(Refusal.WRONG_CHAT)
    async with work() as session:
        facts = await appeals.appeal(session, clock.now(), settings, who.id, press.ban_id)
    await talk.show(views.told(tr, facts))


async def explain(
    message: Message,
    ban_id: int,
    talk: Talk,
    tr: Translator,
    who: Who,
    work: Work,
    clock: Clock,
    settings: Options,
) -> None:
    """What the banned person says to it."""
    async with work() as session:
        facts = await appeals.explain(session, clock.now(), settings, who.id, ban_id, given(message))
    await talk.show(views.thanks(tr, facts))
