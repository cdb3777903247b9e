"""Who says and does what in which chat, as readable lines while it happens."""

from collections import deque
from collections.abc import Callable
from typing import Any

from simulator.changes import Change
from simulator.chats import Chat
from simulator.messages import Message
from simulator.world import World

KEPT_LINES = 20_000
INDENT = " " * 6
QUIET = ("chat_action",)


class Transcript:
    """Listens to the changes; keeps the lines, and prints them if told to."""

    def __init__(self, world: World, show: Callable[[str], None] | None = None) -> None:
        self.world = world
        self.lines: deque[str] = deque(maxlen=KEPT_LINES)
        self._by_chat: deque[tuple[str | None, str]] = deque(maxlen=KEPT_LINES)
        self.show = show
        self.hushed = False
        world.feed.listeners.append(self.hear)

    def hear(self, change: Change) -> None:
        told = None if change.kind in QUIET else self.tell(change)
        if told:
            self.write(told, change.chat)

    def write(self, line: str, chat: str | None = None) -> None:
        self.lines.append(line)
        self._by_chat.append((chat, line))
        if self.show and not self.hushed:
            self.show(line)

    def clear(self) -> None:
        self.lines.clear()
        self._by_chat.clear()

    def of_chat(self, key: str) -> list[str]:
        return [line for chat, line in self._by_chat if chat == key]

    def tell(self, change: Change) -> str | None:
        chat = self.world.memory.chats.get(change.chat or "")
        sentence = self.sentence(change, chat)
        if sentence is None:
            return None
        place = f" [{self.place(chat)}]" if chat else ""
        return f"{self.world.clock.now().astimezone():%H:%M}{place} {indented(sentence)}"

    def place(self, chat: Chat) -> str:
        if chat.is_private:
            bots = self.world.memory.bots
            name = "bot" if len(bots) == 1 else self.world.name_of(chat.bot_id or 0)
            return f"{self.world.name_of(chat.id)} ⇄ {name}"
        return chat.title or str(chat.id)

    def sentence(self, change: Change, chat: Chat | None) -> str | None:
        who = self.world.name_of(change.person) if change.person else "Telegram"
        message = chat.messages.get(change.message_id) if chat and change.message_id is not None else None
        if change.kind in ("message", "edit") and message:
            verb = " edits:" if change.kind == "edit" else ":"
            return f"{who}{verb} {described(message)}"
        if change.kind == "answer":
            return answer_sentence(self.world.name_of(self.bot_of(change)), who, change.detail)
        return event_sentence(change, who, self.world, message)

    def bot_of(self, change: Change) -> int:
        return self.world.memory.presses[change.detail["press"]].bot_id


def described(message: Message) -> str:
    """Text with signs for what else the message carries, and its buttons."""
    signs = "(silent) " if message.silent else ""
    signs += f"({message.media}) " if message.media else ""
    if not message.text and not message.media:
        signs += f"({', '.join(message.content)})"
    rows = message.inline_keyboard or (message.markup or {}).get("keyboard", [])
    buttons = "  ".join(f"[{face['text']}]" for row in rows for face in row)
    gap = "\n" if "\n" in message.text else "  "
    return f"{signs}{message.text}" + (f"{gap}{buttons}" if buttons else "")


def answer_sentence(bot: str, person: str, detail: dict[str, Any]) -> str | None:
    """An empty answer only stops the button's clock: nobody sees it."""
    if detail.get("url"):
        return f"{bot} opens {detail['url']} for {person}"
    if not detail.get("text"):
        return None
    return f"{bot} {'alerts' if detail.get('alert') else 'tells'} {person}: {detail['text']}"


def event_sentence(change: Change, who: str, world: World, message: Message | None) -> str | None:
    detail = change.detail
    if change.kind == "tap":
        return f"{who} taps «{detail['label']}»"
    if change.kind == "delete" and message:
        return f"(deleted: {message.text[:40] or message.media})"
    if change.kind == "member":
        return f"{world.name_of(detail['user'])}: {detail['before']} → {detail['after']} (by {who})"
    sentences = {
        "group": f"{who} opens the group",
        "block": f"{who} blocks the bot",
        "unblock": f"{who} unblocks the bot",
        "member_left": f"{who} leaves",
        "group_deleted": f"{who} deletes the group",
        "upgrade": f"{who} upgrades the group to a supergroup",
        "join_request": f"{who} asks to join",
        "pin": f"{who} pins a message",
        "note": f"— {detail.get('text', '')}",
    }
    return sentences.get(change.kind)


def indented(text: str) -> str:
    return "\n".join(
        INDENT + line if number and line else line for number, line in enumerate(text.split("\n"))
    )
