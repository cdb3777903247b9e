"""The way from Start to the menu, in every order in which people take it."""

from datetime import datetime

import pytest
from sqlalchemy import select

from db import people
from db.tables import people as people_table
from domain.errors import Refusal, Refused
from domain.people import CONSENT_VERSION
from domain.questions import ORGANISATION
from domain.towns import Town
from services import conversation, links, onboarding, towns
from services.onboarding import Arrival, Stage
from services.people import reachable
from tests.services.towns import Here

JENA = Town("jena", "Jena", "Europe/Berlin", "de", 50.9271, 11.5892)
ANNA = 77


async def start(here: Here, payload: str = "", locale: str = "", name: str = "Anna") -> Arrival:
    async with here.database.write() as session:
        return await onboarding.start(session, here.clock.now(), ANNA, name, locale, payload)


async def agree(here: Here, version: str = CONSENT_VERSION) -> Arrival:
    async with here.database.write() as session:
        return await onboarding.agree(session, here.clock.now(), ANNA, version)


async def link(here: Here, person_id: int = ANNA) -> str:
    async with here.database.write() as session:
        return await links.create(session, here.clock.now(), person_id, "register", -50, None)


async def another_town(here: Here) -> None:
    async with here.database.write() as session:
        await towns.add(session, JENA)


async def stored(here: Here, name: str) -> object:
    async with here.database.read() as session:
        return await session.scalar(select(people_table.c[name]).where(people_table.c.id == ANNA))


async def test_the_only_town_is_everybodys(here: Here) -> None:
    arrival = await start(here)
    assert (arrival.stage, arrival.person.locale) == (Stage.NOTICE, "en")
    arrival = await agree(here)
    assert arrival.stage is Stage.MENU
    assert arrival.town is not None
    assert arrival.town.slug == "gera"


async def test_consent_is_stored_with_its_version_and_time(here: Here) -> None:
    await start(here)
    await agree(here)
    agreed_at = here.clock.now()
    here.clock.advance(days=1)
    await agree(here)
    assert await stored(here, "consent_version") == CONSENT_VERSION
    found = await stored(here, "consent_at")
    assert isinstance(found, datetime)
    assert found == agreed_at


async def test_an_older_notice_is_shown_anew(here: Here) -> None:
    await start(here)
    assert (await agree(here, "2025-01")).stage is Stage.NOTICE
    assert await stored(here, "consent_version") is None


async def test_the_language_is_telegrams_then_the_towns_then_english(here: Here) -> None:
    await another_town(here)
    for payload, given, spoken in (
        ("", "de", "de"),
        ("jena", "", "de"),
        ("", "", "en"),
        ("gera", "de", "de"),
    ):
        async with here.database.write() as session:
            await session.execute(people_table.delete().where(people_table.c.id == ANNA))
        assert (await start(here, payload, given)).person.locale == spoken


async def test_with_several_towns_one_is_chosen_or_named_by_the_link(here: Here) -> None:
    await another_town(here)
    await start(here)
    assert (await agree(here)).stage is Stage.TOWNS
    async with here.database.write() as session:
        arrival = await onboarding.choose_town(session, here.clock.now(), ANNA, "jena")
    assert (arrival.stage, arrival.town and arrival.town.slug) == (Stage.MENU, "jena")
    arrival = await start(here, "gera")
    assert (arrival.stage, arrival.town and arrival.town.slug) == (Stage.MENU, "gera")
    with pytest.raises(Refused) as refused:
        async with here.database.write() as session:
            await onboarding.choose_town(session, here.clock.now(), ANNA, "atlantis")
    assert refused.value.code is Refusal.UNKNOWN_OPTION


async def test_without_any_town_one_is_told_so(here: Here) -> None:
    async with here.database.write() as session:
        await session.exec_driver_sql("DELETE FROM people")
        await session.exec_driver_sql("DELETE FROM districts")
        await session.exec_driver_sql("DELETE FROM towns")
    with pytest.raises(Refused) as refused:
        await start(here)
    assert refused.value.code is Refusal.NO_TOWN


async def test_a_link_waits_for_the_consent(here: Here) -> None:
    await another_town(here)
    token = await link(here)
    assert (await start(here, token)).stage is Stage.NOTICE
    await start(here)  # curious people press Start once more
    arrival = await agree(here)
    assert arrival.stage is Stage.BEGUN
    assert arrival.scene is not None
    assert arrival.scene.form is ORGANISATION
    assert await stored(here, "pending_start") is None


async def test_a_link_that_leads_nowhere_loses_no_consent(here: Here) -> None:
    token = await link(here)
    await start(here, token)
    here.clock.advance(minutes=20)
    arrival = await agree(here)
    assert arrival.stage is Stage.MENU
    assert arrival.refused is not None
    assert arrival.refused.code is Refusal.LINK_USED
    assert arrival.person.agreed
    assert (await start(here)).refused is None


@pytest.mark.parametrize("payload", ["nonsense", "x" * 65, "two words", "ä", "'; DROP TABLE towns"])
async def test_a_payload_of_no_meaning_leads_to_the_menu(here: Here, payload: str) -> None:
    await start(here)
    await agree(here)
    assert (await start(here, payload)).stage is Stage.MENU


async def test_a_link_behind_an_open_conversation_waits_for_the_choice(here: Here) -> None:
    await start(here)
    arrival = await agree(here)
    async with here.database.write() as session:
        scene = await conversation.begin_offer(session, here.clock.now(), arrival.person)
    arrival = await start(here, await link(here))
    assert (arrival.stage, arrival.linked) == (Stage.UNFINISHED, True)
    async with here.database.write() as session:
        arrival = await onboarding.follow_waiting(session, here.clock.now(), ANNA, scene.draft.nonce)
    assert arrival.stage is Stage.BEGUN
    assert arrival.scene is not None
    assert arrival.scene.form is ORGANISATION


async def test_a_used_up_link_behind_an_open_conversation_leaves_it_open(here: Here) -> None:
    await start(here)
    arrival = await agree(here)
    async with here.database.write() as session:
        scene = await conversation.begin_offer(session, here.clock.now(), arrival.person)
    await start(here, await link(here, person_id=5))
    async with here.database.write() as session:
        arrival = await onboarding.follow_waiting(session, here.clock.now(), ANNA, scene.draft.nonce)
    assert arrival.stage is Stage.UNFINISHED
    assert arrival.scene == scene
    assert arrival.refused is not None


async def test_who_blocked_the_bot_can_be_reached_again_after_start(here: Here) -> None:
    await start(here)
    async with here.database.write() as session:
        await reachable(session, here.clock.now(), ANNA, False)
    assert await stored(here, "unreachable_since") == here.clock.now()
    await start(here)
    assert await stored(here, "unreachable_since") is None


async def test_a_known_person_keeps_name_language_and_consent(here: Here) -> None:
    await start(here, locale="de")
    await agree(here)
    arrival = await start(here, locale="en", name="Somebody")
    assert (arrival.person.first_name, arrival.person.locale) == ("Anna", "de")
    async with here.database.write() as session:
        arrival = await onboarding.choose_locale(session, ANNA, "en")
    assert arrival.person.locale == "en"
    assert arrival.stage is Stage.MENU


async def test_nobody_who_never_pressed_start_has_a_place(here: Here) -> None:
    async with here.database.read() as session:
        assert await people.person(session, 999) is None
        with pytest.raises(Refused) as refused:
            await onboarding.look(session, 999)
    assert refused.value.code is Refusal.NOT_AGREED
