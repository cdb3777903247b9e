"""*Contact*: the member's presses in the group, and the volunteer's answer in private."""

from typing import Any

from aiogram import Bot, Router
from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Contact, Message

from domain.clock import Clock
from domain.errors import Refusal, Refused
from domain.options import Options
from handlers import members
from handlers.administrators import topic_of
from handlers.filters import Group, Pressed, Private
from handlers.talk import Talk
from handlers.who import Who
from services import contacts, reserving
from services.reserving import Member
from services.work import Read, Work
from views import contacts as views
from views.callbacks import ContactPress, VolunteerPress
from views.errors import sentence
from views.i18n import Translator
from views.links import person_link, start_link


class SharedPhone(Filter):
    """A shared contact of somebody who was asked for a phone number; the handler gets the reservation."""

    async def __call__(self, message: Message, who: Who, read: Read) -> bool | dict[str, Any]:
        if message.contact is None:
            return False
        async with read() as session:
            found = await contacts.waiting_for_phone(session, who.id)
        return {"reservation_id": found, "card": message.contact} if found is not None else False


def router() -> Router:
    """Before the guided conversation: a shared number is no answer in a form."""
    router = Router(name="contacts")
    router.callback_query.register(wanted, Group(), Pressed(ContactPress))
    router.callback_query.register(answered, Private(), Pressed(VolunteerPress))
    router.message.register(phone, Private(), SharedPhone())
    return router


async def wanted(
    query: CallbackQuery, press: ContactPress, bot: Bot, talk: Talk, tr: Translator, who: Who, work: Work,
    clock: Clock, settings: Options,
) -> None:  # fmt: skip
    """A member of the organisation's group presses; what changes on the messages shows through the outbox."""
    who.named()
    await members.require(bot, talk, who, Refusal.NOT_A_MEMBER)
    member, now = Member(talk.chat_id, who.id, who.first_name), clock.now()
    async with work() as session:
        match press.action:
            case "want":
                await reserving.reserve(session, now, settings, member, press.alert_id)
            case "give_back":
                await reserving.give_back(session, now, settings, member, press.alert_id)
            case "take_over":
                await reserving.take_over(session, now, member, press.alert_id)
            case "open":
                topic = topic_of(query.message)
                token = await reserving.contact_link(session, now, member, topic, press.alert_id)
            case _:
                raise Refused(Refusal.STALE_BUTTON)
    if press.action == "open":
        await talk.open(start_link(settings.bot_name, token))
    else:
        await talk.toast(views.noted(tr, press.action), alert=press.action == "want")


async def answered(
    query: CallbackQuery, press: VolunteerPress, bot: Bot, talk: Talk, tr: Translator, who: Who, work: Work,
    read: Read, clock: Clock,
) -> None:  # fmt: skip
    """*Share my contact* or *Decline*. An answer that comes too late finds how it stands."""
    try:
        if press.action == "share":
            await _share(query, press, bot, talk, tr, who, work, read, clock)
        elif press.action == "decline":
            async with work() as session:
                facts = await contacts.decline(session, clock.now(), who.id, press.reservation_id)
            await talk.show(views.question(tr, facts))
        else:
            raise Refused(Refusal.STALE_BUTTON)
    except Refused as refused:
        if refused.code is not Refusal.CONTACT_OVER:
            raise
        async with read() as session:
            facts = await contacts.present(session, who.id, press.reservation_id)
        await talk.toast(sentence(tr, refused), alert=True)
        await talk.show(views.question(tr, facts))


async def _share(
    query: CallbackQuery, press: VolunteerPress, bot: Bot, talk: Talk, tr: Translator, who: Who, work: Work,
    read: Read, clock: Clock,
) -> None:  # fmt: skip
    """The user name is read from the press, and kept only on its way; who has none is asked for the number."""
    username = query.from_user.username
    if username is None:
        async with work() as session:
            facts = await contacts.ask_phone(session, clock.now(), who.id, press.reservation_id)
        await talk.below().send(views.ask_phone(tr, facts))
        await talk.hush()
        return
    facts = await _given(person_link(username), press.reservation_id, bot, who, work, read, clock)
    await talk.show(views.question(tr, facts))


async def phone(
    message: Message, reservation_id: int, card: Contact, bot: Bot, talk: Talk, tr: Translator, who: Who,
    work: Work, read: Read, clock: Clock,
) -> None:  # fmt: skip
    """The number, if it is the sender's own."""
    if card.user_id != who.id:
        raise Refused(Refusal.NOT_YOUR_NUMBER)
    number = "+" + card.phone_number.removeprefix("+")
    await _given(number, reservation_id, bot, who, work, read, clock)
    await talk.send(views.phone_taken(tr))


async def _given(
    contact: str, reservation_id: int, bot: Bot, who: Who, work: Work, read: Read, clock: Clock
) -> Any:
    """Whether the member who asked is still in the group is asked before anything is given out."""
    async with read() as session:
        asker = await contacts.asker(session, who.id, reservation_id)
    here = asker.member_id is not None and await members.present(bot, asker.chat_id, asker.member_id)
    async with work() as session:
        return await contacts.share(session, clock.now(), who.id, reservation_id, contact, present=here)
