"""Marks of revisions, and the texts that a new one may repeat."""

from collections.abc import Iterable

from sqlalchemy import and_, select, update

from db.engine import Session
from db.posts import is_newest
from db.tables import posts, revisions
from domain.marks import Code, Mark
from domain.posts import Kind, Post, PostState

COMPARED = 100  # texts of one author; more would be somebody the limits for posting stop


async def store(session: Session, revision_id: int, marks: Iterable[Mark]) -> None:
    """Keeps the marks of a revision."""
    values = [{"code": mark.code, "words": list(mark.words), "number": mark.number} for mark in marks]
    await session.execute(update(revisions).where(revisions.c.id == revision_id).values(marks=values))


async def of_revision(session: Session, revision_id: int) -> tuple[Mark, ...]:
    """The marks of a revision, in the order of the codes."""
    stored = await session.scalar(select(revisions.c.marks).where(revisions.c.id == revision_id))
    return tuple(Mark(Code(one["code"]), tuple(one["words"]), one["number"]) for one in stored or ())


async def earlier_texts(session: Session, post: Post) -> list[tuple[str, str]]:
    """Number and newest text of what this post's author has pending or live in the town, the latest first."""
    if post.kind is Kind.REQUEST:
        mine = posts.c.organisation_id == post.organisation_id
    else:
        mine = posts.c.author_id == post.author_id
    open_posts = and_(
        posts.c.kind == post.kind, posts.c.town_id == post.town_id, mine, posts.c.state.in_(_OPEN)
    )
    before = posts.c.id < post.id if post.id else posts.c.id > 0
    found = (
        select(posts.c.number, revisions.c.text)
        .join_from(posts, revisions, revisions.c.post_id == posts.c.id)
        .where(open_posts, before, is_newest())
        .order_by(posts.c.id.desc())
        .limit(COMPARED)
    )
    return [(row.number, row.text) for row in await session.execute(found)]


_OPEN = (PostState.PENDING, PostState.LIVE)
