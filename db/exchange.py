"""Many rows at once, for imports: what is known by its reference, and inserts that give the ids back in order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Table, bindparam, or_, select, update

from db.chunks import chunks
from db.engine import Session
from db.tables import metadata, organisations, people, posts, subscriptions, verifications
from db.upsert import insert

Row = Mapping[str, Any]


async def organisations_known(session: Session, names: Iterable[str]) -> dict[str, int]:
    """Ids of organisations by the names that an import gave them."""
    return await _known(session, organisations, names)


async def subscriptions_known(session: Session, names: Iterable[str]) -> dict[str, int]:
    """Ids of subscriptions by the names that an import gave them."""
    return await _known(session, subscriptions, names)


async def posts_known(session: Session, names: Iterable[str]) -> dict[str, int]:
    """Ids of posts by the names that an import gave them, or by their numbers."""
    found: dict[str, int] = {}
    for some in chunks(names):
        by_name = select(posts.c.reference, posts.c.number, posts.c.id).where(
            or_(posts.c.reference.in_(some), posts.c.number.in_(some))
        )
        for reference, number, post_id in await session.execute(by_name):
            found.setdefault(number, post_id)
            if reference is not None:
                found[reference] = post_id
    return found


async def people_known(session: Session, ids: Iterable[int]) -> set[int]:
    """Which of these people have started the bot."""
    found: set[int] = set()
    for some in chunks(ids):
        found |= set(await session.scalars(select(people.c.id).where(people.c.id.in_(some))))
    return found


@dataclass(frozen=True)
class PairFacts:
    """By id: when an offer was confirmed, whose a request is, whose a subscription is."""

    confirmed: dict[int, datetime]
    asking: dict[int, int]
    followers: dict[int, int]


async def facts_of_pairs(
    session: Session, post_ids: Iterable[int], subscription_ids: Iterable[int]
) -> PairFacts:
    """What is needed to remember what happened between offers and requests or subscriptions."""
    facts = PairFacts({}, {}, {})
    for some in chunks(post_ids):
        columns = select(posts.c.id, posts.c.confirmed_at, posts.c.organisation_id)
        for post_id, confirmed_at, organisation_id in await session.execute(
            columns.where(posts.c.id.in_(some))
        ):
            if confirmed_at is not None:
                facts.confirmed[post_id] = confirmed_at
            facts.asking[post_id] = organisation_id
    for some in chunks(subscription_ids):
        whose = select(subscriptions.c.id, subscriptions.c.organisation_id)
        found = await session.execute(whose.where(subscriptions.c.id.in_(some)))
        facts.followers.update((row[0], row[1]) for row in found)
    return facts


async def home_towns(session: Session, organisation_ids: Iterable[int]) -> dict[int, int]:
    """The first town of each organisation."""
    found: dict[int, int] = {}
    for some in chunks(organisation_ids):
        columns = select(verifications.c.organisation_id, verifications.c.town_id)
        rows = columns.where(verifications.c.organisation_id.in_(some)).order_by(verifications.c.id)
        for organisation_id, town_id in await session.execute(rows):
            found.setdefault(organisation_id, town_id)
    return found


async def add(session: Session, name: str, rows: Sequence[Row]) -> list[int]:
    """Inserts rows that all have the same columns into the table of this name; gives their ids in the same order."""
    if not rows:
        return []
    table = metadata.tables[name]
    statement = table.insert().returning(table.c.id, sort_by_parameter_order=True)
    return list((await session.execute(statement, list(rows))).scalars())


async def add_new(session: Session, name: str, rows: Sequence[Row]) -> int:
    """Inserts those rows that break no unique key; gives how many these were."""
    added, table = 0, metadata.tables[name]
    for some in chunks(rows):
        statement = insert(session, table).values(some).on_conflict_do_nothing()
        added += len((await session.execute(statement.returning(table.c.id))).all())
    return added


async def set_released(session: Session, released: Sequence[tuple[int, int]]) -> None:
    """(post, revision) for posts whose words others may see."""
    if released:
        row = update(posts).where(posts.c.id == bindparam("post")).values(released_id=bindparam("revision"))
        await session.execute(row, [{"post": post, "revision": revision} for post, revision in released])


async def _known(session: Session, table: Table, names: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for some in chunks(names):
        rows = select(table.c.reference, table.c.id).where(table.c.reference.in_(some))
        found.update((row[0], row[1]) for row in await session.execute(rows))
    return found
