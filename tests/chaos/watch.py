"""Follows everything that happens on the pretended Telegram, so that people can wait for news without asking always."""

import asyncio
from collections import Counter, defaultdict
from contextlib import suppress

import aiohttp

from simulator.driver.client import Client


class Quiet(Client):
    """A client whose refusals do not carry the transcript of all chats: here they are many, and long."""

    async def transcript(self) -> str:
        return ""


class Watch:
    """Hears every change once. `born` tells when each message of the bot was made, in change numbers."""

    def __init__(self, client: Client, bot_id: int) -> None:
        self._client = client
        self._bot_id = bot_id
        self._news: defaultdict[int, asyncio.Event] = defaultdict(asyncio.Event)
        self._anything = asyncio.Event()
        self._task: asyncio.Task[None] | None = None
        self.number = 0
        self.born: dict[tuple[int, int], int] = {}  # (chat, message) -> change number
        self.kinds: Counter[str] = Counter()

    async def start(self) -> None:
        self.number = (await self._client.call("GET", "/changes"))["number"]
        self._task = asyncio.create_task(self._follow())

    async def stop(self) -> None:
        if self._task:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    async def news(self, chat_id: int, seconds: float) -> bool:
        """Waits until the bot does something in this chat; whether it did."""
        return await _within(self._news[chat_id], seconds)

    def forget(self, chat_id: int) -> None:
        """Only what comes from now on is news."""
        self._news[chat_id].clear()

    async def next_send(self, seconds: float) -> bool:
        """Waits until the bot sends or edits anything anywhere."""
        self._anything.clear()
        return await _within(self._anything, seconds)

    async def _follow(self) -> None:
        while True:
            try:
                found = await self._client.call("GET", "/changes", after=self.number, timeout=20)
            except aiohttp.ClientError:
                continue
            for change in found["changes"]:
                self._take(change)
            self.number = max(self.number, found["number"])

    def _take(self, change: dict[str, object]) -> None:
        assert isinstance(change["number"], int)
        assert change["number"] > self.number or not self.number
        self.number = change["number"]
        chat_id = int(str(change["chat"] or 0).rpartition(":")[2])
        if change["person"] != self._bot_id and change["kind"] != "answer":
            return
        self.kinds[str(change["kind"])] += 1
        if change["kind"] == "message" and isinstance(change["message_id"], int):
            self.born[chat_id, change["message_id"]] = change["number"]
        self._news[chat_id].set()
        self._anything.set()


async def _within(event: asyncio.Event, seconds: float) -> bool:
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)
    return event.is_set()
