"""Random posts of a few organisations in neighbour towns, for comparing what the database finds with what the rules say."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from hypothesis import strategies as st

from db import exchange, openings, towns
from db.engine import Session
from domain.details import PARTS, Availability, Details, Part, Spoken, to_json
from domain.geo import Point
from domain.matching import Between, failing
from domain.posts import Kind, PostState, RevisionState, Version
from domain.scoring import cents, score
from domain.sides import author_name, wanted
from domain.sides import given as given_of
from domain.taxonomy import Risk
from domain.towns import Town
from tests.domain.pairs import GERA, NOW, RONNEBURG, houses, languages, quantities
from tests.domain.pairs import times as availability

TOWNS = (GERA, RONNEBURG, replace(GERA, slug="alone", name="Alone", neighbours=("gera",)))
TRUST = (
    ("verified", True),
    ("verified", False),
    ("applied", True),
)  # of the three organisations, in every town
POINTS = (None, *(Point(50.84 + 0.01 * n, 12.06 + 0.01 * (n % 3)) for n in range(8)), Point(70.0, 179.9))

T = TypeVar("T")
WEEKDAYS = Availability(weekly=frozenset((day, part) for day in range(5) for part in PARTS))
TIMES = (
    Availability(),
    Availability(always=True),
    WEEKDAYS,
    Availability(weekly=frozenset({(0, Part.MORNING), (2, Part.EVENING)})),
)


@dataclass(frozen=True)
class Written:
    """A random post. `organisation` counts for a request, `author` for an offer."""

    kind: Kind
    town: int
    organisation: int
    author: str
    category: str
    part: str | None
    point: Point | None
    radius: float | None
    risk: Risk
    state: PostState
    expires_at: datetime
    confirmed_at: datetime
    details: Details
    undoable: bool


def details(draw: st.DrawFn, kind: Kind) -> Details:
    """What may be said, with what is only said of a request."""
    request = kind is Kind.REQUEST
    return Details(
        languages=tuple(Spoken(code) for code in draw(languages)),
        demanded=draw(st.sampled_from([()] * 6 + [("ar",), ("de", "xyz")])) if request else (),
        availability=draw(st.sampled_from(TIMES) | availability),
        quantity=draw(st.none() | quantities),
        needed_by=draw(mostly(None, st.dates(NOW.date(), NOW.date() + timedelta(days=9))))
        if request
        else None,
        online=draw(mostly(False, st.just(True))),
        housing=draw(mostly(None, houses)),
    )


def mostly(usual: T, other: st.SearchStrategy[T]) -> st.SearchStrategy[T]:
    """Seven times out of eight what is usual: else hardly anything would ever fit."""
    return st.integers(0, 7).flatmap(lambda number: other if number == 7 else st.just(usual))


@st.composite
def written(draw: st.DrawFn, kind: Kind) -> Written:
    """A post of this kind."""
    category = draw(mostly("goods", st.just("housing")))
    part: str | None = {"goods": "toys", "housing": "room"}[category]
    return Written(
        kind,
        draw(st.sampled_from([0] * 6 + [1, 1, 2])),
        draw(st.sampled_from([0, 0, 0, 1, 1, 2])),
        draw(st.sampled_from(["anna", "paul"])),
        category,
        draw(st.sampled_from([part] * 5 + ["other", None, None])),
        draw(st.sampled_from(POINTS)),
        draw(st.sampled_from([None, None, None, 0.0, 2.0, 4.3, 15.0, 50.0])),
        draw(mostly(Risk.GREEN, st.just(Risk.RED))),
        draw(mostly(PostState.LIVE, st.sampled_from([PostState.PAUSED, PostState.PENDING]))),
        NOW + timedelta(days=draw(mostly(20, st.sampled_from([0, -1])))),
        NOW - timedelta(days=draw(st.integers(0, 30))),
        details(draw, kind),
        draw(mostly(False, st.just(True))),
    )


@dataclass(frozen=True)
class World:
    """Posts, pairs that met (by their indices), and whether Anna and the first organisation are at odds."""

    offers: list[Written]
    requests: list[Written]
    met: list[tuple[int, int]]
    blocked: bool


worlds = st.builds(
    World,
    st.lists(written(Kind.OFFER), min_size=1, max_size=9),
    st.lists(written(Kind.REQUEST), min_size=1, max_size=9),
    st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=3, unique=True),
    st.booleans(),
)


async def store_towns(session: Session) -> list[Town]:
    """The towns and their organisations (ids 1 to 3)."""
    for town in TOWNS:
        await towns.save(session, replace(town, moderation_chat=None))
    known = [await towns.by_slug(session, town.slug) for town in TOWNS]
    rows = [{"name": f"Organisation {number}", "created_at": NOW} for number in range(len(TRUST))]
    ids = await exchange.add(session, "organisations", rows)
    trust = [
        {"organisation_id": made, "town_id": town.id, "state": state, "cleared": cleared, "version": 1}
        for made, (state, cleared) in zip(ids, TRUST, strict=True)
        for town in known
        if town is not None
    ]
    await exchange.add(session, "verifications", trust)
    return [town for town in known if town is not None]


async def store(session: Session, known: list[Town], world: World) -> tuple[list[int], list[int]]:
    """The posts, packed; gives the ids of offers and requests."""
    offers = await _store(session, known, world.offers)
    requests = await _store(session, known, world.requests)
    met = [
        {
            "offer_id": offers[a],
            "request_id": requests[b],
            "organisation_id": world.requests[b].organisation + 1,
            "state": "declined",
            "found_at": NOW,
        }
        for a, b in world.met
        if a < len(offers) and b < len(requests)
    ]
    await exchange.add(session, "matches", met)
    if world.blocked:
        block = {"author": "anna", "organisation_id": 1, "by_author": False, "created_at": NOW}
        await exchange.add(session, "blocks", [block])
    return offers, requests


async def _store(session: Session, known: list[Town], some: list[Written]) -> list[int]:
    post_ids = await exchange.add(
        session, "posts", [_post(number, one, known) for number, one in enumerate(some)]
    )
    words = [_revision(post_id, one) for post_id, one in zip(post_ids, some, strict=True)]
    revision_ids = await exchange.add(session, "revisions", words)
    await exchange.set_released(session, list(zip(post_ids, revision_ids, strict=True)))
    await openings.keep(session, post_ids)
    return post_ids


def _post(number: int, one: Written, known: list[Town]) -> dict[str, Any]:
    quantity = one.details.quantity
    return {
        "number": f"{one.kind}-{number}",
        "kind": one.kind,
        "town_id": known[one.town].id,
        "author_reference": one.author if one.kind is Kind.OFFER else None,
        "organisation_id": one.organisation + 1 if one.kind is Kind.REQUEST else None,
        "state": one.state,
        "version": 1,
        "created_at": one.confirmed_at,
        "confirmed_at": one.confirmed_at,
        "expires_at": one.expires_at,
        "publish_at": NOW if one.undoable else None,
        "amount_left": quantity.amount if quantity else None,
    }


def _revision(post_id: int, one: Written) -> dict[str, Any]:
    released = one.state is not PostState.PENDING
    return {
        "post_id": post_id,
        "seq": 1,
        "state": RevisionState.RELEASED if released else RevisionState.PENDING,
        "version": 1,
        "category": one.category,
        "subcategory": one.part,
        "title": "t",
        "text": "t",
        "district": None,
        "lat": one.point.lat if one.point else None,
        "lon": one.point.lon if one.point else None,
        "radius_km": one.radius,
        "risk": one.risk,
        "details": to_json(one.details),
        "created_at": one.confirmed_at,
    }


def expected(
    world: World, known: list[Town], versions: dict[int, Version], ids: tuple[list[int], list[int]]
) -> dict[tuple[int, int], int]:
    """(offer, request) with their keys, judged pair by pair."""
    offers, requests = ids
    here = {town.id: town for town in known}
    found: dict[tuple[int, int], int] = {}
    for a, offer_id in enumerate(offers):
        for b, request_id in enumerate(requests):
            offer, request = versions[offer_id], versions[request_id]
            if offer.post.publish_at or request.post.publish_at:
                continue
            state, cleared = TRUST[world.requests[b].organisation]
            one = given_of(offer, here[offer.post.town_id])
            wish = wanted(request, here[request.post.town_id], verified=state == "verified", cleared=cleared)
            at_odds = (
                world.blocked and author_name(offer.post) == "anna" and request.post.organisation_id == 1
            )
            if not failing(one, wish, NOW, Between((a, b) in world.met, at_odds)):
                found[offer_id, request_id] = cents(score(one, wish, NOW).total)
    return found
