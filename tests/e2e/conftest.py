"""Every end-to-end test gets its own pretended Telegram, its own database and its own bot process."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import pytest_asyncio

from simulator.driver import Simulator
from tests.conftest import KINDS, Templates
from tests.e2e.api_description import COMPARED, described
from tests.e2e.stage import Stage, set_up

# Many tests write into one moderation chat, more than Telegram takes in a minute.
UNLIMITED = "[limits]\nper_group_per_minute = 0\nper_chat_per_second = 0\n"

DESCRIPTION = described()


@asynccontextmanager
async def compared() -> AsyncIterator[Simulator]:
    """A simulator; at its end everything the bot asked for is compared with the description of the Bot API."""
    async with await Simulator.start() as running:
        yield running
        asked = await running.requests() if DESCRIPTION else []
    problems = (
        {problem for request in asked for problem in DESCRIPTION.problems(request)} if DESCRIPTION else ()
    )
    COMPARED.append(len(asked))
    assert not problems, sorted(problems)


@pytest.fixture
async def sim() -> AsyncIterator[Simulator]:
    async with compared() as running:
        yield running


@pytest.fixture
async def stage(sim: Simulator, database_url: str, tmp_path: Path) -> AsyncIterator[Stage]:
    made = await set_up(sim, database_url, tmp_path)
    yield made
    status = await made.bot.stop()
    print("What the bot logged:", *made.bot.log, sep="\n")  # noqa: T201 - pytest shows it when a test fails
    assert status == 0


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=KINDS)
async def shared(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, templates: Templates
) -> AsyncIterator[Stage]:
    """One stage for all tests of a file that do not mind each other's posts: starting a bot takes seconds. Such a file
    says `pytestmark = pytest.mark.asyncio(loop_scope="module")`."""
    folder = tmp_path_factory.mktemp("shared")
    async with templates.copied(request.param, folder) as database, compared() as running:
        made = await set_up(running, database, folder, UNLIMITED)
        yield made
        assert await made.bot.stop() == 0


@pytest_asyncio.fixture(scope="module", loop_scope="module", params=KINDS)
async def careful(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, templates: Templates
) -> AsyncIterator[Stage]:
    """A shared stage whose moderators have two minutes for *Undo*, and whose clock is the simulator's."""
    folder = tmp_path_factory.mktemp("careful")
    async with templates.copied(request.param, folder) as database, compared() as running:
        made = await set_up(running, database, folder, UNLIMITED, follows_clock=True, undo_seconds=120)
        yield made
        assert await made.bot.stop() == 0
