"""Before something is submitted: has this person sent enough today, and is an own offer much like it still open?"""

from datetime import datetime

from db import fair_use as stored
from db import posts
from db.engine import Session
from domain.drafts import Scene
from domain.errors import Refusal, Refused
from domain.options import Options
from domain.posts import Kind, Post, PostState, Version
from domain.questions import OFFER, REQUEST
from domain.towns import Town
from services import conversation, duplicates


async def check(session: Session, now: datetime, options: Options, here: Scene, town: Town) -> None:
    """Raises `Refused` when the person has sent as much today as one may; the draft stays."""
    limit = await reached(session, now, options, here, town)
    if limit is not None:
        raise Refused(Refusal.ENOUGH_TODAY, limit=limit)


async def reached(session: Session, now: datetime, options: Options, here: Scene, town: Town) -> int | None:
    """How much one may send in a day of what is being written, if the person has sent that much today."""
    limits, person_id = options.fair_use, here.draft.person_id
    midnight = now.astimezone(town.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    if here.draft.post_id is not None:
        limit, count = limits.changes_per_day, await stored.changes_since(session, person_id, midnight)
    elif here.form is REQUEST:
        count = await stored.posts_since(session, person_id, Kind.REQUEST, midnight)
        limit = limits.requests_per_day
    else:
        count = await stored.posts_since(session, person_id, Kind.OFFER, midnight)
        limit = limits.offers_per_day
    return limit if limit and count >= limit else None


async def similar(session: Session, now: datetime, person_id: int, nonce: str) -> Version | None:
    """An own offer, pending or live, that says nearly the same as a new one. Raises `Refused` for a stale button."""
    here = await conversation.at_nonce(session, person_id, nonce, now)
    text, town = here.draft.progress.answers.get("text"), here.context.town
    if here.form is not OFFER or here.draft.post_id is not None or not text or town is None:
        return None
    number = await duplicates.earlier(session, _unsent(person_id, town.id, now), text)
    if number is None:
        return None
    mine = await posts.own(session, person_id, Kind.OFFER)
    return next((version for version in mine if version.post.number == number), None)


def _unsent(person_id: int, town_id: int, now: datetime) -> Post:
    return Post(
        id=0,
        number="",
        kind=Kind.OFFER,
        town_id=town_id,
        author_id=person_id,
        organisation_id=None,
        binding_id=None,
        state=PostState.PENDING,
        closing=None,
        released_id=None,
        version=0,
        created_at=now,
        confirmed_at=None,
        expires_at=None,
    )
