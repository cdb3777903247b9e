"""*What is needed*: the live requests of a town, for volunteers."""

from collections.abc import Collection, Iterable
from datetime import datetime

from db import follows, organisations, towns
from db import needs as stored
from db.engine import Session
from domain.errors import Refusal, Refused
from domain.lives import age_in_days
from domain.needs import ALL, FOLLOWED, Need, NeedsByCategory, NeedsPage
from domain.people import Person
from domain.posts import Version
from domain.sides import person_name
from domain.taxonomy import TAXONOMY
from domain.towns import Town

PER_PAGE = 5


async def page_of(
    session: Session, now: datetime, person: Person, kinds: str = ALL, page: int = 0
) -> NeedsPage:
    """A page of what the person's town needs, the most urgent first, then the newest; `kinds` is a category, `ALL` or
    `FOLLOWED`. Raises `Refused` while they have no town, or for a category that there is not."""
    town, page = await _town(session, person), max(page, 0)
    found = await stored.listed(
        session,
        now,
        town.id,
        now.astimezone(town.zone).date(),
        person_name(person.id),
        await _categories(session, person, kinds),
        limit=PER_PAGE + 1,
        offset=page * PER_PAGE,
    )
    if not found and page:
        return await page_of(session, now, person, kinds)
    needs = await _needs(session, now, town, found[:PER_PAGE])
    return NeedsPage(town, kinds, needs, page, len(found) > PER_PAGE)


async def by_category(session: Session, now: datetime, person: Person) -> NeedsByCategory:
    """How much is needed of what. Raises `Refused` while the person has no town."""
    town = await _town(session, person)
    today = now.astimezone(town.zone).date()
    counts = await stored.counts(session, now, town.id, today, person_name(person.id))
    return NeedsByCategory(town, counts, await follows.of_person(session, person.id))


async def one(session: Session, now: datetime, person: Person, request_id: int) -> tuple[Need, Town]:
    """One need and its town. Raises `Refused` when it is not shown any more."""
    found = await stored.one(session, now, request_id, person_name(person.id))
    if found is None:
        raise Refused(Refusal.POST_GONE)
    town = await towns.by_id(session, found.post.town_id)
    [need] = await _needs(session, now, town, [found])
    return need, town


async def _town(session: Session, person: Person) -> Town:
    if person.town_id is None:
        raise Refused(Refusal.NO_TOWN_CHOSEN)
    return await towns.by_id(session, person.town_id)


async def _categories(session: Session, person: Person, kinds: str) -> Collection[str] | None:
    if kinds == ALL:
        return None
    if kinds == FOLLOWED:
        return await follows.of_person(session, person.id)
    if kinds not in TAXONOMY:
        raise Refused(Refusal.UNKNOWN_OPTION)
    return (kinds,)


async def _needs(session: Session, now: datetime, town: Town, found: Iterable[Version]) -> tuple[Need, ...]:
    needs, names = [], dict[int, str]()
    for version in found:
        organisation_id = version.post.organisation_id or 0
        if organisation_id not in names:
            known = await organisations.in_town(session, organisation_id, town.id)
            names[organisation_id] = known.name if known else ""
        needs.append(Need(version, names[organisation_id], age_in_days(version.post, now, town)))
    return tuple(needs)
