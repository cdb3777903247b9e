"""Debian's Chromium, headless, on the simulator's page. Pictures of what was seen stay in build/screenshots."""

import asyncio
import shutil
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, BrowserContext, Page, async_playwright, expect

from simulator.driver import Simulator
from tests.page.bot import HandBot

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "build" / "screenshots"
CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
HERE = "127.0.0.1"
PATIENCE_MS = 15_000  # for a machine that has other work to do
expect.set_options(timeout=PATIENCE_MS)
Photograph = Callable[[Page, str], Awaitable[None]]


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A fresh one with a folder of its own."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed here: apt-get install chromium")
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        await running.close()


@pytest.fixture
async def context(browser: Browser) -> AsyncIterator[BrowserContext]:
    """Fails when anything was asked from anywhere but this machine, or when the page had an error."""
    made = await browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
    made.set_default_timeout(PATIENCE_MS)
    strangers: list[str] = []
    errors: list[str] = []
    made.on("request", lambda request: _note_stranger(request.url, strangers))
    made.on("weberror", lambda error: errors.append(str(error.error)))
    yield made
    await made.close()
    assert not strangers, strangers
    assert not errors, errors


def _note_stranger(url: str, strangers: list[str]) -> None:
    if not url.startswith((f"http://{HERE}:", "data:", "blob:")):
        strangers.append(url)


@pytest.fixture
async def page(context: BrowserContext, request: pytest.FixtureRequest) -> AsyncIterator[Page]:
    """What it shows at the end is kept as a picture under the test's name."""
    made = await context.new_page()
    yield made
    PICTURES.mkdir(parents=True, exist_ok=True)
    await made.screenshot(path=PICTURES / f"{request.node.name}.png")


@pytest.fixture
def photograph() -> Photograph:
    """Keeps a picture under a name."""

    async def keep(page: Page, name: str) -> None:
        PICTURES.mkdir(parents=True, exist_ok=True)
        await page.screenshot(path=PICTURES / f"{name}.png")

    return keep


@pytest.fixture
async def sim() -> AsyncIterator[Simulator]:
    async with await Simulator.start(name="Town bot", username="town_bot") as running:
        yield running


@pytest.fixture
async def bot(sim: Simulator) -> AsyncIterator[HandBot]:
    """A bot that says and answers only what a test tells it to."""
    async with HandBot(sim) as made:
        yield made


async def shown(page: Page, url: str) -> Page:
    """The page once it has drawn everything."""
    await page.goto(url)
    await page.wait_for_selector("body[data-ready]")
    return page


@asynccontextmanager
async def demo() -> AsyncIterator[str]:
    """`handreich demo` as a process; its address once the story is over and the tour is offered."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo"),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    assert process.stdout
    lines: list[str] = []
    try:
        async with asyncio.timeout(90):
            while not lines or not lines[-1].startswith("Now you"):
                line = await process.stdout.readline()
                assert line, lines[-20:]
                lines.append(line.decode().strip())
        draining = asyncio.create_task(process.stdout.read())  # what is printed must not fill the pipe
        yield next(line for line in lines if line.startswith("http://"))
    finally:
        process.terminate()
        await process.wait()
    await draining


def labelled(**words: Any) -> str:
    """A selector of a column by what its label contains: labelled(person="Anna")."""
    return "".join(f'.column[aria-label*="{word}"]' for word in words.values())
