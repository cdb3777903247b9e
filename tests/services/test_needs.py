"""What is needed in a town, as its volunteers see it, and an offer for one of the needs."""

import pytest

from db import posts
from db.engine import Session
from db.tables import alerts as alerts_table
from db.tables import blocks, verifications
from domain.errors import Refusal, Refused
from domain.forms import Move
from domain.inputs import Picked, Typed
from domain.needs import FOLLOWED, NeedsPage
from domain.people import Person
from domain.pickers import DONE
from domain.posts import Kind
from domain.pushes import Item
from domain.sides import person_name
from services import alerts, needs, preferences, prefilled
from services.needs import PER_PAGE
from tests.services import drafts
from tests.services.towns import Here

STORE, CAFE = -50, -60


async def page(here: Here, kinds: str = "all", number: int = 0, person_id: int = 1) -> NeedsPage:
    person = await here.volunteer(person_id)
    async with here.database.read() as session:
        return await needs.page_of(session, here.clock.now(), person, kinds, number)


def titles(*pages: NeedsPage) -> list[str]:
    return [need.version.revision.title for one in pages for need in one.needs]


async def needed(here: Here, title: str, chat_id: int = STORE, **words: object) -> int:
    here.clock.advance(seconds=1)
    revision_id = await here.posts_live(Kind.REQUEST, chat_id=chat_id, author_id=50, title=title, **words)
    async with here.database.read() as session:
        version = await posts.version_of_revision(session, revision_id)
    assert version is not None
    return version.post.id


async def test_the_most_urgent_comes_first_then_the_newest_in_pages(here: Here) -> None:
    await here.organisation(STORE, "Clothing store")
    for number in range(PER_PAGE):
        await needed(here, f"Need {number}")
    await needed(here, "Soon", details={"urgency": "soon"})
    await needed(here, "Today", details={"urgency": "today"})
    await needed(here, "Too late", details={"needed_by": "2020-01-01"})
    await here.writes(Kind.REQUEST, chat_id=STORE, title="Unreviewed")
    await here.posts_live(title="An offer")
    first, second = await page(here), await page(here, number=1)
    expected = ["Today", "Soon", *(f"Need {number}" for number in reversed(range(PER_PAGE)))]
    assert titles(first, second) == expected
    assert (first.more, second.more) == (True, False)
    assert {need.organisation for need in first.needs} == {"Clothing store"}
    assert await page(here, number=9) == first
    assert await page(here, number=-3) == first
    here.clock.advance(days=31)
    assert not titles(await page(here))


async def test_a_list_shows_one_category_or_what_the_person_follows(here: Here) -> None:
    await here.organisation(STORE)
    await needed(here, "Shoes")
    await needed(here, "Sport", category="leisure", subcategory="sport")
    await needed(here, "Bike", category="skills", subcategory="bike_repair")
    assert titles(await page(here, "leisure")) == ["Sport"]
    assert titles(await page(here, FOLLOWED)) == []
    async with here.database.write() as session:
        for category in ("goods", "skills"):
            await preferences.follow(session, 1, category, yes=True)
    assert titles(await page(here, FOLLOWED)) == ["Bike", "Shoes"]
    person = await here.volunteer()
    async with here.database.read() as session:
        counted = await needs.by_category(session, here.clock.now(), person)
        with pytest.raises(Refused):
            await needs.page_of(session, here.clock.now(), person, "gold")
    assert dict(counted.counts) == {"goods": 1, "leisure": 1, "skills": 1}


async def test_needs_of_the_unverified_and_the_blocked_are_not_shown(here: Here) -> None:
    verification_id = await here.organisation(STORE, "Store")
    await here.organisation(CAFE, "Cafe")
    await needed(here, "Shoes")
    await needed(here, "Cups", CAFE)
    cafe = (await page(here)).needs[0].version.post.organisation_id
    async with here.database.write() as session:
        values = {"author": person_name(1), "organisation_id": cafe, "by_author": True}
        await session.execute(blocks.insert().values(**values, created_at=here.clock.now()))
    assert titles(await page(here)) == ["Shoes"]
    assert titles(await page(here, person_id=2)) == ["Cups", "Shoes"]
    async with here.database.write() as session:
        await _suspended(session, verification_id)
    assert titles(await page(here)) == []


async def _suspended(session: Session, verification_id: int) -> None:
    mine = verifications.c.id == verification_id
    await session.execute(verifications.update().where(mine).values(state="suspended"))


async def test_without_a_town_nothing_is_needed(here: Here) -> None:
    with pytest.raises(Refused) as refused:
        async with here.database.read() as session:
            await needs.page_of(session, here.clock.now(), Person(1, "Anna", "en", None, None))
    assert refused.value.code is Refusal.NO_TOWN_CHOSEN


async def test_an_offer_for_a_need_begins_with_its_kind_and_says_so_to_who_asked(here: Here) -> None:
    await here.organisation(STORE, "Store")
    others = await needed(here, "Boots for others")
    request_id = await needed(here, "Boots")
    person = await here.volunteer()
    async with here.database.write() as session:
        begun = await prefilled.help_with(session, here.clock.now(), person, request_id)
    assert begun.restart is None
    assert dict(begun.scene.draft.progress.answers) == {"category": "goods", "subcategory": "shoes"}
    scene = await drafts.hear(here, Typed("Winter boots", 7), Picked(DONE), Picked("lusan"), Move.SKIP)
    await drafts.submit(here, person, scene.draft.nonce)
    async with here.database.read() as session:
        [offer] = await posts.own(session, person.id, Kind.OFFER)
    assert offer.post.request_id == request_id
    await here.approves(offer.revision.id)
    async with here.database.read() as session:
        alert_id = await session.scalar(
            alerts_table.select()
            .with_only_columns(alerts_table.c.id)
            .where(alerts_table.c.post_id == offer.post.id)
        )
        item = await alerts.card(session, here.clock.now(), alert_id or 0)
    assert isinstance(item, Item)
    async with here.database.read() as session:
        meant, other = [await posts.newest(session, one) for one in (request_id, others)]
    assert meant
    assert other
    assert item.meant == meant.post.number
    assert set(item.answers) == {meant.post.number, other.post.number}


async def test_what_is_gone_cannot_be_helped_with(here: Here) -> None:
    await here.organisation(STORE)
    request_id = await needed(here, "Boots")
    here.clock.advance(days=31)
    person = await here.volunteer()
    with pytest.raises(Refused) as refused:
        async with here.database.write() as session:
            await prefilled.help_with(session, here.clock.now(), person, request_id)
    assert refused.value.code is Refusal.POST_GONE
