"""Pairs found in sets are those of the rules, one by one: of requests and of subscriptions, whatever is looked at."""

from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from db import exchange, pairing
from db.candidates import Scope
from db.engine import Database, Session
from db.explaining import Standing, subscriptions_by_id
from db.pairing import Pair
from db.posts import newest_or_released
from db.tables import blocks, matches, open_posts, posts, revisions, subscription_kinds, subscriptions
from domain.geo import Point
from domain.matching import Between, failing
from domain.posts import Version
from domain.sides import author_name
from domain.sides import given as given_of
from domain.towns import Town
from tests.db.worlds import POINTS, TRUST, World, expected, store, store_towns, worlds
from tests.domain.pairs import NOW

CHANGING = (open_posts, matches, blocks, revisions, posts, subscription_kinds, subscriptions)
KINDS = (("goods", "toys"), ("goods", None), ("housing", None))
follows = st.lists(
    st.tuples(
        st.sampled_from([0, 0, 1, 2]),  # organisation
        st.sampled_from([0, 0, 1, 2]),  # town
        st.sampled_from(KINDS),
        st.sampled_from(POINTS),
        st.sampled_from([None, 2.0, 15.0]),
        st.sampled_from([(), (), ("ar",), ("de", "fa")]),
    ),
    max_size=4,
)


@pytest.fixture
async def known(database: Database) -> list[Town]:
    async with database.write() as session:
        return await store_towns(session)


async def store_follows(session: Session, known: list[Town], some: list[tuple[object, ...]]) -> list[int]:
    rows = []
    for organisation, town, _, point, radius, languages in some:
        assert isinstance(organisation, int)
        assert isinstance(town, int)
        place = point if isinstance(point, Point) else None
        rows.append(
            {
                "organisation_id": organisation + 1,
                "town_id": known[town].id,
                "lat": place.lat if place else None,
                "lon": place.lon if place else None,
                "radius_km": radius,
                "languages": list(languages),  # type: ignore[call-overload]
            }
        )
    ids = await exchange.add(session, "subscriptions", rows)
    kinds = [
        {"subscription_id": made, "category": one[2][0], "subcategory": one[2][1]}  # type: ignore[index]
        for made, one in zip(ids, some, strict=True)
    ]
    await exchange.add(session, "subscription_kinds", kinds)
    return ids


async def followed(
    session: Session, known: list[Town], world: World, offers: list[Version]
) -> set[tuple[int, int]]:
    """(offer, subscription) that fit, judged pair by pair."""
    here = {town.id: town for town in known}
    subscribed = await subscriptions_by_id(session, range(100_000))
    found = set()
    for offer, mine in product(offers, {one.id: one for one in subscribed.values()}.values()):
        state, cleared = TRUST[mine.organisation_id - 1]
        wish = mine.wanted(here[mine.town_id], Standing(state == "verified", cleared))
        at_odds = world.blocked and author_name(offer.post) == "anna" and mine.organisation_id == 1
        one = given_of(offer, here[offer.post.town_id])
        if offer.post.publish_at is None and not failing(one, wish, NOW, Between(blocked=at_odds)):
            found.add((offer.post.id, mine.id))
    return found


def asked_pairs(found: list[Pair]) -> list[tuple[int, int]]:
    return [(pair.offer_id, pair.request_id) for pair in found if pair.request_id is not None]


def followed_pairs(found: list[Pair]) -> list[tuple[int, int]]:
    return [(pair.offer_id, pair.subscription_id) for pair in found if pair.subscription_id is not None]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds, wishes=follows)
async def test_pairs_are_those_of_the_rules(
    database: Database, known: list[Town], world: World, wishes: list[tuple[object, ...]]
) -> None:
    async with database.write() as session:
        for table in CHANGING:
            await session.execute(delete(table))
        offers, requests = await store(session, known, world)
        ids = await store_follows(session, known, wishes)
        versions = {one.post.id: one for one in await newest_or_released(session)}
        pairs = expected(world, known, versions, (offers, requests))
        following = await followed(session, known, world, [versions[one] for one in offers])

        found = await pairing.fitting(session, NOW, Scope())
        assert sorted(asked_pairs(found)) == sorted(pairs)
        assert sorted(followed_pairs(found)) == sorted(following)
        points = {(one.offer_id, one.request_id): one.rank[0] for one in found if one.request_id}
        assert points == pairs
        assert [one.rank[0] for one in found] == sorted((one.rank[0] for one in found), reverse=True)

        mine = await pairing.fitting(session, NOW, Scope(offers=offers[:1]))
        assert set(asked_pairs(mine)) == {pair for pair in pairs if pair[0] == offers[0]}
        theirs = await pairing.fitting(session, NOW, Scope(requests=requests[:1]))
        assert set(asked_pairs(theirs)) == {pair for pair in pairs if pair[1] == requests[0]}
        assert not followed_pairs(theirs)
        fans = await pairing.fitting(session, NOW, Scope(subscriptions=ids[:1]))
        assert set(followed_pairs(fans)) == {pair for pair in following if pair[1] in ids[:1]}
        assert not asked_pairs(fans)
