"""*Not for us* sends an offer on to others, and three equal reasons propose the change that spares the fourth."""

from typing import Any

import pytest
from sqlalchemy import select

from db.tables import alerts, bindings, matches
from domain.errors import Refusal, Refused
from domain.objections import Objection, Proposal
from domain.organisations import MatchState, Mode
from domain.pushes import Item
from services import objecting, reserving, settings, widening
from services.reserving import Member
from tests.services.towns import Here


async def told(here: Here, count: int, **words: Any) -> list[int]:
    """A group that follows goods is told of so many offers; gives the alerts."""
    await here.organisation(-50)
    await here.sets(settings.set_mode, -50, Mode.AT_ONCE)
    await here.follows(-50)
    for _ in range(count):
        await here.posts_live(**words)
    await here.delivers()
    async with here.database.read() as session:
        return list(await session.scalars(select(alerts.c.id).order_by(alerts.c.id)))


async def objects(here: Here, alert_id: int, why: Objection) -> Proposal | None:
    _, found = await here.sets(objecting.against, -50, alert_id, why)
    assert found is None or isinstance(found, Proposal)
    return found


async def test_three_equal_reasons_propose_a_radius_and_it_is_applied(here: Here) -> None:
    three = await told(here, 3, district="lusan")  # more than four kilometres from the town's centre
    found = [await objects(here, alert_id, Objection.TOO_FAR) for alert_id in three]
    assert found[:2] == [None, None]
    assert found[2] == Proposal("radius", ("goods", "shoes"), km=2)
    await here.sets(objecting.apply, -50, 1, here.options, found[2])
    async with here.database.read() as session:
        assert (await settings.show(session, -50)).radius_km == 2
        assert set(await session.scalars(select(matches.c.state))) == {MatchState.DECLINED}


async def test_who_says_no_makes_room_at_once_and_may_still_change_its_mind(here: Here) -> None:
    for chat_id in (-51, -52, -53):
        await here.organisation(chat_id, f"Store {chat_id}")
        await here.sets(settings.set_mode, chat_id, Mode.AT_ONCE)
    [alert_id] = await told(here, 1)
    for chat_id in (-51, -52, -53):
        await here.follows(chat_id)
    async with here.database.read() as session:
        waiting = select(bindings.c.chat_id).join(alerts, alerts.c.binding_id == bindings.c.id)
        assert set(await session.scalars(waiting)) == {-50, -51, -52}
    await objects(here, alert_id, Objection.TOO_FAR)
    async with here.database.write() as session:
        await widening.widen_due(session, here.clock.now(), here.options)
    assert [chat for _, chat, facts in await here.delivers() if isinstance(facts, Item)][-1] == -53
    async with here.database.write() as session:
        member = Member(-50, 501, "Kim")
        await reserving.reserve(session, here.clock.now(), here.options, member, alert_id)
        found = select(matches.c.state).join(
            bindings, bindings.c.organisation_id == matches.c.organisation_id
        )
        assert await session.scalar(found.where(bindings.c.chat_id == -50)) == MatchState.WANTED


async def test_a_wrong_kind_is_followed_no_more_though_the_rest_of_the_category_is(here: Here) -> None:
    three = await told(here, 3)
    found = [await objects(here, alert_id, Objection.WRONG_KIND) for alert_id in three][-1]
    assert found == Proposal("unfollow", ("goods", "shoes"))
    await here.sets(objecting.apply, -50, 1, here.options, found)
    async with here.database.read() as session:
        facts = await settings.show(session, -50)
    assert not facts.whole("goods")
    assert "shoes" not in facts.parts("goods")
    assert "toys" in facts.parts("goods")


async def test_what_is_covered_can_be_stopped_at_once_and_what_is_reserved_is_not_refused(here: Here) -> None:
    first, second = await told(here, 2)
    assert await objects(here, first, Objection.COVERED) == Proposal("stop", ("goods", "shoes"))
    member = Member(-50, 501, "Kim")
    async with here.database.write() as session:
        await reserving.reserve(session, here.clock.now(), here.options, member, second)
    with pytest.raises(Refused) as caught:
        await objects(here, second, Objection.NOT_NOW)
    assert caught.value.code is Refusal.TAKEN
