"""The queries find exactly what the rules in `domain/matching` say, for any posts."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert

from db import matching, posts
from db import subscriptions as following
from db.engine import Database, Session
from db.tables import alerts, bindings, matches, organisations, revisions, subscriptions, verifications
from db.tables import posts as post_table
from domain.matching import overlap
from domain.organisations import OrganisationState
from domain.posts import Kind, PostState, RevisionState, Version
from domain.taxonomy import Risk
from tests.conftest import StandingClock
from tests.services.towns import Here, settle_in

CATEGORIES = ("goods", "space")
PARTS = ("kitchen", "other")
PLACES: tuple[dict[str, Any], ...] = (
    {},
    {"district": "lusan"},
    {"district": "zentrum"},
    {"lat": 50.9, "lon": 12.1},
    {"district": "gone"},
)


@dataclass(frozen=True)
class Written:
    """A random post: who wrote it, what, where, and whether it may be shown."""

    organisation: int | None
    category: str
    part: str | None
    place: int
    radius: float | None
    risk: Risk
    state: PostState
    fresh: bool


def written(kind: Kind) -> st.SearchStrategy[Written]:
    request = kind is Kind.REQUEST
    return st.builds(
        Written,
        st.integers(0, 2) if request else st.none(),
        st.sampled_from(CATEGORIES),
        st.sampled_from((*PARTS, None) if request else PARTS),
        st.integers(0, len(PLACES) - 1),
        st.sampled_from([None, None, 1.0, 4.1, 10.0]),
        st.sampled_from(Risk),
        st.sampled_from([PostState.LIVE] * 4 + [PostState.PAUSED]),
        st.sampled_from([True] * 4 + [False]),
    )


# What the town thinks of its three organisations: cleared, verified, not verified.
TRUST = (
    (OrganisationState.VERIFIED, True),
    (OrganisationState.VERIFIED, False),
    (OrganisationState.APPLIED, True),
)
followed = st.tuples(st.integers(0, 2), st.sampled_from(CATEGORIES), st.sampled_from((*PARTS, None)))
worlds = st.tuples(
    st.lists(written(Kind.OFFER), max_size=6),
    st.lists(written(Kind.REQUEST), max_size=6),
    st.lists(followed, max_size=4, unique=True),
    st.booleans(),
)


async def store(session: Session, here: Here, world: Any) -> None:
    offers, requests, follows, show_needs = world
    for table in (
        alerts,
        matches,
        subscriptions,
        revisions,
        post_table,
        bindings,
        verifications,
        organisations,
    ):
        await session.execute(delete(table))
    now = here.clock.now()
    for number, (state, cleared) in enumerate(TRUST):
        same = {"organisation_id": number, "town_id": here.town.id}
        await session.execute(insert(organisations).values(id=number, name=f"O{number}", created_at=now))
        await session.execute(
            insert(verifications).values(id=number, state=state, cleared=cleared, version=1, **same)
        )
        values = {"mode": "daily", "hour": 9, "max_items": 10, "show_needs": show_needs, "created_at": now}
        await session.execute(insert(bindings).values(id=number, chat_id=-number - 1, **same, **values))
    for binding, category, part in follows:
        await following.add(session, binding, category, part)
    for kind, some in ((Kind.OFFER, offers), (Kind.REQUEST, requests)):
        for number, one in enumerate(some):
            await store_post(session, here, kind, number, one)


async def store_post(session: Session, here: Here, kind: Kind, number: int, one: Written) -> None:
    now = here.clock.now()
    post = {
        "number": f"{kind}-{number}",
        "kind": kind,
        "town_id": here.town.id,
        "organisation_id": one.organisation,
        "created_at": now,
    }
    revision: dict[str, Any] = {
        "category": one.category,
        "subcategory": one.part,
        "title": "t",
        "text": "t",
        "risk": one.risk,
    }
    revision.update(radius_km=one.radius, created_at=now, **PLACES[one.place])
    post_id, revision_id = await posts.create(session, post, revision)
    ends = now.replace(year=now.year + (1 if one.fresh else -1))
    await posts.release(session, post_id, revision_id, now, ends)
    await posts.change_revision(session, revision_id, 1, RevisionState.PENDING, state=RevisionState.RELEASED)
    await session.execute(post_table.update().where(post_table.c.id == post_id).values(state=one.state))


def shown(one: Written) -> bool:
    return one.fresh and one.state is PostState.LIVE


def trusted(organisation: int | None, *risks: Risk) -> bool:
    state, cleared = TRUST[organisation or 0]
    return state is OrganisationState.VERIFIED and (cleared or Risk.RED not in risks)


def expected_followers(world: Any) -> set[tuple[str, int]]:
    _, requests, follows, show_needs = world
    return {
        (f"request-{number}", binding)
        for number, request in enumerate(requests)
        for binding, *kind in follows
        if shown(request)
        and TRUST[request.organisation or 0][0] is OrganisationState.VERIFIED
        and show_needs
        and binding != request.organisation
        and trusted(binding, request.risk)
        if overlap((request.category, request.part), (kind[0], kind[1]))
    }


@pytest.fixture
async def here(database: Database, clock: StandingClock, tmp_path: Path) -> Here:
    return await settle_in(database, clock)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds)
async def test_queries_agree_with_the_rules(here: Here, world: Any) -> None:
    async with here.database.write() as session:
        await store(session, here, world)
        live = await posts.showable(session, here.clock.now())
        followers = {
            (version.post.number, binding)
            for version in live
            if version.post.kind is Kind.REQUEST
            for binding in await matching.followers_of(session, version, here.town)
        }
        assert followers == expected_followers(world)
        caught_up = {
            (number_of(live, post_id), binding)
            for binding in range(len(TRUST))
            for post_id in await matching.needs_for(session, here.clock.now(), binding, here.town)
        }
        assert caught_up == followers


def number_of(live: list[Version], post_id: int) -> str:
    return next(version.post.number for version in live if version.post.id == post_id)
