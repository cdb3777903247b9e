"""Nothing stale is shown: before a post's end its author is asked whether it holds, and without an answer it closes."""

from datetime import datetime

from db import posts, towns
from db.engine import Session
from domain import lives
from domain.cadence import awake
from domain.options import Options
from domain.own import OwnPost
from domain.posts import Closing, Post, Version
from domain.sending import Outgoing
from services import audit, outbox, ownership, posted
from services.audit import Role, Thing
from services.lives import out_of_queue

AT_ONCE = 100  # posts of one transaction


async def is_due(session: Session, now: datetime) -> bool:
    """Whether there is anybody to ask or anything to close."""
    return bool(await posts.near_end(session, now, limit=1))


async def look_after(session: Session, now: datetime, options: Options) -> None:
    """Asks or closes what is due, the most pressing first, at most `AT_ONCE` posts."""
    for version in await posts.near_end(session, now, limit=AT_ONCE):
        assert version.post.expires_at is not None
        if version.post.expires_at <= now:
            await _expire(session, now, options, version)
        else:
            await _ask(session, now, options, version.post, version.post.expires_at)


async def question(session: Session, now: datetime, post_id: int, expires_at: str) -> OwnPost | None:
    """What the question shows; None when it was answered, or the post is closed."""
    version = await posts.newest(session, post_id)
    if version is None or version.post.state not in lives.OPEN or _end(version.post) != expires_at:
        return None
    ended = version.post.expires_at is None or version.post.expires_at <= now
    return None if ended else await ownership.facts(session, now, version)


async def expired(session: Session, now: datetime, post_id: int, expires_at: str) -> OwnPost | None:
    """What the author of an expired post is told; None when it was renewed meanwhile."""
    version = await posts.newest(session, post_id)
    if version is None or version.post.closing is not Closing.EXPIRED or _end(version.post) != expires_at:
        return None
    return await ownership.facts(session, now, version)


async def _ask(session: Session, now: datetime, options: Options, post: Post, expires_at: datetime) -> None:
    count = lives.questions_due(expires_at, now)
    await posts.note_questions(session, post.id, count)
    await _tell(session, now, options, post, Outgoing.STILL_VALID, str(count))


async def _expire(session: Session, now: datetime, options: Options, version: Version) -> None:
    post = version.post
    closed = lives.closed(post, Closing.EXPIRED, now)
    if not await posts.change_post(session, post.id, post.version, **closed):
        return  # its author was faster
    await out_of_queue(session, now, post.id)
    await audit.note(
        session, now, Role.BOT, None, "expire", Thing.POST, post.id, post.town_id, number=post.number
    )
    await posted.changed(session, now, post.id)
    await _tell(session, now, options, post, Outgoing.EXPIRED)


async def _tell(
    session: Session, now: datetime, options: Options, post: Post, screen: Outgoing, key: str = ""
) -> None:
    """Once for each life and question, outside of quiet hours."""
    home = await ownership.home(session, post)
    if home is None:
        return  # imported: nobody to ask
    town = await towns.by_id(session, post.town_id)
    await outbox.send(
        session,
        now,
        screen,
        post.id,
        home[0],
        key=f"{_end(post)}:{key}",
        thread_id=home[1],
        params={"expires_at": _end(post)},
        due_at=awake(now, town.zone, options.quiet),
    )


def _end(post: Post) -> str:
    """The end of the present life, in seconds: as a key it has to be short."""
    return str(int(post.expires_at.timestamp())) if post.expires_at else ""
