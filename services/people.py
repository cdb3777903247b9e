"""Who is writing, and the few things people set for themselves: consent, language, town."""

from dataclasses import dataclass
from datetime import datetime

from db import bindings, people, towns
from db.engine import Session
from domain.people import Person
from domain.towns import Town


@dataclass(frozen=True)
class Recognised:
    """What is known of who acts and of where: `chat_locale` is None when the chat never chose a language."""

    person: Person | None
    chat_locale: str | None


async def recognise(session: Session, person_id: int, chat_id: int) -> Recognised:
    """Looks up the acting person and the chat's language; a group that chose none speaks its town's."""
    person = await people.person(session, person_id)
    if chat_id == person_id:
        return Recognised(person, person.locale if person else None)
    return Recognised(person, await chat_locale(session, chat_id))


async def chat_locale(session: Session, chat_id: int) -> str | None:
    """The language of a chat: its own choice, else that of the town it belongs to."""
    chosen = await people.chat_locale(session, chat_id)
    if chosen or chat_id > 0:
        return chosen
    town = await town_of_chat(session, chat_id)
    return town.locale if town else None


async def town_of_chat(session: Session, chat_id: int) -> Town | None:
    """The town that a group belongs to: as its moderation chat, or through the organisation bound to it."""
    town = await towns.by_moderation_chat(session, chat_id)
    if town is None and (binding := await bindings.active(session, chat_id)):
        town = await towns.by_id(session, binding.town_id)
    return town


async def is_moderation_chat(session: Session, chat_id: int) -> bool:
    """Whether a town's moderators sit in this chat."""
    return await towns.by_moderation_chat(session, chat_id) is not None


async def usual_locale(session: Session) -> str | None:
    """The language for somebody of whom nothing is known: that of the towns, where all of them agree."""
    spoken = {town.locale for town in await towns.all_towns(session)}
    return spoken.pop() if len(spoken) == 1 else None


async def reachable(session: Session, now: datetime, person_id: int, yes: bool) -> None:
    """Somebody blocked the bot, or lets it write again."""
    await people.change_person(session, person_id, unreachable_since=None if yes else now)


async def town_of(session: Session, person: Person | None) -> Town | None:
    """The person's town; without one, the only town there is."""
    if person is not None and person.town_id is not None:
        return await towns.by_id(session, person.town_id)
    known = await towns.all_towns(session)
    return known[0] if len(known) == 1 else None
