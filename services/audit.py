"""Who did what to which object, when: written in the transaction of the deed, never changed. Holds no words of people."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db import audit
from db.engine import Session
from domain.audit import Role, Thing

__all__ = ["Role", "Thing", "note", "read"]


@dataclass(frozen=True)
class Entry:
    """One entry of the trail: when, as what, who, what, upon what. `actor` None: the bot itself, or somebody erased."""

    id: int
    at: datetime
    role: str
    actor: int | None
    action: str
    object_kind: str
    object_id: int
    town: str | None
    facts: dict[str, Any]


async def read(session: Session, slug: str | None = None) -> AsyncIterator[Entry]:
    """The whole trail, or a town's, oldest first."""
    async for row in audit.entries(session, slug):
        yield Entry(
            row["id"],
            row["at"],
            row["role"],
            row["actor_id"],
            row["action"],
            row["object_kind"],
            row["object_id"],
            row["town"],
            row["facts"] or {},
        )


async def note(
    session: Session,
    now: datetime,
    role: Role,
    actor_id: int | None,
    action: str,
    thing: Thing,
    object_id: int,
    town_id: int | None = None,
    **facts: str | int | bool | None,
) -> None:
    """Writes one entry; `facts` are codes and numbers, never what somebody typed."""
    await audit.add(session, now, actor_id, role, action, thing, object_id, town_id, facts)
