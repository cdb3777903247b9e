"""What happens to a group whatever its members want: the bot comes and goes, loses its voice or its topic, the group gets a
new id. Nothing is lost by it, and somebody is told."""

from datetime import datetime, timedelta

from db import alerts, bindings, chats, organisations, outbox, people, towns
from db import moderation as cards
from db.bindings import Binding
from db.engine import Session
from domain.groups import Arrival, News
from domain.organisations import OrganisationState
from domain.sending import Outgoing
from services import audit, group_news, joining, moderation, reservations
from services import outbox as queue
from services.audit import Role, Thing
from services.groups import home

JUST = timedelta(minutes=1)
PATIENCE = timedelta(days=7)  # so long the bot stays in a group that nobody registers


async def joined(
    session: Session, now: datetime, chat_id: int, title: str, added_by: int | None = None
) -> Arrival:
    """The bot was added to a group. Cards that could not reach a moderation chat meanwhile come now."""
    await people.meet_chat(session, chat_id, title, now, joined_at=now, added_by=added_by, leaving_at=None)
    town = await towns.by_moderation_chat(session, chat_id)
    if town is not None:
        await cards.forget_failed_cards(session, chat_id)
        await moderation.queue_missing_cards(session, now)
    return await look(session, chat_id)


async def look(session: Session, chat_id: int) -> Arrival:
    """What the group is to us, changing nothing."""
    town = await towns.by_moderation_chat(session, chat_id)
    former = await joining.former(session, chat_id)
    registered = await bindings.active(session, chat_id) is not None
    return Arrival(town, former.name if former else None, registered)


async def just_greeted(session: Session, now: datetime, chat_id: int) -> bool:
    """Whether the bot came a moment ago, and said hello then."""
    joined_at = await people.joined_at(session, chat_id)
    return joined_at is not None and now - joined_at < JUST


async def left(session: Session, now: datetime, chat_id: int) -> None:
    """The bot is not in the group any more: its binding ends and nothing waits for it. Nothing else is lost."""
    await people.change_chat(session, chat_id, member=False, changed_at=now, leaving_at=None)
    binding = await bindings.active(session, chat_id)
    if binding is None:
        return
    await reservations.group_gone(session, now, binding)
    await bindings.change(session, binding.id, ended_at=now)
    await alerts.drop_waiting(session, binding.id)
    await audit.note(session, now, Role.BOT, None, "end_binding", Thing.BINDING, binding.id, binding.town_id)
    if not await _refused(session, binding):
        await group_news.moderators(session, now, binding.id, News.LOST)
        await group_news.registrar(session, now, binding.id, News.LOST)


async def migrate(session: Session, now: datetime, old: int, new: int) -> None:
    """The group has a new id. Doing it twice is harmless; cards that were open are posted again in the new chat."""
    news = await chats.move(session, now, old, new)
    await towns.set_moderation_chat(session, old, new)
    if news:
        await audit.note(session, now, Role.BOT, None, "migrate", Thing.CHAT, new, None, old=old)
    await moderation.queue_missing_cards(session, now)


async def muted(session: Session, now: datetime, chat_id: int) -> None:
    """The bot may not write there. What waits is tried again; who registered the group can give the right back."""
    binding = await bindings.active(session, chat_id)
    if binding is not None and binding.mute_since is None:
        await bindings.change(session, binding.id, mute_since=now)
        await group_news.registrar(session, now, binding.id, News.MUTE)


async def heard(session: Session, chat_id: int) -> None:
    """The bot may write there again."""
    binding = await bindings.active(session, chat_id)
    if binding is not None and binding.mute_since is not None:
        await bindings.change(session, binding.id, mute_since=None)


async def topic_lost(session: Session, now: datetime, chat_id: int, thread_id: int) -> None:
    """A topic is closed or gone: what was to come there comes into the group itself, which is told."""
    await outbox.leave_topic(session, chat_id, thread_id)
    binding = await bindings.active(session, chat_id)
    if binding is not None and binding.thread_id == thread_id:
        await write_in(session, now, chat_id, None)
        fresh = await bindings.by_id(session, binding.id)
        assert fresh is not None
        await group_news.group(session, now, fresh, News.TOPIC_LOST)


async def member_left(session: Session, now: datetime, chat_id: int, person_id: int) -> None:
    """Somebody left. Nothing hangs on one person; if it was who registered the group, the others should know."""
    binding = await bindings.active(session, chat_id)
    if binding is not None:
        await reservations.member_left(session, now, binding, person_id)
    if binding is not None and binding.bound_by == person_id:
        await bindings.change(session, binding.id, bound_by=None)
        await group_news.group(session, now, binding, News.REGISTRAR_LEFT)


async def unregistered(session: Session, now: datetime) -> list[int]:
    """Groups that nobody registered in time, and that do not know yet that the bot leaves."""
    return await chats.never_registered(session, now - PATIENCE)


async def say_farewells(session: Session, now: datetime) -> None:
    """Tells them."""
    for chat_id in await unregistered(session, now):
        await people.change_chat(session, chat_id, leaving_at=now)
        key = str(int(now.timestamp()))
        await queue.send(session, now, Outgoing.FAREWELL, chat_id, chat_id, key=key)


async def to_leave(session: Session) -> list[int]:
    """Groups that were told so, as far as they could be reached."""
    return await chats.told_farewell(session)


async def _refused(session: Session, binding: Binding) -> bool:
    known = await organisations.in_town(session, binding.organisation_id, binding.town_id)
    return known is None or known.state is OrganisationState.REFUSED


async def write_in(session: Session, now: datetime, chat_id: int, thread_id: int | None) -> None:
    """What comes for a group comes into this topic; None is the group itself. Raises `Refused` (see `groups.home`)."""
    binding = (await home(session, chat_id)).binding
    await bindings.change(session, binding.id, thread_id=thread_id)
    await audit.note(session, now, Role.BOT, None, "topic", Thing.BINDING, binding.id, binding.town_id)
