"""The whole story: a world at work, a bot that is killed, and the accounts at the end."""

import asyncio
import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from db.engine import Database, open_database
from db.tables import inbox, outbox, revisions
from domain.posts import RevisionState
from domain.sending import Ending
from simulator.driver import Simulator
from tests.chaos.accounts import Accounts
from tests.chaos.copies import expected
from tests.chaos.killing import Killer
from tests.chaos.moderators import Moderator
from tests.chaos.volunteers import Volunteer
from tests.chaos.world import World, build

QUIET_SECONDS = 240  # the longest that everything may take to come to rest after the last kill


@dataclass(frozen=True)
class Plan:
    """How big, and which of the many possible stories."""

    seed: int
    kills: int
    towns: int
    people: int


@dataclass
class Cast:
    """Everyone at work in a world."""

    world: World
    volunteers: list[Volunteer]
    moderators: list[Moderator]
    working: list[asyncio.Task[None]]
    deciding: list[asyncio.Task[None]]

    @classmethod
    def of(cls, world: World) -> "Cast":
        def own() -> random.Random:
            return random.Random(world.chance.random())

        volunteers = [Volunteer(person, town, world, own()) for person, town in world.people]
        moderators = [
            Moderator(person, town, world, own()) for town in world.towns for person in town.moderators
        ]
        working = [asyncio.create_task(volunteer.live()) for volunteer in volunteers]
        deciding = [asyncio.create_task(moderator.live()) for moderator in moderators]
        return cls(world, volunteers, moderators, working, deciding)

    async def end(self, database: Database) -> None:
        """Everyone finishes what they began; then everything comes to rest."""
        self.world.closing = True
        async with asyncio.timeout(QUIET_SECONDS):
            await asyncio.gather(*self.working)
            while not (await _at_rest(database) and all(one.idle for one in self.moderators)):
                await asyncio.sleep(0.2)
                self.raise_what_failed()
            await self.cancel()
            while not await _at_rest(database):  # noqa: ASYNC110 - the database tells nobody
                await asyncio.sleep(0.2)

    def unfinished(self) -> list[str]:
        """Who has not come to an end, and what their chats show."""
        pairs = zip(self.volunteers, self.working, strict=True)
        return [f"{one.person.name} looks at {one.sight}" for one, task in pairs if not task.done()]

    def restless(self) -> list[str]:
        """Which moderators still find something to press, and what they were told so far."""
        return [f"{one.person.name} was told {dict(one.said)}" for one in self.moderators if not one.idle]

    async def cancel(self) -> None:
        tasks = (*self.working, *self.deciding)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def raise_what_failed(self) -> None:
        for task in (*self.working, *self.deciding):
            if task.done():
                task.result()


async def play(plan: Plan, database_url: str, folder: Path) -> Accounts:
    """Plays the whole story; prints a report."""
    chance, begun = random.Random(plan.seed), time.monotonic()
    tell(f"seed {plan.seed}: {plan.kills} kills, {plan.towns} towns, {plan.people} people")
    async with await Simulator.start() as sim, open_database(database_url) as database:
        await database.migrate()
        world = await build(sim, database_url, folder, chance, plan.towns, plan.people)
        cast, killer = Cast.of(world), Killer(world, database)
        try:
            while len(killer.kills) < plan.kills:
                before = len(killer.kills)
                await killer.kill()
                cast.raise_what_failed()
                if before // 100 < len(killer.kills) // 100:
                    tell(f"{len(killer.kills)} kills")
            await cast.end(database)
            accounts = Accounts(world, cast.volunteers, cast.moderators, killer.kills)
            await accounts.draw_up(database)
            _report(accounts, killer, time.monotonic() - begun)
            status, seconds = await world.bot.stop()
            tell(f"stopped by SIGTERM within {seconds:.1f} s, status {status}")
        except BaseException:
            tell("What the bot logged last:", world.bot.tail, *cast.unfinished(), *cast.restless())
            tell("What waits:", *await _waiting(database))
            raise
        finally:
            await cast.cancel()
            await world.watch.stop()
            await world.bot.close()
    return accounts


def tell(*lines: str) -> None:
    """For whoever reads the report."""
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


async def _at_rest(database: Database) -> bool:
    """Nothing waits to be handled, decided or sent."""
    return not await _waiting(database)


async def _waiting(database: Database) -> list[str]:
    """What is still to be handled, decided or sent; ids and times, no texts."""
    waiting = (
        select(inbox.c.id, inbox.c.attempts).where(inbox.c.handled_at.is_(None), inbox.c.dead_at.is_(None)),
        select(outbox.c.id, outbox.c.screen, outbox.c.chat_id, outbox.c.due_at, outbox.c.lease_until).where(
            outbox.c.state == Ending.QUEUED
        ),
        select(revisions.c.id, revisions.c.version).where(revisions.c.state == RevisionState.PENDING),
    )
    async with database.read() as session:
        return [str(row._mapping) for one in waiting for row in await session.execute(one)]


def _report(accounts: Accounts, killer: Killer, seconds: float) -> None:
    kills, volunteers = killer.kills, accounts.volunteers
    made = [post for each in accounts.posted.values() for post in each]
    said = sum((one.said for one in accounts.moderators), start=type(accounts.moderators[0].said)())
    lines = (
        f"{len(kills)} kills in {seconds:.0f} s; a start took {killer.usual_start:.2f} s",
        f"{accounts.updates} updates, each once: {sum(one.presses for one in volunteers)} presses and"
        f" {sum(one.written for one in volunteers)} messages of volunteers",
        f"{len(made)} posts from {sum(one.previews for one in volunteers)} previews; {accounts.unthanked} times the menu"
        " came instead of the thanks",
        f"{sum(len(one.lost) for one in volunteers)} times nothing in a chat led on, and people tried something else",
        *sorted({sight for one in volunteers for sight in one.lost})[:10],
        f"{accounts.sent} messages through the outbox ({expected(made)} for these posts)",
        f"in flight at a kill: {sum(len(kill.claimed) for kill in kills)} messages claimed, of these sent twice:"
        f" {accounts.twice}",
        f"run again after a kill: {sum(kill.unhandled for kill in kills)} updates, of these"
        f" {sum(kill.effective for kill in kills)} only drawn anew",
        f"moderators were told: {dict(said.most_common())}",
        f"the bot logged: {dict(accounts.world.bot.events.most_common())}",
        f"findings: {len(accounts.findings)}",
        *accounts.findings[:50],
    )
    tell(*lines)
