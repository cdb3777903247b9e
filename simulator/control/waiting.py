"""Control: waiting for something to be seen, instead of sleeping."""

from typing import Any

from simulator.chats import Chat
from simulator.control.base import Control, Wish, control
from simulator.control.talking import chat_when_there
from simulator.errors import ControlError
from simulator.messages import Message
from simulator.people import Person
from simulator.sight import find_news, message_view
from simulator.transcript import Transcript
from simulator.world import World


@control("POST", "/sees")
async def sees(reach: Control, wish: Wish) -> dict[str, Any]:
    """A bot message with this text. With a person: new or edited since their own last act in the chat."""
    person = wish.person() if wish.get("person") is not None else None
    chat = await chat_when_there(reach.world, wish)
    message = await seen(reach.world, chat, wish.need("text"), person, wish.timeout)
    if message is None:
        raise not_seen(reach.transcript, chat, wish.need("text"), wish.timeout)
    return message_view(reach.world, message)


async def seen(world: World, chat: Chat, text: str, person: Person | None, patience: float) -> Message | None:
    return await world.feed.until(lambda: find_news(world, chat, text, person), patience)


def not_seen(transcript: Transcript, chat: Chat, text: str, timeout: float) -> ControlError:
    lines = transcript.of_chat(chat.key)
    place = transcript.place(chat)
    return ControlError(
        f"{text!r} did not appear in [{place}] within {timeout:g} s; the chat shows:\n"
        + "\n".join(lines[-30:]),
        408,
        {"transcript": list(transcript.lines)},
    )


@control("GET", "/changes")
async def changes(reach: Control, wish: Wish) -> dict[str, Any]:
    """What happened after change number `after`; waits up to `timeout` seconds for something to happen."""
    after = int(wish.get("after", 0))
    found = await reach.world.feed.until(lambda: reach.world.feed.since(after) or None, wish.timeout)
    return {"number": reach.world.feed.number, "changes": [vars(change) for change in found or []]}
