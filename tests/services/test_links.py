"""Links into the private chat: once, fifteen minutes, only who pressed."""

from domain.errors import Refusal, Refused
from services import links
from services.links import Link
from tests.services.towns import Here


async def create(here: Here) -> str:
    async with here.database.write() as session:
        return await links.create(session, here.clock.now(), 1, "request", -50, 7)


async def redeem(here: Here, token: str, person_id: int = 1) -> Link | Refusal:
    try:
        async with here.database.write() as session:
            return await links.redeem(session, here.clock.now(), token, person_id)
    except Refused as refused:
        return refused.code


async def test_a_link_works_once_and_only_for_whom_it_was_made(here: Here) -> None:
    token = await create(here)
    assert await redeem(here, token, 2) is Refusal.NOT_YOURS
    assert await redeem(here, token) == Link("request", -50, 7)
    assert await redeem(here, token) is Refusal.LINK_USED
    assert await redeem(here, token, 2) is Refusal.NOT_YOURS
    assert await redeem(here, "unknown") is Refusal.LINK_USED


async def test_a_link_ends_after_fifteen_minutes(here: Here) -> None:
    early, late = await create(here), await create(here)
    assert early != late
    here.clock.advance(minutes=14, seconds=59)
    assert isinstance(await redeem(here, early), Link)
    here.clock.advance(seconds=1)
    assert await redeem(here, late) is Refusal.LINK_USED
