"""Reads what an export tells, in portions where there may be much of it, in the order in which it came."""

import secrets
from collections import defaultdict
from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, func, select, true, update

from db.chunks import AT_ONCE, chunks
from db.engine import Session
from db.posts import all_versions
from db.tables import blocks, matches, metadata, organisations, people, posts, verifications
from domain.organisations import MatchState
from domain.posts import Version

_REFERRED = ("organisations", "posts", "subscriptions")


@dataclass(frozen=True)
class Meeting:
    """An offer and a request or subscription, by their references, and how it stands between them."""

    offer: str
    other: str
    is_subscription: bool
    state: MatchState
    at: datetime | None


async def give_references(session: Session) -> None:
    """Everything without a reference gets one that nothing else has, here or elsewhere."""
    for name in _REFERRED:
        columns = metadata.tables[name].c
        nameless = await session.scalars(select(columns.id).where(columns.reference.is_(None)))
        made = [{"row": row, "made": f"{name[0]}-{secrets.token_hex(8)}"} for row in nameless]
        if made:
            named = update(metadata.tables[name]).where(columns.id == bindparam("row"))
            await session.execute(named.values(reference=bindparam("made")), made)


async def count_posts(session: Session, town_id: int | None) -> int:
    """How many posts there are."""
    return await session.scalar(select(func.count()).select_from(posts).where(_of_town(town_id))) or 0


async def posts_with_revisions(session: Session, town_id: int | None) -> AsyncIterator[list[Version]]:
    """For each post all its revisions, oldest first."""
    after = 0
    while True:
        ids = select(posts.c.id).where(posts.c.id > after, _of_town(town_id)).order_by(posts.c.id)
        some = list(await session.scalars(ids.limit(AT_ONCE)))
        if not some:
            return
        for _, versions in groupby(await all_versions(session, some), key=lambda one: one.post.id):
            yield list(versions)
        after = some[-1]


async def organisations_of(session: Session, town_id: int | None) -> list[Row[Any]]:
    """Organisations with a standing in the town, or all."""
    here = select(verifications.c.organisation_id)
    if town_id is not None:
        here = here.where(verifications.c.town_id == town_id)
    found = select(*organisations.c).where(organisations.c.id.in_(here)).order_by(organisations.c.id)
    return list(await session.execute(found))


async def standings(session: Session, town_id: int | None) -> dict[int, list[Any]]:
    """What towns think, by organisation, in the order in which it began."""
    columns = verifications.c
    rows = select(columns.organisation_id, columns.town_id, columns.state, columns.cleared)
    if town_id is not None:
        rows = rows.where(columns.town_id == town_id)
    found: dict[int, list[Any]] = defaultdict(list)
    for row in await session.execute(rows.order_by(columns.id)):
        found[row.organisation_id].append(row)
    return found


async def people_with(session: Session, ids: Collection[int] | None, town_id: int | None) -> list[Row[Any]]:
    """These people and those who live in the town; None for all."""
    if ids is None:
        return list(await session.execute(select(*people.c).order_by(people.c.id)))
    found = list(await session.execute(select(*people.c).where(people.c.town_id == town_id)))
    known = {row.id for row in found}
    for some in chunks(set(ids) - known):
        found += await session.execute(select(*people.c).where(people.c.id.in_(some)))
    return sorted(found, key=lambda row: row.id)


async def subscriptions_of(session: Session, town_id: int | None) -> list[Row[Any]]:
    """Subscriptions, those of groups that ended left out."""
    table, bound = metadata.tables["subscriptions"], metadata.tables["bindings"]
    here = true() if town_id is None else table.c.town_id == town_id
    found = select(*table.c).outerjoin(bound, bound.c.id == table.c.binding_id)
    return list(await session.execute(found.where(here, bound.c.ended_at.is_(None)).order_by(table.c.id)))


async def kinds_of(session: Session) -> dict[int, list[tuple[str, str | None]]]:
    """What subscriptions name, by subscription."""
    columns = metadata.tables["subscription_kinds"].c
    found: dict[int, list[tuple[str, str | None]]] = defaultdict(list)
    rows = select(columns.subscription_id, columns.category, columns.subcategory).order_by(columns.id)
    for subscription_id, category, part in await session.execute(rows):
        found[subscription_id].append((category, part))
    return found


async def meetings(session: Session, town_id: int | None) -> list[Meeting]:
    """What was shown and what came of it."""
    offers, requests = posts.alias("offers"), posts.alias("requests")
    followed = metadata.tables["subscriptions"]
    found = (
        select(
            offers.c.reference,
            requests.c.reference,
            followed.c.reference,
            matches.c.state,
            matches.c.shown_at,
        )
        .join_from(matches, offers, offers.c.id == matches.c.offer_id)
        .outerjoin(requests, requests.c.id == matches.c.request_id)
        .outerjoin(followed, followed.c.id == matches.c.subscription_id)
        .where(matches.c.state != MatchState.FOUND)
        .where(func.coalesce(requests.c.reference, followed.c.reference).is_not(None))
    )
    if town_id is not None:
        other = func.coalesce(requests.c.town_id, followed.c.town_id)
        found = found.where(offers.c.town_id == town_id, other == town_id)
    rows = await session.execute(found.order_by(matches.c.id))
    return [
        Meeting(offer, request or subscription, request is None, MatchState(state), at)
        for offer, request, subscription, state, at in rows
    ]


async def blocks_of(session: Session) -> list[tuple[str, int, bool]]:
    """(author, organisation, by the author)."""
    rows = select(blocks.c.author, blocks.c.organisation_id, blocks.c.by_author).order_by(blocks.c.id)
    return [(row[0], row[1], row[2]) for row in await session.execute(rows)]


def _of_town(town_id: int | None) -> ColumnElement[bool]:
    return true() if town_id is None else posts.c.town_id == town_id
