"""Limits for a day, a similar own offer, and drafts that nobody goes on with."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from db import posts
from domain.errors import Refusal, Refused
from domain.fair_use import FairUse
from domain.inputs import Typed
from domain.posts import Kind, RevisionState
from services import conversation, fair_use, prefilled, retention
from tests.services import drafts
from tests.services.towns import Here

ONE = FairUse(offers_per_day=1, requests_per_day=1, changes_per_day=1)


async def preview(here: Here, text: str = "Winter boots\nsize 38") -> str:
    """An offer that is ready to be sent; gives its nonce."""
    person = await here.volunteer()
    await drafts.begin(here, person)
    category, kind, _, *rest = drafts.BOOTS
    return (await drafts.hear(here, category, kind, Typed(text, 7), *rest)).draft.nonce


async def test_what_is_too_much_for_a_day_stays_a_draft_until_tomorrow(here: Here) -> None:
    person, options = await here.volunteer(), replace(here.options, fair_use=ONE)
    here.clock.instant = datetime(2026, 11, 24, 22, 30, tzinfo=UTC)  # half past eleven in town
    await drafts.submit(here, person, await preview(here), options)
    nonce = await preview(here, "A teddy bear")
    with pytest.raises(Refused) as refused:
        await drafts.submit(here, person, nonce, options)
    assert refused.value.code is Refusal.ENOUGH_TODAY
    here.clock.advance(hours=1)
    await drafts.submit(here, person, nonce, options)


async def test_changes_have_a_limit_of_their_own(here: Here) -> None:
    person, options = await here.volunteer(), replace(here.options, fair_use=ONE)
    await drafts.submit(here, person, await preview(here), options)
    async with here.database.read() as session:
        [mine] = await posts.own(session, person.id, Kind.OFFER)
    for number, refusal in ((1, None), (2, Refusal.ENOUGH_TODAY)):
        async with here.database.write() as session:
            begun = await prefilled.change(session, here.clock.now(), person, mine.post.id)
            answers = {**begun.scene.draft.progress.answers, "text": f"Other words {number}"}
            scene = await conversation.open_with(session, here.clock.now(), begun.scene.draft, answers)
        if refusal is None:
            await drafts.submit(here, person, scene.draft.nonce, options)
            continue
        with pytest.raises(Refused) as refused:
            await drafts.submit(here, person, scene.draft.nonce, options)
        assert refused.value.code is refusal


async def test_a_similar_offer_is_found_and_can_take_the_new_words(here: Here) -> None:
    person = await here.volunteer()
    await drafts.submit(here, person, await preview(here))
    other = await preview(here, "A teddy bear")
    async with here.database.read() as session:
        assert await fair_use.similar(session, here.clock.now(), person.id, other) is None
    nonce = await preview(here, "winter boots, size 38!")
    async with here.database.read() as session:
        found = await fair_use.similar(session, here.clock.now(), person.id, nonce)
    assert found is not None
    async with here.database.write() as session:
        what = f"{prefilled.INTO}{found.post.id}"
        scene = await prefilled.restart(session, here.clock.now(), person, nonce, what)
    await drafts.submit(here, person, scene.draft.nonce)
    async with here.database.read() as session:
        [mine] = await posts.own(session, person.id, Kind.OFFER)
    assert (mine.post.id, mine.revision.text) == (found.post.id, "winter boots, size 38!")
    assert mine.revision.state is RevisionState.PENDING


async def test_the_offers_of_others_take_no_words(here: Here) -> None:
    person = await here.volunteer()
    await here.writes(author_id=2)
    nonce = await preview(here)
    async with here.database.read() as session:
        [theirs] = await posts.own(session, 2, Kind.OFFER)
    with pytest.raises(Refused) as refused:
        async with here.database.write() as session:
            what = f"{prefilled.INTO}{theirs.post.id}"
            await prefilled.restart(session, here.clock.now(), person, nonce, what)
    assert refused.value.code is Refusal.POST_GONE


async def test_a_draft_that_nobody_touches_goes_after_a_week(here: Here) -> None:
    await preview(here)
    for days, due in ((6, False), (1, True)):
        here.clock.advance(days=days)
        async with here.database.write() as session:
            assert await retention.any_due(session, here.clock.now()) is due
            await retention.drop_due(session, here.clock.now())
            assert (await conversation.scene(session, 1) is None) is due
