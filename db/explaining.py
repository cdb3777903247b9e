"""Posts, subscriptions and what is between them, by the names that an operator types or an import gave."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, or_, select

from db.chunks import chunks
from db.engine import Session
from db.posts import newest_or_released
from db.tables import blocks, matches, posts, revisions, subscription_kinds, subscriptions, verifications
from domain.geo import Point
from domain.matching import Kind, Place, Wanted
from domain.organisations import MatchState, OrganisationState
from domain.posts import Kind as PostKind
from domain.posts import PostState, Version
from domain.serving import Showing
from domain.towns import Town

_PREFIX = "S-"  # of the name of a subscription that was not imported


@dataclass(frozen=True)
class Standing:
    """What a town thinks of an organisation."""

    verified: bool
    cleared: bool


@dataclass(frozen=True)
class Subscription:
    """What an organisation follows. `point` is a shared location; else `district` tells where."""

    id: int
    name: str
    organisation_id: int
    town_id: int
    languages: tuple[str, ...]
    district: str | None
    point: Point | None
    radius_km: float | None
    online: bool
    kinds: tuple[Kind, ...]
    binding_id: int | None

    def wanted(self, town: Town, standing: Standing) -> Wanted:
        """As matching looks at it."""
        return Wanted(
            town=town,
            kinds=self.kinds,
            verified=standing.verified,
            cleared=standing.cleared,
            follows=True,
            place=Place(self.point or town.centre(self.district), self.radius_km, self.online),
            languages=self.languages,
        )


async def posts_named(session: Session, names: Iterable[str]) -> dict[str, Version]:
    """Posts by number or reference; with the words that others see, else the newest."""
    found: dict[str, Version] = {}
    for some in chunks(names):
        named = or_(posts.c.number.in_(some), posts.c.reference.in_(some))
        for version in await newest_or_released(session, named):
            found.setdefault(version.post.number, version)
            if version.post.reference is not None:
                found[version.post.reference] = version
    return found


async def subscriptions_named(session: Session, names: Iterable[str]) -> dict[str, Subscription]:
    """Subscriptions by reference, or by `S-` and their id."""
    wanted = set(names)
    ids = {int(name[2:]) for name in wanted if name.startswith(_PREFIX) and name[2:].isdecimal()}
    found: dict[str, Subscription] = {}
    for some in chunks(wanted):
        found |= await _subscriptions(session, subscriptions.c.reference.in_(some))
    for some_ids in chunks(ids):
        found |= await _subscriptions(session, subscriptions.c.id.in_(some_ids))
    return found


async def subscriptions_of(session: Session, town_ids: Collection[int], category: str) -> list[Subscription]:
    """The subscriptions of some towns that name a category, or a part of it."""
    names = subscriptions.c.id.in_(
        select(subscription_kinds.c.subscription_id).where(subscription_kinds.c.category == category)
    )
    here = subscriptions.c.town_id.in_(list(town_ids))
    return list((await _subscriptions(session, and_(names, here))).values())


async def subscriptions_by_id(session: Session, ids: Iterable[int]) -> dict[int, Subscription]:
    """These subscriptions."""
    found: dict[int, Subscription] = {}
    for some in chunks(ids):
        named = await _subscriptions(session, subscriptions.c.id.in_(some))
        found |= {one.id: one for one in named.values()}
    return found


async def live_posts(
    session: Session, kind: PostKind, town_ids: Collection[int], category: str
) -> list[Version]:
    """The live posts of some towns in a category, fresh or not."""
    here = and_(posts.c.kind == kind, posts.c.town_id.in_(list(town_ids)), posts.c.state == PostState.LIVE)
    return await newest_or_released(session, here, revisions.c.category == category)


async def standings(session: Session, organisation_ids: Iterable[int]) -> dict[tuple[int, int], Standing]:
    """By (organisation, town)."""
    found: dict[tuple[int, int], Standing] = {}
    columns = verifications.c
    for some in chunks(organisation_ids):
        rows = select(columns.organisation_id, columns.town_id, columns.state, columns.cleared)
        for organisation, town, state, cleared in await session.execute(
            rows.where(columns.organisation_id.in_(some))
        ):
            verified = state == OrganisationState.VERIFIED
            found[organisation, town] = Standing(verified, cleared)
    return found


async def met(session: Session, offer_ids: Iterable[int]) -> set[tuple[int, int | None, int | None]]:
    """(offer, request, subscription) of these offers that were shown, declined or more."""
    found: set[tuple[int, int | None, int | None]] = set()
    columns = select(matches.c.offer_id, matches.c.request_id, matches.c.subscription_id)
    for some in chunks(offer_ids):
        known = columns.where(matches.c.offer_id.in_(some), matches.c.state != MatchState.FOUND)
        found |= {(row[0], row[1], row[2]) for row in await session.execute(known)}
    return found


async def showings(session: Session, offer_ids: Iterable[int]) -> dict[int, list[Showing]]:
    """To whom each of these offers was shown, or is about to be."""
    found: dict[int, list[Showing]] = {}
    columns = (matches.c[name] for name in ("offer_id", "organisation_id", "state", "found_at", "shown_at"))
    rows = select(*columns).order_by(matches.c.id)
    for some in chunks(offer_ids):
        for row in await session.execute(rows.where(matches.c.offer_id.in_(some))):
            one = Showing(row.organisation_id, MatchState(row.state), row.shown_at or row.found_at)
            found.setdefault(row.offer_id, []).append(one)
    return found


async def blocked(session: Session, authors: Iterable[str]) -> set[tuple[str, int]]:
    """(author, organisation) of these authors, whoever blocked whom."""
    found: set[tuple[str, int]] = set()
    for some in chunks(authors):
        rows = select(blocks.c.author, blocks.c.organisation_id).where(blocks.c.author.in_(some))
        found |= {(row[0], row[1]) for row in await session.execute(rows)}
    return found


async def _subscriptions(session: Session, condition: ColumnElement[bool]) -> dict[str, Subscription]:
    names = ("id", "reference", "binding_id", "organisation_id", "town_id", "languages")
    columns = (subscriptions.c[name] for name in (*names, "district", "lat", "lon", "radius_km", "online"))
    rows = (await session.execute(select(*columns).where(condition))).all()
    kinds: dict[int, list[Kind]] = {row.id: [] for row in rows}
    for some in chunks(kinds):
        named = subscription_kinds.c
        found = select(named.subscription_id, named.category, named.subcategory)
        of_these = found.where(named.subscription_id.in_(some)).order_by(named.id)
        for subscription_id, category, part in await session.execute(of_these):
            kinds[subscription_id].append((category, part))
    made = [_subscription(row, tuple(kinds[row.id])) for row in rows]
    return {one.name: one for one in made} | {f"{_PREFIX}{one.id}": one for one in made}


def _subscription(row: Row[Any], kinds: tuple[Kind, ...]) -> Subscription:
    return Subscription(
        row.id,
        row.reference or f"{_PREFIX}{row.id}",
        row.organisation_id,
        row.town_id,
        tuple(row.languages),
        row.district,
        Point(row.lat, row.lon) if row.lat is not None and row.lon is not None else None,
        row.radius_km,
        row.online,
        kinds,
        row.binding_id,
    )
