"""What nobody goes on with does not stay for ever."""

from datetime import datetime

from db import drafts
from db.engine import Session
from domain.drafts import KEPT_FOR

AT_ONCE = 200  # drafts of one transaction


async def any_due(session: Session, now: datetime) -> bool:
    """Whether some draft was not touched for too long."""
    return bool(await drafts.untouched_since(session, now - KEPT_FOR, 1))


async def drop_due(session: Session, now: datetime) -> None:
    """Drops drafts that nobody touched for so long, without a word: their old buttons lead to the menu."""
    for person_id, nonce in await drafts.untouched_since(session, now - KEPT_FOR, AT_ONCE):
        await drafts.drop(session, person_id, nonce)
