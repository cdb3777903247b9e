"""The bots that are measured: how each is started, and what one step of its conversation is."""

import asyncio
import os
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.telegram import TOKEN, Presser, Telegram

ROOT = Path(__file__).resolve().parents[1]
CONFIG = """
[telegram]
token = "{token}"
api_base = "{url}"
[database]
url = "{database}"
[log]
level = "warning"
[moderation]
undo_seconds = 0
[limits]
per_second = 0
per_chat_per_second = 0
per_group_per_minute = 0
[fair_use]
offers_per_day = 0
updates_per_minute = 0
"""
TOWN = """
[[towns]]
slug = "town{number}"
name = "Town {number}"
locale = "en"
lat = 50.9
lon = 12.1
districts = [{{ code = "north", name = "North", lat = 50.9, lon = 12.1 }}]
"""


@dataclass
class Running:
    """A bot's process."""

    process: asyncio.subprocess.Process

    def cpu_seconds(self) -> float:
        """CPU time used so far, user and system."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def resident_mb(self) -> float:
        """Resident memory."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@dataclass(frozen=True)
class Subject:
    """`ready` brings a newcomer to where steps begin; `step` is one press, answered by an edit."""

    name: str
    command: Callable[[str, Path], list[str]]
    ready: Callable[[Presser], Awaitable[None]]
    step: Callable[[Presser, int], Awaitable[float]]

    @asynccontextmanager
    async def running(self, telegram: Telegram, folder: Path) -> AsyncIterator[tuple[Running, float]]:
        """The bot at work; with it the seconds from its start to its first answer."""
        begun = time.perf_counter()
        kept = {name: value for name, value in os.environ.items() if not name.startswith("HANDREICH_")}
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            *self.command(telegram.url, folder),
            cwd=ROOT,
            env=kept,
            stderr=asyncio.subprocess.DEVNULL,
        )
        try:
            await telegram.newcomer("First")
            yield Running(process), time.perf_counter() - begun
        finally:
            process.terminate()
            await process.wait()


def handreich(database: str = "sqlite") -> Subject:
    """The whole bot, with its inbox, drafts and durable commits."""

    def command(url: str, folder: Path) -> list[str]:
        address = f"sqlite:///{folder / 'bench.sqlite3'}" if database == "sqlite" else database
        config = folder / "bench.toml"
        towns = "".join(TOWN.format(number=number) for number in range(20))
        config.write_text(CONFIG.format(token=TOKEN, url=url, database=address) + towns)
        return ["-m", "bot", "run", "--config", str(config)]

    async def ready(presser: Presser) -> None:
        await presser.taps("Agree")
        await presser.taps("Offer help")

    async def step(presser: Presser, number: int) -> float:
        return await presser.taps("Back" if number % 2 else "Goods")

    return Subject(f"Handreich ({database.partition(':')[0]})", command, ready, step)


def _peer(name: str, module: str, *words: str) -> Subject:
    async def ready(presser: Presser) -> None:
        """Steps begin at once."""

    async def step(presser: Presser, number: int) -> float:
        return await presser.taps(f"Choice {number % 11}")

    return Subject(name, lambda url, folder: ["-m", module, url, TOKEN, *words], ready, step)


BARE_AIOGRAM = _peer("bare aiogram", "benchmarks.peers.bare_aiogram")
AIOGRAM_WITH_LIBRARIES = _peer(
    "bare aiogram with SQLAlchemy and APScheduler", "benchmarks.peers.bare_aiogram", "libraries"
)
BARE_TELEGRAM = _peer("bare python-telegram-bot", "benchmarks.peers.bare_telegram")
