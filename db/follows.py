"""The kinds of needs that volunteers want to hear of: whole categories."""

from sqlalchemy import delete, select

from db.engine import Session
from db.tables import follows, people
from db.upsert import insert
from domain.people import CONSENT_VERSION


async def of_person(session: Session, person_id: int) -> frozenset[str]:
    """The categories that a person follows."""
    found = select(follows.c.category).where(follows.c.person_id == person_id)
    return frozenset(await session.scalars(found))


async def add(session: Session, person_id: int, category: str) -> None:
    """A person follows a category; twice is once."""
    added = insert(session, follows).values(person_id=person_id, category=category)
    await session.execute(added.on_conflict_do_nothing())


async def drop(session: Session, person_id: int, category: str) -> None:
    """A person follows a category no more."""
    mine = (follows.c.person_id == person_id) & (follows.c.category == category)
    await session.execute(delete(follows).where(mine))


async def followers_of(session: Session, town_id: int, category: str) -> list[int]:
    """The people of a town who follow a category, agreed to the present notice and can be written to."""
    found = (
        select(people.c.id)
        .join_from(follows, people, people.c.id == follows.c.person_id)
        .where(
            follows.c.category == category,
            people.c.town_id == town_id,
            people.c.consent_version == CONSENT_VERSION,
            people.c.unreachable_since.is_(None),
        )
        .order_by(people.c.id)
    )
    return list(await session.scalars(found))
