"""What was released but may still be undone: nothing of it is pushed before its time."""

from datetime import datetime

from sqlalchemy import ColumnElement, Update, and_, case, func, select, update

from db.engine import Session
from db.posts import is_showable, repack, version_of_revision
from db.tables import posts, revisions
from domain.posts import Closing, PostState, Revision, RevisionState

_RELEASED = (PostState.LIVE, PostState.PAUSED)


def is_pushable(now: datetime) -> ColumnElement[bool]:
    """What may be pushed to others: whatever they may see, once its release cannot be undone any more."""
    return and_(is_showable(now), posts.c.publish_at.is_(None))


async def publish_later(session: Session, post_id: int, at: datetime) -> None:
    """Nothing of the post is pushed before `at`."""
    await session.execute(update(posts).where(posts.c.id == post_id).values(publish_at=at))
    await repack(session, post_id)


async def due(session: Session, now: datetime, limit: int) -> list[int]:
    """Posts whose release cannot be undone any more and that were not pushed yet, the oldest first."""
    found = select(posts.c.id).where(posts.c.publish_at <= now).order_by(posts.c.publish_at, posts.c.id)
    return list(await session.scalars(found.limit(limit)))


async def take(session: Session, now: datetime, post_id: int) -> bool:
    """The post is pushed from now on; gives whether nobody else took it and nobody undid its release."""
    taken = update(posts).where(posts.c.id == post_id, posts.c.publish_at <= now).values(publish_at=None)
    return await _done(session, taken)


async def recall(session: Session, post_id: int, revision_id: int) -> bool:
    """Takes a release back: the words before it are shown again, a post without any waits again. Gives whether that was
    still possible."""
    before = (
        select(func.max(revisions.c.id))
        .where(revisions.c.post_id == post_id, revisions.c.id != revision_id)
        .where(revisions.c.state == RevisionState.RELEASED)
        .scalar_subquery()
    )
    undone = and_(posts.c.id == post_id, posts.c.publish_at.is_not(None), posts.c.released_id == revision_id)
    values = {
        "released_id": before,
        "publish_at": None,
        "state": case((before.is_(None), PostState.PENDING.value), else_=posts.c.state),
        "version": posts.c.version + 1,
    }
    recalled = update(posts).where(undone, posts.c.state.in_(_RELEASED)).values(values)
    return await _done(session, recalled)


async def words_before(session: Session, revision: Revision) -> Revision | None:
    """What of the same post was released before this revision was written: for moderators only."""
    earlier = and_(revisions.c.post_id == revision.post_id, revisions.c.seq < revision.seq)
    last = select(func.max(revisions.c.id)).where(earlier, revisions.c.state == RevisionState.RELEASED)
    found = await session.scalar(last)
    version = await version_of_revision(session, found) if found is not None else None
    return version.revision if version else None


async def reopen(session: Session, post_id: int) -> bool:
    """A rejected post waits again; gives whether it was closed by a rejection."""
    closed = and_(posts.c.id == post_id, posts.c.closing == Closing.REJECTED)
    values = {"state": PostState.PENDING, "closing": None, "closed_at": None, "closed_from": None}
    reopened = update(posts).where(closed).values({**values, "version": posts.c.version + 1})
    return await _done(session, reopened)


async def is_newest(session: Session, post_id: int, seq: int) -> bool:
    """Whether the author wrote nothing after the revision with this number."""
    last = await session.scalar(select(func.max(revisions.c.seq)).where(revisions.c.post_id == post_id))
    return bool(last == seq)


async def _done(session: Session, changed: Update) -> bool:
    post_id = await session.scalar(changed.returning(posts.c.id))
    if post_id is not None:
        await repack(session, post_id)
    return post_id is not None
