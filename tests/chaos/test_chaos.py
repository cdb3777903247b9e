"""The short form of `make chaos`: killed at random moments, and told to stop in the middle of everything."""

import asyncio
import random
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from db.engine import Database, open_database
from simulator.driver import Simulator
from tests.chaos.accounts import Accounts
from tests.chaos.story import Cast, Plan, play, tell
from tests.chaos.world import World, build

SEED = random.randrange(1_000_000)
STOP_SECONDS = 10


async def test_killed_at_random_moments(tmp_path: Path, empty_database_url: str) -> None:
    plan = Plan(SEED, kills=12, towns=4, people=24)
    accounts = await play(plan, empty_database_url, tmp_path)
    assert not accounts.findings
    assert accounts.sent


@pytest.fixture
async def busy(tmp_path: Path) -> AsyncIterator[tuple[World, Database]]:
    """A world whose people are about to begin."""
    url = f"sqlite:///{tmp_path / 'chaos.sqlite3'}"
    async with await Simulator.start() as sim, open_database(url) as database:
        await database.migrate()
        world = await build(sim, url, tmp_path, random.Random(SEED), towns=4, people=24)
        try:
            yield world, database
        finally:
            await world.watch.stop()
            await world.bot.close()


async def _settled(world: World, database: Database, cast: Cast) -> Accounts:
    await cast.end(database)
    accounts = Accounts(world, cast.volunteers, cast.moderators, [])  # no kill: nothing may come twice
    await accounts.draw_up(database)
    return accounts


async def test_told_to_stop_under_load(busy: tuple[World, Database]) -> None:
    world, database = busy
    cast = Cast.of(world)
    times = []
    try:
        for _ in range(5):
            await asyncio.sleep(world.chance.uniform(0.5, 2.5))
            status, seconds = await world.bot.stop()
            times.append(seconds)
            assert status == 0, world.bot.tail
            await world.bot.start()
        accounts = await _settled(world, database, cast)
    finally:
        await cast.cancel()
    tell(f"seed {SEED}: stopped within {', '.join(f'{seconds:.2f}' for seconds in times)} s")
    assert max(times) < STOP_SECONDS
    assert not accounts.findings
    assert accounts.twice == 0


async def test_told_to_stop_while_telegram_does_not_answer(busy: tuple[World, Database]) -> None:
    """What is under way is given back after the grace, and done by the next process."""
    world, _ = busy
    person, town = world.people[0]
    await person.starts(town.slug)
    for label in ("Agree", "Offer help", "Goods", "Shoes"):
        await person.taps(label)
    await person.says("Boots of somebody who waits")
    for label in ("Continue", "Skip", "Skip"):
        await person.taps(label)
    await world.sim.fault("sendMessage", delay=60, times=1000)
    await person.taps("Submit", wait_answer=False)
    await person.sees("Thank you. Your number is")
    other, town = world.people[1]
    await other.starts(town.slug)
    await world.watch.next_send(1)
    status, seconds = await world.bot.stop()
    tell(f"stopped within {seconds:.2f} s while Telegram did not answer")
    assert status == 0, world.bot.tail
    assert seconds < STOP_SECONDS
    await world.sim.clear_faults()
    await world.bot.start()
    await world.people[0][1].moderation.sees("Boots of somebody who waits")
    await other.sees("Do you agree?")
