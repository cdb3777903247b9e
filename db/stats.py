"""What came to a town's moderators and what they made of it, counted from an instant on."""

from collections import Counter
from datetime import datetime, timedelta

from sqlalchemy import and_, func, select

from db.engine import Session
from db.posts import is_newest
from db.tables import decisions, posts, revisions
from domain.moderation import ENDING
from domain.posts import RevisionState


async def arrivals(session: Session, town_id: int, since: datetime) -> tuple[list[datetime], Counter[str]]:
    """When posts came, and how many of each category (that of their newest words)."""
    found = (
        select(posts.c.created_at, revisions.c.category)
        .join(revisions, revisions.c.post_id == posts.c.id)
        .where(posts.c.town_id == town_id, posts.c.created_at >= since, is_newest())
    )
    rows = list(await session.execute(found))
    return [row.created_at for row in rows], Counter(row.category for row in rows)


async def decided(session: Session, town_id: int, since: datetime) -> tuple[list[timedelta], int, int]:
    """How long each decision that stands took, and how many released and rejected."""
    last = (
        select(decisions.c.revision_id, func.max(decisions.c.at).label("at"))
        .where(decisions.c.verdict.in_(ENDING), decisions.c.at >= since)
        .group_by(decisions.c.revision_id)
        .subquery()
    )
    ended = revisions.c.state.in_((RevisionState.RELEASED, RevisionState.REJECTED))
    found = (
        select(last.c.at, revisions.c.created_at, revisions.c.state)
        .join(revisions, revisions.c.id == last.c.revision_id)
        .join(posts, posts.c.id == revisions.c.post_id)
        .where(and_(posts.c.town_id == town_id, ended))
    )
    rows = list(await session.execute(found))
    released = sum(row.state == RevisionState.RELEASED for row in rows)
    return [row.at - row.created_at for row in rows], released, len(rows) - released
