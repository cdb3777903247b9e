"""A chat that nothing will reach any more: the person blocked the bot, or the group threw it out or is gone."""

from datetime import datetime

from db import outbox, people
from db.engine import Session
from services import group_life, reservations


async def lost(session: Session, now: datetime, chat_id: int, error: str) -> None:
    """Ends what waits for the chat; a group's binding ends too. Coming back is a new start, nothing else is lost."""
    await outbox.give_up_chat(session, chat_id, now, error)
    if chat_id > 0:
        await people.change_person(session, chat_id, unreachable_since=now)
        await reservations.person_lost(session, now, chat_id)
    else:
        await group_life.left(session, now, chat_id)
