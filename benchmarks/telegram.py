"""The simulator inside the measuring process, and a crowd in it that presses as soon as it is answered.

The crowd calls the simulator directly, without HTTP: what is left of its own cost is measured and printed, too.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

from simulator.actions import pressing, private, talking
from simulator.changes import Change
from simulator.chats import Chat
from simulator.control.people import create_bot, create_person
from simulator.people import Bot, Person
from simulator.server import build
from simulator.transcript import Transcript
from simulator.world import World

TOKEN = "1000001:BENCH-handreich"  # noqa: S105 - nobody else's
PATIENCE_SECONDS = 120


@dataclass
class Telegram:
    """A running simulator; `url` is its address."""

    url: str
    world: World
    bot: Bot
    _shown: dict[str, asyncio.Event] = field(default_factory=dict)

    def hear(self, change: Change) -> None:
        """Wakes whoever waits for the bot in this chat."""
        if change.chat in self._shown and change.kind in ("message", "edit") and change.person == self.bot.id:
            self._shown[change.chat].set()

    async def newcomer(self, name: str) -> "Presser":
        """Somebody new who pressed Start and saw the first answer."""
        person = create_person(self.world, {"name": name, "language": "en"})
        chat = private.open_chat(self.world, person, self.bot)
        presser = Presser(self, person, chat)
        await presser.until_shown(lambda: private.start(self.world, person, self.bot, "town0"))
        return presser

    def waiting(self, chat: Chat) -> asyncio.Event:
        """A fresh sign that fires with the bot's next message or edit in the chat."""
        self._shown[chat.key] = asyncio.Event()
        return self._shown[chat.key]


@dataclass
class Presser:
    """One person of the crowd."""

    telegram: Telegram
    person: Person
    chat: Chat

    async def until_shown(self, act: object) -> float:
        """Does something and waits for the bot's answer; gives the seconds between."""
        shown = self.telegram.waiting(self.chat)
        begun = time.perf_counter()
        act()  # type: ignore[operator]
        await asyncio.wait_for(shown.wait(), PATIENCE_SECONDS)
        return time.perf_counter() - begun

    async def taps(self, label: str) -> float:
        """Presses a button of the newest message that has it; gives the seconds until the bot's answer."""
        button = pressing.find_button(self.chat, label)
        if button is None:
            raise pressing.no_such_button(self.chat, label)
        world = self.telegram.world
        return await self.until_shown(lambda: pressing.press(world, self.person, self.chat, button))

    async def says(self, text: str) -> float:
        """Writes; gives the seconds until the bot's answer."""
        world = self.telegram.world
        return await self.until_shown(lambda: talking.say(world, self.person, self.chat, text))


@asynccontextmanager
async def telegram() -> AsyncIterator[Telegram]:
    """A simulator on a free port of this machine."""
    world = World(None)
    bot = create_bot(world, {"token": TOKEN, "username": "bench_bot", "name": "Bench"})
    runner = web.AppRunner(build(world, Transcript(world, None), None), shutdown_timeout=0.5)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    made = Telegram(f"http://127.0.0.1:{runner.addresses[0][1]}", world, bot)
    world.feed.listeners.append(made.hear)
    try:
        yield made
    finally:
        await runner.cleanup()
