"""What Telegram was told about the bot itself, as digests: enough to know what has changed."""

from datetime import datetime

from sqlalchemy import delete, select

from db.engine import Session
from db.tables import profile
from db.upsert import insert


async def told(session: Session) -> dict[str, str]:
    """The digest of each part that was told."""
    found = await session.execute(select(profile.c.part, profile.c.digest))
    return {row.part: row.digest for row in found}


async def remember(session: Session, part: str, digest: str, now: datetime) -> None:
    """Telegram has taken a part."""
    values = {"digest": digest, "told_at": now}
    row = insert(session, profile).values(part=part, **values)
    await session.execute(row.on_conflict_do_update(index_elements=["part"], set_=values))


async def forget(session: Session, part: str) -> None:
    """A part is not there any more."""
    await session.execute(delete(profile).where(profile.c.part == part))
