"""What the database finds is what the rules say, in their order, for any posts; and it finds it also when it reads on."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import delete

from db import finding, partners, strips
from db.engine import Database, Session
from db.posts import newest_or_released
from db.tables import blocks, matches, open_posts, posts, revisions
from domain.packing import microseconds
from domain.posts import Kind, Version
from domain.towns import Town
from tests.db.worlds import World, expected, store, store_towns, worlds
from tests.domain.pairs import NOW

Key = tuple[int, int, int]


@pytest.fixture
async def known(database: Database) -> list[Town]:
    async with database.write() as session:
        return await store_towns(session)


@pytest.fixture(params=[(40, 60), (1, 2)], ids=["at once", "bit by bit"])
def portions(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    """How many rows are taken from a strip at first, and then."""
    for module in (finding, strips):
        monkeypatch.setattr(module, "FIRST_LOOK", request.param[0])
        monkeypatch.setattr(module, "MORE", request.param[1])
    monkeypatch.setattr(finding, "AT_ONCE", 0)
    strips.first_look.cache_clear()
    strips.further.cache_clear()
    yield
    strips.first_look.cache_clear()
    strips.further.cache_clear()


def in_order(found: dict[int, int], versions: dict[int, Version]) -> list[int]:
    def key(post_id: int) -> Key:
        confirmed = versions[post_id].post.confirmed_at
        assert confirmed is not None
        return found[post_id], microseconds(confirmed), post_id

    return sorted(found, key=key, reverse=True)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds)
async def test_the_best_are_those_of_the_rules(
    database: Database, known: list[Town], portions: None, tmp_path: Path, world: World
) -> None:
    async with database.write() as session:
        for table in (open_posts, matches, blocks, revisions, posts):
            await session.execute(delete(table))
        ids = await store(session, known, world)
        versions = {one.post.id: one for one in await newest_or_released(session)}
        pairs = expected(world, known, versions, ids)
        for post_id in [*ids[0], *ids[1]]:
            one = versions[post_id]
            if one.post.state != "live" or (one.post.expires_at and one.post.expires_at <= NOW):
                continue
            if one.post.publish_at is None:
                best = partners_of(one, pairs, versions)
                assert await found_for(session, known, one, 20) == best
                assert await found_for(session, known, one, 2) == best[:2]


def partners_of(one: Version, pairs: dict[tuple[int, int], int], versions: dict[int, Version]) -> list[int]:
    side = 0 if one.post.kind is Kind.OFFER else 1
    mine = {pair[1 - side]: points for pair, points in pairs.items() if pair[side] == one.post.id}
    return in_order(mine, versions)


async def found_for(session: Session, known: list[Town], one: Version, limit: int) -> list[int]:
    town = next(town for town in known if town.id == one.post.town_id)
    if one.post.kind is Kind.OFFER:
        found = await partners.requests_for(session, NOW, one, town, limit)
        return [match.request.post.id for match in found]
    return [match.offer.post.id for match in await partners.offers_for(session, NOW, one, town, limit)]
