"""Starting a simulator for a test, and what belongs to the whole of it."""

import asyncio
import contextlib
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from simulator.driver.chat import Chat, Group
from simulator.driver.client import Client
from simulator.driver.person import Person
from simulator.driver.process import Process
from simulator.driver.view import Message

DEFAULT_TOKEN = "1000001:TEST-token"  # noqa: S105 (the one the simulator knows by default)


class Simulator:
    """A running simulator: `async with await Simulator.start() as sim:`."""

    def __init__(self, url: str, token: str = DEFAULT_TOKEN, process: Process | None = None) -> None:
        """For a simulator that runs already; `start` makes one."""
        self.token = token
        self.client = Client(url)
        self.process = process

    @classmethod
    async def start(
        cls,
        *,
        token: str = DEFAULT_TOKEN,
        username: str = "test_bot",
        name: str = "Test bot",
        port: int = 0,
        state: Path | None = None,
        world: Path | None = None,
        loopback_webhooks: bool = False,
    ) -> Self:
        """As a process of its own on a free port."""
        options = ["--token", token, "--username", username, "--name", name]
        options += ["--state", str(state)] if state else []
        options += ["--world", str(world)] if world else []
        options += ["--loopback-webhooks"] if loopback_webhooks else []
        process = Process(options)
        return cls(await asyncio.to_thread(process.start, port), token, process)

    @property
    def url(self) -> str:
        return self.client.url

    async def stop(self) -> None:
        await self.client.close()
        if self.process:
            await asyncio.to_thread(self.process.stop)

    async def restart(self, kill: bool = False) -> None:
        """The same again on the same port; what is remembered depends on `state`."""
        assert self.process, "only a simulator that was started here can be restarted"
        await self.client.close()
        await asyncio.to_thread(self.process.kill if kill else self.process.stop)
        await asyncio.to_thread(self.process.start, self.process.port)

    async def reset(self) -> None:
        """Forget people, groups, faults and measurements; bots stay, and update ids never go back."""
        await self.client.call("POST", "/reset")

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is not None and not (self.process and not self.process.alive):
            with contextlib.suppress(Exception):
                print(f"Transcript of all chats:\n{await self.transcript()}")
        await self.stop()

    # People and groups

    async def person(
        self, name: str, language: str | None = "en", last_name: str | None = None, username: str | None = None,
        **more: Any,
    ) -> Person:  # fmt: skip
        """A new person; `more`: id, phone."""
        fields = {"name": name, "language": language or "", "last_name": last_name, "username": username}
        return Person(self.client, await self.client.call("POST", "/people", **fields, **more))

    async def people(self) -> dict[str, Person]:
        """Everyone there is, by name: for a world that came from a file."""
        found = (await self.client.call("GET", "/people"))["people"]
        return {raw["name"]: Person(self.client, raw) for raw in found}

    async def group(
        self,
        title: str,
        kind: str = "supergroup",
        members: list[Person] | None = None,
        admins: list[Person] | None = None,
        creator: Person | None = None,
        **more: Any,
    ) -> Group:
        """A new group ("group", "supergroup", "forum", "channel"); `more`: id, username, bot, topics, hidden_members,
        visible_history, protected."""
        everyone = {"members": [p.id for p in members or []], "admins": [p.id for p in admins or []]}
        named = {"title": title, "kind": kind, "creator": creator.id if creator else None}
        raw = await self.client.call("POST", "/groups", **named, **everyone, **more)
        return Group(self.client, raw["chat_id"], raw["title"])

    async def groups(self) -> dict[str, Group]:
        found = (await self.client.call("GET", "/chats"))["chats"]
        shown = [raw for raw in found if raw["kind"] != "private" and not raw["migrated_to"]]
        return {raw["title"]: Group(self.client, raw["chat_id"], raw["title"]) for raw in shown}

    # Measuring and disturbing

    async def requests(self, method: str | None = None, after: int = 0) -> list[dict[str, Any]]:
        """What the bot asked of the Bot API: method, params, status, description, result, seconds."""
        found = (await self.client.call("GET", "/requests", method=method, after=after))["requests"]
        return (
            [entry for entry in found if entry["method"].lower() != "getupdates"] if method is None else found
        )

    async def fault(self, method: str | None = None, **settings: Any) -> None:
        """chat, contains, times, code, description, retry_after, migrate_to_chat_id, delay, late, drop, body."""
        if isinstance(settings.get("chat"), Chat | Person):
            settings["chat"] = settings["chat"].id
        await self.client.call("POST", "/faults", method=method, **settings)

    async def clear_faults(self) -> None:
        await self.client.call("DELETE", "/faults")

    async def now(self) -> datetime:
        return datetime.fromisoformat((await self.client.call("GET", "/clock"))["now"])

    async def clock_set(self, moment: datetime | str) -> None:
        text = moment if isinstance(moment, str) else moment.isoformat()
        await self.client.call("POST", "/clock", set=text)

    async def advance(self, seconds: float) -> None:
        await self.client.call("POST", "/clock", advance=seconds)

    async def pace(self) -> dict[str, Any]:
        return await self.client.call("GET", "/pace")

    async def limit_pace(self, enforce: bool = True, **limits: int) -> None:
        await self.client.call("POST", "/pace", enforce=enforce, **limits)

    async def updates(self) -> list[dict[str, Any]]:
        """What waits for the bot."""
        pending: list[dict[str, Any]] = (await self.client.call("GET", "/updates"))["pending"]
        return pending

    async def play(self, steps: list[dict[str, Any]], within: float = 10.0) -> dict[str, Any]:
        return await self.client.call("POST", "/play", steps=steps, timeout=within)

    async def transcript(self) -> str:
        return await self.client.transcript()

    async def sees(self, chat: Chat, text: str, within: float = 10.0) -> Message:
        return await chat.sees(text, within)
