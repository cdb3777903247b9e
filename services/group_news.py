"""What happens to a group of an organisation is told to somebody who can do something about it."""

from datetime import datetime

from db import bindings, organisations, people, towns
from db.bindings import Binding
from db.engine import Session
from domain.groups import GroupNews, News
from domain.sending import Outgoing
from services import outbox
from services.moderation import at_night


async def moderators(session: Session, now: datetime, binding_id: int, news: News) -> None:
    """Tells the moderators of the town."""
    binding = await bindings.ever(session, binding_id)
    town = await towns.by_id(session, binding.town_id)
    if town.moderation_chat is not None:
        await _send(session, now, binding, news, town.moderation_chat, silent=at_night(now, town))


async def registrar(session: Session, now: datetime, binding_id: int, news: News) -> None:
    """Tells the administrator who registered the group, in private, if the bot may write there."""
    binding = await bindings.ever(session, binding_id)
    town = await towns.by_id(session, binding.town_id)
    person = await people.reachable(session, binding.bound_by) if binding.bound_by else None
    if person is not None:
        await _send(session, now, binding, news, person.id, silent=at_night(now, town))


async def group(session: Session, now: datetime, binding: Binding, news: News) -> None:
    """Tells the group itself."""
    await _send(session, now, binding, news, binding.chat_id, thread_id=binding.thread_id)


async def facts(session: Session, binding_id: int, news: str) -> GroupNews:
    """What the news are about."""
    binding = await bindings.ever(session, binding_id)
    known = await organisations.in_town(session, binding.organisation_id, binding.town_id)
    assert known is not None
    about = await people.group_facts(session, binding.chat_id)
    return GroupNews(News(news), known.name, await towns.by_id(session, binding.town_id), about)


async def _send(
    session: Session,
    now: datetime,
    binding: Binding,
    news: News,
    chat_id: int,
    *,
    thread_id: int | None = None,
    silent: bool = False,
) -> None:
    await outbox.send(
        session,
        now,
        Outgoing.GROUP_NEWS,
        binding.id,
        chat_id,
        key=f"{news}:{int(now.timestamp())}",
        thread_id=thread_id,
        params={"news": news},
        silent=silent,
    )
