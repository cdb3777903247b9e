"""Telegram calls the bot: a whole short story, the secret, an update that cannot be stored, one that comes twice."""

import json
from collections.abc import AsyncIterator
from http import HTTPStatus
from typing import Any

import aiohttp
import pytest
import pytest_asyncio
from sqlalchemy import func, select, text

from db.engine import Database, open_database
from db.tables import inbox, posts
from simulator.driver import Simulator
from tests.e2e.ports import free_address
from tests.e2e.stage import Stage, set_up

pytestmark = pytest.mark.asyncio(loop_scope="module")
SECRET = "a-secret-of-this-test"
HEADER = "X-Telegram-Bot-Api-Secret-Token"
TELEGRAM = """
mode = "webhook"
webhook_url = "http://{address}/telegram"
webhook_secret = "{secret}"
webhook_listen = "{address}"
"""


class Called(Stage):
    """A stage whose bot is called at `url`."""

    url: str

    async def call(self, update: Any, secret: str | None = SECRET) -> int:
        """Does what Telegram does; the status of the bot's answer."""
        headers = {HEADER: secret} if secret is not None else {}
        async with (
            aiohttp.ClientSession() as client,
            client.post(self.url, json=update, headers=headers) as answer,
        ):
            return answer.status


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def called(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Called]:
    folder, address = tmp_path_factory.mktemp("webhook"), free_address()
    async with await Simulator.start(loopback_webhooks=True) as sim:
        telegram = TELEGRAM.format(address=address, secret=SECRET)
        made = await set_up(sim, f"sqlite:///{folder / 'data.sqlite3'}", folder, telegram=telegram)
        stage = Called(sim, made.bot, made.maria, made.paul, made.moderation, made.database_url)
        stage.url = f"http://{address}/telegram"
        yield stage
        assert await made.bot.stop() == 0


async def _count(database: Database, table: Any) -> int:
    async with database.read() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


async def test_a_short_story(called: Called) -> None:
    anna = await called.volunteer()
    number = await called.offers(anna, "Winter boots, size 38")
    await called.moderation.sees(number)
    await called.maria.taps("Approve", chat=called.moderation, on=number)
    await anna.sees("approved")
    assert not await called.sim.requests("getUpdates")


@pytest.mark.parametrize("secret", [None, "", "a-secret-of-somebody-else", "ä"])
async def test_without_the_secret_nothing_comes_in(called: Called, secret: str | None) -> None:
    async with open_database(called.database_url) as database:
        before = await _count(database, inbox)
        assert await called.call({"update_id": 1, "message": {}}, secret) == HTTPStatus.FORBIDDEN
        assert await _count(database, inbox) == before


@pytest.mark.parametrize("body", [[], "words", {}, {"update_id": "1"}, {"update_id": None}])
async def test_what_is_no_update_is_refused(called: Called, body: Any) -> None:
    assert await called.call(body) == HTTPStatus.BAD_REQUEST


async def test_an_update_that_comes_again_has_one_effect(called: Called) -> None:
    anna = await called.volunteer("Anna again")
    await called.offers(anna, "Boots that are there once")
    async with open_database(called.database_url) as database:
        before = await _count(database, posts)
        async with database.read() as session:
            payload = await session.scalar(
                select(inbox.c.payload).where(inbox.c.lane == anna.id).order_by(inbox.c.id.desc()).limit(1)
            )
        assert ":submit:" in (payload or "")
        assert await called.call(json.loads(payload or "")) == HTTPStatus.OK
        await anna.says("/my")
        listed = await anna.sees("Boots that are there once")
        assert listed.text.count("Boots that are there once") == 1
        assert await _count(database, posts) == before


async def test_what_cannot_be_stored_is_not_accepted_and_comes_again(called: Called) -> None:
    anna = await called.volunteer("Anna later")
    async with open_database(called.database_url) as database:
        await _rename(database, "inbox", "inbox_away")
        assert await called.call({"update_id": 2, "message": {}}) == HTTPStatus.SERVICE_UNAVAILABLE
        await anna.says("/help")
        await anna.does_not_see("How it works")
        await _rename(database, "inbox_away", "inbox")
        await anna.sees("How it works", within=60)
    assert any("update_not_stored" in line for line in called.bot.log)


async def _rename(database: Database, old: str, new: str) -> None:
    async with database.write() as session:
        await session.execute(text(f"ALTER TABLE {old} RENAME TO {new}"))
