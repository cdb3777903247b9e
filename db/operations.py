"""What the operator looks at: how much waits, what could not be handled, what could not be delivered. Ids, never texts."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from db.engine import Session
from db.tables import inbox, outbox
from domain.sending import Ending

SHOWN = 20


@dataclass(frozen=True)
class Backlog:
    """What waits: updates that are not answered, messages, and since when the oldest of those that could go out does."""

    unhandled: int
    queued: int
    oldest_due: datetime | None


@dataclass(frozen=True)
class Leftovers:
    """How many updates could not be handled, and how many messages could not be delivered."""

    dead: int
    given_up: int


@dataclass(frozen=True)
class DeadLetter:
    """An update that could not be handled."""

    update_id: int
    chat_id: int
    at: datetime
    error: str
    attempts: int


@dataclass(frozen=True)
class GivenUp:
    """A message that could not be delivered."""

    id: int
    screen: str
    chat_id: int
    at: datetime
    error: str


async def backlog(session: Session, now: datetime) -> Backlog:
    """How things stand; cheap enough to be asked every few seconds."""
    opened = select(func.count()).where(inbox.c.handled_at.is_(None), inbox.c.dead_at.is_(None))
    queued = outbox.c.state == Ending.QUEUED
    oldest: datetime | None = await session.scalar(
        select(func.min(outbox.c.due_at)).where(queued, outbox.c.due_at <= now)
    )
    waiting = await session.scalar(select(func.count()).where(queued))
    return Backlog(await session.scalar(opened) or 0, waiting or 0, oldest)


async def leftovers(session: Session) -> Leftovers:
    """What came to nothing. Reads both tables whole, so it is not asked often."""
    dead = await session.scalar(select(func.count()).where(inbox.c.dead_at.is_not(None)))
    given_up = await session.scalar(select(func.count()).where(outbox.c.state == Ending.GIVEN_UP))
    return Leftovers(dead or 0, given_up or 0)


async def dead_letters(session: Session) -> list[DeadLetter]:
    """The latest updates that could not be handled, newest first."""
    columns = (inbox.c.update_id, inbox.c.lane, inbox.c.dead_at, inbox.c.error, inbox.c.attempts)
    found = select(*columns).where(inbox.c.dead_at.is_not(None)).order_by(inbox.c.id.desc()).limit(SHOWN)
    return [DeadLetter(*row[:3], row.error or "", row.attempts) for row in await session.execute(found)]


async def given_up(session: Session) -> list[GivenUp]:
    """The latest messages that could not be delivered, newest first."""
    columns = (outbox.c.id, outbox.c.screen, outbox.c.chat_id, outbox.c.settled_at, outbox.c.error)
    ended = outbox.c.state == Ending.GIVEN_UP
    found = select(*columns).where(ended).order_by(outbox.c.settled_at.desc()).limit(SHOWN)
    return [GivenUp(*row[:4], row.error or "") for row in await session.execute(found)]
