"""Authors are asked five and two days before the end, once each; without an answer the post closes and is shown no more."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from db import posts
from domain.errors import Refused
from domain.lives import Way
from domain.posts import Closing, Kind, PostState
from domain.sending import Outgoing
from services import freshness, offers, requests
from tests.services.towns import Here

ASKED, EXPIRED = Outgoing.STILL_VALID, Outgoing.EXPIRED


async def ticks(here: Here, days: float = 0) -> list[tuple[Outgoing, int]]:
    """So much time passes, and the bot looks after it twice a day; gives what was sent about validity, and to whom."""
    sent = []
    for half_days in range(int(days * 2) + 1):
        here.clock.advance(hours=12 if half_days else 0)
        async with here.database.write() as session:
            await freshness.look_after(session, here.clock.now(), here.options)
        sent += [(screen, chat) for screen, chat, _ in await here.delivers() if screen in (ASKED, EXPIRED)]
    return sent


async def mine(here: Here) -> Any:
    async with here.database.read() as session:
        [version] = await offers.list_own(session, 1)
    return version.post


async def act(here: Here, way: Way) -> None:
    post = await mine(here)
    async with here.database.write() as session:
        await offers.act(session, here.clock.now(), here.options, 1, post.id, post.version, way)


async def test_the_author_is_asked_twice_and_then_the_offer_closes(here: Here) -> None:
    await here.posts_live()
    assert await ticks(here, 24) == []
    assert await ticks(here, 2) == [(ASKED, 1)]
    assert (await mine(here)).state is PostState.LIVE
    assert await ticks(here, 3) == [(ASKED, 1)]
    assert await ticks(here, 3) == [(EXPIRED, 1)]
    assert (await mine(here)).closing is Closing.EXPIRED
    assert await ticks(here, 40) == []


async def test_yes_gives_a_full_new_life_with_its_own_questions(here: Here) -> None:
    await here.posts_live()
    assert await ticks(here, 26) == [(ASKED, 1)]
    await act(here, Way.RENEW)
    confirmed = here.clock.now()
    post = await mine(here)
    assert (post.confirmed_at, post.expires_at, post.questions) == (
        confirmed,
        confirmed + timedelta(days=30),
        0,
    )
    assert await ticks(here, 24) == []
    assert await ticks(here, 7) == [(ASKED, 1), (ASKED, 1), (EXPIRED, 1)]


async def test_an_expired_offer_is_renewed_by_one_press_for_thirty_days(here: Here) -> None:
    await here.posts_live(category="transport", subcategory="person")
    here.clock.advance(days=60)
    await ticks(here)
    post = await mine(here)
    assert post.closing is Closing.EXPIRED
    here.clock.instant = post.expires_at + timedelta(days=29)
    await act(here, Way.RENEW)
    post = await mine(here)
    assert (post.state, post.expires_at) == (PostState.LIVE, here.clock.now() + timedelta(days=30))
    async with here.database.read() as session:
        assert await posts.showable_post(session, here.clock.now(), post.id)


async def test_after_thirty_days_it_is_too_late_to_renew(here: Here) -> None:
    await here.posts_live()
    here.clock.advance(days=31)
    await ticks(here)
    here.clock.advance(days=30)
    with pytest.raises(Refused):
        await act(here, Way.RENEW)


async def test_quiet_hours_hold_the_question_back_and_a_late_answer_makes_it_needless(here: Here) -> None:
    here.clock.instant = datetime(2026, 11, 24, 20, 30, tzinfo=UTC)  # half past nine in the evening in Gera
    await here.posts_live()
    here.clock.advance(days=25)
    async with here.database.write() as session:
        await freshness.look_after(session, here.clock.now(), here.options)
    [row] = await here.rows(ASKED)
    assert row.due_at == datetime(2026, 12, 20, 7, tzinfo=UTC)
    await act(here, Way.RENEW)
    here.clock.instant = row.due_at
    assert await ticks(here) == []


async def test_a_bot_that_was_away_asks_once_and_does_not_make_up_for_what_it_missed(here: Here) -> None:
    await here.posts_live()
    here.clock.advance(days=29)
    assert await ticks(here, 0.5) == [(ASKED, 1)]


async def test_a_paused_offer_is_asked_about_too_and_stays_paused(here: Here) -> None:
    await here.posts_live()
    await act(here, Way.PAUSE)
    assert await ticks(here, 26) == [(ASKED, 1)]
    await act(here, Way.RENEW)
    assert (await mine(here)).state is PostState.PAUSED


async def test_what_waits_or_is_closed_is_not_asked_about(here: Here) -> None:
    await here.writes()
    assert await ticks(here, 40) == []


async def test_a_request_is_asked_about_in_its_group_and_any_member_may_answer(here: Here) -> None:
    await here.organisation(-50)
    await here.organisation(-60)
    revision_id = await here.posts_live(Kind.REQUEST, chat_id=-50)
    assert await ticks(here, 26) == [(ASKED, -50)]
    async with here.database.read() as session:
        version = await posts.version_of_revision(session, revision_id)
    assert version is not None
    seen = (version.post.id, version.post.version)
    with pytest.raises(Refused):
        async with here.database.write() as session:
            await requests.act(session, here.clock.now(), here.options, -60, 8, *seen, Way.RENEW)
    async with here.database.write() as session:
        own = await requests.act(session, here.clock.now(), here.options, -50, 7, *seen, Way.RENEW)
    assert own.version.post.expires_at == here.clock.now() + timedelta(days=30)


async def test_a_change_that_waited_when_the_offer_expired_waits_again_when_it_is_renewed(here: Here) -> None:
    await here.posts_live()
    post = await mine(here)
    async with here.database.write() as session:
        words = {"category": "goods", "subcategory": "shoes", "text": "New", "title": "New", "risk": "green"}
        await posts.add_revision(session, post.id, {**words, "created_at": here.clock.now()})
    here.clock.advance(days=31)
    await ticks(here)
    async with here.database.read() as session:
        assert await posts.count_waiting(session, here.town.id) == 0
    await act(here, Way.RENEW)
    async with here.database.read() as session:
        assert await posts.count_waiting(session, here.town.id) == 1
