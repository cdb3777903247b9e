"""/stats: how it goes in a town, as a picture and in words."""

from datetime import datetime, time

from db import stats as stored
from db import towns
from db.engine import Session
from domain import stats
from domain.cadence import at_local
from domain.sending import Outgoing
from domain.stats import Stats
from services import lookup, outbox


async def ask(session: Session, now: datetime, chat_id: int, message_id: int) -> None:
    """Queues the answer to a moderator's message. Raises `Refused` when it was written in no moderation chat."""
    town = await lookup.moderated_here(session, chat_id)
    await outbox.send(session, now, Outgoing.STATS, town.id, chat_id, key=str(message_id))


async def of_town(session: Session, now: datetime, town_id: int) -> Stats:
    """The last days of a town."""
    town = await towns.by_id(session, town_id)
    first = stats.first_day(now, town)
    since = at_local(first, time(), town.zone)
    came, categories = await stored.arrivals(session, town.id, since)
    spans, approved, rejected = await stored.decided(session, town.id, since)
    waiting = await lookup.waiting(session, town, town.moderation_chat or 0)
    return Stats(
        town,
        now,
        first,
        stats.per_day(came, first, town),
        stats.ranked(categories),
        stats.usual(spans),
        approved,
        rejected,
        len(waiting),
        waiting[0].since if waiting else None,
    )
