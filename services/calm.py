"""What was due by day and is late does not go out in quiet hours: the bot was down, or the chat could not be reached."""

from collections.abc import Iterable
from datetime import datetime

from db import alerts, bindings, digests, outbox, posts, towns
from db.engine import Session
from db.outbox import Row
from domain.cadence import QuietHours, awake
from domain.details import Urgency
from domain.sending import Action, Outgoing

_OF_GROUPS = (Outgoing.ALERT, Outgoing.DIGEST)
_OF_POSTS = (Outgoing.STILL_VALID, Outgoing.EXPIRED, Outgoing.NEED)


async def hold_back(session: Session, now: datetime, rows: Iterable[Row], usual: QuietHours) -> list[Row]:
    """Lets what must not disturb wait for the end of the quiet hours; gives the rest. `usual`: the operator's hours."""
    going = []
    for row in rows:
        due_at = await _due(session, now, row, usual)
        if due_at > now:
            await outbox.wait(session, row.id, due_at)
        else:
            going.append(row)
    return going


async def _due(session: Session, now: datetime, row: Row, usual: QuietHours) -> datetime:
    if row.action is not Action.SEND:
        return now
    if row.screen in _OF_POSTS:
        found = await posts.newest(session, row.object_id)
        urgent = found and row.screen is Outgoing.NEED and found.revision.details.urgency is Urgency.TODAY
        if found is None or urgent:
            return now
        return awake(now, (await towns.by_id(session, found.post.town_id)).zone, usual)
    if row.screen not in _OF_GROUPS or await _pressing(session, row):
        return now
    binding = await bindings.by_id(session, await _binding_of(session, row) or 0)
    if binding is None:
        return now
    return awake(now, (await towns.by_id(session, binding.town_id)).zone, binding.quiet(usual))


async def _pressing(session: Session, row: Row) -> bool:
    return row.screen is Outgoing.ALERT and bool(await alerts.urgent(session, [row.object_id]))


async def _binding_of(session: Session, row: Row) -> int | None:
    if row.screen is Outgoing.ALERT:
        return await alerts.group_of(session, row.object_id)
    stored = await digests.by_id(session, row.object_id)
    return stored.binding_id if stored else None
