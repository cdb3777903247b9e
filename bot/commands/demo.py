"""`handreich demo`: one whole story on a pretended Telegram, then the bot stays up, with a page to play oneself."""

import argparse
import asyncio
import tempfile
import tomllib
from datetime import UTC, datetime
from importlib.resources import as_file
from pathlib import Path
from zoneinfo import ZoneInfo

from bot import logs
from bot.config import Settings, load
from bot.demo.furnishing import furnish
from bot.demo.stage import HERE, hush, main_story, offer_tour, play, set_clock, simulator
from bot.running import run
from domain.cadence import next_due

TUESDAY, TEN = 1, 10

INTRODUCTION = """\
This is Handreich on a pretended Telegram: a demo town with moderators, volunteers and organisations, all on the real bot.
The page on which you play all of them yourself:

  {url}

A few seconds, please: people of the town are posting. Then one whole story follows, on {when} of the demo.
"""
EPILOGUE = """
That was the whole story: posted, reviewed, and pushed to the organisation that needs it.
Now you: open the page, a tour of five steps leads you through it.

  {url}

The bot is running until you stop it with Ctrl-C. What you do on the page appears here as well.
"""


def main(args: argparse.Namespace) -> int:
    """Runs until Ctrl-C."""
    with tempfile.TemporaryDirectory(prefix="handreich-demo-") as folder:
        asyncio.run(_demo(args.port, Path(folder)))
    return 0


async def _demo(port: int, folder: Path) -> None:
    zone = ZoneInfo(tomllib.loads((HERE / "town.toml").read_text())["towns"][0]["timezone"])
    async with simulator(port, zone.key) as url:
        settings = _settings(url, folder)
        logs.set_up(settings.log)
        start = next_due(datetime.now(UTC), zone, {TUESDAY}, TEN)
        print(INTRODUCTION.format(url=url, when=f"{start.astimezone(zone):%A, %H:%M}"), flush=True)
        running = asyncio.create_task(run(settings))
        telling = asyncio.create_task(_tell(url, start))
        try:
            done, _ = await asyncio.wait((running, telling), return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
            await running  # after the story the bot stays up until it is told to stop
        finally:
            for task in (telling, running):
                task.cancel()
            await asyncio.gather(telling, running, return_exceptions=True)


async def _tell(url: str, start: datetime) -> None:
    await hush(url, True)
    await furnish(url, start)
    await set_clock(url, start.isoformat())
    await hush(url, False)
    await play(url, main_story())
    await offer_tour(url)
    print(EPILOGUE.format(url=url), flush=True)


def _settings(url: str, folder: Path) -> Settings:
    added = {
        "HANDREICH_TELEGRAM__API_BASE": url,
        "HANDREICH_DATABASE__URL": f"sqlite:///{folder / 'demo.sqlite3'}",
        "HANDREICH_DEMO__CLOCK_URL": f"{url}/control/clock",
    }
    with as_file(HERE / "town.toml") as file:
        return load(file, added, demo=True)
