"""Queues what goes to others, in the transaction of its cause."""

from collections.abc import Mapping
from datetime import datetime
from secrets import token_hex
from typing import Any

from db import outbox
from db.engine import Session
from domain.sending import Action, Outgoing, Priority

_PRIORITY = {
    Outgoing.DECISION: Priority.DECISION,
    Outgoing.QUESTION: Priority.DECISION,
    Outgoing.LAPSED: Priority.DECISION,
    Outgoing.ANSWERED: Priority.CARD,
    Outgoing.VERIFICATION: Priority.DECISION,
    Outgoing.APOLOGY: Priority.DECISION,
    Outgoing.SEAT_NEWS: Priority.DECISION,
    Outgoing.BANNED: Priority.DECISION,
    Outgoing.BAN_NEWS: Priority.DECISION,
    Outgoing.APPEAL: Priority.CARD,
    Outgoing.STATS: Priority.DECISION,
    Outgoing.REMINDER: Priority.CARD,
    Outgoing.DELAY: Priority.DECISION,
    Outgoing.GROUP_NEWS: Priority.DECISION,
    Outgoing.FAREWELL: Priority.DECISION,
    Outgoing.POST_CARD: Priority.CARD,
    Outgoing.CARD_PHOTOS: Priority.CARD,
    Outgoing.ORGANISATION_CARD: Priority.CARD,
    Outgoing.ALERT: Priority.ALERT,
    Outgoing.NEED: Priority.ALERT,
    Outgoing.STILL_VALID: Priority.ALERT,
    Outgoing.EXPIRED: Priority.ALERT,
    Outgoing.DIGEST: Priority.DIGEST,
    Outgoing.CONTACT_QUESTION: Priority.DECISION,
    Outgoing.CONTACT_STEP: Priority.DECISION,
    Outgoing.CONTACT_CARD: Priority.DECISION,
}


async def send(
    session: Session,
    now: datetime,
    screen: Outgoing,
    object_id: int,
    chat_id: int,
    *,
    key: str = "",
    thread_id: int | None = None,
    params: Mapping[str, Any] | None = None,
    due_at: datetime | None = None,
    silent: bool = False,
) -> None:
    """Queues a new message. `key` tells apart messages about the same object; the same one again is queued once."""
    await outbox.put(
        session,
        chat_id=chat_id,
        thread_id=thread_id,
        key=f"{screen}:{object_id}:{key}",
        action=Action.SEND,
        screen=screen,
        object_id=object_id,
        params=dict(params or {}),
        priority=_PRIORITY[screen],
        silent=silent,
        due_at=due_at or now,
        created_at=now,
    )


async def redraw(
    session: Session,
    now: datetime,
    screen: Outgoing,
    object_id: int,
    version: int | str,
    *,
    due_at: datetime | None = None,
    params: Mapping[str, Any] | None = None,
) -> None:
    """Queues an edit of every copy of a card, drawn with what is true when its turn comes.

    `version` is the object's new version, or another name of the change: the same change is drawn once.
    """
    for chat_id in await outbox.chats_of_card(session, screen, object_id):
        await _edit(session, now, screen, object_id, chat_id, str(version), due_at, params)


async def refresh(session: Session, now: datetime, screen: Outgoing, object_id: int) -> None:
    """The same for an object without a version: draws every copy anew, unless that waits to be done already."""
    for chat_id in await outbox.chats_of_card(session, screen, object_id):
        if not await outbox.edit_comes(session, now, chat_id, screen, object_id):
            await _edit(session, now, screen, object_id, chat_id, token_hex(4))


async def adopt(
    session: Session,
    now: datetime,
    screen: Outgoing,
    object_id: int,
    chat_id: int,
    message_id: int,
    *,
    redraw: bool,
) -> None:
    """This message shows the card, too. If that is news, it is remembered and, if wanted, drawn with what is true now."""
    news = await outbox.remember_copy(session, screen, object_id, chat_id, message_id, now)
    if not news or not redraw:
        return
    await _edit(session, now, screen, object_id, chat_id, f"copy:{message_id}")


async def _edit(
    session: Session,
    now: datetime,
    screen: Outgoing,
    object_id: int,
    chat_id: int,
    version: str,
    due_at: datetime | None = None,
    params: Mapping[str, Any] | None = None,
) -> None:
    await outbox.put(
        session,
        chat_id=chat_id,
        key=f"{screen}:{object_id}:edit:{version}",
        action=Action.EDIT,
        screen=screen,
        object_id=object_id,
        params=dict(params or {}),
        priority=Priority.EDIT,
        due_at=due_at or now,
        created_at=now,
    )
