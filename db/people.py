"""People (private chats) and groups: who they are to us, and in which language we speak to them."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update

from db.engine import Session
from db.tables import chats, people
from db.upsert import insert
from domain.organisations import GroupFacts
from domain.people import Person

_FIELDS = (
    "id",
    "first_name",
    "locale",
    "town_id",
    "consent_version",
    "pending_start",
    "answering",
    "answering_at",
    "naming_at",
)
_PERSON = select(*(people.c[name] for name in _FIELDS)).where(people.c.id == bindparam("id"))


async def person(session: Session, person_id: int) -> Person | None:
    """The person of this Telegram id, if they ever wrote to us."""
    row = (await session.execute(_PERSON, {"id": person_id})).first()
    return Person(*row) if row else None


async def reachable(session: Session, person_id: int) -> Person | None:
    """The person, if the bot may write to them in private."""
    found = await session.execute(_PERSON.where(people.c.unreachable_since.is_(None)), {"id": person_id})
    row = found.first()
    return Person(*row) if row else None


async def meet(session: Session, person_id: int, first_name: str, locale: str, now: datetime) -> None:
    """Remembers somebody who pressed Start; who was known stays as they are, but can be reached again."""
    known = insert(session, people).values(id=person_id, first_name=first_name, locale=locale, created_at=now)
    await session.execute(
        known.on_conflict_do_update(index_elements=["id"], set_={"unreachable_since": None})
    )


async def change_person(session: Session, person_id: int, **values: Any) -> None:
    """Sets columns of a person."""
    await session.execute(update(people).where(people.c.id == person_id).values(**values))


async def meet_chat(session: Session, chat_id: int, title: str, now: datetime, **more: Any) -> None:
    """Remembers a group that we are in."""
    values = {"title": title, "member": True, "changed_at": now, **more}
    known = insert(session, chats).values(id=chat_id, **values)
    await session.execute(known.on_conflict_do_update(index_elements=["id"], set_=values))


async def change_chat(session: Session, chat_id: int, **values: Any) -> None:
    """Sets columns of a group."""
    if values:
        await session.execute(update(chats).where(chats.c.id == chat_id).values(**values))


async def chat_title(session: Session, chat_id: int) -> str:
    """The group's title as last seen, or an empty text."""
    return (
        await session.scalar(select(func.coalesce(func.max(chats.c.title), "")).where(chats.c.id == chat_id))
        or ""
    )


async def joined_at(session: Session, chat_id: int) -> datetime | None:
    """When the bot came into a group."""
    found: datetime | None = await session.scalar(select(chats.c.joined_at).where(chats.c.id == chat_id))
    return found


async def group_facts(session: Session, chat_id: int) -> GroupFacts:
    """What is known of a group."""
    found = select(chats.c.title, chats.c.members, chats.c.public).where(chats.c.id == chat_id)
    row = (await session.execute(found)).first()
    return GroupFacts(*row) if row else GroupFacts("")


async def chat_locale(session: Session, chat_id: int) -> str | None:
    """The language that the chat (private or group) chose."""
    table = people if chat_id > 0 else chats
    found: str | None = await session.scalar(select(table.c.locale).where(table.c.id == chat_id))
    return found
