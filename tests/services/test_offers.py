"""Own offers and what is needed: only one's own, only what may be shown, and late presses change nothing."""

from datetime import timedelta

import pytest

from db import posts
from db.posts import number_taken
from domain.errors import Refusal, Refused
from domain.lives import Way
from domain.numbers import parse
from domain.organisations import Mode
from domain.own import OwnPost
from domain.posts import Closing, Kind, PostState, RevisionState
from domain.sending import Action, Outgoing
from services import offers, settings
from services.numbers import free_number
from tests.services.towns import MODERATION, Here


async def own(here: Here, person_id: int = 1) -> OwnPost:
    async with here.database.read() as session:
        [version] = await offers.list_own(session, person_id)
        return await offers.one(session, here.clock.now(), person_id, version.post.id)


async def act(here: Here, way: Way, person_id: int = 1, seen: OwnPost | None = None) -> OwnPost:
    """Presses a button of the own offer, as it is now or was when it was `seen`."""
    post = (seen or await own(here, person_id)).version.post
    async with here.database.write() as session:
        return await offers.act(
            session, here.clock.now(), here.options, person_id, post.id, post.version, way
        )


async def is_shown(here: Here, post_id: int) -> bool:
    async with here.database.read() as session:
        return await posts.showable_post(session, here.clock.now(), post_id) is not None


async def test_a_waiting_offer_is_withdrawn_and_leaves_the_queue(here: Here) -> None:
    await here.writes()
    await here.delivers()
    closed = await act(here, Way.WITHDRAW)
    assert closed.version.post.closing is Closing.WITHDRAWN
    assert closed.version.revision.state is RevisionState.WITHDRAWN
    [row] = await here.rows(Outgoing.POST_CARD)
    assert row.action == Action.EDIT
    async with here.database.read() as session:
        assert await posts.count_waiting(session, here.town.id) == 0


async def test_a_live_offer_can_be_done_withdrawn_or_paused_and_is_shown_to_nobody_then(here: Here) -> None:
    for author, way in ((5, Way.DONE), (6, Way.WITHDRAW), (7, Way.PAUSE)):
        await here.posts_live(author_id=author)
        after = await act(here, way, author)
        assert not await is_shown(here, after.version.post.id)


async def test_what_was_closed_by_mistake_is_opened_again(here: Here) -> None:
    await here.posts_live()
    for way in (Way.DONE, Way.WITHDRAW):
        await act(here, way)
        here.clock.advance(hours=23)
        after = await act(here, Way.UNDO)
        assert after.version.post.state is PostState.LIVE
        assert await is_shown(here, after.version.post.id)
    await act(here, Way.WITHDRAW)
    here.clock.advance(hours=24)
    with pytest.raises(Refused):
        await act(here, Way.UNDO)


async def test_a_paused_offer_that_was_closed_is_paused_again(here: Here) -> None:
    await here.posts_live()
    for way in (Way.PAUSE, Way.DONE, Way.UNDO):
        after = await act(here, way)
    assert after.version.post.state is PostState.PAUSED


@pytest.mark.parametrize("sent", [True, False])
async def test_a_waiting_offer_that_was_withdrawn_waits_again_with_its_card(here: Here, sent: bool) -> None:
    revision_id = await here.writes()
    if sent:
        await here.delivers()
    await act(here, Way.WITHDRAW)
    await here.delivers()
    after = await act(here, Way.UNDO)
    assert after.version.post.state is PostState.PENDING
    [(screen, chat_id, facts)] = await here.delivers()
    assert (screen, chat_id) == (Outgoing.POST_CARD, MODERATION)
    assert facts.version.revision.id == revision_id
    assert facts.version.revision.state is RevisionState.PENDING
    await here.approves(revision_id)


async def test_what_resumes_is_found_by_those_who_began_to_look_for_it_meanwhile(here: Here) -> None:
    await here.posts_live()
    await act(here, Way.PAUSE)
    await here.organisation(-50)
    await here.follows(-50)
    await here.sets(settings.set_mode, -50, Mode.AT_ONCE)
    await here.delivers()
    await act(here, Way.RESUME)
    assert [screen for screen, chat, _ in await here.delivers() if chat == -50] == [Outgoing.ALERT]
    seen = await own(here)
    assert [(one.organisation, one.times) for one in seen.audience] == [("Store", 1)]


async def test_renewing_gives_a_full_new_life_whatever_the_button_saw(here: Here) -> None:
    await here.posts_live(category="transport", subcategory="person")
    seen = await own(here)
    await act(here, Way.PAUSE)
    await act(here, Way.RESUME)
    here.clock.advance(days=50)
    after = (await act(here, Way.RENEW, seen=seen)).version.post
    assert (after.confirmed_at, after.expires_at) == (here.clock.now(), here.clock.now() + timedelta(days=60))


async def test_a_waiting_offer_cannot_be_done(here: Here) -> None:
    await here.writes()
    with pytest.raises(Refused) as refused:
        await act(here, Way.DONE)
    assert refused.value.code is Refusal.POST_CHANGED


async def test_a_button_from_before_a_decision_changes_nothing(here: Here) -> None:
    revision_id = await here.writes()
    seen = await own(here)
    await here.approves(revision_id)
    with pytest.raises(Refused) as refused:
        await act(here, Way.WITHDRAW, seen=seen)
    assert refused.value.code is Refusal.POST_CHANGED
    assert (await own(here)).version.post.state is PostState.LIVE


async def test_the_offers_of_others_are_not_there(here: Here) -> None:
    await here.writes()
    seen = await own(here)
    with pytest.raises(Refused) as refused:
        await act(here, Way.WITHDRAW, 2, seen)
    assert refused.value.code is Refusal.POST_GONE
    async with here.database.read() as session:
        assert await offers.list_own(session, 2) == []


async def test_requests_are_no_own_offers(here: Here) -> None:
    await here.organisation(-50)
    await here.writes(Kind.REQUEST, chat_id=-50, author_id=50)
    async with here.database.read() as session:
        assert await offers.list_own(session, 50) == []


async def test_numbers_grow_when_short_ones_are_taken(here: Here, monkeypatch: pytest.MonkeyPatch) -> None:
    characters = iter("222" * 9 + "3333")
    monkeypatch.setattr("services.numbers._pick", lambda alphabet: next(characters))
    async with here.database.write() as session:
        taken = await free_number(session, Kind.OFFER)
        post = {"number": taken, "kind": Kind.OFFER, "town_id": here.town.id, "created_at": here.clock.now()}
        words = {"category": "goods", "subcategory": "shoes", "title": "x", "text": "x", "risk": "green"}
        await posts.create(session, post, {**words, "created_at": here.clock.now()})
        assert await number_taken(session, taken)
        longer = await free_number(session, Kind.OFFER)
    assert (len(taken), len(longer)) == (6, 7)
    assert parse(taken) == taken
    assert parse(longer) == longer
