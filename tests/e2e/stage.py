"""The stage of the end-to-end tests: the real bot as a process, a pretended Telegram, a town and its people."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from simulator.driver import Group, Person, Simulator
from tests.nursery import Born, give_birth

START_SECONDS = 60
STOP_SECONDS = 30
PATIENCE_SECONDS = 20


async def on_from_text(person: Person, place: str = "Skip") -> None:
    """From the question after the text of an offer of goods to its preview: no details, a place, no photos."""
    for label in ("Continue", place, "Skip"):
        await person.taps(label)


class BotProcess:
    """`handreich run` with a configuration file; `log` collects what it says."""

    def __init__(self, config: Path, *, follows_clock: bool = False) -> None:
        self._config = config
        self._follows_clock = follows_clock
        self._born: Born | None = None
        self._running = asyncio.Event()
        self.log: list[str] = []

    async def start(self) -> None:
        """Starts and waits until the bot says that it runs."""
        self._running.clear()
        self._born = await give_birth(self._config, self._hear, follows_clock=self._follows_clock)
        try:
            await asyncio.wait_for(self._running.wait(), START_SECONDS)
        except TimeoutError:
            raise AssertionError("the bot did not start:\n" + "\n".join(self.log[-20:])) from None

    def _hear(self, line: str) -> None:
        self.log.append(line)
        if "running" in line:
            self._running.set()

    async def logs(self, *words: str) -> str:
        """Waits for a log line that holds all these words, and gives it."""
        async with asyncio.timeout(START_SECONDS):
            while not (found := [line for line in self.log if all(word in line for word in words)]):  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        return found[-1]

    async def kill(self) -> None:
        """SIGKILL: nothing gets a chance to be put in order."""
        await self._end(signal.SIGKILL)

    async def stop(self) -> int:
        """SIGTERM; gives the exit status."""
        return await self._end(signal.SIGTERM)

    async def restart(self) -> None:
        """Killed and started again."""
        await self.kill()
        await self.start()

    async def _end(self, number: signal.Signals) -> int:
        if self._born is None:
            return 0
        try:
            async with asyncio.timeout(STOP_SECONDS):
                return await self._born.end(number)
        except TimeoutError:
            raise AssertionError("the bot did not stop:\n" + "\n".join(self.log[-20:])) from None


@dataclass
class Stage:
    """A town with two moderators and the bot in their chat; more people come as a story needs them."""

    sim: Simulator
    bot: BotProcess
    maria: Person
    paul: Person
    moderation: Group
    database_url: str
    groups: dict[str, Group] = field(default_factory=dict)

    async def volunteer(self, name: str = "Anna", **more: Any) -> Person:
        """Somebody who pressed Start and agreed."""
        person = await self.sim.person(name, **more)
        await person.starts("gera")
        await person.taps("Agree")
        await person.sees("What would you like to do?")
        return person

    async def offers(self, person: Person, text: str, *, category: str = "Goods", sub: str = "Shoes") -> str:
        """Posts an offer by the shortest way; gives its number."""
        await person.taps("Offer help")
        return await self.fills(person, text, category, sub)

    async def fills(self, person: Person, text: str, category: str, sub: str) -> str:
        """Answers the questions of an offer or request; gives the number it got."""
        await person.taps(category)
        await person.taps(sub)
        await person.says(text)
        shown = await person.sees(" of ")
        while "Submit" not in shown.labels:
            quick = (label for label in ("Continue", "Skip") if label in shown.labels)
            await person.taps(next(quick, shown.labels[0]), message=shown)
            shown = await person.chat.last()
        await person.taps("Submit")
        if "Submit all the same" in (await person.chat.last()).labels:
            await person.taps("Submit all the same")
        seen = await person.sees("-")
        return next(word for word in seen.text.split() if word[:2] in ("A-", "G-")).strip(".,:;")

    async def until(self, true: Callable[[], Awaitable[bool]]) -> None:
        """Waits until something is so."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not await true():  # noqa: ASYNC110 - the simulator tells nobody
                await asyncio.sleep(0.05)

    async def registers(self, head: Person, name: str) -> None:
        """Answers the questions about an organisation."""
        for answer in (
            name,
            "We give clothes to people who need some.",
            "Ms Weber, office",
            "www.example.org",
        ):
            await head.says(answer)
        await head.taps("Submit")

    async def organisation(
        self, name: str, title: str, *, verified: bool = True, kind: str = "supergroup"
    ) -> tuple[Person, Group]:
        """A group with the bot in it, registered by its administrator and verified."""
        head = await self.sim.person(f"Head of {title}"[:30])
        group = await self.sim.group(title, kind=kind, creator=head)
        await group.adds_bot(by=head)
        answer = await head.taps("Register this group", chat=group)
        await head.opens(answer.url)
        await head.taps("Agree")
        await head.sees("What is the name")
        await self.registers(head, name)
        await self.moderation.sees(name)
        if verified:
            await self.maria.taps("Verify", chat=self.moderation, on=name)
            await group.sees("is verified")
        return head, group


CONFIG = """
operators = [900001]
[telegram]
token = "{token}"
api_base = "{url}"
{telegram}
[database]
url = "{database}"
[[towns]]
slug = "gera"
name = "Gera"
timezone = "Europe/Berlin"
locale = "en"
moderation_chat = {chat}
lat = 50.8803
lon = 12.0833
controller = "Town of Gera, Office for Integration"
privacy_contact = "privacy@example.org"
donation_text = "Donations: the town's account"
districts = [
  {{ code = "lusan", name = "Lusan", lat = 50.842, lon = 12.064 }},
  {{ code = "zentrum", name = "Zentrum", lat = 50.8779, lon = 12.0823 }},
]
[moderation]
undo_seconds = {undo}
{fair_use}
[quiet_hours]
start = "00:00"
end = "00:00"
"""


async def set_up(
    sim: Simulator,
    database_url: str,
    folder: Path,
    extra: str = "",
    *,
    telegram: str = "",
    follows_clock: bool = False,
    undo_seconds: int = 0,
    fair_use: str = "[fair_use]\nupdates_per_minute = 0",
) -> Stage:
    """A stage with the bot running; `extra` is added to its configuration, `telegram` to that table of it. `follows_clock`:
    the simulator's is its own. With `undo_seconds` decisions can be undone, and what they push waits so long."""
    maria, paul = await sim.person("Maria"), await sim.person("Paul")
    moderation = await sim.group("Moderation Gera", creator=maria, admins=[paul])
    await moderation.adds_bot(by=maria)
    config = folder / "config.toml"
    values = {"token": sim.token, "url": sim.url, "database": database_url, "chat": moderation.id}
    values |= {"telegram": telegram, "undo": undo_seconds, "fair_use": fair_use}
    extra += f'[demo]\nclock_url = "{sim.url}/control/clock"\n' if follows_clock else ""
    config.write_text(CONFIG.format(**values) + extra)
    bot = BotProcess(config, follows_clock=follows_clock)
    await bot.start()
    return Stage(sim, bot, maria, paul, moderation, database_url)
