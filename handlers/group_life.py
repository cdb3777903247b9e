"""What happens to a group: the bot comes and goes or loses its voice, people leave, a topic closes, there is a new id."""

from aiogram import Bot, Router
from aiogram.enums import ChatMemberStatus
from aiogram.filters import CommandObject, CommandStart, Filter
from aiogram.types import ChatMemberRestricted, ChatMemberUpdated, Message
from aiogram.types.chat_member_union import ChatMemberUnion

from domain import codes
from domain.clock import Clock
from domain.errors import Refusal, Refused
from handlers import administrators
from handlers.filters import Group, Moderators
from handlers.talk import Talk
from handlers.who import Who
from services import group_life, groups, joining, unreachable
from services.work import AlreadyDone, Read, Work
from views import groups as views
from views import moderation as moderation_views
from views.i18n import Translator

_OUT = (ChatMemberStatus.LEFT, ChatMemberStatus.KICKED)


class Moved(Filter):
    """A service message: this basic group is a supergroup now, told in the old chat and in the new one."""

    async def __call__(self, message: Message) -> bool | dict[str, int]:
        if message.migrate_to_chat_id:
            return {"old": message.chat.id, "new": message.migrate_to_chat_id}
        if message.migrate_from_chat_id:
            return {"old": message.migrate_from_chat_id, "new": message.chat.id}
        return False


class Left(Filter):
    """A service message: somebody is not in the group any more."""

    async def __call__(self, message: Message) -> bool | dict[str, int]:
        return {"person_id": message.left_chat_member.id} if message.left_chat_member else False


class TopicClosed(Filter):
    """A service message in a topic that was closed. Of a deleted one Telegram tells nothing."""

    async def __call__(self, message: Message) -> bool | dict[str, int]:
        closed = message.forum_topic_closed is not None and message.message_thread_id is not None
        return {"thread_id": message.message_thread_id or 0} if closed else False


def router() -> Router:
    """Service messages, and what a link that adds the bot to a group says."""
    router = Router(name="group_life")
    router.my_chat_member.register(membership, Group())
    router.message.register(moved, Moved())
    router.message.register(gone, Group(), Left())
    router.message.register(topic_closed, Group(), TopicClosed())
    router.message.register(added_by_link, CommandStart(deep_link=True), Group(), ~Moderators())
    return router


async def membership(
    event: ChatMemberUpdated, talk: Talk, tr: Translator, who: Who, work: Work, read: Read, clock: Clock
) -> None:
    """The bot was added or removed, or may write or not."""
    was, is_in = _present(event.old_chat_member), _present(event.new_chat_member)
    chat = event.chat
    if not is_in:
        if was:
            async with work() as session:
                await unreachable.lost(session, clock.now(), chat.id, event.new_chat_member.status)
        return
    if was:
        async with work() as session:
            if _silenced(event.new_chat_member):
                await group_life.muted(session, clock.now(), chat.id)
            else:
                await group_life.heard(session, chat.id)
        return
    try:
        async with work() as session:
            arrival = await group_life.joined(session, clock.now(), chat.id, chat.title or "", who.id)
    except AlreadyDone:  # the greeting may have been lost: twice is better than never
        async with read() as session:
            arrival = await group_life.look(session, chat.id)
    if arrival.town is not None:
        await talk.send(moderation_views.greeting(tr, arrival.town))
    elif arrival.registered:
        await talk.send(views.already_registered(tr))
    else:
        await talk.send(views.greeting(tr, arrival.former))


async def moved(message: Message, old: int, new: int, work: Work, clock: Clock) -> None:
    """The group has a new id."""
    async with work() as session:
        await group_life.migrate(session, clock.now(), old, new)


async def gone(message: Message, person_id: int, work: Work, clock: Clock) -> None:
    """Somebody left, or was removed."""
    async with work() as session:
        await group_life.member_left(session, clock.now(), message.chat.id, person_id)


async def topic_closed(message: Message, thread_id: int, work: Work, clock: Clock) -> None:
    """Nothing can be written in the topic any more."""
    async with work() as session:
        await group_life.topic_lost(session, clock.now(), message.chat.id, thread_id)


async def added_by_link(
    message: Message, command: CommandObject, bot: Bot, talk: Talk, tr: Translator, who: Who, work: Work, read: Read,
    clock: Clock,
) -> None:  # fmt: skip
    """A link that adds the bot to a group, or leads back to one. With a code it makes the group a further one of its
    organisation."""
    code = codes.parse(command.args or "")
    if code is None:
        await _welcome(talk, tr, read, clock)
        return
    if not who.anonymous:
        await administrators.require(bot, talk, who)
    topic = administrators.topic_of(message)
    async with work() as session:
        await joining.join(session, clock.now(), who.id, talk.chat_id, topic, code)


async def _welcome(talk: Talk, tr: Translator, read: Read, clock: Clock) -> None:
    """A group that has just been greeted is not greeted again."""
    async with read() as session:
        try:
            facts = await groups.status(session, clock.now(), talk.chat_id)
        except Refused as refused:
            if refused.code is not Refusal.GROUP_NOT_REGISTERED:
                raise
            arrival = await group_life.look(session, talk.chat_id)
            fresh = await group_life.just_greeted(session, clock.now(), talk.chat_id)
        else:
            await talk.send(views.status(tr, facts))
            return
    if not fresh:
        await talk.send(views.greeting(tr, arrival.former))


def _present(member: ChatMemberUnion) -> bool:
    if isinstance(member, ChatMemberRestricted):
        return member.is_member
    return member.status not in _OUT


def _silenced(member: ChatMemberUnion) -> bool:
    return isinstance(member, ChatMemberRestricted) and not member.can_send_messages
