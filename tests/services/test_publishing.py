"""What becomes live reaches every group it concerns, once, and no other."""

import asyncio

from sqlalchemy import select

from db import posts
from db.tables import alerts, matches
from domain.cards import PostCard
from domain.organisations import AlertState, MatchState, Mode
from domain.posts import Closing, Kind, PostState
from domain.pushes import Item
from domain.sending import Outgoing
from services import publishing, settings, verifying
from tests.services.towns import Here


async def pushed(here: Here) -> list[tuple[int, Item]]:
    return [(chat, facts) for _, chat, facts in await here.delivers() if isinstance(facts, Item)]


async def eager(here: Here, chat_id: int, name: str, *kinds: tuple[str, str | None]) -> int:
    """A group that is told at once."""
    verification_id = await here.organisation(chat_id, name)
    await here.sets(settings.set_mode, chat_id, Mode.AT_ONCE)
    for kind in kinds:
        await here.follows(chat_id, *kind)
    return verification_id


async def close(here: Here, revision_id: int) -> None:
    async with here.database.write() as session:
        found = await posts.version_of_revision(session, revision_id)
        assert found is not None
        values = {"state": PostState.CLOSED, "closing": Closing.WITHDRAWN}
        assert await posts.change_post(session, found.post.id, found.post.version, **values)


async def test_an_offer_reaches_those_who_follow_its_kind_and_nobody_else(here: Here) -> None:
    await eager(here, -50, "Whole", ("goods", None))
    await eager(here, -60, "Part", ("goods", "shoes"))
    await eager(here, -70, "Other part", ("goods", "toys"))
    await eager(here, -80, "Other category", ("space", None))
    await here.posts_live()
    found = await pushed(here)
    assert [chat for chat, _ in found] == [-50, -60]
    assert found[1][1].follows == (("goods", "shoes"),)


async def test_an_offer_answers_a_request_and_says_which(here: Here) -> None:
    await eager(here, -50, "Store")
    await here.posts_live(Kind.REQUEST, chat_id=-50, district="zentrum")
    await here.posts_live(Kind.REQUEST, chat_id=-50, subcategory=None)
    await here.posts_live(Kind.REQUEST, chat_id=-50, subcategory="toys")
    await here.posts_live(district="lusan")
    [(chat, item)] = await pushed(here)
    assert (chat, item.answers) == (-50, ("G-0002", "G-0001"))  # the newest first
    assert item.distance_km is not None
    assert 3.5 < item.distance_km < 4.5
    async with here.database.read() as session:
        states = set(await session.scalars(select(matches.c.state)))
    assert states == {MatchState.SHOWN}


async def test_a_request_finds_live_offers_and_is_shown_to_others_that_want_needs(here: Here) -> None:
    await eager(here, -50, "Asking")
    await eager(here, -60, "Curious", ("goods", None))
    await eager(here, -70, "Incurious", ("goods", None))
    await here.sets(settings.set_needs, -70, False)
    await here.posts_live()
    await here.delivers()
    await here.posts_live(Kind.REQUEST, chat_id=-50)
    found = dict(await pushed(here))
    assert found[-50].version.post.kind is Kind.OFFER
    assert found[-60].version.post.kind is Kind.REQUEST
    assert found[-60].organisation == "Asking"
    assert -70 not in found


async def test_each_group_is_told_of_a_post_once(here: Here) -> None:
    await eager(here, -50, "Store", ("goods", None), ("goods", "shoes"))
    await here.posts_live(Kind.REQUEST, chat_id=-50)
    revision_id = await here.posts_live()
    async with here.database.read() as session:
        found = await posts.version_of_revision(session, revision_id)
    assert found is not None
    for _ in range(3):
        async with here.database.write() as session:
            await publishing.publish(session, here.clock.now(), found.post.id, here.options)
    assert len(await pushed(here)) == 1


async def test_red_posts_reach_only_cleared_organisations(here: Here) -> None:
    cleared = await eager(here, -50, "Cleared", ("housing", None))
    await here.judges(verifying.clear, cleared)
    await eager(here, -60, "Not cleared", ("housing", None))
    await here.posts_live(category="housing", subcategory="room", text="A room")
    assert [chat for chat, _ in await pushed(here)] == [-50]


async def test_what_is_not_verified_hears_nothing_until_it_is(here: Here) -> None:
    verification_id = await here.organisation(-50, verified=False)
    await here.follows(-50)
    await here.posts_live()
    assert not await here.rows(Outgoing.ALERT)
    await here.judges(verifying.verify, verification_id)
    async with here.database.read() as session:
        assert len((await session.execute(select(alerts.c.id))).all()) == 1


async def test_a_post_that_is_gone_when_its_turn_comes_is_not_shown(here: Here) -> None:
    await eager(here, -50, "Store", ("goods", None))
    revision_id = await here.posts_live()
    await close(here, revision_id)
    assert not await pushed(here)
    async with here.database.read() as session:
        assert list(await session.scalars(select(alerts.c.shown_at))) == [None]


async def test_a_card_that_was_missed_while_a_post_paused_comes_when_it_is_live_again(here: Here) -> None:
    await eager(here, -50, "Store", ("goods", None))
    revision_id = await here.posts_live()

    async def turn(state: PostState) -> int:
        async with here.database.write() as session:
            found = await posts.version_of_revision(session, revision_id)
            assert found is not None
            await posts.change_post(session, found.post.id, found.post.version, state=state)
        return found.post.id

    post_id = await turn(PostState.PAUSED)
    assert not await pushed(here)
    await turn(PostState.LIVE)
    here.clock.advance(minutes=1)
    async with here.database.write() as session:
        await publishing.publish(session, here.clock.now(), post_id, here.options)
    assert [chat for chat, _ in await pushed(here)] == [-50]


async def test_in_quiet_hours_cards_for_groups_wait_and_those_for_moderators_do_not(here: Here) -> None:
    await eager(here, -50, "Store", ("goods", None))
    here.clock.advance(hours=13)  # 23:00 in town
    await here.posts_live()
    sent = [facts for _, _, facts in await here.delivers()]
    assert any(isinstance(facts, PostCard) for facts in sent)
    assert not any(isinstance(facts, Item) for facts in sent)
    cards = await here.rows(Outgoing.POST_CARD, state=None)
    assert [row.silent for row in cards if row.action == "send"] == [True]
    here.clock.advance(hours=9)
    assert [chat for chat, _ in await pushed(here)] == [-50]


async def test_what_is_needed_today_does_not_wait_for_the_morning(here: Here) -> None:
    await eager(here, -50, "Store", ("goods", None))
    await eager(here, -60, "Asking")
    here.clock.advance(hours=13)  # 23:00 in town
    await here.posts_live(Kind.REQUEST, chat_id=-60, details={"urgency": "soon"})
    assert not await pushed(here)
    await here.posts_live(Kind.REQUEST, chat_id=-60, details={"urgency": "today"})
    [(chat, need)] = await pushed(here)
    assert (chat, need.organisation) == (-50, "Asking")
    await here.posts_live()  # answers it; whoever only follows hears of it in the morning
    assert [chat for chat, _ in await pushed(here)] == [-60]
    here.clock.advance(hours=9)
    assert {chat for chat, _ in await pushed(here)} == {-50}


async def test_no_group_gets_more_in_a_day_than_it_wants(here: Here) -> None:
    await eager(here, -50, "Store", ("goods", None))
    for _ in range(12):
        await here.posts_live()
    assert len(await pushed(here)) == 10
    async with here.database.read() as session:
        rest = select(alerts.c.state).where(alerts.c.slot.is_(None))
        assert list(await session.scalars(rest)) == [AlertState.WAITING] * 2


async def test_an_offer_and_a_request_released_at_the_same_moment_find_each_other(here: Here) -> None:
    await eager(here, -50, "Store")
    for _ in range(5):
        revisions = [await here.writes(), await here.writes(Kind.REQUEST, chat_id=-50)]
        await asyncio.gather(*(here.approves(revision_id) for revision_id in revisions))
    async with here.database.read() as session:
        assert len(list(await session.scalars(select(matches.c.id)))) == 25


async def test_who_begins_to_follow_while_a_post_is_released_hears_of_it(here: Here) -> None:
    for number in range(3):  # as many as may have an offer before them
        await here.organisation(-50 - number, f"Store {number}")
        revision_id = await here.writes()
        await asyncio.gather(here.approves(revision_id), here.follows(-50 - number))
    async with here.database.read() as session:
        assert len(list(await session.scalars(select(alerts.c.id)))) == 9
