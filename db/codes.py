"""One-time codes with which a further group speaks for an organisation."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select, update

from db.engine import Session
from db.tables import group_codes


@dataclass(frozen=True)
class Issued:
    """What a code stands for; `chat_id` is the group it was made in."""

    organisation_id: int
    town_id: int
    chat_id: int


_GIVES = tuple(group_codes.c[name] for name in Issued.__dataclass_fields__)


async def create(session: Session, code: str, issued: Issued, made_by: int, expires_at: datetime) -> None:
    """Remembers a new code."""
    values = {**vars(issued), "code": code, "made_by": made_by, "expires_at": expires_at}
    await session.execute(insert(group_codes).values(values))


async def taken(session: Session, code: str) -> bool:
    """Whether there is such a code, used or not."""
    return await session.scalar(select(group_codes.c.code).where(group_codes.c.code == code)) is not None


async def use(session: Session, now: datetime, code: str) -> Issued | None:
    """Uses a code up, if it is still good."""
    good = (group_codes.c.code == code) & group_codes.c.used_at.is_(None) & (group_codes.c.expires_at > now)
    used = update(group_codes).where(good).values(used_at=now).returning(*_GIVES)
    row = (await session.execute(used)).first()
    return Issued(*row) if row else None
