"""Pairs of packed posts, and of packed offers with subscriptions, that may fit: joins in sets. `db/pairing` judges them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import floor
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Float,
    Select,
    Subquery,
    and_,
    case,
    exists,
    func,
    or_,
    select,
    union_all,
)

from db.tables import (
    blocks,
    matches,
    neighbours,
    open_posts,
    subscription_kinds,
    subscriptions,
    verifications,
)
from db.tables import towns as town_table
from domain.geo import KM_PER_DEGREE
from domain.organisations import MatchState, OrganisationState
from domain.packing import WHOLE, Reach, Trust
from domain.posts import Kind

_NORTHERNMOST = 65  # beyond, a plane will not do
_SHORTER = 0.98  # what a way is on the plane at least, against the globe
OFFER = open_posts.alias("offer")
REQUEST = open_posts.alias("request")


@dataclass(frozen=True)
class Scope:
    """What is looked at: only these offers, only these requests and subscriptions. Without those two, all wishes."""

    offers: Collection[int] | None = None
    requests: Collection[int] | None = None
    subscriptions: Collection[int] | None = None

    @property
    def looks_at_requests(self) -> bool:
        return bool(self.requests) or (self.requests is None and self.subscriptions is None)

    @property
    def looks_at_subscriptions(self) -> bool:
        return bool(self.subscriptions) or (self.requests is None and self.subscriptions is None)


def request_pairs(now: datetime, scope: Scope) -> Select[Any]:
    """(offer, request) that may fit, as far as numbers tell; nothing that fits is missing."""
    pair = select(OFFER.c.post_id, REQUEST.c.post_id.label("request_id"))
    fit = and_(*_open(now), *_alike(), *_possible(), _near(), _unmet(), _unblocked())
    fit = and_(fit, *_limited(OFFER.c.post_id, scope.offers), *_limited(REQUEST.c.post_id, scope.requests))
    crossing = _crossings()
    at_home = pair.join_from(OFFER, REQUEST, and_(OFFER.c.town_id == REQUEST.c.town_id, fit))
    abroad = (
        pair.select_from(OFFER)
        .join(crossing, crossing.c.here == OFFER.c.town_id)
        .join(REQUEST, and_(REQUEST.c.town_id == crossing.c.there, fit))
    )
    return union_all(at_home, abroad)  # type: ignore[return-value]


def subscription_pairs(now: datetime, scope: Scope) -> Select[Any]:
    """(offer, subscription) that may fit; distance and languages are left to the rules."""
    kind, mine = subscription_kinds.c, subscriptions.c
    crossing = _crossings()
    same_kind = and_(
        kind.category == OFFER.c.category,
        or_(kind.subcategory.is_(None), kind.subcategory == OFFER.c.subcategory),
    )
    begun = (
        select(OFFER.c.post_id, mine.id.label("subscription_id"))
        .distinct()
        .join_from(OFFER, subscription_kinds, same_kind)
        .join(subscriptions, mine.id == kind.subscription_id)
        .where(OFFER.c.kind == Kind.OFFER.value, OFFER.c.expires > floor(now.timestamp()))
        .where(*_limited(OFFER.c.post_id, scope.offers), *_limited(mine.id, scope.subscriptions))
        .where(*_welcome())
    )
    at_home = begun.where(OFFER.c.town_id == mine.town_id)
    to_it = and_(crossing.c.here == OFFER.c.town_id, crossing.c.there == mine.town_id)
    return union_all(at_home, begun.join(crossing, to_it))  # type: ignore[return-value]


def _welcome() -> list[ColumnElement[bool]]:
    """Of a subscription: its organisation may see the offer, did not meet it, and nobody blocked anybody."""
    mine, trusted = subscriptions.c, verifications.c
    may_see = exists().where(
        trusted.organisation_id == mine.organisation_id,
        trusted.town_id == mine.town_id,
        trusted.state == OrganisationState.VERIFIED,
        or_(trusted.cleared.is_(True), OFFER.c.trust < Trust.CLEARED.value),
    )
    met = exists().where(
        matches.c.offer_id == OFFER.c.post_id,
        matches.c.subscription_id == mine.id,
        matches.c.state != MatchState.FOUND,
    )
    at_odds = exists().where(
        blocks.c.author == OFFER.c.author, blocks.c.organisation_id == mine.organisation_id
    )
    return [may_see, ~met, ~at_odds]


def _limited(column: ColumnElement[Any], ids: Collection[int] | None) -> list[ColumnElement[bool]]:
    return [] if ids is None else [column.in_(sorted(ids))]


def _open(now: datetime) -> list[ColumnElement[bool]]:
    moment = floor(now.timestamp())
    earliest = (now - timedelta(hours=12)).date().toordinal()  # the day that it is farthest in the west
    return [
        OFFER.c.kind == Kind.OFFER.value,
        REQUEST.c.kind == Kind.REQUEST.value,
        OFFER.c.expires > moment,
        REQUEST.c.expires > moment,
        OFFER.c.first <= REQUEST.c.last,
        REQUEST.c.first <= OFFER.c.last,
        OFFER.c.last >= earliest,
        REQUEST.c.last >= earliest,
        OFFER.c.weekly.bitwise_and(REQUEST.c.weekly) != 0,
    ]


def _alike() -> list[ColumnElement[bool]]:
    return [
        OFFER.c.category == REQUEST.c.category,
        REQUEST.c.subcategory.in_([OFFER.c.subcategory, WHOLE]),
    ]


def _possible() -> list[ColumnElement[bool]]:
    return [
        REQUEST.c.trust >= OFFER.c.trust,
        REQUEST.c.demanded.bitwise_and(OFFER.c.languages) == REQUEST.c.demanded,
        REQUEST.c.persons <= OFFER.c.persons,
        REQUEST.c.housing.bitwise_and(OFFER.c.housing) == REQUEST.c.housing,
        or_(REQUEST.c.least <= OFFER.c.most, REQUEST.c.unit != OFFER.c.unit),
    ]


def _near() -> ColumnElement[bool]:
    """On a plane, a little too near: what is close to the limit is left to the rules."""
    radius = case((OFFER.c.radius < REQUEST.c.radius, OFFER.c.radius), else_=REQUEST.c.radius)
    north = OFFER.c.lat - REQUEST.c.lat
    middle = func.radians((OFFER.c.lat + REQUEST.c.lat) / 2, type_=Float)
    east = (OFFER.c.lon - REQUEST.c.lon) * func.cos(middle, type_=Float)
    way = func.sqrt(north * north + east * east, type_=Float) * (KM_PER_DEGREE * _SHORTER)
    return or_(
        OFFER.c.reach == Reach.NOWHERE.value,
        REQUEST.c.reach == Reach.NOWHERE.value,
        way <= radius,
        func.abs(OFFER.c.lat) > _NORTHERNMOST,
        func.abs(OFFER.c.lon - REQUEST.c.lon) > 180,
    )


def _unmet() -> ColumnElement[bool]:
    same = and_(matches.c.offer_id == OFFER.c.post_id, matches.c.request_id == REQUEST.c.post_id)
    return ~exists().where(same, matches.c.state != MatchState.FOUND)


def _unblocked() -> ColumnElement[bool]:
    at_odds = blocks.c.organisation_id == REQUEST.c.organisation_id
    return ~exists().where(blocks.c.author == OFFER.c.author, at_odds)


def _crossings() -> Subquery:
    """Towns that allow each other: from here to there."""
    here, there = town_table.alias("here"), town_table.alias("there")
    to, back = neighbours.alias("crossing"), neighbours.alias("back")
    return (
        select(here.c.id.label("here"), there.c.id.label("there"))
        .join_from(here, to, to.c.town_id == here.c.id)
        .join(there, there.c.slug == to.c.slug)
        .join(back, and_(back.c.town_id == there.c.id, back.c.slug == here.c.slug))
        .where(here.c.id != there.c.id)
        .subquery()
    )
