"""Volunteers hear of new needs of the categories that they follow."""

from datetime import timedelta

from db import people, posts
from domain.needs import FollowedNeed
from domain.people import CONSENT_VERSION
from domain.posts import Kind
from domain.sending import Outgoing
from services import preferences, publishing
from services.followers import PER_DAY
from tests.services.towns import Here

STORE, CAFE = -50, -60


async def following(here: Here, person_id: int, category: str = "goods", *, yes: bool = True) -> None:
    await here.volunteer(person_id)
    async with here.database.write() as session:
        await people.change_person(session, person_id, consent_version=CONSENT_VERSION)
        await preferences.follow(session, person_id, category, yes=yes)


async def needed(here: Here, title: str, **words: object) -> int:
    return await here.posts_live(Kind.REQUEST, chat_id=STORE, author_id=50, title=title, **words)


async def told(here: Here) -> list[tuple[int, str]]:
    return [
        (chat, facts.need.version.revision.title)
        for _, chat, facts in await here.delivers()
        if isinstance(facts, FollowedNeed)
    ]


async def test_who_follows_the_category_is_told_once_and_nobody_else(here: Here) -> None:
    await here.organisation(STORE)
    for person_id, category in ((2, "goods"), (3, "space"), (50, "goods")):
        await following(here, person_id, category)  # 50 wrote the request
    revision_id = await needed(here, "Boots")
    async with here.database.write() as session:
        version = await posts.version_of_revision(session, revision_id)
        assert version is not None
        await publishing.publish(session, here.clock.now(), version.post.id, here.options)
    assert await told(here) == [(2, "Boots")]
    await following(here, 2, yes=False)
    await needed(here, "Not followed any more")
    await here.posts_live(title="An offer")
    assert not await told(here)


async def test_nobody_is_told_at_night_but_of_what_is_needed_today(here: Here) -> None:
    await here.organisation(STORE)
    await following(here, 2)
    here.clock.advance(hours=13)  # 23:00 in town
    await needed(here, "Calm")
    await needed(here, "Pressing", details={"urgency": "today"})
    assert await told(here) == [(2, "Pressing")]
    here.clock.advance(hours=9)
    assert await told(here) == [(2, "Calm")]


async def test_nobody_is_flooded_and_what_is_gone_by_then_is_not_told(here: Here) -> None:
    await here.organisation(STORE)
    await following(here, 2)
    for number in range(PER_DAY + 2):
        await needed(here, f"Need {number}")
    assert len(await told(here)) == PER_DAY
    here.clock.instant += timedelta(days=1, hours=13)
    await needed(here, "Changed my mind")
    await following(here, 2, yes=False)
    here.clock.advance(hours=9)
    assert not await told(here)
    assert not await here.rows(Outgoing.NEED)
