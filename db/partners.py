"""The best requests for an offer, and the best offers for a request: found by packed numbers, judged by the rules."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from db import explaining, finding, towns
from db.asking import Asker, asker
from db.engine import Session
from db.explaining import Standing
from db.finding import Judged
from db.posts import showable
from db.tables import posts
from domain.matching import Given, Wanted, failing
from domain.packing import Trust, microseconds, pack_offer, pack_request
from domain.posts import Kind, Version
from domain.scoring import Parts, cents, score
from domain.sides import author_name, given, wanted
from domain.towns import Town

_UNKNOWN = Standing(verified=False, cleared=False)


@dataclass(frozen=True)
class Match:
    """An offer and a request that fit, and how well."""

    offer: Version
    request: Version
    given: Given
    wanted: Wanted
    parts: Parts


async def requests_for(
    session: Session,
    now: datetime,
    offer: Version,
    town: Town,
    limit: int,
    without: Collection[int] = (),
) -> list[Match]:
    """The requests that an offer fits best, none of the organisations `without`."""
    beside = await towns.beside(session, town)
    one, mine = given(offer, town), pack_offer(given(offer, town))
    if mine.amount == 0:
        return []
    asking = _asker(asker(mine, one.languages, Kind.REQUEST, now, _today(now, beside)), offer)

    async def judge(post_ids: list[int]) -> dict[int, Judged[Match]]:
        found = await showable(session, now, posts.c.id.in_(post_ids))
        known = await _standings(session, found)
        pairs = [(offer, one, request, _wanted(request, beside, known)) for request in found]
        return _judged(now, pairs, Kind.REQUEST)

    return await finding.best(session, asking, _ids(beside), limit, judge, without)


async def offers_for(
    session: Session, now: datetime, request: Version, town: Town, limit: int
) -> list[Match]:
    """The offers that fit a request best."""
    beside = await towns.beside(session, town)
    wish = _wanted(request, [town], await _standings(session, [request]))
    mine = pack_request(wish)
    if mine.amount == 0 or mine.trust is Trust.NONE:
        return []
    asking = _asker(asker(mine, wish.languages, Kind.OFFER, now, _today(now, [town])), request)

    async def judge(post_ids: list[int]) -> dict[int, Judged[Match]]:
        found = await showable(session, now, posts.c.id.in_(post_ids))
        here = {one.id: one for one in beside}
        pairs = [(offer, given(offer, here[offer.post.town_id]), request, wish) for offer in found]
        return _judged(now, pairs, Kind.OFFER)

    return await finding.best(session, asking, _ids(beside), limit, judge)


def _asker(found: Asker, version: Version) -> Asker:
    post = version.post
    names = {"asker": post.id, "author": author_name(post) or "", "organisation": post.organisation_id or 0}
    found.values.update(names)
    return found


def _judged(
    now: datetime, pairs: list[tuple[Version, Given, Version, Wanted]], kind: Kind
) -> dict[int, Judged[Match]]:
    """Those that truly fit, with what they are worth."""
    found = {}
    for offer, one, request, wish in pairs:
        if failing(one, wish, now):
            continue
        parts = score(one, wish, now)
        row = offer if kind is Kind.OFFER else request
        confirmed = row.post.confirmed_at or row.post.created_at
        key = (cents(parts.total), microseconds(confirmed), row.post.id)
        found[row.post.id] = Judged(key, Match(offer, request, one, wish, parts))
    return found


async def _standings(session: Session, requests: list[Version]) -> dict[tuple[int, int], Standing]:
    return await explaining.standings(session, {one.post.organisation_id or 0 for one in requests})


def _wanted(request: Version, beside: list[Town], known: dict[tuple[int, int], Standing]) -> Wanted:
    post = request.post
    town = next(one for one in beside if one.id == post.town_id)
    standing = known.get((post.organisation_id or 0, town.id), _UNKNOWN)
    return wanted(request, town, verified=standing.verified, cleared=standing.cleared)


def _today(now: datetime, beside: list[Town]) -> date:
    """The earliest of the days that it is there now."""
    return min(now.astimezone(town.zone).date() for town in beside)


def _ids(beside: list[Town]) -> list[int]:
    return [town.id for town in beside]
