"""Control: looking at chats and at the transcript."""

from typing import Any

from simulator.control.base import Control, Wish, control
from simulator.sight import chat_view


@control("GET", "/chats")
def chats(reach: Control, wish: Wish) -> dict[str, Any]:
    """All chats, each with its last message only."""
    shown = [chat_view(reach.world, chat, newest=1) for chat in reach.world.memory.chats.values()]
    return {"number": reach.world.feed.number, "chats": shown}


@control("GET", "/chat")
def chat(reach: Control, wish: Wish) -> dict[str, Any]:
    """One chat with everything in it; deleted messages are marked. `after`: only what changed after that number. `newest`:
    only so many messages, none of them deleted."""
    number, newest = reach.world.feed.number, wish.get("newest")
    shown = chat_view(
        reach.world, wish.chat(), int(wish.get("after", 0)), int(newest) if newest is not None else None
    )
    return {"number": number} | shown


@control("GET", "/transcript")
def transcript(reach: Control, wish: Wish) -> dict[str, Any]:
    if wish.get("chat") is not None or wish.get("person") is not None:
        return {"lines": reach.transcript.of_chat(wish.chat().key)}
    return {"lines": list(reach.transcript.lines)}
