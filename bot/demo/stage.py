"""Starts the pretended Telegram as a process of its own, and speaks to it over HTTP."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import aiohttp

from bot.complaints import Complaint

READY = "listening on "
PATIENCE_SECONDS = 30.0
HERE = files("bot.demo")
ROOT = Path(__file__).resolve().parents[2]


@asynccontextmanager
async def simulator(port: int, timezone: str) -> AsyncIterator[str]:
    """The address of a running simulator with the demo's people; it ends with the context.

    Raises `Complaint` when it cannot start, with its own sentence (the port is taken, say).
    """
    with as_file(HERE / "world.json") as world:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "simulator", "--port", str(port), "--transcript", "--world", str(world)),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            cwd=ROOT,
            env=os.environ | {"TZ": timezone},  # the transcript shows the demo town's time
            start_new_session=True,  # Ctrl-C is for us: the simulator goes when the bot has stopped
        )
        reading: asyncio.Task[None] | None = None
        try:
            url = await _address(process)
            reading = asyncio.create_task(_forward(process))
            yield url
        finally:
            if process.returncode is None:
                process.terminate()
            await process.wait()
            if reading is not None:
                await reading


async def _address(process: asyncio.subprocess.Process) -> str:
    assert process.stdout
    assert process.stderr
    async for line in process.stdout:  # people and groups of the world come before it
        if line.decode().startswith(READY):
            return line.decode().strip().removeprefix(READY)
    raise Complaint((await process.stderr.read()).decode().strip() or "the simulator did not start")


async def _forward(process: asyncio.subprocess.Process) -> None:
    assert process.stdout
    async for line in process.stdout:
        print(line.decode(), end="", flush=True)


async def set_clock(url: str, instant: str) -> None:
    """Sets the time of the demo."""
    await _post(f"{url}/control/clock", {"set": instant})


async def hush(url: str, hushed: bool) -> None:
    """Whether what happens in the chats is printed."""
    await _post(f"{url}/control/settings", {"hushed": hushed})


async def offer_tour(url: str) -> None:
    """The page invites to the tour from now on."""
    tour = json.loads((HERE / "tour.json").read_text(encoding="utf-8"))
    await _post(f"{url}/control/page", {"tour": tour, "notice": None})


def main_story() -> list[dict[str, Any]]:
    """The story that is printed."""
    story: list[dict[str, Any]] = json.loads((HERE / "story.json").read_text(encoding="utf-8"))
    return story


async def play(url: str, story: list[dict[str, Any]]) -> None:
    """Plays a story. Raises `Complaint` with the step that did not come true."""
    steps = [{"within": PATIENCE_SECONDS} | step for step in story]
    await _post(f"{url}/control/play", {"steps": steps})


async def _post(url: str, body: dict[str, Any]) -> None:
    patience = aiohttp.ClientTimeout(total=None)
    async with aiohttp.ClientSession(timeout=patience) as client, client.post(url, json=body) as answer:
        if answer.status >= 400:
            told = await answer.json()
            raise Complaint(f"the story stopped: {told.get('error') or told}")
