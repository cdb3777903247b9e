"""A volunteer's own offers: looking after them."""

from datetime import datetime

from db import posts, towns
from db.engine import Session
from domain.drafts import Scene
from domain.lives import Way
from domain.options import Options
from domain.own import OwnPost
from domain.people import Person
from domain.posts import Kind, PostState, Version
from services import banned, conversation, fair_use, lives, ownership
from services.audit import Role
from services.lives import Actor


async def begin(
    session: Session, now: datetime, options: Options, person: Person
) -> tuple[Scene, bool, int | None]:
    """*Offer help*: what is open already, or a fresh offer; gives whether it is fresh, and the limit for a day if a
    fresh one can only be submitted tomorrow. Raises `Refused` without a town, and for somebody banned there."""
    if person.town_id is not None:
        await banned.check(session, now, options, person.id, await towns.by_id(session, person.town_id))
    scene, fresh = await conversation.offer(session, now, person)
    town = scene.context.town
    limit = await fair_use.reached(session, now, options, scene, town) if fresh and town else None
    return scene, fresh, limit


async def list_own(session: Session, person_id: int) -> list[Version]:
    """The person's offers with what they wrote last, newest first; closed ones behind the others."""
    found = await posts.own(session, person_id, Kind.OFFER)
    return sorted(found, key=lambda version: version.post.state is PostState.CLOSED)


async def one(session: Session, now: datetime, person_id: int, post_id: int) -> OwnPost:
    """One of them, with where it was shown. Raises `Refused` when it is somebody else's, or gone."""
    return await ownership.facts(session, now, await ownership.of_author(session, person_id, post_id))


async def act(
    session: Session, now: datetime, options: Options, person_id: int, post_id: int, seen: int, way: Way
) -> OwnPost:
    """*Pause, Resume, Renew, Withdraw, Done* or *Undo*; `seen` is the post's version when the button was drawn.

    Raises `Refused` when the offer is somebody else's, or has changed since.
    """
    newest = await ownership.of_author(session, person_id, post_id)
    await lives.act(session, now, options, Actor(Role.VOLUNTEER, person_id), newest, seen, way)
    return await one(session, now, person_id, post_id)
