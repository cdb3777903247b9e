"""What an author can be told about when the answer will come."""

from datetime import datetime, timedelta

from db import moderation as stored
from db.engine import Session
from domain.towns import Town
from domain.waiting import LATEST, Outlook, outlook


async def answer_time(session: Session, now: datetime, town: Town) -> Outlook:
    """How long a town's moderators took lately, or else what the town promises."""
    spans = await stored.latest_spans(session, town.id, LATEST)
    oldest = await stored.oldest_waiting(session, town.id)
    limit = timedelta(hours=town.moderation_limit_hours)
    return outlook(spans, limit, now - oldest if oldest else timedelta())
