"""Requests that a volunteer may see: reviewed, live and fresh, of an organisation that the town verified, blocked by neither
side, and no more to be undone."""

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select

from db.chunks import chunks
from db.engine import Session
from db.posts import showable
from db.releases import is_pushable
from db.tables import blocks, posts, revisions, verifications
from domain.details import Urgency
from domain.organisations import OrganisationState
from domain.posts import Kind, Version

_URGENCY = revisions.c.details["urgency"].as_string()
_MOST_URGENT_FIRST = case((_URGENCY == Urgency.TODAY, 0), (_URGENCY == Urgency.SOON, 1), else_=2)


async def counts(session: Session, now: datetime, town_id: int, today: date, reader: str) -> dict[str, int]:
    """How many there are of each category. `today` is the town's day; `reader` the volunteer as blocks name one
    (`domain.sides.person_name`)."""
    found = (
        select(revisions.c.category, func.count())
        .join_from(posts, revisions, revisions.c.post_id == posts.c.id)
        .where(is_pushable(now), posts.c.town_id == town_id, _in_time(today), *_for(reader))
        .group_by(revisions.c.category)
    )
    return {row[0]: row[1] for row in await session.execute(found)}


async def listed(
    session: Session,
    now: datetime,
    town_id: int,
    today: date,
    reader: str,
    categories: Collection[str] | None,
    limit: int,
    offset: int,
) -> list[Version]:
    """The needs of a town (None: of every category), the most urgent first, then the newest."""
    chosen = [posts.c.town_id == town_id, is_pushable(now), _in_time(today), *_for(reader)]
    if categories is not None:
        chosen.append(revisions.c.category.in_(sorted(categories)))
    return await showable(session, now, *chosen, limit=limit, offset=offset, first=_MOST_URGENT_FIRST)


async def one(session: Session, now: datetime, request_id: int, reader: str) -> Version | None:
    """This request, if the volunteer may see it."""
    found = await showable(session, now, posts.c.id == request_id, is_pushable(now), *_for(reader))
    return next(iter(found), None)


async def meant_for(session: Session, offer_ids: Collection[int]) -> dict[int, int]:
    """The requests that these offers were made for, where they were made for one."""
    found = dict[int, int]()
    for some in chunks(offer_ids):
        meant = select(posts.c.id, posts.c.request_id)
        rows = await session.execute(meant.where(posts.c.id.in_(some), posts.c.request_id.is_not(None)))
        found |= {row[0]: row[1] for row in rows}
    return found


def _in_time(today: date) -> ColumnElement[bool]:
    """The last day on which it is of use is not over."""
    last = revisions.c.details["needed_by"].as_string()
    return or_(last.is_(None), last >= today.isoformat())


def _for(reader: str) -> tuple[ColumnElement[bool], ...]:
    verified = exists().where(
        verifications.c.organisation_id == posts.c.organisation_id,
        verifications.c.town_id == posts.c.town_id,
        verifications.c.state == OrganisationState.VERIFIED,
    )
    blocked = exists().where(
        and_(blocks.c.organisation_id == posts.c.organisation_id, blocks.c.author == reader)
    )
    return posts.c.kind == Kind.REQUEST, verified, ~blocked
