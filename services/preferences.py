"""What a volunteer sets: name, town, the needs they follow. The language is set on the way in (`services/onboarding`)."""

from datetime import datetime

from db import drafts, follows, people, posts
from db.engine import Session
from domain.errors import Refusal, Refused
from domain.inputs import Input
from domain.people import NAMING_FOR, Moved, Person, Preferences, name_given
from domain.posts import Kind, PostState
from domain.taxonomy import TAXONOMY
from domain.towns import Town
from services import conversation
from services.people import town_of


async def of_person(session: Session, person_id: int) -> Preferences:
    """What somebody has set. Raises `Refused` for a stranger."""
    person = await people.person(session, person_id)
    if person is None:
        raise Refused(Refusal.NOT_AGREED)
    followed = await follows.of_person(session, person_id)
    return Preferences(person, await town_of(session, person), followed)


async def follow(session: Session, person_id: int, category: str, *, yes: bool) -> Preferences:
    """*Needs I follow*: a category more or less. Raises `Refused` for one that there is not."""
    if category not in TAXONOMY:
        raise Refused(Refusal.UNKNOWN_OPTION)
    await (follows.add if yes else follows.drop)(session, person_id, category)
    return await of_person(session, person_id)


async def ask_name(session: Session, now: datetime, person_id: int) -> Preferences:
    """*Name*: the next message is the name, and no answer to anything else."""
    await people.change_person(session, person_id, naming_at=now, answering=None, answering_at=None)
    return await of_person(session, person_id)


async def keep_name(session: Session, person_id: int) -> Preferences:
    """*Back*: the next message is no name."""
    await people.change_person(session, person_id, naming_at=None)
    return await of_person(session, person_id)


async def awaits_name(session: Session, now: datetime, person: Person) -> bool:
    """Whether a message is the name: *Name* was pressed not long ago, and nothing else went on since."""
    if person.naming_at is None or now >= person.naming_at + NAMING_FOR:
        return False
    if person.answering_at is not None and person.answering_at > person.naming_at:
        return False
    draft = await drafts.of(session, person.id)
    return draft is None or draft.touched_at is None or draft.touched_at <= person.naming_at


async def rename(session: Session, person_id: int, given: Input) -> Preferences:
    """The name that others see from now on. Raises `Refused` for what is no name."""
    await people.change_person(session, person_id, first_name=name_given(given), naming_at=None)
    return await of_person(session, person_id)


async def move(session: Session, now: datetime, person: Person, town: Town) -> Moved | None:
    """Another town: what was sent stays where its moderators read it, an offer that is still being written goes along.
    None for somebody who had no other town."""
    if person.town_id == town.id:
        return None
    left = await town_of(session, person) if person.town_id is not None else None
    await people.change_person(session, person.id, town_id=town.id)
    await conversation.carry(session, now, person.id, town)
    if left is None:
        return None
    mine = await posts.own(session, person.id, Kind.OFFER)
    staying = [one.post for one in mine if one.post.town_id == left.id]
    return Moved(left, sum(post.state is not PostState.CLOSED for post in staying))
