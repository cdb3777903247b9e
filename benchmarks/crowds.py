"""A thousand towns and their posts, with a fixed seed: for `benchmarks/matching`."""

import json
from dataclasses import asdict, fields
from datetime import UTC, datetime, timedelta
from enum import Enum
from functools import cache
from itertools import accumulate
from math import cos, pi, radians, sin
from random import Random
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from db import exchange, towns
from db.engine import Session
from db.tables import posts, revisions
from db.tables import towns as town_table
from domain.details import PARTS, Availability, Details, Quantity, Spoken, to_json
from domain.geo import KM_PER_DEGREE
from domain.packing import pack_offer, pack_request
from domain.posts import Kind, Post, PostState, Revision, RevisionState, Version
from domain.sides import given, wanted
from domain.taxonomy import TAXONOMY, risk_of
from domain.towns import Town

TOWNS, ORGANISATIONS = 1_000, 1_000
NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)
WEIGHTS = {  # as often as in the labelled cases
    "goods": 51, "housing": 14, "language": 13, "skills": 10, "escort": 8, "work": 8, "leisure": 7, "transport": 7,
    "family": 6, "space": 5, "education": 2,
}  # fmt: skip
LANGUAGES = ("de", "en", "ar", "fa", "prs", "uk", "ru", "tr", "fr")
RADII = (1.0, 2.0, 3.0, 5.0, 5.0, 8.0, 15.0)  # the middle one is 5 km


async def prepare(session: Session) -> list[Town]:
    """The towns, the largest first, and the organisations of the first."""
    random = Random(1)
    for number in range(TOWNS):
        lat, lon = random.uniform(47.5, 54.5), random.uniform(6.5, 14.5)
        await towns.save(session, Town(f"town-{number}", f"Town {number}", "Europe/Berlin", "de", lat, lon))
    rows = [{"name": f"Organisation {number}", "created_at": NOW} for number in range(ORGANISATIONS)]
    ids = await exchange.add(session, "organisations", rows)
    known = {town.slug: town for town in await towns.all_towns(session)}
    found = [known[f"town-{number}"] for number in range(TOWNS)]
    homes = list(await session.scalars(select(town_table.c.id).order_by(town_table.c.id)))
    trust = [
        {"organisation_id": made, "town_id": home, "state": "verified", "cleared": True, "version": 1}
        for made, home in zip(ids, homes, strict=True)
    ]
    await exchange.add(session, "verifications", trust)
    return found


def offers_of(random: Random, count: int, known: list[Town]) -> list[Version]:
    """New offers that are not stored."""
    return [_version(random, -1 - number, Kind.OFFER, _town(random, known)) for number in range(count)]


def rows_of(
    random: Random, first: int, count: int, known: list[Town], *, offers: bool = False
) -> dict[str, list[dict[str, Any]]]:
    """Stored posts with ids from `first` on: rows of posts, revisions and packed posts, with plain values."""
    kind = Kind.OFFER if offers else Kind.REQUEST
    found: dict[str, list[dict[str, Any]]] = {"posts": [], "revisions": [], "open_posts": []}
    for number in range(first + 1, first + count + 1):
        town = _town(random, known)
        version = _version(random, number, kind, town)
        post, revision = version.post, version.revision
        found["posts"].append(_defaults(posts) | _plain(post))
        found["revisions"].append(
            _defaults(revisions) | _plain(revision) | {"details": _json(revision.details)}
        )
        if offers:
            packed = pack_offer(given(version, town))
        else:
            packed = pack_request(wanted(version, town, verified=True, cleared=True))
        same = {"post_id": number, "kind": kind.value, "town_id": town.id}
        owner = {"organisation_id": post.organisation_id, "author": post.author_reference}
        found["open_posts"].append(same | owner | {name: _value(one) for name, one in asdict(packed).items()})
    return found


def _town(random: Random, known: list[Town]) -> Town:
    if len(known) == 1:
        return known[0]
    return random.choices(known, cum_weights=_zipf(len(known)))[0]


@cache
def _zipf(count: int) -> tuple[float, ...]:
    return tuple(accumulate(1 / (number + 1) for number in range(count)))


def _version(random: Random, number: int, kind: Kind, town: Town) -> Version:
    category = random.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
    part: str | None = random.choice(TAXONOMY[category].subcategories)
    request = kind is Kind.REQUEST
    if request and random.random() < 0.1:
        part = None
    details = _details(random, request)
    confirmed = NOW - timedelta(seconds=random.randrange(TAXONOMY[category].life_days * 86400))
    lat, lon = _point(random, town)
    post = Post(
        number, f"{kind.value[0]}-{number}", kind, town.id, None, town.id if request else None, None, PostState.LIVE,
        None, number, 1, confirmed, confirmed, confirmed + timedelta(days=TAXONOMY[category].life_days, hours=1),
        author_reference=None if request else f"person-{number}",
    )  # fmt: skip
    revision = Revision(
        number, number, 1, RevisionState.RELEASED, 1, category, part, "Something", "Something of use", None, lat, lon,
        random.choice((*RADII, None)), risk_of(category, part, ""), confirmed, None, details=details,
    )  # fmt: skip
    return Version(post, revision)


def _point(random: Random, town: Town) -> tuple[float | None, float | None]:
    """Around the middle of the town; every twentieth says no place."""
    if random.random() < 0.05:
        return None, None
    way, angle = abs(random.gauss(0, 4)), random.uniform(0, 2 * pi)
    north, east = way * cos(angle), way * sin(angle)
    lat = town.lat + north / KM_PER_DEGREE
    return round(lat, 2), round(town.lon + east / KM_PER_DEGREE / cos(radians(lat)), 2)


@cache
def _slots() -> tuple[tuple[int, Any], ...]:
    return tuple((day, part) for day in range(7) for part in PARTS)


def _details(random: Random, request: bool) -> Details:
    chance = random.random()
    times = Availability()
    if chance < 0.3:
        times = Availability(always=True)
    elif chance < 0.7:
        times = Availability(weekly=frozenset(random.sample(_slots(), random.randint(1, 6))))
    spoken = tuple(random.sample(LANGUAGES, random.choice((0, 0, 1, 2))))
    amount = Quantity(random.randint(1, 9), None, random.random() < 0.7) if random.random() < 0.4 else None
    return Details(
        languages=tuple(Spoken(code) for code in spoken),
        demanded=spoken[:1] if request and random.random() < 0.1 else (),
        availability=times,
        quantity=amount,
    )


def _json(details: Details) -> str:
    return json.dumps(to_json(details))


def _plain(one: Post | Revision) -> dict[str, Any]:
    return {field.name: _value(getattr(one, field.name)) for field in fields(one)}


@cache
def _defaults(table: Table) -> dict[str, Any]:
    """What columns hold that nobody gives a value for."""
    return {
        one.name: one.default.arg
        for one in table.columns
        if isinstance(one.default, ScalarElementColumnDefault)
    }


def _value(one: Any) -> Any:
    """IntEnums and StrEnums as what they stand for."""
    return one.value if isinstance(one, Enum) else one
