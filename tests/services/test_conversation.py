"""The guided conversation in the database: saved before it is shown, moved by fresh buttons only."""

import asyncio
from datetime import timedelta

import pytest

from db import people
from domain.errors import Refusal, Refused
from domain.forms import PREVIEW, Move
from domain.inputs import Picked, Sent, Typed
from domain.people import Person
from domain.towns import Town
from services import conversation, links, towns
from tests.services.drafts import BOOTS, begin, hear, linked, press, read
from tests.services.towns import Here


async def test_every_accepted_change_is_saved_under_a_new_nonce(here: Here) -> None:
    anna = await here.volunteer()
    scene = await begin(here, anna)
    nonces = {scene.draft.nonce}
    for given in BOOTS:
        scene = await hear(here, given)
        nonces.add(scene.draft.nonce)
    assert len(nonces) == 1 + len(BOOTS)
    assert scene.draft.progress.step == PREVIEW
    assert scene.draft.progress.sources == {"text": 7}


async def test_what_is_refused_changes_nothing_not_even_the_nonce(here: Here) -> None:
    await begin(here, await here.volunteer())
    before = await hear(here, *BOOTS[:2])
    for wrong in (Typed("x" * 601, 8), Typed("🎉", 8), Sent("sticker"), Picked("shoes")):
        with pytest.raises(Refused):
            await hear(here, wrong)
    assert await read(here) == before


async def test_an_old_a_foreign_and_an_invented_button_are_stale(here: Here) -> None:
    anna, olena = await here.volunteer(), await here.volunteer(2, "Olena")
    first = await begin(here, anna)
    await begin(here, olena)
    now = await press(here, first, Move.PICK, "goods")
    for person, nonce in ((anna, first.draft.nonce), (olena, now.draft.nonce), (anna, "00000000")):
        with pytest.raises(Refused) as refused:
            async with here.database.write() as session:
                await conversation.move(session, here.clock.now(), person.id, nonce, Move.PICK, "goods")
        assert refused.value.code is Refusal.STALE_BUTTON
    assert (await read(here)) == now


async def test_of_two_presses_at_once_one_counts(here: Here) -> None:
    scene = await begin(here, await here.volunteer())
    tries = [press(here, scene, Move.PICK, kind) for kind in ("goods", "housing")]
    done = await asyncio.gather(*tries, return_exceptions=True)
    assert sorted(isinstance(one, Refused) for one in done) == [False, True]


async def test_starting_over_forgets_the_answers_but_knows_the_message(here: Here) -> None:
    await begin(here, await here.volunteer())
    scene = await hear(here, *BOOTS)
    async with here.database.write() as session:
        await conversation.note_shown(session, scene.draft, 55, locating=True)
        again = await conversation.begin_again(session, here.clock.now(), 1, scene.draft.nonce)
    assert not again.draft.progress.answers
    assert (again.draft.message_id, again.draft.locating) == (55, True)


async def test_a_message_shown_late_is_not_remembered_for_a_draft_that_went_on(here: Here) -> None:
    scene = await begin(here, await here.volunteer())
    await hear(here, Picked("goods"))
    async with here.database.write() as session:
        await conversation.note_shown(session, scene.draft, 55, locating=False)
    assert (await read(here)).draft.message_id is None


async def test_an_edit_changes_the_answer_of_its_message_only(here: Here) -> None:
    await begin(here, await here.volunteer())
    await hear(here, *BOOTS)
    async with here.database.write() as session:
        changed = await conversation.amend(session, here.clock.now(), 1, Typed("Summer shoes", 7))
    assert changed.draft.progress.answers["text"] == "Summer shoes"
    with pytest.raises(Refused) as refused:
        async with here.database.write() as session:
            await conversation.amend(session, here.clock.now(), 1, Typed("Summer shoes", 6))
    assert refused.value.code is Refusal.EDIT_NOT_USED


async def test_a_district_that_is_gone_is_asked_again(here: Here) -> None:
    await begin(here, await here.volunteer())
    await hear(here, *BOOTS)
    async with here.database.write() as session:
        await towns.seed(session, Town(**{**vars(here.town), "districts": ()}))
    scene = await read(here)
    assert scene.draft.progress.step == "place"
    assert scene.draft.progress.answers["text"] == "Winter boots\nsize 38"


async def test_cancelling_asks_only_when_something_would_be_lost(here: Here) -> None:
    anna = await here.volunteer()
    scene = await begin(here, anna)
    async with here.database.write() as session:
        assert await conversation.cancel(session, 1, scene.draft.nonce) == (scene, True)
    await begin(here, anna)
    scene = await hear(here, Picked("goods"))
    async with here.database.write() as session:
        assert await conversation.cancel(session, 1, None) == (scene, False)
        await conversation.drop(session, 1, scene.draft.nonce)
    with pytest.raises(Refused) as refused:
        await hear(here, Picked("shoes"))
    assert refused.value.code is Refusal.NOTHING_OPEN


async def test_without_a_town_there_is_no_offer(here: Here) -> None:
    with pytest.raises(Refused) as refused:
        await begin(here, Person(1, "Anna", "en", None, None))
    assert refused.value.code is Refusal.NO_TOWN_CHOSEN


async def test_a_link_of_somebody_else_or_from_yesterday_begins_nothing(here: Here) -> None:
    anna, olena = await here.volunteer(), await here.volunteer(2, "Olena")
    async with here.database.write() as session:
        token = await links.create(session, here.clock.now(), anna.id, "register", -50, None)
    for person, wait, code in (
        (olena, timedelta(0), Refusal.NOT_YOURS),
        (anna, timedelta(minutes=15), Refusal.LINK_USED),
    ):
        with pytest.raises(Refused) as refused:
            async with here.database.write() as session:
                await links.redeem(session, here.clock.now() + wait, token, person.id)
        assert refused.value.code is code
    async with here.database.read() as session:
        assert await conversation.scene(session, anna.id) is None
        assert (await people.person(session, 2)) == olena


async def test_a_request_from_a_group_without_organisation_does_not_begin(here: Here) -> None:
    with pytest.raises(Refused) as refused:
        await linked(here, await here.volunteer(), "request", -50)
    assert refused.value.code is Refusal.GROUP_NOT_REGISTERED
