"""Organisations that declined an offer, gave it back or said nothing about it for three days make room for others."""

from datetime import datetime

from db import matching
from db.engine import Session
from domain.options import Options
from services import publishing

_BATCH = 100  # pairs seen to in one transaction


async def any_due(session: Session, now: datetime) -> bool:
    """Whether a place may have opened."""
    return await matching.any_opened(session, now)


async def widen_due(session: Session, now: datetime, options: Options) -> None:
    """Shows the offers to others that did not have them yet."""
    await publishing.widen(session, now, await matching.take_opened(session, now, _BATCH), options)
