"""Towns come from the configuration at start and by command at any time."""

from dataclasses import replace

from db import chats, seats
from db import towns as stored
from db.engine import Session
from domain.errors import Refusal, Refused
from domain.towns import Town


async def list_towns(session: Session) -> tuple[Town, ...]:
    """All towns, by name."""
    return await stored.all_towns(session)


async def seed(session: Session, town: Town) -> None:
    """Takes a town over from the configuration, which wins over what was stored. But a group that was bound by its
    administrator stays the moderation chat until the configuration names another one."""
    named = town.moderation_chat
    if named is not None:
        town = replace(town, moderation_chat=await chats.present_id(session, named))
    known = await stored.by_slug(session, town.slug)
    if known is not None and named in (None, await seats.configured(session, town.slug)):
        town = replace(town, moderation_chat=known.moderation_chat)
    await _check_chat(session, town)
    await stored.save(session, town)
    await seats.note_configured(session, town.slug, named)


async def add(session: Session, town: Town) -> None:
    """Adds a town; a running bot knows it from its next update on. Raises `Refused` when the slug is taken."""
    if await stored.by_slug(session, town.slug):
        raise Refused(Refusal.TOWN_EXISTS, town=town.slug)
    await _check_chat(session, town)
    await stored.save(session, town)


async def _check_chat(session: Session, town: Town) -> None:
    if town.moderation_chat is None:
        return
    other = await stored.by_moderation_chat(session, town.moderation_chat)
    if other and other.slug != town.slug:
        raise Refused(Refusal.CHAT_IS_TAKEN, town=other.slug)
