"""Moderation chats: bound by a code that the operator made, closed when they become public, opened again by the operator."""

from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from secrets import choice

from db import bindings, people, towns
from db import seats as stored
from db.engine import Session
from domain.errors import Refusal, Refused
from domain.seats import CODE_LIFE, News, Seat, SeatNews, draw_code, plain_code
from domain.sending import Outgoing
from domain.towns import Town
from services import audit, moderation, outbox
from services.audit import Role, Thing


async def new_code(session: Session, now: datetime, slug: str) -> str:
    """A code with which an administrator binds the town's moderation chat; only its digest is kept. Raises `Refused` when
    there is no such town."""
    town = await _town(session, slug)
    code = draw_code(choice)
    await stored.create_code(session, town.id, _digest(code), now, now + CODE_LIFE)
    await audit.note(session, now, Role.OPERATOR, None, "make_code", Thing.TOWN, town.id, town.id)
    return code


async def bind(
    session: Session, now: datetime, person_id: int, chat_id: int, title: str, code: str, *, sure: bool
) -> Seat:
    """Makes a group the moderation chat of the town that the code is for.

    Without `sure` nothing is done when the town has another group already. Raises `Refused`: no code, a code that is not
    good, an organisation's group, another town's moderation chat.
    """
    town = await _check(session, now, chat_id, code)
    if town.moderation_chat == chat_id:
        return Seat(town)
    if town.moderation_chat is not None and not sure:
        return Seat(town, asks=True)
    if not await stored.use_code(session, _digest(code), now):
        raise Refused(Refusal.CODE_NOT_GOOD)
    await people.meet_chat(session, chat_id, title, now)
    await stored.take(session, town.id, chat_id)
    facts = {"chat": chat_id, "former": town.moderation_chat}
    await audit.note(session, now, Role.MODERATOR, person_id, "bind", Thing.TOWN, town.id, town.id, **facts)
    if town.moderation_chat is not None:
        await _tell(session, now, town, town.moderation_chat, News.MOVED)
    await moderation.queue_missing_cards(session, now)
    return Seat(replace(town, moderation_chat=chat_id))


async def bound_before(session: Session, now: datetime, chat_id: int, code: str) -> Seat:
    """What a `bind` that had its effect before came to. Raises `Refused` like it."""
    town = await towns.by_moderation_chat(session, chat_id)
    return Seat(town) if town else Seat(await _check(session, now, chat_id, code), asks=True)


async def _check(session: Session, now: datetime, chat_id: int, code: str) -> Town:
    if not plain_code(code):
        raise Refused(Refusal.CODE_WANTED)
    town_id = await stored.town_of_code(session, _digest(code), now)
    if town_id is None:
        raise Refused(Refusal.CODE_NOT_GOOD)
    if await bindings.active(session, chat_id):
        raise Refused(Refusal.GROUP_IS_ORGANISATIONS)
    other = await towns.by_moderation_chat(session, chat_id)
    if other is not None and other.id != town_id:
        raise Refused(Refusal.CHAT_IS_TAKEN, town=other.name)
    return await towns.by_id(session, town_id)


async def seen(session: Session, now: datetime, chat_id: int, username: str | None) -> None:
    """What Telegram shows of a group now. A moderation chat that became public is closed: decisions rest, cards wait."""
    town = await towns.by_moderation_chat(session, chat_id)
    if town is None or await stored.public_as(session, chat_id) == username:
        return
    await stored.see(session, chat_id, username)
    if username is None or await stored.closed_since(session, chat_id) is not None:
        return
    await stored.close(session, chat_id, now)
    await stored.drop_queued_cards(session, chat_id)
    await audit.note(session, now, Role.BOT, None, "close_chat", Thing.TOWN, town.id, town.id, chat=chat_id)
    await _tell(session, now, town, chat_id, News.PUBLIC)


async def confirm(session: Session, now: datetime, slug: str) -> Town:
    """The operator lets decisions go on. Raises `Refused` when there is no such town, or nothing to confirm."""
    town = await _town(session, slug)
    if not await is_closed(session, town.moderation_chat):
        raise Refused(Refusal.NOTHING_TO_CONFIRM, town=town.name)
    assert town.moderation_chat is not None
    await stored.close(session, town.moderation_chat, None)
    await audit.note(session, now, Role.OPERATOR, None, "confirm_chat", Thing.TOWN, town.id, town.id)
    await _tell(session, now, town, town.moderation_chat, News.CONFIRMED)
    await moderation.queue_missing_cards(session, now)
    return town


async def is_closed(session: Session, chat_id: int | None) -> bool:
    """Whether decisions rest in this chat."""
    return chat_id is not None and await stored.closed_since(session, chat_id) is not None


async def rests(session: Session, chat_id: int) -> Town | None:
    """The town whose decisions rest in this chat, if they do."""
    return await towns.by_moderation_chat(session, chat_id) if await is_closed(session, chat_id) else None


async def news(session: Session, town_id: int, chat_id: int, told: News) -> SeatNews | None:
    """What the chat is told; None when it is not true any more."""
    town = await towns.by_id(session, town_id)
    ours = town.moderation_chat == chat_id
    closed = await is_closed(session, chat_id)
    true = {News.PUBLIC: ours and closed, News.CONFIRMED: ours and not closed, News.MOVED: not ours}[told]
    return SeatNews(town, told) if true else None


async def known_chats(session: Session) -> tuple[int, ...]:
    """All moderation chats."""
    return tuple(town.moderation_chat for town in await towns.all_towns(session) if town.moderation_chat)


async def _tell(session: Session, now: datetime, town: Town, chat_id: int, told: News) -> None:
    key = f"{told}:{now:%Y%m%d%H%M%S}"
    await outbox.send(session, now, Outgoing.SEAT_NEWS, town.id, chat_id, key=key, params={"news": told})


async def _town(session: Session, slug: str) -> Town:
    found = await towns.by_slug(session, slug)
    if found is None:
        raise Refused(Refusal.TOWN_UNKNOWN, town=slug)
    return found


def _digest(code: str) -> str:
    return sha256(plain_code(code).encode()).hexdigest()
