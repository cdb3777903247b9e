"""Keeping the world in a JSON file, so that a restart changes nothing for the bot."""

import asyncio
import base64
import json
import types
import typing
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from simulator.world import Memory, World

SAVE_EVERY = 0.2
JUMP = 1000


def to_plain(value: Any) -> Any:
    """Records become objects, bytes become base64."""
    if is_dataclass(value):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [to_plain(item) for item in value]
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def from_plain(kind: Any, value: Any) -> Any:
    """The inverse of to_plain, led by the declared types."""
    if isinstance(kind, types.UnionType):
        kind = next(option for option in typing.get_args(kind) if option is not type(None))
        return None if value is None else from_plain(kind, value)
    if is_dataclass(kind):
        declared = typing.get_type_hints(kind)
        return kind(
            **{name: from_plain(declared[name], item) for name, item in value.items() if name in declared}
        )  # type: ignore[operator]
    arguments = typing.get_args(kind)
    if typing.get_origin(kind) is dict:
        return {from_plain(arguments[0], key): from_plain(arguments[1], item) for key, item in value.items()}
    if typing.get_origin(kind) is list:
        return [from_plain(arguments[0], item) for item in value]
    if kind is bytes:
        return base64.b64decode(value)
    return int(value) if kind is int else value


def load(path: Path) -> Memory:
    if not path.exists():
        return Memory()
    memory: Memory = from_plain(Memory, json.loads(path.read_text(encoding="utf-8")))
    if not memory.closed:
        jump_ids(memory)
    memory.closed = False
    return memory


def jump_ids(memory: Memory) -> None:
    """After a kill the last moments may be missing: no id given out then may come again."""
    memory.next_private_message_id += JUMP
    for chat in memory.chats.values():
        chat.next_message_id += JUMP
    for mailbox in memory.mailboxes.values():
        mailbox.next_id += JUMP


class Keeper:
    """Writes the memory whenever something changed, to a new file that then takes the old one's place."""

    def __init__(self, world: World, path: Path) -> None:
        self.world = world
        self.path = path
        self._saved = ""

    async def run(self) -> None:
        while True:
            await asyncio.sleep(SAVE_EVERY)
            self.save()

    def close(self) -> None:
        self.world.memory.closed = True
        self.save()

    def marks(self) -> str:
        """Little to compare, but different after anything that happened."""
        memory = self.world.memory
        small = (memory.bots, [(box.webhook, box.allowed, box.next_id) for box in memory.mailboxes.values()])
        counts = (self.world.feed.number, [len(box.pending) for box in memory.mailboxes.values()])
        return repr((small, counts, memory.clock_offset, memory.closed, len(memory.people)))

    def save(self) -> None:
        self.world.memory.clock_offset = self.world.clock.offset_seconds
        marks = self.marks()
        if marks == self._saved:
            return
        text = json.dumps(to_plain(self.world.memory), ensure_ascii=False)
        fresh = self.path.with_suffix(self.path.suffix + ".new")
        fresh.write_text(text, encoding="utf-8")
        fresh.replace(self.path)
        self._saved = marks
