"""*Start*, consent, language and town in the private chat; who has not agreed gets the notice, whatever they send."""

from aiogram import Router
from aiogram.enums import ChatMemberStatus
from aiogram.filters import Command, CommandObject, Filter
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, TelegramObject

from domain.clock import Clock
from domain.errors import Refusal, Refused
from handlers.contents import Unanswered
from handlers.filters import Pressed, Private
from handlers.shown import Note, arrive
from handlers.talk import Talk
from handlers.who import Who
from services import onboarding
from services.people import reachable
from services.work import Work
from views.callbacks import ConsentPress, LocalePress, TownPress
from views.i18n import LOCALES, best_locale


class Stranger(Filter):
    """Somebody who has not agreed to the present notice."""

    async def __call__(self, event: TelegramObject, who: Who) -> bool:
        return who.person is None or not who.person.agreed


def router() -> Router:
    """The way in. Everything behind this router may rely on the person's consent."""
    router = Router(name="start")
    router.my_chat_member.register(blocked, Private())
    router.message.register(nothing, Private(), Unanswered())
    router.message.register(start, Private(), Command("start", ignore_case=True))
    router.callback_query.register(agree, Private(), Pressed(ConsentPress))
    router.callback_query.register(choose_locale, Private(), Pressed(LocalePress))
    router.message.register(greet, Private(), Stranger())
    router.callback_query.register(greet, Private(), Stranger())
    router.callback_query.register(choose_town, Private(), Pressed(TownPress))
    return router


async def nothing(message: Message) -> None:
    """Wants no answer."""


async def blocked(update: ChatMemberUpdated, who: Who, work: Work, clock: Clock) -> None:
    """The person blocked the bot, or lets it write again."""
    async with work() as session:
        yes = update.new_chat_member.status == ChatMemberStatus.MEMBER
        await reachable(session, clock.now(), who.id, yes)


async def start(
    message: Message, command: CommandObject, who: Who, work: Work, note: Note, clock: Clock, talk: Talk
) -> None:
    """`/start`, perhaps with what a link carries."""
    await _start(command.args or "", who, work, note, clock, talk)


async def greet(event: TelegramObject, who: Who, work: Work, note: Note, clock: Clock, talk: Talk) -> None:
    """Anything else from somebody who has not agreed."""
    await _start("", who, work, note, clock, talk)


async def _start(payload: str, who: Who, work: Work, note: Note, clock: Clock, talk: Talk) -> None:
    locale = best_locale(who.language_code, "")
    async with work() as session:
        arrival = await onboarding.start(session, clock.now(), who.id, who.first_name, locale, payload)
    await arrive(talk, note, arrival)


async def agree(
    query: CallbackQuery, press: ConsentPress, who: Who, work: Work, note: Note, clock: Clock, talk: Talk
) -> None:
    """*Agree*."""
    async with work() as session:
        arrival = await onboarding.agree(session, clock.now(), who.id, press.version)
    await arrive(talk, note, arrival)


async def choose_locale(
    query: CallbackQuery, press: LocalePress, who: Who, work: Work, note: Note, talk: Talk
) -> None:
    """The language of this chat."""
    if press.code not in LOCALES:
        raise Refused(Refusal.UNKNOWN_OPTION)
    async with work() as session:
        arrival = await onboarding.choose_locale(session, who.id, press.code)
    await arrive(talk, note, arrival)


async def choose_town(
    query: CallbackQuery, press: TownPress, who: Who, work: Work, note: Note, clock: Clock, talk: Talk
) -> None:
    """The person's town."""
    async with work() as session:
        arrival = await onboarding.choose_town(session, clock.now(), who.id, press.slug)
    await arrive(talk, note, arrival)
