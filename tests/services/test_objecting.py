"""*Not for us* sends an offer on to others, and three equal reasons propose the change that spares the fourth."""

from typing import Any

import pytest
from sqlalchemy import select

from db.tables import alerts, matches
from domain.errors import Refusal, Refused
from domain.objections import Objection, Proposal
from domain.organisations import MatchState, Mode
from services import objecting, reserving, settings
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
