"""A virtual year: every digest exactly once a local day at its hour, nothing in quiet hours but what is needed today.

Usually only the days around each clock change are lived; with `HANDREICH_TEST_YEAR=1` (see docs/matching.md) it is the whole
year, with more than 400 groups.
"""

import heapq
import os
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from sqlalchemy import func, insert, select

from db import bindings as stored_bindings
from db import outbox, posts, subscriptions, tables, towns
from db.engine import Session, open_database
from db.outbox import Row
from domain.options import Options
from domain.organisations import Mode, OrganisationState
from domain.posts import Kind, RevisionState
from domain.pushes import Digest, Item
from domain.sending import Ending
from domain.taxonomy import Risk
from services import digests, outgoing, publishing, settings, slots
from tests.conftest import StandingClock, Templates
from tests.services.towns import GERA
from tests.services.year import (
    USUAL,
    Group,
    Need,
    Sent,
    covers,
    groups_of,
    needs_of,
    periods,
    promised,
    zones,
)

WHOLE = bool(os.environ.get("HANDREICH_TEST_YEAR"))
PER_TOWN = 7 if WHOLE else 3
OPTIONS = Options(undo=timedelta(0))
_MAX_ITEMS = 20


@dataclass
class Year:
    """Towns with their groups, and what is going to happen; `sent` fills up."""

    session: Session
    groups: list[Group] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    posts: dict[int, int] = field(default_factory=dict)  # the place of a post's need
    events: list[tuple[datetime, int, str, int]] = field(default_factory=list)

    def plan(self) -> None:
        """Everything that people will do."""
        random = Random(7)
        for town, zone in enumerate(zones()):
            self.groups += (mine := list(groups_of(town, PER_TOWN, random)))
            for begun, ended in periods(zone, whole=WHOLE):
                found = list(needs_of(town, begun, ended, random, whole=WHOLE))
                self._later(begun, "begin", town)
                for number, need in enumerate(found, len(self.needs)):
                    self._later(need.at, "need", number)
                self.needs += found
                changed = mine[0]
                at = begun + timedelta(minutes=random.randrange(1500, 2900))
                changed.changes.append((at, random.choice([9, 12, 16])))  # outside all quiet hours
                self._later(at, "hour", changed.id)
                self._later(ended, "end", town)

    def _later(self, at: datetime, what: str, which: int) -> None:
        heapq.heappush(self.events, (at, ("end", "begin", "need", "hour").index(what), what, which))

    async def settle_in(self) -> None:
        """Towns, organisations and groups, as registered."""
        begun = self.events[0][0]
        for town, zone in enumerate(zones()):
            await towns.save(
                self.session, replace(GERA, slug=f"t{town}", timezone=zone, moderation_chat=None)
            )
            known = await towns.by_slug(self.session, f"t{town}")
            assert known is not None
            await self._organisation(known.id, self._asking(town), begun)
        ids = {town.slug: town.id for town in await towns.all_towns(self.session)}
        for group in self.groups:
            town_id = ids[f"t{group.town}"]
            await self._organisation(town_id, group.id + 1, begun)
            await stored_bindings.create(
                self.session,
                id=group.id + 1,
                organisation_id=group.id + 1,
                town_id=town_id,
                chat_id=-group.id - 1,
                mode=group.mode,
                hour=group.hour,
                weekdays=group.weekdays,
                quiet_from=group.quiet[0] if group.quiet else None,
                quiet_until=group.quiet[1] if group.quiet else None,
                max_items=_MAX_ITEMS,
                show_needs=True,
                created_at=begun,
            )
            await subscriptions.add(self.session, group.id + 1, "goods", None)

    def _asking(self, town: int) -> int:
        return len(self.groups) + town + 1

    async def _organisation(self, town_id: int, number: int, now: datetime) -> None:
        await self.session.execute(
            insert(tables.organisations).values(id=number, name=f"O{number}", created_at=now)
        )
        values = {"organisation_id": number, "town_id": town_id, "state": OrganisationState.VERIFIED}
        await self.session.execute(insert(tables.verifications).values(**values))

    async def live(self, clock: StandingClock) -> None:
        """From one instant at which something happens to the next."""
        while (now := await self._next()) is not None:
            clock.instant = now
            while self.events and self.events[0][0] <= now:
                _, _, what, which = heapq.heappop(self.events)
                await getattr(self, f"_{what}")(now, which)
            while await digests.queue_due(self.session, now, OPTIONS):
                pass
            await self._deliver(now)

    async def _next(self) -> datetime | None:
        queued = tables.outbox.c.state == Ending.QUEUED
        found = [
            await self.session.scalar(select(func.min(tables.bindings.c.next_digest_at))),
            await self.session.scalar(select(func.min(tables.outbox.c.due_at)).where(queued)),
            self.events[0][0] if self.events else None,
        ]
        return min((at for at in found if at), default=None)

    async def _begin(self, now: datetime, town: int) -> None:
        for group in self.groups:
            if group.town == town and group.mode is not Mode.AT_ONCE:
                binding = await stored_bindings.by_id(self.session, group.id + 1)
                assert binding is not None
                home = await towns.by_id(self.session, binding.town_id)
                due = await slots.following(self.session, now, binding, home)
                await stored_bindings.change(self.session, binding.id, next_digest_at=due)

    async def _end(self, now: datetime, town: int) -> None:
        for group in self.groups:
            if group.town == town:
                await stored_bindings.change(self.session, group.id + 1, next_digest_at=None)

    async def _hour(self, now: datetime, group_id: int) -> None:
        hour = next(hour for at, hour in self.groups[group_id].changes if at == now)
        await settings.set_hour(self.session, now, -group_id - 1, hour, OPTIONS)

    async def _need(self, now: datetime, number: int) -> None:
        need = self.needs[number]
        asking = self._asking(need.town)
        town = await towns.by_slug(self.session, f"t{need.town}")
        assert town is not None
        post = {"number": f"G-{number}", "kind": Kind.REQUEST, "town_id": town.id, "organisation_id": asking}
        details = {"urgency": "today"} if need.urgent else {}
        words = {"category": "goods", "subcategory": "shoes", "title": "t", "text": "t", "details": details}
        revision = {**words, "risk": Risk.GREEN, "created_at": now}
        post_id, revision_id = await posts.create(self.session, {**post, "created_at": now}, revision)
        released = {"state": RevisionState.RELEASED}
        await posts.change_revision(self.session, revision_id, 1, RevisionState.PENDING, **released)
        await posts.release(self.session, post_id, revision_id, now, now + timedelta(days=500))
        self.posts[post_id] = number
        await publishing.publish(self.session, now, post_id, OPTIONS)

    async def _deliver(self, now: datetime) -> None:
        for row in await outbox.claim(self.session, now, now + timedelta(minutes=1), 10**6, []):
            facts = await outgoing.FACTS[row.screen](self.session, now, row)
            await outbox.settle(self.session, row.id, Ending.DELIVERED, now)
            await outgoing.delivered(self.session, now, row)
            assert isinstance(facts, Digest | Item), row
            self.sent.append(self._seen(now, row, facts))

    def _seen(self, now: datetime, row: Row, facts: Digest | Item) -> Sent:
        digest = isinstance(facts, Digest)
        items = facts.items if isinstance(facts, Digest) else (facts,)
        shown = sorted(self.posts[item.version.post.id] for item in items)
        return Sent(-row.chat_id - 1, now, digest, tuple(shown))


async def test_every_digest_comes_once_at_its_hour_and_nothing_at_night(
    templates: Templates, tmp_path: Path, clock: StandingClock
) -> None:
    async with (
        templates.copied("sqlite", tmp_path) as url,
        open_database(url) as database,
        database.write() as session,
    ):
        year = Year(session)
        year.plan()
        await year.settle_in()
        await year.live(clock)
    needs = [*enumerate(year.needs)]
    expected = [
        sent
        for group in year.groups
        for sent in promised(group, zones()[group.town], needs, periods(zones()[group.town], whole=WHOLE))
    ]
    print(len(expected), "messages to", len(year.groups), "groups in", len(zones()), "towns")  # noqa: T201
    assert sorted(year.sent) == sorted(expected)
    check_plainly(year)


def check_plainly(year: Year) -> None:
    """The same promises, without knowing when anything was due."""
    days: set[tuple[int, object]] = set()
    for sent in year.sent:
        group = year.groups[sent.group]
        local = sent.at.astimezone(ZoneInfo(zones()[group.town]))
        urgent = not sent.digest and any(year.needs[number].urgent for number in sent.needs)
        assert urgent or not covers(group.quiet or USUAL, local.time())
        if sent.digest:
            assert (sent.group, local.date()) not in days
            days.add((sent.group, local.date()))
    assert any(year.needs[one.needs[0]].urgent for one in year.sent if not one.digest)
