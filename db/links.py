"""Links into the private chat: bound to a person, a purpose and a group; each works once."""

from datetime import datetime

from sqlalchemy import and_, insert, select, update

from db.engine import Session
from db.tables import start_links

_GIVES = (start_links.c.purpose, start_links.c.chat_id, start_links.c.thread_id)


async def create(
    session: Session,
    token: str,
    person_id: int,
    purpose: str,
    chat_id: int,
    thread_id: int | None,
    expires_at: datetime,
) -> None:
    """Remembers a new link."""
    await session.execute(
        insert(start_links).values(
            token=token,
            person_id=person_id,
            purpose=purpose,
            chat_id=chat_id,
            thread_id=thread_id,
            expires_at=expires_at,
        )
    )


async def take(
    session: Session, now: datetime, token: str, person_id: int
) -> tuple[str, int, int | None] | None:
    """Uses the link up, if it is this person's and still good; gives purpose, chat and topic."""
    good = and_(
        start_links.c.token == token,
        start_links.c.person_id == person_id,
        start_links.c.used_at.is_(None),
        start_links.c.expires_at > now,
    )
    row = (
        await session.execute(update(start_links).where(good).values(used_at=now).returning(*_GIVES))
    ).first()
    return (row[0], row[1], row[2]) if row else None


async def purpose(session: Session, token: str) -> str | None:
    """What the link was made for, used up or not."""
    found: str | None = await session.scalar(
        select(start_links.c.purpose).where(start_links.c.token == token)
    )
    return found


async def owner(session: Session, token: str) -> int | None:
    """Who the link was made for, used up or not."""
    found: int | None = await session.scalar(
        select(start_links.c.person_id).where(start_links.c.token == token)
    )
    return found
