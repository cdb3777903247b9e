"""A basic group that became a supergroup has a new id: everything that names the old one follows."""

from datetime import datetime
from typing import Any

from sqlalchemy import Table, and_, delete, exists, or_, select, update

from db.engine import Session
from db.tables import bindings, cards, chats, drafts, outbox, start_links, towns
from db.upsert import insert
from domain.sending import Action, Ending

_FOLLOWING: tuple[Table, ...] = (bindings, drafts, start_links)


async def move(session: Session, now: datetime, old: int, new: int) -> bool:
    """Rewrites the ids; the old one stays as an alias. Gives False when that was known before; what names the old id
    nevertheless (a row that was in flight) follows all the same."""
    news = await session.scalar(select(chats.c.migrated_to).where(chats.c.id == old)) != new
    if news:
        await _move_chat(session, now, old, new)
    for table in _FOLLOWING:
        await session.execute(update(table).where(table.c.chat_id == old).values(chat_id=new))
    await _move_rows(session, now, old, new)
    # Messages keep neither their ids nor their buttons' chat: what was shown there cannot be edited any more.
    await session.execute(delete(cards).where(cards.c.chat_id == old))
    return news


async def present_id(session: Session, chat_id: int) -> int:
    """The id that a chat has now: a configuration may still name the one from before its upgrade."""
    moved: int | None = await session.scalar(select(chats.c.migrated_to).where(chats.c.id == chat_id))
    return chat_id if moved is None else moved


async def never_registered(session: Session, joined_before: datetime) -> list[int]:
    """Groups that the bot has been in for longer, without an organisation, moderators or a farewell."""
    bound = exists().where(bindings.c.chat_id == chats.c.id, bindings.c.ended_at.is_(None))
    moderated = exists().where(towns.c.moderation_chat == chats.c.id)
    idle = and_(chats.c.member.is_(True), chats.c.joined_at <= joined_before, chats.c.leaving_at.is_(None))
    return list(await session.scalars(select(chats.c.id).where(idle, ~bound, ~moderated)))


async def told_farewell(session: Session) -> list[int]:
    """Groups for which nothing waits any more after their farewell."""
    waits = exists().where(outbox.c.chat_id == chats.c.id, outbox.c.state == Ending.QUEUED)
    return list(await session.scalars(select(chats.c.id).where(chats.c.leaving_at.is_not(None), ~waits)))


async def _move_chat(session: Session, now: datetime, old: int, new: int) -> None:
    known = (await session.execute(select(chats.c.title, chats.c.locale).where(chats.c.id == old))).first()
    title, locale = (known[0], known[1]) if known else ("", None)
    values: dict[str, Any] = {"member": True, "changed_at": now, "title": title, "locale": locale}
    made = insert(session, chats).values(id=new, **values)
    await session.execute(made.on_conflict_do_update(index_elements=["id"], set_=values))
    values |= {"member": False, "migrated_to": new}
    gone = insert(session, chats).values(id=old, **values)
    await session.execute(gone.on_conflict_do_update(index_elements=["id"], set_=values))


async def _move_rows(session: Session, now: datetime, old: int, new: int) -> None:
    """What waits to be sent goes to the new chat, unless that waits there already; edits have nothing left to edit."""
    waiting = and_(outbox.c.chat_id == old, outbox.c.state == Ending.QUEUED)
    there = select(outbox.c.key).where(outbox.c.chat_id == new)
    sends = and_(waiting, outbox.c.action == Action.SEND, outbox.c.key.not_in(there))
    await session.execute(update(outbox).where(sends).values(chat_id=new, lease_until=None))
    # On PostgreSQL somebody may queue a row between the two statements: it stays, and is moved when it comes to be sent.
    overtaken = and_(waiting, or_(outbox.c.action == Action.EDIT, outbox.c.key.in_(there)))
    values = {"state": Ending.OBSOLETE, "settled_at": now, "lease_until": None}
    await session.execute(update(outbox).where(overtaken).values(values))
