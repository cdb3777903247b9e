"""An organisation's own requests, looked after in its group. Every member of the group may do so."""

from datetime import datetime

from db.engine import Session
from domain.lives import Way
from domain.options import Options
from domain.own import OwnPost
from services import links, lives, ownership
from services.audit import Role
from services.lives import Actor


async def act(
    session: Session,
    now: datetime,
    options: Options,
    chat_id: int,
    person_id: int,
    post_id: int,
    seen: int,
    way: Way,
) -> OwnPost:
    """*Pause, Resume, Renew, Withdraw, Done* or *Undo*; `seen` is the post's version when the button was drawn.

    Raises `Refused` when the request belongs to another organisation than the group's, or has changed since.
    """
    newest = await ownership.of_group(session, chat_id, post_id)
    await lives.act(session, now, options, Actor(Role.ORGANISATION, person_id), newest, seen, way)
    return await ownership.facts(session, now, await ownership.of_group(session, chat_id, post_id))


async def one(session: Session, now: datetime, chat_id: int, post_id: int) -> OwnPost:
    """One of them. Raises `Refused` when it is another organisation's, or gone."""
    return await ownership.facts(session, now, await ownership.of_group(session, chat_id, post_id))


async def change_link(
    session: Session, now: datetime, person_id: int, chat_id: int, thread_id: int | None, post_id: int
) -> str:
    """*Change* goes on in private: gives a link's token. Raises `Refused` when it is another organisation's, or gone."""
    await ownership.of_group(session, chat_id, post_id)
    return await links.create(session, now, person_id, links.to_change(post_id), chat_id, thread_id)
