"""All requests and subscriptions that offers fit, in sets: the join of packed posts finds what may fit, `domain/matching`
judges it. `db/partners` finds only the best of one post, and is faster at that."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select

from db import explaining, towns
from db.candidates import Scope, request_pairs, subscription_pairs
from db.chunks import chunks
from db.engine import Session
from db.explaining import Standing, Subscription
from db.posts import showable
from db.tables import posts
from domain.matching import Given, Wanted, failing
from domain.posts import Version
from domain.scoring import Parts, rank, score
from domain.sides import given, wanted
from domain.towns import Town

_UNKNOWN = Standing(verified=False, cleared=False)


@dataclass(frozen=True)
class Pair:
    """An offer that fits a request, or a subscription. `binding_id` is the group behind that, if it is known; `town_id` is
    where the wish is from; `rank` sorts, best last."""

    offer_id: int
    request_id: int | None
    subscription_id: int | None
    organisation_id: int
    binding_id: int | None
    town_id: int
    parts: Parts
    rank: tuple[int, datetime, datetime]


async def fitting(session: Session, now: datetime, scope: Scope) -> list[Pair]:
    """Every pair within the scope that fits now, best first. What was shown or declined before is none; what was only found
    is."""
    known = {town.id: town for town in await towns.all_towns(session)}
    asked = await _pairs(session, request_pairs(now, scope)) if scope.looks_at_requests else []
    followed = await _pairs(session, subscription_pairs(now, scope)) if scope.looks_at_subscriptions else []
    offers = await _given(session, now, {pair[0] for pair in (*asked, *followed)}, known)
    found = await _asked(session, now, asked, offers, known)
    found += await _followed(session, now, followed, offers, known)
    return sorted(found, key=lambda pair: (pair.rank, -pair.offer_id), reverse=True)


async def _pairs(session: Session, statement: Select[Any]) -> list[tuple[int, int]]:
    return [(row[0], row[1]) for row in await session.execute(statement)]


async def _given(
    session: Session, now: datetime, post_ids: Collection[int], known: dict[int, Town]
) -> dict[int, Given]:
    versions = await _versions(session, now, post_ids)
    return {one.post.id: given(one, known[one.post.town_id]) for one in versions}


async def _versions(session: Session, now: datetime, post_ids: Collection[int]) -> list[Version]:
    return [
        one for some in chunks(sorted(post_ids)) for one in await showable(session, now, posts.c.id.in_(some))
    ]


async def _asked(
    session: Session,
    now: datetime,
    pairs: list[tuple[int, int]],
    offers: dict[int, Given],
    known: dict[int, Town],
) -> list[Pair]:
    requests = await _versions(session, now, {request_id for _, request_id in pairs})
    standings = await explaining.standings(session, {one.post.organisation_id or 0 for one in requests})
    wishes = {one.post.id: (one, _wanted(one, known, standings)) for one in requests}
    found = []
    for offer_id, request_id in pairs:
        if offer_id in offers and request_id in wishes:
            request, wish = wishes[request_id]
            one, post = offers[offer_id], request.post
            if not failing(one, wish, now):
                parts = score(one, wish, now)
                owner = (post.organisation_id or 0, post.binding_id, post.town_id)
                found.append(Pair(offer_id, request_id, None, *owner, parts, rank(one, wish, parts)))
    return found


async def _followed(
    session: Session,
    now: datetime,
    pairs: list[tuple[int, int]],
    offers: dict[int, Given],
    known: dict[int, Town],
) -> list[Pair]:
    subscribed = await explaining.subscriptions_by_id(session, {one for _, one in pairs})
    standings = await explaining.standings(session, {one.organisation_id for one in subscribed.values()})
    wishes = {one.id: (one, _follows(one, known, standings)) for one in subscribed.values()}
    found = []
    for offer_id, subscription_id in pairs:
        if offer_id in offers:
            one, (mine, wish) = offers[offer_id], wishes[subscription_id]
            if not failing(one, wish, now):
                parts = score(one, wish, now)
                owner = (mine.organisation_id, mine.binding_id, mine.town_id)
                found.append(Pair(offer_id, None, subscription_id, *owner, parts, rank(one, wish, parts)))
    return found


def _wanted(request: Version, known: dict[int, Town], standings: dict[tuple[int, int], Standing]) -> Wanted:
    post = request.post
    standing = standings.get((post.organisation_id or 0, post.town_id), _UNKNOWN)
    return wanted(request, known[post.town_id], verified=standing.verified, cleared=standing.cleared)


def _follows(
    mine: Subscription, known: dict[int, Town], standings: dict[tuple[int, int], Standing]
) -> Wanted:
    standing = standings.get((mine.organisation_id, mine.town_id), _UNKNOWN)
    return mine.wanted(known[mine.town_id], standing)
