"""How much a person has submitted since a moment."""

from datetime import datetime

from sqlalchemy import func, select

from db.engine import Session
from db.tables import posts, revisions
from domain.posts import Kind


async def posts_since(session: Session, author_id: int, kind: Kind, moment: datetime) -> int:
    """New posts of a kind."""
    mine = select(func.count()).where(posts.c.author_id == author_id, posts.c.kind == kind)
    return await session.scalar(mine.where(posts.c.created_at >= moment)) or 0


async def changes_since(session: Session, author_id: int, moment: datetime) -> int:
    """Changes of the person's posts."""
    found = (
        select(func.count())
        .select_from(revisions.join(posts, posts.c.id == revisions.c.post_id))
        .where(posts.c.author_id == author_id, revisions.c.seq > 1, revisions.c.created_at >= moment)
    )
    return await session.scalar(found) or 0
