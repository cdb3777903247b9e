"""Groups come, go, come back and get new ids."""

from datetime import UTC, datetime, timedelta

import pytest

from db import bindings, outbox, towns
from db.outbox import Row
from domain.errors import Refusal, Refused
from domain.groups import Arrival, GroupNews, News
from domain.organisations import Mode
from domain.posts import Kind
from domain.sending import Action, Ending, Outgoing
from services import digests, group_life, groups, joining, links, outgoing, settings, unreachable
from services import towns as towns_service
from tests.services.towns import GERA, MODERATION, Here


async def joined(here: Here, chat_id: int) -> Arrival:
    async with here.database.write() as session:
        return await group_life.joined(session, here.clock.now(), chat_id, "Group")


async def lost(here: Here, chat_id: int) -> None:
    async with here.database.write() as session:
        await unreachable.lost(session, here.clock.now(), chat_id, "kicked")


async def migrate(here: Here, old: int, new: int) -> None:
    async with here.database.write() as session:
        await group_life.migrate(session, here.clock.now(), old, new)


async def test_coming_back_brings_registration_and_settings_back_in_one_press(here: Here) -> None:
    await here.organisation(-50)
    await here.follows(-50)
    await here.sets(settings.set_hour, -50, 12, here.options)
    await lost(here, -50)
    await here.posts_live()
    assert (await joined(here, -50)).former == "Store"
    async with here.database.write() as session:
        await joining.reconnect(session, here.clock.now(), 50, -50, None)
    facts = await here.sets(lambda session, now, chat_id: settings.show(session, chat_id), -50)
    assert (facts.hour, facts.follows) == (12, (("goods", None),))
    async with here.database.read() as session:
        status = await groups.status(session, here.clock.now(), -50)
    assert status.waiting == 1  # what came while the bot was away


async def test_a_group_that_the_bot_left_hears_nothing(here: Here) -> None:
    await here.organisation(-50)
    await here.follows(-50)
    await here.sets(settings.set_mode, -50, Mode.AT_ONCE)
    await lost(here, -50)
    await here.posts_live()
    assert not await here.rows(Outgoing.ALERT)
    async with here.database.read() as session:
        assert await bindings.active(session, -50) is None
        with pytest.raises(Refused) as caught:
            await groups.able(session, -50)
    assert caught.value.code is Refusal.GROUP_NOT_REGISTERED


async def test_an_upgraded_group_keeps_everything_under_its_new_id(here: Here) -> None:
    await here.organisation(-50)
    await here.sets(settings.set_mode, -50, Mode.AT_ONCE)
    await here.follows(-50)
    await here.posts_live()
    async with here.database.write() as session:
        token = await groups.request_link(session, here.clock.now(), 1, -50, None)
    for _ in range(2):
        await migrate(here, -50, -100050)
    assert {row.chat_id for row in await here.rows(Outgoing.ALERT)} == {-100050}
    async with here.database.write() as session:
        assert (await groups.able(session, -100050)).organisation.name == "Store"
        link = await links.redeem(session, here.clock.now(), token, 1)
    assert link.chat_id == -100050


async def test_open_cards_are_posted_again_in_an_upgraded_moderation_chat(here: Here) -> None:
    await here.posts_live()
    waiting = await here.writes()
    await here.delivers()
    for _ in range(2):
        await migrate(here, MODERATION, -100099)
    async with here.database.read() as session:
        assert await towns.by_moderation_chat(session, -100099) is not None
    cards = [(row.chat_id, row.object_id) for row in await here.rows(Outgoing.POST_CARD)]
    assert cards == [(-100099, waiting)]


async def test_cards_that_could_not_be_sent_come_when_the_bot_is_back(here: Here) -> None:
    revision_id = await here.writes()
    await lost(here, MODERATION)
    assert not await here.rows()
    arrival = await joined(here, MODERATION)
    assert arrival.town is not None
    assert [row.object_id for row in await here.rows(Outgoing.POST_CARD)] == [revision_id]


async def test_only_registered_groups_write_requests(here: Here) -> None:
    await here.organisation(-50, verified=False)  # may write already; it is kept
    async with here.database.write() as session:
        assert await groups.request_link(session, here.clock.now(), 1, -50, None)
        for chat_id, code in (
            (-60, Refusal.GROUP_NOT_REGISTERED),
            (MODERATION, Refusal.GROUP_IS_MODERATION_CHAT),
        ):
            with pytest.raises(Refused) as caught:
                await groups.request_link(session, here.clock.now(), 1, chat_id, None)
            assert caught.value.code is code


async def test_a_group_sees_its_own_requests_only(here: Here) -> None:
    await here.organisation(-50)
    await here.organisation(-60, "Other")
    await here.writes(Kind.REQUEST, chat_id=-50, title="Ours")
    async with here.database.read() as session:
        ours = await groups.requests(session, here.clock.now(), -50)
        assert [one.revision.title for one in ours.versions] == ["Ours"]
        assert not (await groups.requests(session, here.clock.now(), -60)).versions


async def test_a_configuration_that_names_the_old_id_of_a_moderation_chat_changes_nothing(here: Here) -> None:
    await migrate(here, MODERATION, -100099)
    async with here.database.write() as session:
        await towns_service.seed(session, GERA)
        assert await towns.by_moderation_chat(session, -100099) is not None


async def joins(here: Here, chat_id: int, code: str) -> None:
    async with here.database.write() as session:
        await joining.join(session, here.clock.now(), 7, chat_id, None, code)


async def code_of(here: Here, chat_id: int) -> str:
    async with here.database.write() as session:
        return (await joining.make_code(session, here.clock.now(), 50, chat_id)).text


async def test_a_code_works_once_and_for_a_day(here: Here) -> None:
    await here.organisation(-50)
    first, late = await code_of(here, -50), await code_of(here, -50)
    await joins(here, -60, first)
    here.clock.advance(hours=24)
    for code in (first, late, "2222-2222"):
        with pytest.raises(Refused) as caught:
            await joins(here, -70, code)
        assert caught.value.code is Refusal.CODE_UNKNOWN
    async with here.database.read() as session:
        mine, further = await groups.home(session, -50), await groups.home(session, -60)
    assert further.organisation == mine.organisation
    news = [(chat, facts.news) for _, chat, facts in await here.delivers() if isinstance(facts, GroupNews)]
    assert news == [(MODERATION, News.FURTHER)]


async def test_what_could_not_be_sent_comes_with_the_next_digest(here: Here) -> None:
    await here.organisation(-50)
    await here.follows(-50)
    await here.posts_live()
    here.clock.instant = datetime(2026, 11, 25, 8, tzinfo=UTC)
    for day in range(2):
        async with here.database.write() as session:
            await digests.queue_due(session, here.clock.now(), here.options)
        [row] = await here.rows(Outgoing.DIGEST)
        if day:
            assert len([one for one in await here.delivers() if one[0] is Outgoing.DIGEST]) == 1
            return
        async with here.database.write() as session:
            made = Row(
                row.id, -50, None, Action.SEND, Outgoing.DIGEST, row.object_id, {}, False, 9, row.created_at
            )
            await outbox.settle(session, row.id, Ending.GIVEN_UP, here.clock.now())
            await outgoing.given_up(session, made)
        here.clock.advance(days=1)


async def test_a_silenced_bot_tells_once_and_notices_when_it_may_write_again(here: Here) -> None:
    await here.organisation(-50)
    await here.delivers()
    for _ in range(2):
        async with here.database.write() as session:
            await group_life.muted(session, here.clock.now(), -50)
    news = [(chat, facts.news) for _, chat, facts in await here.delivers() if isinstance(facts, GroupNews)]
    assert news == [(50, News.MUTE)]
    async with here.database.write() as session:
        await group_life.heard(session, -50)
        await group_life.muted(session, here.clock.now() + timedelta(days=1), -50)
    assert len(await here.rows(Outgoing.GROUP_NEWS)) == 1


async def test_only_groups_that_nobody_registered_are_left(here: Here) -> None:
    await joined(here, -70)
    await joined(here, MODERATION)
    await here.organisation(-50)
    here.clock.advance(days=7)
    async with here.database.write() as session:
        await group_life.say_farewells(session, here.clock.now())
        assert await group_life.to_leave(session) == []  # it is told first
    assert [chat for screen, chat, _ in await here.delivers() if screen is Outgoing.FAREWELL] == [-70]
    async with here.database.read() as session:
        assert await group_life.to_leave(session) == [-70]
