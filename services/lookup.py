"""What moderators look up in their chat. Everything is of their own town: a number of another one is not found."""

from collections.abc import Sequence
from datetime import datetime

from db import lookup as stored
from db import organisations, towns
from db.engine import Session
from domain.errors import Refusal, Refused
from domain.lookup import Found, FoundOrganisation, FoundPost, History, Queue, Waiting
from domain.numbers import PREFIX, parse
from domain.posts import Version
from domain.sending import Outgoing
from domain.towns import Town

PAGE = 15  # lines of the queue, what fits into one look
RESULTS = 10
EVENTS = 30


async def moderated_here(session: Session, chat_id: int) -> Town:
    """The town whose moderators sit in this chat. Raises `Refused` when it is no moderation chat."""
    town = await towns.by_moderation_chat(session, chat_id)
    if town is None:
        raise Refused(Refusal.WRONG_CHAT)
    return town


async def queue(session: Session, now: datetime, chat_id: int, page: int = 0) -> Queue:
    """What waits for the moderators in this chat, oldest first. Raises `Refused` when it is no moderation chat."""
    lines = await waiting(session, await moderated_here(session, chat_id), chat_id)
    pages = max(1, -(-len(lines) // PAGE))
    page = max(0, min(page, pages - 1))
    shown = lines[page * PAGE : (page + 1) * PAGE]
    return Queue(tuple(shown), len(lines), now, chat_id, page, pages)


async def waiting(session: Session, town: Town, chat_id: int) -> list[Waiting]:
    """What waits for the moderators of a town, who sit in this chat, oldest first."""
    versions = await stored.waiting(session, town.id)
    applied = await organisations.waiting(session, town.id)
    cards = await _cards(session, chat_id, versions)
    others = await stored.card_messages(
        session, Outgoing.ORGANISATION_CARD, chat_id, [one.id for one in applied]
    )
    lines = [Waiting(one, None, one.revision.created_at, cards.get(one.revision.id)) for one in versions]
    lines += [Waiting(None, one.name, one.created_at, others.get(one.id)) for one in applied]
    return sorted(lines, key=lambda line: line.since)


async def find(session: Session, chat_id: int, said: str) -> Found:
    """Posts by number, or posts and organisations by words. Raises `Refused` when nothing was said, or the chat is no
    moderation chat."""
    town = await moderated_here(session, chat_id)
    words = said.split()
    if not words:
        raise Refused(Refusal.NOTHING_TO_FIND)
    if numbers := numbers_in(said):
        versions = await stored.numbered(session, town.id, numbers)
        return Found(await _found(session, chat_id, versions), (), 0, chat_id)
    versions, total = await stored.worded(session, town.id, words, RESULTS)
    named = await _named(session, town, chat_id, words)
    return Found(await _found(session, chat_id, versions), named, total - len(versions), chat_id)


async def history(session: Session, chat_id: int, said: str) -> History:
    """Everything that happened to a post. Raises `Refused` when there is no post of this number in the town."""
    version = await post_of(session, chat_id, said)
    town = await towns.by_id(session, version.post.town_id)
    events = sorted(await stored.events(session, version.post.id), key=lambda event: event.at)
    cards = await _cards(session, chat_id, [version])
    left_out = max(0, len(events) - EVENTS)
    card = cards.get(version.revision.id)
    return History(version, town, tuple(events[left_out:]), left_out, card, chat_id)


async def post_of(session: Session, chat_id: int, said: str) -> Version:
    """The post whose number was written behind a command. Raises `Refused`."""
    town = await moderated_here(session, chat_id)
    found = await stored.numbered(session, town.id, numbers_in(said))
    if not found:
        raise Refused(Refusal.POST_UNKNOWN if said.strip() else Refusal.POST_WANTED)
    return found[0]


def numbers_in(said: str) -> tuple[str, ...]:
    """Numbers that somebody may mean: written in whatever way, also without its first letter."""
    spoken = (said, *(prefix + said for prefix in PREFIX.values()))
    return tuple(dict.fromkeys(number for one in spoken if (number := parse(one))))


async def _found(session: Session, chat_id: int, versions: Sequence[Version]) -> tuple[FoundPost, ...]:
    cards = await _cards(session, chat_id, versions)
    return tuple(FoundPost(one, cards.get(one.revision.id)) for one in versions)


async def _named(
    session: Session, town: Town, chat_id: int, words: Sequence[str]
) -> tuple[FoundOrganisation, ...]:
    known = (await stored.organisations_named(session, town.id, words))[:RESULTS]
    cards = await stored.card_messages(
        session, Outgoing.ORGANISATION_CARD, chat_id, [one.id for one in known]
    )
    return tuple(FoundOrganisation(one.name, one.state, cards.get(one.id)) for one in known)


async def _cards(session: Session, chat_id: int, versions: Sequence[Version]) -> dict[int, int]:
    ids = [version.revision.id for version in versions]
    return await stored.card_messages(session, Outgoing.POST_CARD, chat_id, ids)
