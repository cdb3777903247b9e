"""Copies of a card that nobody remembers: a process sent it, died before it could write that down, and the next one sent
another. Such a copy would show its buttons for ever, so a press on it makes it known."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from db import organisations, posts, towns
from db.engine import Session
from domain.errors import Refused
from domain.sending import Outgoing
from services import outbox
from services.pressing import Press
from services.work import Work


@asynccontextmanager
async def adopting(
    work: Work,
    note: Work,
    now: datetime,
    screen: Outgoing,
    press: Press,
    message_id: int | None,
    *,
    redraw: bool = True,
) -> AsyncIterator[Session]:
    """The unit of work of a press on a card. The pressed message is drawn anew if it was a forgotten copy, also when the
    press itself is refused; then that is a transaction (`note`) of its own. Without `redraw` whoever calls draws the
    message, unless the press is refused."""
    try:
        async with work() as session:
            await _adopt(session, now, screen, press, message_id, redraw=redraw)
            yield session
    except Refused:
        async with note() as session:
            await _adopt(session, now, screen, press, message_id, redraw=True)
        raise


async def _adopt(
    session: Session, now: datetime, screen: Outgoing, press: Press, message_id: int | None, *, redraw: bool
) -> None:
    town = await towns.by_moderation_chat(session, press.chat_id)
    if town is None or message_id is None or town.id != await _town_of(session, screen, press.object_id):
        return  # buttons are claims: only a card of this town, in its moderation chat
    await outbox.adopt(session, now, screen, press.object_id, press.chat_id, message_id, redraw=redraw)


async def _town_of(session: Session, screen: Outgoing, object_id: int) -> int | None:
    if screen is Outgoing.POST_CARD:
        version = await posts.version_of_revision(session, object_id)
        return version.post.town_id if version else None
    known = await organisations.by_id(session, object_id)
    return known.town_id if known else None
