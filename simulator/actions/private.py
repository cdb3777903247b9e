"""A person and a bot: Start, deep links, blocking and unblocking."""

import re
from typing import Any
from urllib.parse import parse_qs, urlsplit

from simulator.actions.talking import mark_action, say
from simulator.chats import Chat, Member
from simulator.errors import ControlError
from simulator.events import tell_member_change
from simulator.messages import Message
from simulator.people import Bot, Person
from simulator.world import World

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{1,64}")


def open_chat(world: World, person: Person, bot: Bot) -> Chat:
    """The private chat; it comes into being when Start is pressed."""
    chat = world.private_chat(bot.id, person.id)
    if chat is None:
        key = world.private_key(bot.id, person.id)
        chat = Chat(key=key, id=person.id, kind="private", bot_id=bot.id)
        world.memory.chats[key] = chat
    return chat


def start(world: World, person: Person, bot: Bot, payload: str | None = None) -> Message:
    """The Start button, also that of a deep link; it unblocks too."""
    if payload and not PAYLOAD.fullmatch(payload):
        raise ControlError("a start payload has 1 to 64 of A-Z a-z 0-9 _ -", 400)
    chat = open_chat(world, person, bot)
    if chat.blocked:
        unblock(world, person, bot)
    return say(world, person, chat, f"/start {payload}" if payload else "/start")


def started_chat(world: World, person: Person, bot: Bot) -> Chat:
    chat = world.private_chat(bot.id, person.id)
    if chat is None:
        raise ControlError(f"{person.name} has not pressed Start")
    return chat


def block(world: World, person: Person, bot: Bot) -> None:
    chat = started_chat(world, person, bot)
    if chat.blocked:
        raise ControlError(f"{person.name} has already blocked the bot")
    chat.blocked = True
    world.feed.publish("block", chat.key, person.id)
    tell_member_change(world, chat, person.id, Member(bot.id), Member(bot.id, "kicked"))


def unblock(world: World, person: Person, bot: Bot) -> None:
    chat = started_chat(world, person, bot)
    if not chat.blocked:
        raise ControlError(f"{person.name} has not blocked the bot")
    chat.blocked = False
    mark_action(world, chat, person)
    world.feed.publish("unblock", chat.key, person.id)
    tell_member_change(world, chat, person.id, Member(bot.id, "kicked"), Member(bot.id))


def open_link(world: World, person: Person, url: str) -> Message:
    """A t.me or tg link to a bot opens its private chat and presses Start with the payload."""
    parts = urlsplit(url)
    query: dict[str, Any] = parse_qs(parts.query)
    if parts.scheme == "tg":
        username = query.get("domain", [""])[0]
    elif parts.hostname in ("t.me", "telegram.me"):
        username = parts.path.strip("/")
    else:
        raise ControlError(f"{url} is not a link to a bot", 400)
    known = [bot for bot in world.memory.bots.values() if bot.username.lower() == username.lower()]
    if not known:
        raise ControlError(f"{url} leads to no bot here", 400)
    if "startgroup" in query:
        raise ControlError("a startgroup link asks for a group: add the bot with its payload instead", 400)
    return start(world, person, known[0], query.get("start", [None])[0])
