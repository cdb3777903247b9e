"""Keeps packed posts in step with posts: whatever makes a post live, or other than it was, ends here, in its transaction.

Packed is what may be pushed: live, with released words, and no longer to be undone.
"""

from collections.abc import Collection, Iterable
from dataclasses import asdict
from typing import Any

from sqlalchemy import delete, insert, select

from db import towns
from db.chunks import chunks
from db.engine import Session
from db.explaining import Standing, standings
from db.posts import newest_or_released
from db.tables import open_posts, posts
from domain.packing import Packed, pack_offer, pack_request
from domain.posts import Kind, PostState, Version
from domain.sides import author_name, given, is_live, wanted
from domain.towns import Town

_UNKNOWN = Standing(verified=False, cleared=False)


async def keep(session: Session, post_ids: Collection[int]) -> None:
    """Packs these posts anew; those that are not live are not packed."""
    for some in chunks(post_ids):
        await session.execute(delete(open_posts).where(open_posts.c.post_id.in_(some)))
        rows = await packed(session, some)
        if rows:
            await session.execute(insert(open_posts), rows)


async def keep_of_organisation(session: Session, organisation_id: int, town_id: int) -> None:
    """Packs the requests of an organisation in a town anew: what the town thinks of it has changed."""
    mine = (posts.c.organisation_id == organisation_id, posts.c.town_id == town_id)
    live = select(posts.c.id).where(*mine, posts.c.state == PostState.LIVE)
    await keep(session, list(await session.scalars(live)))


async def keep_of_town(session: Session, town_id: int) -> None:
    """Packs all posts of a town anew: its districts or its clock have changed."""
    live = select(posts.c.id).where(posts.c.town_id == town_id, posts.c.state == PostState.LIVE)
    await keep(session, list(await session.scalars(live)))


async def packed(session: Session, post_ids: Collection[int]) -> list[dict[str, Any]]:
    """The rows that these posts should have, from what is true now."""
    named = (posts.c.id.in_(list(post_ids)), posts.c.publish_at.is_(None))
    live = [one for one in await newest_or_released(session, *named) if is_live(one)]
    known = await _towns(session, live)
    trusted = await standings(session, {one.post.organisation_id or 0 for one in live} - {0})
    rows = [_row(one, known[one.post.town_id], trusted) for one in live]
    return [row for row in rows if row["amount"] != 0]


async def _towns(session: Session, versions: Iterable[Version]) -> dict[int, Town]:
    return {
        town_id: await towns.by_id(session, town_id) for town_id in {one.post.town_id for one in versions}
    }


def _row(version: Version, town: Town, trusted: dict[tuple[int, int], Standing]) -> dict[str, Any]:
    post = version.post
    return {
        "post_id": post.id,
        "kind": post.kind.value,
        "town_id": post.town_id,
        "organisation_id": post.organisation_id,
        "author": author_name(post) if post.kind is Kind.OFFER else None,
        **asdict(_pack(version, town, trusted)),
    }


def _pack(version: Version, town: Town, trusted: dict[tuple[int, int], Standing]) -> Packed:
    if version.post.kind is Kind.OFFER:
        return pack_offer(given(version, town))
    standing = trusted.get((version.post.organisation_id or 0, version.post.town_id), _UNKNOWN)
    return pack_request(wanted(version, town, verified=standing.verified, cleared=standing.cleared))
