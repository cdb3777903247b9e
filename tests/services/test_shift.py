"""A shift: three moderators press every button of every card at random, at once, in several towns, while authors go on.

Whatever they do: one decision a version, a trail that tells what happened, authors who hear of each decision once, and
nothing unreviewed in a group or a list. HANDREICH_LONG_SHIFT=1 makes it five hundred posts.
"""

import asyncio
import os
import random
from collections import Counter
from collections.abc import Awaitable
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import select, update

from db import moderation as stored
from db import posts
from db.engine import Session, open_database
from db.tables import audit, bindings, decisions
from db.tables import posts as posts_table
from domain.cards import Decided, ending, standing
from domain.details import Details, to_json
from domain.errors import Refusal, Refused
from domain.inputs import Typed
from domain.lives import Way
from domain.moderation import Verdict
from domain.organisations import Mode
from domain.posts import Kind, PostState, RevisionState, Version
from domain.pushes import Digest, Item
from domain.sending import Outgoing
from domain.taxonomy import Risk
from services import (
    answering,
    filing,
    lapsing,
    lives,
    moderation,
    offers,
    releasing,
    verifying,
)
from services import settings as preferences
from tests.conftest import KINDS, StandingClock, Templates
from tests.services.books import approves, consistent, told
from tests.services.buttons import buttons
from tests.services.towns import DAY_OPTIONS, GERA, Here, settle_in

LONG = bool(os.environ.get("HANDREICH_LONG_SHIFT"))
POSTS, STEPS, EXAMPLES, ROUNDS, AT_ONCE = (500, 300, 3, 12, 12) if LONG else (24, 30, 4, 8, 8)
MODERATORS = ((11, "Mia"), (12, "Paul"), (13, "Olga"))
AUTHORS = (1, 2, 12)  # Paul moderates, and offers something himself
KINDS_WRITTEN = (("goods", "shoes"), ("goods", "toys"), ("housing", "room"), ("transport", "person"))
OPTIONS = replace(DAY_OPTIONS, undo=timedelta(seconds=120))
PICTURES = to_json(Details(photos=("a", "b")))
VERDICTS = tuple(verdict.value for verdict in Verdict)


class Shift(RuleBasedStateMachine):
    """Runs on one loop; every act is one transaction, several of them at the same time."""

    url = ""
    runs = 0

    def __init__(self) -> None:
        super().__init__()
        Shift.runs += 1
        self.loop = asyncio.new_event_loop()
        self.stack, self.clock = AsyncExitStack(), StandingClock()
        self.towns: list[Here] = []
        self.revisions: list[tuple[Here, int]] = []
        self.told: Counter[int] = Counter()
        self.does(self._begin())

    def does(self, deed: Awaitable[Any]) -> Any:
        return self.loop.run_until_complete(deed)

    async def _begin(self) -> None:
        database = await self.stack.enter_async_context(open_database(self.url))
        for number in range(3):
            name = Shift.runs * 10 + number
            town = replace(GERA, slug=f"town{name}", moderation_chat=-1000 - name)
            here = replace(await settle_in(database, self.clock, town), options=OPTIONS, _numbers=name * 1000)
            for person_id in AUTHORS:
                await here.volunteer(person_id)
            for place in range(2):
                await self._group(here, -(name * 100 + place + 10_000), cleared=place == 0)
            self.towns.append(here)
        rng = random.Random(POSTS)
        for _ in range(POSTS):
            await self._write(rng)

    async def _group(self, here: Here, chat_id: int, *, cleared: bool) -> None:
        found = await here.organisation(chat_id, f"Store {chat_id}", verified=False)
        for deed in (verifying.verify, *((verifying.clear,) if cleared else ())):
            await here.judges(deed, found)
        for category, _ in KINDS_WRITTEN:
            await here.follows(chat_id, category)
        await here.sets(preferences.set_mode, chat_id, Mode.AT_ONCE)
        async with here.database.write() as session:
            await session.execute(update(bindings).values(max_items=10_000))

    async def _write(self, rng: random.Random) -> None:
        here, (category, part) = rng.choice(self.towns), rng.choice(KINDS_WRITTEN)
        more: dict[str, Any] = {"category": category, "subcategory": part, "author_id": rng.choice(AUTHORS)}
        more |= {"details": PICTURES} if rng.random() < 0.2 else {}
        if rng.random() < 0.3:
            group = -((Shift.runs * 10 + self.towns.index(here)) * 100 + rng.randrange(2) + 10_000)
            self.revisions.append((here, await here.writes(Kind.REQUEST, chat_id=group, **more)))
        else:
            self.revisions.append((here, await here.writes(**more)))

    # what people do

    @rule(seed=st.integers(0, 2**32))
    def writes(self, seed: int) -> None:
        self.does(self._write(random.Random(seed)))

    @rule(seed=st.integers(0, 2**32))
    def presses(self, seed: int) -> None:
        self.does(self._presses(random.Random(seed)))

    @rule(seed=st.integers(0, 2**32))
    def presses_more(self, seed: int) -> None:
        self.does(self._presses(random.Random(seed)))

    @rule(seed=st.integers(0, 2**32))
    def an_author_goes_on(self, seed: int) -> None:
        self.does(self._author(random.Random(seed)))

    @rule(seconds=st.sampled_from([1, 60, 119, 121, 16 * 60, 86_400]))
    def time_passes(self, seconds: int) -> None:
        self.clock.advance(seconds=seconds)
        self.does(self._tick())

    @rule()
    def everything_due_is_sent(self) -> None:
        self.does(self._deliver())

    async def _presses(self, rng: random.Random) -> None:
        """Several at once, some on one card: as drawn now, as it was before, or from a chat that has no say."""
        for _ in range(ROUNDS):
            cards = [rng.choice(self.revisions) for _ in range(AT_ONCE // 3)]
            presses = [self._press(rng, *rng.choice(cards)) for _ in range(rng.randint(1, AT_ONCE))]
            await asyncio.gather(*presses)

    async def _press(self, rng: random.Random, here: Here, revision_id: int) -> None:
        given = buttons(self.clock.now(), OPTIONS, "/".join(rng.choice(KINDS_WRITTEN)))
        by, deed, forged = rng.choice(MODERATORS), rng.choice(given), rng.random() < 0.1
        press = await here.press(revision_id, by)
        if rng.random() < 0.15:
            press = replace(press, version=press.version - 1)
        if forged:
            others = [other.chat for other in self.towns if other is not here]
            press = replace(press, chat_id=rng.choice([*others, by[0], -4711]))
        said = None
        try:
            async with here.database.write() as session:
                await deed(session, press)
        except Refused as refused:
            said = refused.code
        assert not forged or said is Refusal.WRONG_CHAT

    async def _author(self, rng: random.Random) -> None:
        """Answers a question, writes the post anew, or does something else with it."""
        here, revision_id = rng.choice(self.revisions)
        version = await self._version(here, revision_id)
        post, now = version.post, self.clock.now()
        try:
            async with here.database.write() as session:
                if version.revision.state is RevisionState.ASKED_BACK:
                    asked = (await stored.about_revision(session, revision_id))[-1]
                    given = Typed("It is so", 2)
                    await answering.answer(session, now, post.author_id or 0, asked.id, given)
                elif rng.random() < 0.5 and post.state in (PostState.LIVE, PostState.PENDING):
                    await self._revise(session, here, version)
                elif post.kind is Kind.OFFER:
                    way = rng.choice([Way.PAUSE, Way.RESUME, Way.WITHDRAW, Way.UNDO])
                    await offers.act(session, now, OPTIONS, post.author_id or 0, post.id, post.version, way)
        except Refused:
            return

    async def _revise(self, session: Session, here: Here, version: Version) -> None:
        now, old = self.clock.now(), version.revision
        await lives.out_of_queue(session, now, version.post.id)
        said = {"category": old.category, "subcategory": old.subcategory, "title": "New", "text": "New words"}
        risk = filing.computed(old, OPTIONS, old.category, old.subcategory)
        added = await posts.add_revision(session, version.post.id, said | {"risk": risk, "created_at": now})
        await moderation.queue_card(session, now, added)
        self.revisions.append((here, added))

    async def _tick(self) -> None:
        async with self.towns[0].database.write() as session:
            await releasing.publish_due(session, self.clock.now(), OPTIONS)
            await lapsing.lapse_due(session, self.clock.now())

    # what must hold

    async def _deliver(self) -> None:
        for screen, chat_id, facts in await self.towns[0].delivers():
            if screen is Outgoing.DECISION:
                self.told[facts.decided.id] += 1
            for item in (
                facts.items if isinstance(facts, Digest) else [facts] if isinstance(facts, Item) else []
            ):
                assert item.version.post.publish_at is None
                await self._reviewed(item.version)
                cleared = chat_id % 100 == 0  # the second group of each town is not
                assert cleared or item.version.revision.risk is not Risk.RED

    async def _reviewed(self, version: Version) -> None:
        """Others may see it: enough moderators approved just these words, none of them for themselves."""
        revision = version.revision
        assert revision.state is RevisionState.RELEASED
        by = {one.moderator_id for one in standing(await self._decided(revision.id)) if approves(one)}
        assert version.post.author_id not in by
        assert len(by) == (2 if revision.risk is Risk.RED else 1)

    async def _decided(self, revision_id: int) -> tuple[Decided, ...]:
        async with self.towns[0].database.read() as session:
            return await stored.about_revision(session, revision_id)

    async def _version(self, here: Here, revision_id: int) -> Version:
        async with here.database.read() as session:
            found = await posts.version_of_revision(session, revision_id)
        assert found is not None
        return found

    @invariant()
    def nothing_unreviewed_is_in_a_list(self) -> None:
        self.does(self._lists())

    async def _lists(self) -> None:
        for here in self.towns:
            for kind in Kind:
                async with here.database.read() as session:
                    now = self.clock.now()
                    shown = await posts.showable(
                        session, now, posts_table.c.town_id == here.town.id, posts_table.c.kind == kind
                    )
                for version in shown if not LONG else shown[-5:]:
                    await self._reviewed(version)

    def teardown(self) -> None:
        try:
            self.clock.advance(seconds=121)
            self.does(self._tick())
            self.does(self._deliver())
            self.does(self._books())
        finally:
            self.does(self.stack.aclose())
            self.loop.close()

    async def _books(self) -> None:
        """One decision a version; the trail is the history; every author heard of each decision and each *Undo* once."""
        wanted: Counter[int] = Counter()
        for here, revision_id in self.revisions:
            decided = await self._decided(revision_id)
            wanted.update(told(decided))
            async with here.database.read() as session:
                mine = decisions.c.revision_id == revision_id
                versions = list(await session.scalars(select(decisions.c.version).where(mine)))
                trail = select(audit.c.actor_id, audit.c.action, audit.c.at).order_by(audit.c.id)
                about = (audit.c.object_kind == "revision", audit.c.object_id == revision_id)
                noted = await session.execute(trail.where(*about, audit.c.action.in_(VERDICTS)))
            assert len(versions) == len(set(versions))
            assert [tuple(row) for row in noted] == [
                (one.moderator_id, one.verdict.value, one.at) for one in decided
            ]
            consistent(await self._version(here, revision_id), ending(decided))
        assert self.told == wanted


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_three_moderators_press(kind: str, templates: Templates, tmp_path: Path) -> None:
    given = settings(
        max_examples=EXAMPLES,
        stateful_step_count=STEPS,
        deadline=None,
        derandomize=not LONG,
        database=None,
        phases=(Phase.generate,),  # a seed that fails does not become simpler by being made smaller
        suppress_health_check=list(HealthCheck),
    )
    with asyncio.Runner() as runner:
        copied = templates.copied(kind, tmp_path)
        Shift.url = runner.run(copied.__aenter__())
        try:
            run_state_machine_as_test(Shift, settings=given)
        finally:
            runner.run(copied.__aexit__(None, None, None))
