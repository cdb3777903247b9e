"""Digests that went out or will: one a group and local day, so that each can be turned, drawn anew and never comes twice."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select, update

from db.engine import Session
from db.tables import alerts, bindings, digests
from db.upsert import insert


@dataclass(frozen=True)
class Stored:
    """A digest: `slot` is its local day, `page` the one that its message shows. Its order is that of `created_at`."""

    id: int
    binding_id: int
    slot: str
    page: int
    created_at: datetime


_DIGEST = select(*(digests.c[name] for name in Stored.__dataclass_fields__))


async def create(session: Session, now: datetime, binding_id: int, slot: str) -> int | None:
    """A digest for this day; gives its id, or None when the group has one."""
    row = insert(session, digests).values(binding_id=binding_id, slot=slot, created_at=now)
    new = row.on_conflict_do_nothing(index_elements=["binding_id", "slot"]).returning(digests.c.id)
    made: int | None = await session.scalar(new)
    return made


async def had(session: Session, chat_id: int, slot: str) -> bool:
    """Whether a chat has a digest of this local day, also from an earlier registration."""
    there = (bindings.c.id == digests.c.binding_id) & (bindings.c.chat_id == chat_id)
    return bool(await session.scalar(select(exists().where(there, digests.c.slot == slot))))


async def by_id(session: Session, digest_id: int) -> Stored | None:
    """The digest of this id."""
    row = (await session.execute(_DIGEST.where(digests.c.id == digest_id))).first()
    return Stored(*row) if row else None


async def showing(session: Session, post_id: int) -> list[int]:
    """The digests that name a post."""
    from_alerts = select(digests.c.id).join(
        alerts, (alerts.c.binding_id == digests.c.binding_id) & (alerts.c.slot == digests.c.slot)
    )
    return list(await session.scalars(from_alerts.where(alerts.c.post_id == post_id)))


async def turn(session: Session, digest_id: int, page: int) -> None:
    """Remembers the page that the message shows now."""
    await session.execute(update(digests).where(digests.c.id == digest_id).values(page=page))
