"""Whose post it is: an offer is its author's, a request its organisation's. And where they are written to about it."""

from datetime import datetime

from db import alerts, bindings, posts, towns
from db.engine import Session
from domain.drafts import Draft
from domain.errors import Refusal, Refused
from domain.own import OwnPost
from domain.posts import Kind, Post, Version


async def of_author(session: Session, person_id: int, post_id: int) -> Version:
    """An own offer with what was written last. Raises `Refused` when it is somebody else's, or gone."""
    found = await posts.newest(session, post_id)
    if found is None or (found.post.author_id, found.post.kind) != (person_id, Kind.OFFER):
        raise Refused(Refusal.POST_GONE)
    return found


async def of_group(session: Session, chat_id: int, post_id: int) -> Version:
    """A request of the organisation of this group with what was written last. Raises `Refused` when it is none."""
    home = await bindings.active(session, chat_id)
    return await _of_organisation(session, home.organisation_id if home else None, post_id)


async def of_draft(session: Session, draft: Draft) -> Version:
    """The post that a draft changes. Raises `Refused` when whoever writes it may not (any more)."""
    if draft.binding_id is None:
        return await of_author(session, draft.person_id, draft.post_id or 0)
    home = await bindings.by_id(session, draft.binding_id)
    return await _of_organisation(session, home.organisation_id if home else None, draft.post_id or 0)


async def _of_organisation(session: Session, organisation_id: int | None, post_id: int) -> Version:
    found = await posts.newest(session, post_id)
    if found is None or organisation_id is None or found.post.organisation_id != organisation_id:
        raise Refused(Refusal.POST_GONE)
    return found


async def facts(session: Session, now: datetime, newest: Version) -> OwnPost:
    """What the owner of a post sees of it."""
    post = newest.post
    released = await posts.version_of_revision(session, post.released_id) if post.released_id else None
    return OwnPost(
        newest,
        released.revision if released else None,
        await towns.by_id(session, post.town_id),
        tuple(await alerts.audience(session, post.id)),
        now,
    )


async def home(session: Session, post: Post) -> tuple[int, int | None] | None:
    """Chat and topic: the author's private chat, or the group that the request was written from, else another one of its
    organisation. None when there is none."""
    if post.kind is Kind.OFFER:
        return (post.author_id, None) if post.author_id is not None else None
    written = await bindings.by_id(session, post.binding_id) if post.binding_id else None
    groups = await bindings.of_organisation(session, post.organisation_id or 0, post.town_id)
    found = written or next(iter(groups), None)
    return (found.chat_id, found.thread_id) if found else None
