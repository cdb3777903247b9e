"""What is remembered of pairs that met (`db/pairing` finds them), and which groups follow which needs.

Only what may be pushed is found (`db.releases.is_pushable`), only for organisations that the town verified, and what is red
only for those cleared for it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Float,
    Select,
    and_,
    delete,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    update,
)

from db.chunks import chunks
from db.engine import Session
from db.pairing import Pair
from db.posts import showable
from db.releases import is_pushable
from db.subscriptions import AREA, area, area_of
from db.tables import (
    bindings,
    districts,
    matches,
    open_posts,
    organisations,
    posts,
    reservations,
    revisions,
    subscription_kinds,
    subscriptions,
    verifications,
)
from db.upsert import insert
from domain.geo import Point
from domain.matching import Place, near
from domain.organisations import MatchState, OrganisationState
from domain.posts import Kind, PostState, Version
from domain.serving import PATIENCE
from domain.sides import place
from domain.taxonomy import Risk
from domain.towns import Town

_AT_ONCE = 1000  # rows of one INSERT: databases limit the number of parameters


async def followers_of(session: Session, request: Version, town: Town) -> list[int]:
    """The groups (bindings) of others in a town that want to see needs and follow the kind of this one, near enough."""
    mine, post = request.revision, request.post
    kind = subscription_kinds.c.category == mine.category
    if mine.subcategory is not None:
        part = subscription_kinds.c.subcategory
        kind = and_(kind, or_(part.is_(None), part == mine.subcategory))
    found = (
        select(bindings.c.id, *AREA)
        .join_from(subscriptions, bindings, bindings.c.id == subscriptions.c.binding_id)
        .join(verifications, _of_binding())
        .where(bindings.c.town_id == post.town_id, bindings.c.ended_at.is_(None), _trusted(mine.risk))
        .where(exists().where(subscription_kinds.c.subscription_id == subscriptions.c.id, kind))
        .where(bindings.c.show_needs.is_(True), bindings.c.organisation_id != post.organisation_id)
    )
    here = place(request, town)
    rows = await session.execute(found.order_by(bindings.c.id))
    return [row.id for row in rows if near(here, area(row[1:]).place(town))]


async def needs_for(session: Session, now: datetime, binding_id: int, town: Town) -> list[int]:
    """The live requests of other organisations of its town that a group follows, near enough, newest first."""
    mine = (await area_of(session, binding_id)).place(town)
    part = subscription_kinds.c.subcategory
    followed = exists().where(
        subscriptions.c.binding_id == bindings.c.id,
        subscription_kinds.c.subscription_id == subscriptions.c.id,
        subscription_kinds.c.category == revisions.c.category,
        or_(part.is_(None), part == revisions.c.subcategory, revisions.c.subcategory.is_(None)),
    )
    of_others = and_(bindings.c.show_needs.is_(True), posts.c.organisation_id != bindings.c.organisation_id)
    found = (
        select(posts.c.id)
        .join_from(bindings, verifications, _of_binding())
        .join(posts, posts.c.town_id == bindings.c.town_id)
        .join(revisions, revisions.c.post_id == posts.c.id)
        .where(bindings.c.id == binding_id, bindings.c.ended_at.is_(None), is_pushable(now))
        .where(posts.c.kind == Kind.REQUEST, followed, _trusted(revisions.c.risk), of_others)
        .order_by(posts.c.confirmed_at.desc(), posts.c.id.desc())
    )
    if mine.point is None:  # nothing is too far
        return list(await session.scalars(found))
    rows = await session.execute(_located(found))
    return [row.id for row in rows if near(Place(_point(row), row.radius_km, row.online), mine)]


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


async def remember(session: Session, now: datetime, turns: Mapping[Pair, datetime]) -> None:
    """Keeps pairs that have their turn. What was found too long ago has a new one; others stay as they are."""
    rows = [
        {
            "offer_id": pair.offer_id,
            "request_id": pair.request_id,
            "subscription_id": pair.subscription_id,
            "organisation_id": pair.organisation_id,
            "state": MatchState.FOUND,
            "found_at": moment,
            "opens_at": moment + PATIENCE,
        }
        for pair, moment in turns.items()
    ]
    lapsed = and_(matches.c.state == MatchState.FOUND, matches.c.found_at <= now - PATIENCE)
    for other in ("request_id", "subscription_id"):
        some = [row for row in rows if row[other] is not None]
        for start in range(0, len(some), _AT_ONCE):
            new = insert(session, matches).values(some[start : start + _AT_ONCE])
            anew = {name: new.excluded[name] for name in ("found_at", "opens_at")}
            again = {"index_elements": ["offer_id", other], "set_": anew, "where": lapsed}
            await session.execute(new.on_conflict_do_update(**again))


async def turns(session: Session, organisation_ids: Collection[int]) -> dict[int, datetime]:
    """When these organisations were given an offer last; those that never were are missing."""
    found: dict[int, datetime] = {}
    mine = organisations.c.id
    last = select(func.max(matches.c.found_at)).where(matches.c.organisation_id == mine).scalar_subquery()
    for some in chunks(sorted(organisation_ids)):
        rows = await session.execute(select(mine, last).where(mine.in_(some)))
        found |= {row[0]: row[1] for row in rows if row[1] is not None}
    return found


async def reserved(session: Session, offer_ids: Iterable[int]) -> list[int]:
    """Which of these offers nobody else can have now."""
    held = and_(reservations.c.state == "held", reservations.c.exclusive.is_(True))
    found: list[int] = []
    for some in chunks(offer_ids):
        found += await session.scalars(
            select(reservations.c.post_id).where(held, reservations.c.post_id.in_(some))
        )
    return found


async def take_opened(session: Session, now: datetime, limit: int) -> list[int]:
    """Offers of which a place may have opened: somebody declined, gave back, or said nothing for too long. What is shown and
    may still be answered comes again when its time is over."""
    columns = (matches.c.id, matches.c.offer_id, matches.c.state, matches.c.shown_at)
    lapsed = select(*columns).where(matches.c.opens_at <= now).order_by(matches.c.opens_at).limit(limit)
    rows = (await session.execute(lapsed)).all()
    taken = update(matches).where(matches.c.id.in_([row.id for row in rows]))
    await session.execute(taken.values(opens_at=None))
    for row in rows:
        if row.state == MatchState.SHOWN and row.shown_at and row.shown_at + PATIENCE > now:
            later = update(matches).where(matches.c.id == row.id)
            await session.execute(later.values(opens_at=row.shown_at + PATIENCE))
    return sorted({row.offer_id for row in rows})


async def any_opened(session: Session, now: datetime) -> bool:
    """Whether a place opened."""
    return await session.scalar(select(matches.c.id).where(matches.c.opens_at <= now).limit(1)) is not None


async def forget_found(
    session: Session, subscription_ids: Collection[int], offer_ids: Iterable[int]
) -> set[int]:
    """These offers will not be shown because of these subscriptions; gives those that were about to be."""
    return await _forget(session, matches.c.subscription_id.in_(list(subscription_ids)), offer_ids)


async def forget_unseen(session: Session, organisation_id: int, offer_ids: Iterable[int]) -> set[int]:
    """The same, whyever an organisation was about to be shown them."""
    return await _forget(session, matches.c.organisation_id == organisation_id, offer_ids)


async def _forget(session: Session, mine: ColumnElement[bool], offer_ids: Iterable[int]) -> set[int]:
    freed: set[int] = set()
    for some in chunks(offer_ids):
        gone = delete(matches).where(mine, matches.c.offer_id.in_(some), matches.c.state == MatchState.FOUND)
        freed |= set(await session.scalars(gone.returning(matches.c.offer_id)))
    return freed


async def open_after(session: Session, after: int, limit: int) -> list[int]:
    """The next posts that may be found, by their id."""
    found = select(open_posts.c.post_id).where(open_posts.c.post_id > after)
    return list(await session.scalars(found.order_by(open_posts.c.post_id).limit(limit)))


async def requests_among(session: Session, now: datetime, post_ids: Collection[int]) -> list[Version]:
    """Those of these posts that are requests and may be shown."""
    return await showable(session, now, posts.c.id.in_(list(post_ids)), posts.c.kind == Kind.REQUEST)


async def live_requests(session: Session, organisation_id: int, town_id: int) -> list[int]:
    """The live requests of an organisation in a town."""
    mine = and_(posts.c.organisation_id == organisation_id, posts.c.town_id == town_id)
    live = and_(posts.c.kind == Kind.REQUEST, posts.c.state == PostState.LIVE)
    return list(await session.scalars(select(posts.c.id).where(mine, live)))


async def mark_shown(
    session: Session, now: datetime, organisation_id: int, offer_ids: Iterable[int]
) -> set[int]:
    """The organisation saw these offers; gives those of which that was not known."""
    seen = and_(matches.c.organisation_id == organisation_id, matches.c.offer_id.in_(list(offer_ids)))
    found = and_(seen, matches.c.state == MatchState.FOUND)
    values = {"state": MatchState.SHOWN, "shown_at": now, "opens_at": now + PATIENCE}
    changed = update(matches).where(found).values(values).returning(matches.c.offer_id)
    return set(await session.scalars(changed))


def _located(found: Select[Any]) -> Select[Any]:
    """The same posts with their place: the shared location, else the centre of their district."""
    here = and_(districts.c.town_id == posts.c.town_id, districts.c.code == revisions.c.district)
    lat, lon = (
        func.coalesce(revisions.c[name], districts.c[name], type_=Float).label(name)
        for name in ("lat", "lon")
    )
    online = func.coalesce(revisions.c.details["online"].as_boolean(), false()).label("online")
    return found.add_columns(lat, lon, revisions.c.radius_km, online).outerjoin(districts, here)


def _point(row: Any) -> Point | None:
    return Point(row.lat, row.lon) if row.lat is not None and row.lon is not None else None


def _trusted(*risks: Risk | ColumnElement[Any]) -> ColumnElement[bool]:
    """The organisation is verified, and cleared if any side is red."""
    calm = and_(
        *(literal(risk) != Risk.RED if isinstance(risk, Risk) else risk != Risk.RED for risk in risks)
    )
    verified = verifications.c.state == OrganisationState.VERIFIED
    return and_(verified, or_(verifications.c.cleared.is_(True), calm))


def _of_binding() -> ColumnElement[bool]:
    return and_(
        verifications.c.organisation_id == bindings.c.organisation_id,
        verifications.c.town_id == bindings.c.town_id,
    )
