"""A released post is pushed to those it fits: when its release cannot be undone any more, or at once where it is urgent."""

from datetime import datetime, timedelta

from db import releases
from db.engine import Session
from domain.details import Urgency
from domain.options import Options
from domain.posts import Revision
from services import publishing

AT_ONCE = timedelta(0)
_BATCH = 20  # posts published in one transaction


def undo_of(revision: Revision, options: Options) -> timedelta:
    """How long the release of a revision can be undone; what is needed today is pushed at once and cannot."""
    return AT_ONCE if revision.details.urgency is Urgency.TODAY else options.undo


async def release(session: Session, now: datetime, post_id: int, undo: timedelta, options: Options) -> None:
    """Pushes a post that was just released, now or after the time in which that can be undone."""
    if undo:
        await releases.publish_later(session, post_id, now + undo)
    else:
        await publishing.publish(session, now, post_id, options)


async def any_due(session: Session, now: datetime) -> bool:
    """Whether the release of some post cannot be undone any more."""
    return bool(await releases.due(session, now, 1))


async def publish_due(session: Session, now: datetime, options: Options) -> None:
    """Pushes the posts whose release cannot be undone any more."""
    for post_id in await releases.due(session, now, _BATCH):
        if await releases.take(session, now, post_id):
            await publishing.publish(session, now, post_id, options)
