"""Volunteers who follow a category hear of what is newly needed there, once, and of a few needs a day at most."""

from datetime import datetime, time, timedelta

from db import follows, outbox, people, towns
from db.engine import Session
from db.outbox import Row
from domain.cadence import at_local, awake
from domain.details import Urgency
from domain.errors import Refused
from domain.needs import FollowedNeed
from domain.options import Options
from domain.posts import Version
from domain.sending import Outgoing
from services import needs
from services import outbox as queue

PER_DAY = 5  # the rest stands in *What is needed*


async def tell(session: Session, now: datetime, request: Version, options: Options) -> None:
    """Queues it for everybody who follows its category in the town: after the quiet hours, or now if it is needed today."""
    town = await towns.by_id(session, request.post.town_id)
    urgent = request.revision.details.urgency is Urgency.TODAY
    due_at = now if urgent else awake(now, town.zone, options.quiet)
    begun = at_local(due_at.astimezone(town.zone).date(), time(0), town.zone)
    told = await outbox.counts(session, Outgoing.NEED, begun, begun + timedelta(days=1))
    for person_id in await follows.followers_of(session, town.id, request.revision.category):
        if person_id != request.post.author_id and told.get(person_id, 0) < PER_DAY:
            await queue.send(session, now, Outgoing.NEED, request.post.id, person_id, due_at=due_at)


async def need(session: Session, now: datetime, row: Row) -> FollowedNeed | None:
    """What the message shows; None when it is not needed any more, or not followed."""
    person = await people.reachable(session, row.chat_id)
    if person is None:
        return None
    try:
        found, town = await needs.one(session, now, person, row.object_id)
    except Refused:
        return None
    followed = await follows.of_person(session, person.id)
    here = person.town_id == found.version.post.town_id
    return FollowedNeed(found, town) if here and found.version.revision.category in followed else None
