"""Settings of a group: start values, refusals, and what they mean for what waits."""

from datetime import UTC, datetime, time
from typing import Any

import pytest

from domain.cadence import EVERY_DAY, NEVER_QUIET, QuietHours
from domain.errors import Refusal, Refused
from domain.groups import GroupSettings
from domain.organisations import GroupDefaults, Mode
from domain.posts import Kind
from services import groups, settings
from tests.services.towns import Here


async def show(here: Here, chat_id: int = -50) -> GroupSettings:
    async with here.database.read() as session:
        return await settings.show(session, chat_id)


async def waiting(here: Here, chat_id: int = -50) -> int:
    async with here.database.read() as session:
        return (await groups.status(session, here.clock.now(), chat_id)).waiting


async def test_nothing_has_to_be_set(here: Here) -> None:
    await here.organisation(-50)
    found, start = await show(here), GroupDefaults()
    assert (found.mode, found.hour, found.max_items, found.show_needs) == (
        start.mode,
        start.hour,
        start.max_items,
        start.show_needs,
    )
    assert not found.follows


async def test_whole_and_parts_exclude_each_other(here: Here) -> None:
    await here.organisation(-50)
    await here.follows(-50, "goods", "shoes")
    await here.follows(-50, "goods", "toys")
    assert (await show(here)).parts("goods") == ("shoes", "toys")
    await here.follows(-50, "goods")
    await here.follows(-50, "goods")
    assert (await show(here)).follows == (("goods", None),)
    await here.follows(-50, "goods", "shoes")
    assert (await show(here)).follows == (("goods", "shoes"),)


async def test_what_is_live_already_waits_for_the_digest_and_goes_when_it_is_not_followed_any_more(
    here: Here,
) -> None:
    await here.organisation(-50)
    await here.posts_live()
    await here.sets(settings.set_mode, -50, Mode.AT_ONCE)
    await here.follows(-50)
    assert await waiting(here) == 1
    await here.follows(-50, "goods", "shoes")
    assert await waiting(here) == 1
    await here.sets(settings.unfollow, -50, ("goods", "shoes"))
    assert await waiting(here) == 0
    await here.follows(-50)
    assert await waiting(here) == 1


async def test_needs_of_others_can_be_switched_off(here: Here) -> None:
    await here.organisation(-50)
    await here.organisation(-60, "Other")
    await here.follows(-50)
    await here.posts_live(Kind.REQUEST, chat_id=-60)
    assert await waiting(here) == 1
    await here.sets(settings.set_needs, -50, False)
    assert await waiting(here) == 0
    await here.sets(settings.set_needs, -50, True)
    assert await waiting(here) == 1


@pytest.mark.parametrize("hour", [21, 23, 0, 7])
async def test_an_hour_inside_the_quiet_hours_is_refused(here: Here, hour: int) -> None:
    await here.organisation(-50)
    with pytest.raises(Refused) as caught:
        await here.sets(settings.set_hour, -50, hour, here.options)
    assert caught.value.code is Refusal.QUIET_HOUR
    assert (await show(here)).hour == 9


async def refused(here: Here, deed: Any, *arguments: Any) -> Refusal:
    with pytest.raises(Refused) as caught:
        await here.sets(deed, -50, *arguments)
    return Refusal(caught.value.code)


async def test_own_quiet_hours_replace_the_usual_ones_and_leave_out_the_hour_of_the_digest(
    here: Here,
) -> None:
    await here.organisation(-50)
    assert await refused(here, settings.set_quiet, 8, 10) is Refusal.QUIET_AT_DIGEST
    await here.sets(settings.set_quiet, -50, 12, 14)
    assert (await show(here)).quiet == QuietHours(time(12), time(14))
    assert await refused(here, settings.set_hour, 13, here.options) is Refusal.QUIET_HOUR
    assert (await here.sets(settings.set_hour, -50, 22, here.options)).hour == 22
    assert (await here.sets(settings.set_quiet, -50, 0, 0)).quiet == NEVER_QUIET
    assert (await here.sets(settings.set_quiet, -50, None, None)).quiet is None


async def test_a_weekly_digest_has_one_day_and_a_daily_one_at_least_one(here: Here) -> None:
    await here.organisation(-50)
    found = await here.sets(settings.set_mode, -50, Mode.WEEKLY)
    assert found.weekdays == {0}
    assert (await here.sets(settings.set_weekday, -50, 3, True)).weekdays == {3}
    assert await refused(here, settings.set_weekday, 3, False) is Refusal.LAST_WEEKDAY
    async with here.database.read() as session:
        due = (await groups.status(session, here.clock.now(), -50)).next_digest_at
    assert due == datetime(2026, 11, 26, 8, tzinfo=UTC)  # Thursday at nine
    assert (await here.sets(settings.set_mode, -50, Mode.DAILY)).weekdays == EVERY_DAY
    assert (await here.sets(settings.set_weekday, -50, 6, False)).weekdays == EVERY_DAY - {6}


async def test_what_is_too_far_is_not_followed(here: Here) -> None:
    await here.organisation(-50)
    await here.follows(-50)
    await here.posts_live(district="lusan")
    await here.posts_live(district="zentrum")
    await here.posts_live()  # names no place
    assert await waiting(here) == 3
    await here.sets(settings.set_district, -50, "zentrum")
    await here.sets(settings.set_radius, -50, 2)
    assert await waiting(here) == 2
    await here.posts_live(district="lusan")
    assert await waiting(here) == 2
    found = await here.sets(settings.set_district, -50, "lusan")
    assert (found.radius_km, found.district) == (2, "lusan")
    assert await waiting(here) == 3  # both of Lusan, and what names no place
    await here.sets(settings.set_district, -50, None)
    await here.sets(settings.set_radius, -50, None)
    assert await waiting(here) == 4


async def test_what_no_button_says_is_refused(here: Here) -> None:
    await here.organisation(-50)
    for deed, value in (
        (settings.set_max, 7),
        (settings.set_radius, 3),
        (settings.set_district, "elsewhere"),
    ):
        assert await refused(here, deed, value) is Refusal.UNKNOWN_OPTION
    assert await refused(here, settings.set_weekday, 7, True) is Refusal.UNKNOWN_OPTION
    assert await refused(here, settings.set_quiet, 24, 3) is Refusal.UNKNOWN_OPTION


@pytest.mark.parametrize("kind", [("money", None), ("goods", "gold"), ("", None)])
async def test_a_kind_that_does_not_exist_is_refused(here: Here, kind: tuple[str, str | None]) -> None:
    await here.organisation(-50)
    for deed in (settings.follow, settings.unfollow):
        with pytest.raises(Refused):
            await here.sets(deed, -50, kind)
    assert not (await show(here)).follows


async def test_a_group_that_is_not_registered_has_no_settings(here: Here) -> None:
    with pytest.raises(Refused) as caught:
        await show(here, -77)
    assert caught.value.code is Refusal.GROUP_NOT_REGISTERED
