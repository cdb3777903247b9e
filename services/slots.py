"""When a group's next digest is due: on its weekdays at its hour, never twice on one local day."""

from datetime import datetime

from db import digests
from db.bindings import Binding
from db.engine import Session
from domain.cadence import next_due
from domain.towns import Town


def of(instant: datetime, town: Town) -> str:
    """How the digest of this local day is named."""
    return str(instant.astimezone(town.zone).date())


async def following(session: Session, after: datetime, binding: Binding, town: Town) -> datetime:
    """The group's next hour after this instant, on a day of which it has no digest yet."""
    due = next_due(after, town.zone, binding.weekdays, binding.hour)
    while await digests.had(session, binding.chat_id, of(due, town)):
        due = next_due(due, town.zone, binding.weekdays, binding.hour)
    return due
