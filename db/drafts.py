"""Open conversations: one a person, stored before the next question is shown."""

from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import String, bindparam, delete, or_, select, update

from db.engine import Session
from db.tables import drafts
from db.upsert import insert_for
from domain.drafts import Draft
from domain.forms import Progress

_OWN = (
    "person_id",
    "form",
    "nonce",
    "town_id",
    "binding_id",
    "chat_id",
    "thread_id",
    "post_id",
    "request_id",
    "message_id",
    "locating",
)
_PROGRESS = ("step", "answers", "sources", "page")
_KEPT = (*_OWN, *_PROGRESS, "updated_at")
_OF = select(*(drafts.c[name] for name in (*_OWN, *_PROGRESS, "updated_at"))).where(
    drafts.c.person_id == bindparam("person_id")
)


async def of(session: Session, person_id: int) -> Draft | None:
    """The person's open draft."""
    row = (await session.execute(_OF, {"person_id": person_id})).mappings().first()
    if row is None:
        return None
    progress = Progress(**{name: row[name] for name in _PROGRESS})
    return Draft(progress=progress, touched_at=row["updated_at"], **{name: row[name] for name in _OWN})


async def save(session: Session, draft: Draft, now: datetime, seen: str = "") -> bool:
    """Stores the draft; it takes the place of the one before, with `seen` only of the one with this nonce. Gives whether it
    was stored."""
    values = {name: getattr(draft, name) for name in _OWN} | {"updated_at": now}
    values |= {name: getattr(draft.progress, name) for name in _PROGRESS} | {"seen": seen}
    return (await session.execute(_save(session.dialect.name), values)).first() is not None


@cache
def _save(dialect: str) -> Any:
    """Built once: this is the statement of every answer."""
    saved = insert_for(dialect, drafts)
    new = {name: saved.excluded[name] for name in _KEPT if name != "person_id"}
    seen = bindparam("seen", type_=String)
    same = or_(seen == "", drafts.c.nonce == seen)
    done = saved.on_conflict_do_update(index_elements=["person_id"], set_=new, where=same)
    return done.returning(drafts.c.person_id)


async def drop(session: Session, person_id: int, nonce: str) -> bool:
    """Forgets the person's draft, if it is still the one that was seen; gives whether it was."""
    same = (drafts.c.person_id == person_id) & (drafts.c.nonce == nonce)
    dropped = await session.execute(delete(drafts).where(same).returning(drafts.c.person_id))
    return dropped.first() is not None


async def untouched_since(session: Session, moment: datetime, limit: int) -> list[tuple[int, str]]:
    """Person and nonce of drafts that nobody touched since a moment, the oldest first."""
    found = select(drafts.c.person_id, drafts.c.nonce).where(drafts.c.updated_at <= moment)
    rows = await session.execute(found.order_by(drafts.c.updated_at).limit(limit))
    return [(row[0], row[1]) for row in rows]


async def note_shown(session: Session, person_id: int, nonce: str, message_id: int, locating: bool) -> None:
    """Remembers which message shows the draft and whether the location keyboard is open, unless it went on since."""
    same = (drafts.c.person_id == person_id) & (drafts.c.nonce == nonce)
    await session.execute(update(drafts).where(same).values(message_id=message_id, locating=locating))
