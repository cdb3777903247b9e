"""The nightly sweep finds nothing, unless something was missed."""

from sqlalchemy import delete, select

from db import towns
from db.tables import alerts, matches
from domain.organisations import Mode
from domain.posts import Kind
from services import settings, sweeping
from tests.services.towns import Here


async def swept(here: Here) -> int:
    found, after = 0, 0
    while True:
        async with here.database.write() as session:
            last, more = await sweeping.sweep(session, here.clock.now(), after)
        found += more
        if last is None:
            return found
        after = last


async def test_nothing_is_left_to_find_and_what_was_missed_is_told_once(here: Here) -> None:
    for number in range(5):
        await here.organisation(-50 - number, f"Store {number}")
        await here.sets(settings.set_mode, -50 - number, Mode.AT_ONCE if number % 2 else Mode.DAILY)
        if number:
            await here.follows(-50 - number, "goods", None if number % 3 else "shoes")
    await here.posts_live(Kind.REQUEST, chat_id=-50)
    for _ in range(3):
        await here.posts_live()
        await here.delivers()
    await here.posts_live(Kind.REQUEST, chat_id=-51, subcategory=None)
    assert await swept(here) == 0
    async with here.database.write() as session:
        lost = len(list(await session.scalars(select(alerts.c.id))))
        await session.execute(delete(matches))
        await session.execute(delete(alerts))
        assert await towns.all_towns(session)
    assert 0 < await swept(here) <= lost
    assert await swept(here) == 0
