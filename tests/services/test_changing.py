"""A posted offer is changed: its released words stay until the new ones are released, and every answer comes along."""

from typing import Any

import pytest

from db import posts
from domain.cards import Decision
from domain.errors import Refusal, Refused
from domain.forms import CHANGES, Move
from domain.inputs import Typed
from domain.lives import Way
from domain.moderation import Reason
from domain.posts import RevisionState
from domain.submitted import Submitted
from services import decisions, offers, prefilled
from services.prefilled import Begun
from tests.services import drafts
from tests.services.towns import MIA, PAUL, Here


async def begins(here: Here, post_id: int) -> Begun:
    person = await here.volunteer()
    async with here.database.write() as session:
        return await prefilled.change(session, here.clock.now(), person, post_id)


async def newest(here: Here) -> Any:
    async with here.database.read() as session:
        [version] = await offers.list_own(session, 1)
    return version


async def rewrites(here: Here, text: str) -> Submitted:
    """Changes the text of the only offer and submits."""
    begun = await begins(here, (await newest(here)).post.id)
    await drafts.press(here, begun.scene, Move.CHANGE, "text")
    scene = await drafts.hear(here, Typed(text, 9))
    return await drafts.submit(here, await here.volunteer(), scene.draft.nonce)


async def shown(here: Here) -> str:
    async with here.database.read() as session:
        post = (await newest(here)).post
        found = await posts.showable_post(session, here.clock.now(), post.id)
    assert found is not None
    return found.revision.text


async def test_what_is_released_stays_until_the_change_is_released(here: Here) -> None:
    await here.posts_live(text="Winter boots", district="lusan")
    done = await rewrites(here, "Winter boots, size 38")
    assert done.draft.post_id is not None
    assert await shown(here) == "Winter boots"
    changed = await newest(here)
    assert (changed.revision.text, changed.revision.district) == ("Winter boots, size 38", "lusan")
    await here.approves(changed.revision.id)
    assert await shown(here) == "Winter boots, size 38"


async def test_a_second_change_takes_the_place_of_the_first(here: Here) -> None:
    await here.posts_live(text="Winter boots")
    await rewrites(here, "Winter boots, size 38")
    await here.delivers()
    first = await newest(here)
    await rewrites(here, "Winter boots, size 39")
    async with here.database.read() as session:
        dropped = await posts.version_of_revision(session, first.revision.id)
        assert await posts.count_waiting(session, here.town.id) == 1
    assert dropped is not None
    assert dropped.revision.state is RevisionState.WITHDRAWN
    await here.approves((await newest(here)).revision.id)
    assert await shown(here) == "Winter boots, size 39"


async def test_an_offer_that_waits_is_changed_in_place(here: Here) -> None:
    await here.writes(text="Winter boots")
    number = (await newest(here)).post.number
    done = await rewrites(here, "Winter boots, size 38")
    assert (done.number, done.ahead) == (number, 0)
    await here.approves((await newest(here)).revision.id)
    assert await shown(here) == "Winter boots, size 38"


@pytest.mark.parametrize("released", [True, False])
async def test_only_who_has_released_words_hears_that_they_stay(here: Here, released: bool) -> None:
    await (here.posts_live if released else here.writes)(text="Winter boots")
    done = await rewrites(here, "Winter boots, size 38")
    assert done.released is released
    press = await here.press((await newest(here)).revision.id, MIA)
    async with here.database.write() as session:
        await decisions.reject(session, here.clock.now(), press, here.options, Reason.UNSAFE)
    told = [facts for _, _, facts in await here.delivers() if isinstance(facts, Decision)]
    assert told[-1].first is not released


async def test_nothing_different_is_not_sent(here: Here) -> None:
    await here.posts_live(text="Winter boots")
    with pytest.raises(Refused) as refused:
        await rewrites(here, "Winter boots")
    assert refused.value.code is Refusal.NOTHING_CHANGED
    assert (await drafts.read(here)).draft.post_id is not None


async def test_the_class_that_a_moderator_raised_it_to_holds_for_the_new_words(here: Here) -> None:
    await here.posts_live(text="Winter boots", raised="red", risk="red")
    await rewrites(here, "Winter boots, size 38")
    changed = (await newest(here)).revision
    assert (changed.risk, changed.raised) == ("red", "red")
    await here.approves(changed.id)
    await here.approves(changed.id, PAUL)
    assert await shown(here) == "Winter boots, size 38"


async def test_an_offer_that_was_closed_meanwhile_is_not_changed(here: Here) -> None:
    await here.posts_live(text="Winter boots")
    post = (await newest(here)).post
    begun = await begins(here, post.id)
    await drafts.press(here, begun.scene, Move.CHANGE, "text")
    scene = await drafts.hear(here, Typed("Other boots", 9))
    async with here.database.write() as session:
        now = here.clock.now()
        await offers.act(session, now, here.options, 1, post.id, post.version, Way.DONE)
    with pytest.raises(Refused) as refused:
        await drafts.submit(here, await here.volunteer(), scene.draft.nonce)
    assert refused.value.code is Refusal.POST_CHANGED


async def test_the_offer_of_somebody_else_is_not_there(here: Here) -> None:
    await here.posts_live(author_id=2)
    async with here.database.read() as session:
        [other] = await offers.list_own(session, 2)
    with pytest.raises(Refused) as refused:
        await begins(here, other.post.id)
    assert refused.value.code is Refusal.POST_GONE


async def test_an_open_draft_is_asked_about_first(here: Here) -> None:
    await here.posts_live()
    person = await here.volunteer()
    await drafts.begin(here, person)
    post_id = (await newest(here)).post.id
    begun = await begins(here, post_id)
    assert begun.restart == f"change-{post_id}"
    assert begun.scene.draft.post_id is None
    async with here.database.write() as session:
        now, nonce = here.clock.now(), begun.scene.draft.nonce
        scene = await prefilled.restart(session, now, person, nonce, begun.restart)
    assert (scene.draft.post_id, scene.draft.progress.step) == (post_id, CHANGES)
    again = await begins(here, post_id)
    assert again.restart is None
