"""What a volunteer sets, and what becomes of offers when somebody moves."""

import pytest

from db import follows
from domain.errors import Refused
from domain.people import CONSENT_VERSION, Moved
from domain.towns import Town
from services import onboarding, preferences, towns
from services.people import reachable
from tests.services import drafts
from tests.services.towns import Here

JENA = Town("jena", "Jena", "Europe/Berlin", "de", 50.9271, 11.5892)


async def agrees(here: Here, person_id: int = 1) -> None:
    async with here.database.write() as session:
        await onboarding.agree(session, here.clock.now(), person_id, CONSENT_VERSION)


async def moves(here: Here, slug: str) -> Moved | None:
    async with here.database.write() as session:
        return (await onboarding.choose_town(session, here.clock.now(), 1, slug)).moved


async def followers(here: Here, category: str = "goods") -> list[int]:
    async with here.database.read() as session:
        return await follows.followers_of(session, here.town.id, category)


async def test_followers_are_those_who_agreed_and_can_be_reached(here: Here) -> None:
    for person_id in (1, 2):
        await here.volunteer(person_id)
        async with here.database.write() as session:
            for _ in range(2):
                await preferences.follow(session, person_id, "goods", yes=True)
    assert await followers(here) == []
    await agrees(here)
    await agrees(here, 2)
    assert await followers(here) == [1, 2]
    assert await followers(here, "housing") == []
    async with here.database.write() as session:
        await reachable(session, here.clock.now(), 2, False)
    assert await followers(here) == [1]
    async with here.database.write() as session:
        facts = await preferences.follow(session, 1, "goods", yes=False)
    assert facts.follows == frozenset()
    assert await followers(here) == []
    with pytest.raises(Refused):
        async with here.database.write() as session:
            await preferences.follow(session, 1, "gold", yes=True)


async def test_who_moves_is_told_what_stays(here: Here) -> None:
    async with here.database.write() as session:
        await towns.add(session, JENA)
    await agrees(here)
    await here.writes()
    await here.posts_live()
    assert await moves(here, "gera") is None
    moved = await moves(here, "jena")
    assert moved is not None
    assert (moved.left.slug, moved.staying) == ("gera", 2)
    moved = await moves(here, "gera")
    assert moved is not None
    assert (moved.left.slug, moved.staying) == ("jena", 0)


async def test_an_unfinished_offer_goes_along_and_asks_for_the_place_again(here: Here) -> None:
    async with here.database.write() as session:
        await towns.add(session, JENA)
    await agrees(here)
    person = await here.volunteer()
    await drafts.begin(here, person)
    before = await drafts.hear(here, *drafts.BOOTS)
    await moves(here, "jena")
    after = await drafts.read(here)
    assert after.context.town is not None
    assert after.context.town.slug == "jena"
    assert after.draft.progress.step == "place"
    assert after.draft.nonce != before.draft.nonce
    kept = {**before.draft.progress.answers}
    del kept["place"]
    assert dict(after.draft.progress.answers) == kept
