"""Codes that bind a group to a town as its moderation chat, and moderation chats that became public."""

from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, insert, select, update

from db.engine import Session
from db.tables import exposures, outbox, seat_codes, towns
from db.upsert import insert as upsert
from domain.sending import Ending, Outgoing


async def create_code(
    session: Session, town_id: int, digest: str, now: datetime, expires_at: datetime
) -> None:
    """Keeps a new code; the town's earlier ones are void."""
    await session.execute(delete(seat_codes).where(seat_codes.c.town_id == town_id))
    values = {"digest": digest, "town_id": town_id, "created_at": now, "expires_at": expires_at}
    await session.execute(insert(seat_codes).values(values))


async def town_of_code(session: Session, digest: str, now: datetime) -> int | None:
    """The town that a code is for, while it is good."""
    found: int | None = await session.scalar(select(seat_codes.c.town_id).where(_good(digest, now)))
    return found


async def use_code(session: Session, digest: str, now: datetime) -> bool:
    """Uses a code up; gives whether it was good."""
    used = update(seat_codes).where(_good(digest, now)).values(used_at=now).returning(seat_codes.c.town_id)
    return (await session.execute(used)).first() is not None


def _good(digest: str, now: datetime) -> ColumnElement[bool]:
    return and_(seat_codes.c.digest == digest, seat_codes.c.used_at.is_(None), seat_codes.c.expires_at > now)


async def take(session: Session, town_id: int, chat_id: int) -> None:
    """This group is the town's moderation chat from now on."""
    await session.execute(update(towns).where(towns.c.id == town_id).values(moderation_chat=chat_id))


async def configured(session: Session, slug: str) -> int | None:
    """The moderation chat that the configuration named for the town when the bot started last."""
    found: int | None = await session.scalar(select(towns.c.configured_chat).where(towns.c.slug == slug))
    return found


async def note_configured(session: Session, slug: str, chat_id: int | None) -> None:
    """Remembers which chat the configuration names."""
    await session.execute(update(towns).where(towns.c.slug == slug).values(configured_chat=chat_id))


async def closed_since(session: Session, chat_id: int) -> datetime | None:
    """Since when decisions rest in a moderation chat, because it is or was public."""
    found: datetime | None = await session.scalar(
        select(exposures.c.closed_at).where(exposures.c.chat_id == chat_id)
    )
    return found


async def public_as(session: Session, chat_id: int) -> str | None:
    """The name under which the chat was public when it was seen last."""
    found: str | None = await session.scalar(
        select(exposures.c.username).where(exposures.c.chat_id == chat_id)
    )
    return found


async def see(session: Session, chat_id: int, username: str | None) -> None:
    """Remembers under which name the chat is public, or that it is not."""
    seen = upsert(session, exposures).values(chat_id=chat_id, username=username)
    await session.execute(seen.on_conflict_do_update(index_elements=["chat_id"], set_={"username": username}))


async def close(session: Session, chat_id: int, closed_at: datetime | None) -> None:
    """Lets decisions rest, or go on (None). The chat must have been seen."""
    await session.execute(update(exposures).where(exposures.c.chat_id == chat_id).values(closed_at=closed_at))


async def drop_queued_cards(session: Session, chat_id: int) -> None:
    """Cards on their way into the chat are forgotten, so that they can be queued again."""
    cards = outbox.c.screen.in_((Outgoing.POST_CARD, Outgoing.CARD_PHOTOS, Outgoing.ORGANISATION_CARD))
    waiting = and_(outbox.c.chat_id == chat_id, cards, outbox.c.state == Ending.QUEUED)
    await session.execute(delete(outbox).where(waiting))
