"""Codes for moderation chats: good for a day, for one use, for one town; the configuration does not undo a binding."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from db import towns as stored
from db.tables import seat_codes
from domain.errors import Refusal, Refused
from domain.seats import Look, Seat, Warned, warnings
from domain.sending import Outgoing
from services import seats, towns
from tests.services.towns import GERA, MODERATION, Here


async def code_for(here: Here, slug: str = "gera") -> str:
    async with here.database.write() as session:
        return await seats.new_code(session, here.clock.now(), slug)


async def bind(here: Here, code: str, chat_id: int = -77, *, sure: bool = True) -> Seat:
    async with here.database.write() as session:
        return await seats.bind(session, here.clock.now(), 11, chat_id, "Group", code, sure=sure)


async def chat_of(here: Here) -> int | None:
    async with here.database.read() as session:
        town = await stored.by_slug(session, "gera")
    assert town is not None
    return town.moderation_chat


async def test_a_code_is_kept_as_a_digest_only(here: Here) -> None:
    code = await code_for(here)
    async with here.database.read() as session:
        [row] = list(await session.execute(select(seat_codes)))
    assert code.replace("-", "") not in str(row)


@pytest.mark.parametrize("hours", [0, 23])
async def test_a_code_works_once_within_a_day(here: Here, hours: int) -> None:
    code = await code_for(here)
    here.clock.advance(hours=hours)
    assert (await bind(here, code.lower())).town.moderation_chat == -77
    assert await chat_of(here) == -77
    with pytest.raises(Refused) as caught:
        await bind(here, code, -78)
    assert caught.value.code is Refusal.CODE_NOT_GOOD


async def test_an_old_code_and_an_earlier_one_are_not_good(here: Here) -> None:
    earlier = await code_for(here)
    code = await code_for(here)
    with pytest.raises(Refused):
        await bind(here, earlier)
    here.clock.advance(hours=24)
    with pytest.raises(Refused):
        await bind(here, code)
    assert await chat_of(here) == MODERATION


async def test_another_group_needs_somebody_who_is_sure(here: Here) -> None:
    code = await code_for(here)
    assert (await bind(here, code, sure=False)).asks
    assert await chat_of(here) == MODERATION
    assert not (await bind(here, code, MODERATION, sure=False)).asks


async def test_a_bound_chat_stays_until_the_configuration_names_another(here: Here) -> None:
    async def seeded(chat: int | None) -> int | None:
        async with here.database.write() as session:
            await towns.seed(session, replace(GERA, moderation_chat=chat))
        return await chat_of(here)

    assert await seeded(MODERATION) == MODERATION
    await bind(here, await code_for(here))
    assert await seeded(MODERATION) == -77
    assert await seeded(None) == -77
    assert await seeded(-99) == -99


async def test_a_chat_that_became_public_rests_until_the_operator_confirms(here: Here) -> None:
    async def seen(username: str | None) -> bool:
        async with here.database.write() as session:
            await seats.seen(session, here.clock.now(), MODERATION, username)
            return await seats.is_closed(session, MODERATION)

    assert not await seen(None)
    assert await seen("open_to_all")
    assert await seen(None)
    await here.writes()
    assert not await here.rows(Outgoing.POST_CARD)
    async with here.database.write() as session:
        await seats.confirm(session, here.clock.now(), "gera")
    assert len(await here.rows(Outgoing.POST_CARD)) == 1
    assert await seen("open_to_all")


def test_what_to_warn_of() -> None:
    assert warnings(Look("Group")) == ()
    assert warnings(Look("Group", history_visible=True, may_write=False, may_send_photos=False)) == tuple(
        Warned
    )
