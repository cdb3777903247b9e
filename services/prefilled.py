"""Forms that do not start empty: an own post to be changed, an offer for what somebody needs.

What is open already is not thrown away: people are asked first, and *Start over* then leads here.
"""

from dataclasses import dataclass
from datetime import datetime

from db import needs
from db.engine import Session
from domain.drafts import Draft, Scene
from domain.errors import Refusal, Refused
from domain.lives import Way, ways
from domain.people import Person
from domain.posts import Version
from domain.questions import OFFER
from domain.sides import person_name
from services import conversation, ownership

CHANGE, HELP, INTO = "change-", "help-", "into-"  # before the id of a post: what *Start over* begins


@dataclass(frozen=True)
class Begun:
    """A conversation that has just opened, or one that was open: then `restart` is what *Start over* begins."""

    scene: Scene
    restart: str | None = None


async def change(session: Session, now: datetime, person: Person, post_id: int) -> Begun:
    """*Change*: the answers of an own offer, one of them to be picked. Raises `Refused`: somebody else's, closed."""
    await ownership.of_author(session, person.id, post_id)
    found = await conversation.scene(session, person.id)
    if found and found.draft.post_id == post_id:
        return Begun(found)
    if found:
        return Begun(found, f"{CHANGE}{post_id}")
    return Begun(await _change(session, now, person, post_id))


async def help_with(session: Session, now: datetime, person: Person, request_id: int) -> Begun:
    """*I can help*: an offer of the kind that is asked for. Raises `Refused` when the request is not shown any more."""
    await _shown(session, now, person, request_id)
    found = await conversation.scene(session, person.id)
    if found:
        return Begun(found, f"{HELP}{request_id}")
    return Begun(await _help(session, now, person, request_id))


async def restart(session: Session, now: datetime, person: Person, nonce: str, what: str) -> Scene:
    """*Start over*: with what `Begun.restart` named, with a fresh offer, or (nothing named) with the same form as it began.

    Raises `Refused` for a stale button, or what is gone.
    """
    draft = (await conversation.at_nonce(session, person.id, nonce)).draft
    if not what and draft.post_id is not None:
        return await conversation.begin_change(session, now, draft)
    if not what and draft.request_id is not None:
        return await _help(session, now, person, draft.request_id)
    if not what:
        return await conversation.begin_again(session, now, person.id, nonce)
    into = what.removeprefix(INTO)
    if what.startswith(INTO) and into.isdecimal():
        return await _into(session, now, person, draft, int(into))
    for name, begin in ((CHANGE, _change), (HELP, _help)):
        post_id = what.removeprefix(name)
        if what.startswith(name) and post_id.isdecimal():
            return await begin(session, now, person, int(post_id))
    return await conversation.begin_offer(session, now, person)


async def _change(session: Session, now: datetime, person: Person, post_id: int) -> Scene:
    draft = Draft(person.id, OFFER.name, conversation.FRESH, "", post_id=post_id)
    return await conversation.begin_change(session, now, draft)


async def _into(session: Session, now: datetime, person: Person, draft: Draft, post_id: int) -> Scene:
    """The answers of an offer that is not sent yet become a change of a similar one. Raises `Refused`: somebody else's,
    closed."""
    found = await ownership.of_author(session, person.id, post_id)
    if draft.form != OFFER.name or draft.post_id is not None or Way.CHANGE not in ways(found.post, now):
        raise Refused(Refusal.POST_CHANGED)
    answers = draft.progress.answers
    change = Draft(person.id, OFFER.name, conversation.FRESH, "", town_id=found.post.town_id, post_id=post_id)
    return await conversation.open_with(session, now, change, answers)


async def _help(session: Session, now: datetime, person: Person, request_id: int) -> Scene:
    """The request's own kind is answered already; a wish for the whole category leaves the sub-category open."""
    request = await _shown(session, now, person, request_id)
    kind = {"category": request.revision.category}
    if request.revision.subcategory is not None:
        kind["subcategory"] = request.revision.subcategory
    draft = Draft(
        person.id, OFFER.name, conversation.FRESH, "", town_id=request.post.town_id, request_id=request_id
    )
    return await conversation.open_with(session, now, draft, kind)


async def _shown(session: Session, now: datetime, person: Person, request_id: int) -> Version:
    found = await needs.one(session, now, request_id, person_name(person.id))
    if found is None:
        raise Refused(Refusal.POST_GONE)
    return found
