"""The audit trail: who did what to which object, when. Written in the transaction of the deed, never changed."""

from collections.abc import AsyncIterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from db.engine import Session
from db.tables import audit, towns


async def add(
    session: Session,
    now: datetime,
    actor_id: int | None,
    role: str,
    action: str,
    object_kind: str,
    object_id: int,
    town_id: int | None = None,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Adds an entry. `facts` are codes and numbers, never what somebody typed; `actor_id` None is the bot itself."""
    values = {
        "at": now,
        "actor_id": actor_id,
        "role": role,
        "action": action,
        "object_kind": object_kind,
        "object_id": object_id,
        "town_id": town_id,
        "facts": dict(facts) if facts else None,
    }
    await session.execute(insert(audit).values(values))


async def entries(session: Session, slug: str | None) -> AsyncIterator[dict[str, Any]]:
    """All entries, or those of a town, oldest first."""
    found = (
        select(audit, towns.c.slug.label("town"))
        .join_from(audit, towns, towns.c.id == audit.c.town_id, isouter=True)
        .order_by(audit.c.id)
    )
    if slug is not None:
        found = found.where(towns.c.slug == slug)
    for row in await session.execute(found):
        yield dict(row._mapping)
