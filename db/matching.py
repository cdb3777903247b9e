"""Which posts, requests and followers fit a post: sets by SQL, the exact distance by `domain/matching`.

Only what may be pushed is found (`db.releases.is_pushable`), only organisations that the town verified, and where one side
is red only organisations cleared for it.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Float, Select, and_, exists, false, func, literal, or_, select, update

from db.engine import Session
from db.posts import showable
from db.releases import is_pushable
from db.subscriptions import AREA, area, area_of
from db.tables import (
    bindings,
    districts,
    matches,
    posts,
    revisions,
    subscription_kinds,
    subscriptions,
    verifications,
)
from db.upsert import insert
from domain.geo import Point
from domain.matching import Place, near
from domain.organisations import MatchState, OrganisationState
from domain.posts import Kind, Version
from domain.sides import place
from domain.taxonomy import Risk
from domain.towns import Town

_AT_ONCE = 1000  # rows of one INSERT: databases limit the number of parameters


@dataclass(frozen=True)
class Pair:
    """An offer that answers a request."""

    offer_id: int
    request_id: int
    organisation_id: int
    binding_id: int | None


@dataclass(frozen=True)
class Follower:
    """A group that follows the kind of a post."""

    binding_id: int
    subscription_id: int
    organisation_id: int


async def requests_for(session: Session, now: datetime, offer: Version, town: Town) -> list[Pair]:
    """The live requests that a live offer answers."""
    mine = offer.revision
    kind = and_(
        revisions.c.category == mine.category,
        or_(revisions.c.subcategory.is_(None), revisions.c.subcategory == mine.subcategory),
    )
    found = _posts(now, town.id, Kind.REQUEST).where(kind, _trusted(mine.risk, revisions.c.risk))
    found = found.add_columns(posts.c.organisation_id, posts.c.binding_id).join(verifications, _judged())
    here = Place(mine.point(town), mine.radius_km)
    return [
        Pair(offer.post.id, row.id, row.organisation_id, row.binding_id)
        for row in await session.execute(found.order_by(posts.c.id))
        if near(here, Place(_point(row), row.radius_km))
    ]


async def offers_for(session: Session, now: datetime, request: Version, town: Town) -> list[Pair]:
    """The live offers that answer a live request."""
    mine, post = request.revision, request.post
    kind = revisions.c.category == mine.category
    if mine.subcategory is not None:
        kind = and_(kind, revisions.c.subcategory == mine.subcategory)
    found = _posts(now, town.id, Kind.OFFER).where(kind)
    asking = and_(
        verifications.c.organisation_id == post.organisation_id, verifications.c.town_id == post.town_id
    )
    found = found.join(verifications, asking).where(_trusted(mine.risk, revisions.c.risk))
    there = Place(mine.point(town), mine.radius_km)
    rows = await session.execute(found.order_by(posts.c.confirmed_at.desc(), posts.c.id.desc()))
    return [
        Pair(row.id, post.id, post.organisation_id or 0, post.binding_id)
        for row in rows
        if near(Place(_point(row), row.radius_km), there)
    ]


async def followers_of(session: Session, version: Version, town: Town) -> list[Follower]:
    """The groups of a town that follow the kind of a post, near enough. Needs go only to groups of others that want to see
    them."""
    mine, post = version.revision, version.post
    kind = subscription_kinds.c.category == mine.category
    if mine.subcategory is not None or post.kind is Kind.OFFER:
        part = subscription_kinds.c.subcategory
        kind = and_(kind, or_(part.is_(None), part == mine.subcategory))
    found = (
        select(bindings.c.id, subscriptions.c.id, bindings.c.organisation_id, *AREA)
        .join_from(subscriptions, bindings, bindings.c.id == subscriptions.c.binding_id)
        .join(verifications, _of_binding())
        .where(bindings.c.town_id == post.town_id, bindings.c.ended_at.is_(None), _trusted(mine.risk))
        .where(exists().where(subscription_kinds.c.subscription_id == subscriptions.c.id, kind))
    )
    if post.kind is Kind.REQUEST:
        found = found.where(
            bindings.c.show_needs.is_(True), bindings.c.organisation_id != post.organisation_id
        )
    here = place(version, town)
    rows = await session.execute(found.order_by(bindings.c.id))
    return [Follower(*row[:3]) for row in rows if near(here, area(row[3:]).place(town))]


async def posts_for(
    session: Session, now: datetime, binding_id: int, town: Town, limit: int | None
) -> list[int]:
    """The newest live posts of a kind that a group follows, near enough: what was there before it followed or was
    verified."""
    mine = (await area_of(session, binding_id)).place(town)
    part = subscription_kinds.c.subcategory
    whole_request = and_(posts.c.kind == Kind.REQUEST, revisions.c.subcategory.is_(None))
    followed = exists().where(
        subscriptions.c.binding_id == bindings.c.id,
        subscription_kinds.c.subscription_id == subscriptions.c.id,
        subscription_kinds.c.category == revisions.c.category,
        or_(part.is_(None), part == revisions.c.subcategory, whole_request),
    )
    of_others = and_(bindings.c.show_needs.is_(True), posts.c.organisation_id != bindings.c.organisation_id)
    found = (
        select(posts.c.id)
        .join_from(bindings, verifications, _of_binding())
        .join(posts, posts.c.town_id == bindings.c.town_id)
        .join(revisions, revisions.c.post_id == posts.c.id)
        .where(bindings.c.id == binding_id, bindings.c.ended_at.is_(None), is_pushable(now))
        .where(followed, _trusted(revisions.c.risk), or_(posts.c.kind == Kind.OFFER, of_others))
    )
    newest = found.order_by(posts.c.confirmed_at.desc(), posts.c.id.desc())
    if mine.point is None:  # nothing is too far
        return list(await session.scalars(newest.limit(limit)))
    rows = await session.execute(_located(newest))
    near_ones = (row.id for row in rows if near(Place(_point(row), row.radius_km, row.online), mine))
    return list(islice(near_ones, limit))


async def answered(
    session: Session, now: datetime, organisation_id: int, offer_ids: Iterable[int]
) -> dict[int, list[Version]]:
    """For each offer the live requests of an organisation that it answers, as found when they met."""
    met = matches.c.request_id == posts.c.id
    pairs = (
        select(matches.c.offer_id, posts.c.id)
        .join_from(matches, posts, met)
        .where(matches.c.organisation_id == organisation_id, matches.c.offer_id.in_(list(offer_ids)))
    )
    by_request: dict[int, list[int]] = defaultdict(list)
    for offer_id, request_id in await session.execute(pairs):
        by_request[request_id].append(offer_id)
    found: dict[int, list[Version]] = defaultdict(list)
    for request in await showable(session, now, posts.c.id.in_(list(by_request))):
        for offer_id in by_request[request.post.id]:
            found[offer_id].append(request)
    return found


async def remember_pairs(session: Session, now: datetime, pairs: Iterable[Pair]) -> None:
    """Keeps which offer answers which request; known ones stay as they are."""
    await _remember(
        session,
        now,
        [
            {"offer_id": one.offer_id, "request_id": one.request_id, "organisation_id": one.organisation_id}
            for one in pairs
        ],
    )


async def remember_followers(
    session: Session, now: datetime, offer_id: int, followers: Iterable[Follower]
) -> None:
    """Keeps which followed kind an offer is of; known ones stay as they are."""
    await _remember(
        session,
        now,
        [
            {
                "offer_id": offer_id,
                "subscription_id": one.subscription_id,
                "organisation_id": one.organisation_id,
            }
            for one in followers
        ],
    )


async def mark_shown(session: Session, now: datetime, organisation_id: int, offer_ids: Iterable[int]) -> None:
    """The organisation saw these offers."""
    seen = and_(matches.c.organisation_id == organisation_id, matches.c.offer_id.in_(list(offer_ids)))
    found = and_(seen, matches.c.state == MatchState.FOUND)
    await session.execute(update(matches).where(found).values(state=MatchState.SHOWN, shown_at=now))


async def _remember(session: Session, now: datetime, rows: list[dict[str, int]]) -> None:
    for start in range(0, len(rows), _AT_ONCE):
        batch = [
            {**row, "state": MatchState.FOUND, "found_at": now} for row in rows[start : start + _AT_ONCE]
        ]
        await session.execute(insert(session, matches).values(batch).on_conflict_do_nothing())


def _posts(now: datetime, town_id: int, kind: Kind) -> Select[Any]:
    """Showable posts with their place."""
    found = select(posts.c.id).join_from(posts, revisions, revisions.c.post_id == posts.c.id)
    return _located(found.where(posts.c.town_id == town_id, posts.c.kind == kind, is_pushable(now)))


def _located(found: Select[Any]) -> Select[Any]:
    """The same posts with their place: the shared location, else the centre of their district."""
    here = and_(districts.c.town_id == posts.c.town_id, districts.c.code == revisions.c.district)
    lat, lon = (
        func.coalesce(revisions.c[name], districts.c[name], type_=Float).label(name)
        for name in ("lat", "lon")
    )
    online = func.coalesce(revisions.c.details["online"].as_boolean(), false()).label("online")
    return found.add_columns(lat, lon, revisions.c.radius_km, online).outerjoin(districts, here)


def _trusted(*risks: Risk | ColumnElement[Any]) -> ColumnElement[bool]:
    """The organisation is verified, and cleared if any side is red."""
    calm = and_(
        *(literal(risk) != Risk.RED if isinstance(risk, Risk) else risk != Risk.RED for risk in risks)
    )
    verified = verifications.c.state == OrganisationState.VERIFIED
    return and_(verified, or_(verifications.c.cleared.is_(True), calm))


def _judged() -> ColumnElement[bool]:
    return and_(
        verifications.c.organisation_id == posts.c.organisation_id,
        verifications.c.town_id == posts.c.town_id,
    )


def _of_binding() -> ColumnElement[bool]:
    return and_(
        verifications.c.organisation_id == bindings.c.organisation_id,
        verifications.c.town_id == bindings.c.town_id,
    )


def _point(row: Any) -> Point | None:
    return Point(row.lat, row.lon) if row.lat is not None and row.lon is not None else None
