"""The outbox: inserted with its cause, claimed in batches with a lease, settled once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, update

from db.engine import Session
from db.tables import cards, outbox
from db.upsert import insert
from domain.sending import Action, Ending, Outgoing


@dataclass(frozen=True)
class Row:
    """One message to be sent or edited: the screen's name, ids and parameters, never prose."""

    id: int
    chat_id: int
    thread_id: int | None
    action: Action
    screen: Outgoing
    object_id: int
    params: Mapping[str, Any]
    silent: bool
    attempts: int
    created_at: datetime


QUEUED = (
    "outbox queued"  # mark of a session in which something was queued: after its commit, delivery is woken
)
_FIELDS = tuple(Row.__dataclass_fields__)


async def put(session: Session, **values: Any) -> None:
    """Queues a row; one with the same chat and key is queued once."""
    row = insert(session, outbox).values(state=Ending.QUEUED, **values)
    await session.execute(row.on_conflict_do_nothing(index_elements=["chat_id", "key"]))
    session.info[QUEUED] = True


def _due(now: datetime, skip: Iterable[int]) -> ColumnElement[bool]:
    free = or_(outbox.c.lease_until.is_(None), outbox.c.lease_until <= now)
    return and_(
        outbox.c.state == Ending.QUEUED, outbox.c.due_at <= now, free, outbox.c.chat_id.not_in(list(skip))
    )


async def any_due(session: Session, now: datetime, skip: Iterable[int]) -> bool:
    """Whether there is something to claim; cheap, so that nobody takes the write lock in vain."""
    return bool(await session.scalar(select(exists().where(_due(now, skip)))))


async def claim(
    session: Session, now: datetime, lease_until: datetime, limit: int, skip: Iterable[int]
) -> list[Row]:
    """Takes up to `limit` due rows that nobody holds, oldest and most pressing first; rows of the chats in `skip` stay."""
    due = (
        select(outbox.c.id)
        .where(_due(now, skip))
        .order_by(outbox.c.priority, outbox.c.due_at, outbox.c.id)
        .limit(limit)
    )
    taken = (
        update(outbox)
        .where(outbox.c.id.in_(due.scalar_subquery()))
        .values(lease_until=lease_until)
        .returning(*(outbox.c[name] for name in _FIELDS), outbox.c.priority)
    )
    rows = sorted(await session.execute(taken), key=lambda row: (row.priority, row.created_at, row.id))
    return [_row(dict(row._mapping)) for row in rows]


def _row(values: dict[str, Any]) -> Row:
    del values["priority"]
    return Row(**values | {"action": Action(values["action"]), "screen": Outgoing(values["screen"])})


async def settle(
    session: Session, row_id: int, ending: Ending, now: datetime, error: str | None = None
) -> None:
    """Ends a row."""
    values = {"state": ending, "settled_at": now, "lease_until": None, "error": error}
    await session.execute(update(outbox).where(outbox.c.id == row_id).values(values))


async def postpone_chat(session: Session, row_id: int, chat_id: int, due_at: datetime, error: str) -> None:
    """Lets a chat rest until `due_at`: the row that failed counts the attempt, what is due there waits with it."""
    waiting = and_(outbox.c.chat_id == chat_id, outbox.c.state == Ending.QUEUED, outbox.c.due_at < due_at)
    await session.execute(update(outbox).where(waiting).values(due_at=due_at))
    failed = {"attempts": outbox.c.attempts + 1, "error": error}
    await session.execute(update(outbox).where(outbox.c.id == row_id).values(failed))


async def counts(session: Session, screen: Outgoing, since: datetime, until: datetime) -> dict[int, int]:
    """How many messages of a kind were or will be due in this time, by chat."""
    within = and_(outbox.c.screen == screen, outbox.c.due_at >= since, outbox.c.due_at < until)
    found = select(outbox.c.chat_id, func.count()).where(within).group_by(outbox.c.chat_id)
    return {row[0]: row[1] for row in await session.execute(found)}


async def wait(session: Session, row_id: int, due_at: datetime) -> None:
    """Gives a claimed row back; its turn is at `due_at`."""
    later = update(outbox).where(outbox.c.id == row_id).values(due_at=due_at, lease_until=None)
    await session.execute(later)


async def release(session: Session, row_ids: Iterable[int]) -> None:
    """Gives claimed rows back untouched."""
    await session.execute(update(outbox).where(outbox.c.id.in_(list(row_ids))).values(lease_until=None))


async def release_all(session: Session) -> None:
    """At start nobody holds anything: leases of a process that died are void."""
    await session.execute(update(outbox).where(outbox.c.lease_until.is_not(None)).values(lease_until=None))


async def give_up_chat(session: Session, chat_id: int, now: datetime, error: str) -> None:
    """Ends everything that waits for a chat that cannot be reached any more."""
    waiting = and_(outbox.c.chat_id == chat_id, outbox.c.state == Ending.QUEUED)
    values = {"state": Ending.GIVEN_UP, "settled_at": now, "lease_until": None, "error": error}
    await session.execute(update(outbox).where(waiting).values(values))


async def leave_topic(session: Session, chat_id: int, thread_id: int) -> None:
    """What waits for a topic goes into its group instead."""
    waiting = and_(outbox.c.chat_id == chat_id, outbox.c.thread_id == thread_id)
    queued = and_(waiting, outbox.c.state == Ending.QUEUED)
    await session.execute(update(outbox).where(queued).values(thread_id=None))


async def remember_copy(
    session: Session, screen: Outgoing, object_id: int, chat_id: int, message_id: int, now: datetime
) -> bool:
    """Keeps a message that shows the object, so that it can be edited; gives whether it was news."""
    values = {"screen": screen, "object_id": object_id, "chat_id": chat_id, "message_id": message_id}
    copy = insert(session, cards).values(created_at=now, **values)
    kept = copy.on_conflict_do_nothing(index_elements=["chat_id", "message_id"]).returning(cards.c.id)
    return (await session.execute(kept)).first() is not None


async def card_messages(session: Session, screen: Outgoing, object_id: int, chat_id: int) -> list[int]:
    """The messages in this chat that show the object."""
    found = select(cards.c.message_id).where(
        cards.c.screen == screen, cards.c.object_id == object_id, cards.c.chat_id == chat_id
    )
    return list(await session.scalars(found))


async def card_at(session: Session, chat_id: int, message_id: int) -> tuple[Outgoing, int] | None:
    """What the message shows: screen and object id."""
    found = select(cards.c.screen, cards.c.object_id).where(
        cards.c.chat_id == chat_id, cards.c.message_id == message_id
    )
    row = (await session.execute(found)).first()
    return (Outgoing(row.screen), row.object_id) if row else None


async def chats_of_card(session: Session, screen: Outgoing, object_id: int) -> list[int]:
    """Every chat that shows the card, or is just being sent it. Where nobody has begun to draw it, it needs no edit."""
    await _touch(session, Action.SEND, screen, object_id)
    shown = select(cards.c.chat_id).where(cards.c.screen == screen, cards.c.object_id == object_id)
    coming = select(outbox.c.chat_id).where(
        outbox.c.lease_until.is_not(None), *_queued(Action.SEND, screen, object_id)
    )
    return list(await session.scalars(shown.union(coming)))


async def edit_comes(session: Session, now: datetime, chat_id: int, screen: Outgoing, object_id: int) -> bool:
    """Whether an edit of the card is due that nobody has begun to draw."""
    return chat_id in await _touch(session, Action.EDIT, screen, object_id, outbox.c.due_at <= now)


def _queued(action: Action, screen: Outgoing, object_id: int) -> tuple[ColumnElement[bool], ...]:
    return (
        outbox.c.state == Ending.QUEUED,
        outbox.c.action == action,
        outbox.c.screen == screen,
        outbox.c.object_id == object_id,
    )


async def _touch(
    session: Session, action: Action, screen: Outgoing, object_id: int, *conditions: ColumnElement[bool]
) -> list[int]:
    """The chats of rows that nobody has begun to draw. Where a database has several writers, nobody begins before this
    transaction is over, so that they will be drawn with what it changes."""
    free = and_(outbox.c.lease_until.is_(None), *_queued(action, screen, object_id), *conditions)
    touched = update(outbox).where(free).values(priority=outbox.c.priority).returning(outbox.c.chat_id)
    return list(await session.scalars(touched))


async def next_due(session: Session) -> datetime | None:
    """When the next waiting row is due."""
    found: datetime | None = await session.scalar(
        select(func.min(outbox.c.due_at)).where(
            outbox.c.state == Ending.QUEUED, outbox.c.lease_until.is_(None)
        )
    )
    return found
