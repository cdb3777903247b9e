"""/bind makes a group a town's moderation chat. In one that became public, presses and replies decide nothing."""

from aiogram import Bot, Router
from aiogram.exceptions import TelegramAPIError
from aiogram.filters import Command, CommandObject, Filter
from aiogram.types import (
    CallbackQuery,
    Chat,
    ChatFullInfo,
    ChatMemberAdministrator,
    ChatMemberOwner,
    ChatMemberRestricted,
    Message,
    TelegramObject,
)

from domain.clock import Clock
from domain.errors import Refusal, Refused
from domain.seats import Look, Seat, warnings
from handlers import administrators
from handlers.cards import AwaitedReply
from handlers.filters import Group, Pressed, Private, chat_of
from handlers.talk import Talk
from handlers.who import Who
from services import seats
from services.work import AlreadyDone, Read, Work
from views import seats as views
from views.callbacks import BanPress, OrganisationCardPress, PostCardPress, SeatPress
from views.i18n import Translator, translator
from views.screen import Screen


class Resting(Filter):
    """A moderation chat in which decisions rest."""

    async def __call__(self, event: TelegramObject, read: Read) -> bool | dict[str, str]:
        chat = chat_of(event)
        if chat is None:
            return False
        async with read() as session:
            town = await seats.rests(session, chat.id)
        return {"slug": town.slug} if town else False


def router() -> Router:
    """Before the routers of groups and moderators."""
    router = Router(name="seats")
    router.message.register(bind, Command("bind"), Group())
    router.message.register(elsewhere, Command("bind"), Private())
    router.callback_query.register(answer, Group(), Pressed(SeatPress))
    router.callback_query.register(
        resting, Pressed(PostCardPress, OrganisationCardPress, BanPress), Resting()
    )
    router.message.register(resting, Group(), AwaitedReply(), Resting())
    return router


async def bind(
    message: Message,
    command: CommandObject,
    bot: Bot,
    talk: Talk,
    tr: Translator,
    who: Who,
    work: Work,
    read: Read,
    clock: Clock,
) -> None:
    """/bind with the code that `handreich city add` printed."""
    who.named()
    await administrators.require(bot, talk, who)
    look = await _look(bot, message.chat)
    code = (command.args or "").strip()
    seat = await _take(look, code, talk, who, work, read, clock, sure=False)
    await talk.send(views.asks(tr, seat, code) if seat.asks else _bound(seat, look))


async def elsewhere(message: Message) -> None:
    """/bind in a private chat."""
    raise Refused(Refusal.BIND_IN_GROUP)


async def answer(
    query: CallbackQuery,
    press: SeatPress,
    bot: Bot,
    talk: Talk,
    tr: Translator,
    who: Who,
    work: Work,
    read: Read,
    clock: Clock,
) -> None:
    """Whether this group shall replace the town's other one."""
    await administrators.require(bot, talk, who)
    if press.action != "yes":
        await talk.show(views.left(tr))
        return
    assert query.message is not None
    look = await _look(bot, query.message.chat)
    seat = await _take(look, press.code, talk, who, work, read, clock, sure=True)
    await talk.show(_bound(seat, look))


async def resting(event: TelegramObject, slug: str) -> None:
    """A decision in a chat that is public, or was."""
    raise Refused(Refusal.DECISIONS_REST, town=slug)


async def _take(
    look: Look, code: str, talk: Talk, who: Who, work: Work, read: Read, clock: Clock, *, sure: bool
) -> Seat:
    if look.username:
        raise Refused(Refusal.CHAT_IS_PUBLIC)
    now = clock.now()
    try:
        async with work() as session:
            return await seats.bind(session, now, who.id, talk.chat_id, look.title, code, sure=sure)
    except AlreadyDone:  # what was said may have been lost: twice is better than never
        async with read() as session:
            return await seats.bound_before(session, now, talk.chat_id, code)


def _bound(seat: Seat, look: Look) -> Screen:
    """In the town's language: the chat speaks it from now on."""
    return views.bound(translator(seat.town.locale), seat, warnings(look))


async def _look(bot: Bot, chat: Chat) -> Look:
    """The group as Telegram shows it now; what the update says of it, if Telegram says no more."""
    try:
        full = await bot.get_chat(chat.id)
        me = await bot.get_chat_member(chat.id, bot.id)
    except TelegramAPIError:
        return Look(chat.title or "", chat.username)
    in_charge = isinstance(me, ChatMemberAdministrator | ChatMemberOwner)
    own = me if isinstance(me, ChatMemberRestricted) else None
    return Look(
        full.title or chat.title or "",
        full.username or chat.username,
        full.has_visible_history,
        in_charge or _may(full, own, "can_send_messages"),
        in_charge or _may(full, own, "can_send_photos"),
    )


def _may(full: ChatFullInfo, own: ChatMemberRestricted | None, permission: str) -> bool | None:
    general: bool | None = getattr(full.permissions, permission, None)
    special: bool | None = getattr(own, permission, None)
    return False if general is False or special is False else None
