"""Settings of a group: start values, refusals, and what they mean for what waits."""

import pytest

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
        return (await groups.status(session, chat_id)).waiting


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
