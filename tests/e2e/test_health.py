"""What an operator sees of a running bot: alive, ready, numbers, a log without words, a list of what came to nothing."""

import socket
from collections.abc import AsyncIterator
from http import HTTPStatus
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import text

from bot.commands.leftovers import left_over
from db.engine import open_database
from db.migrate import newest
from simulator.driver import Simulator
from tests.conventions.tree import ROOT
from tests.e2e.ports import free_address
from tests.e2e.stage import Stage, set_up

pytestmark = pytest.mark.asyncio(loop_scope="module")
SECRET = "Quittenmus"  # nobody else says this word
DEBUG = '[log]\nlevel = "debug"\n'


class Watched(Stage):
    """A stage whose bot is watched at `address`."""

    address: str

    async def asks(self, path: str) -> tuple[int, str]:
        """Status and body."""
        async with aiohttp.ClientSession() as client, client.get(f"http://{self.address}{path}") as answer:
            return answer.status, await answer.text()

    async def numbers(self) -> dict[str, float]:
        """Every sample, as name{label value}."""
        _, body = await self.asks("/metrics")
        return {
            sample.name + "".join(f"{{{value}}}" for value in sample.labels.values()): sample.value
            for family in text_string_to_metric_families(body)
            for sample in family.samples
        }


async def _watched(folder: Path, sim: Simulator, address: str, database_url: str) -> Watched:
    extra = f'{DEBUG}[health]\nlisten = "{address}"\n'
    made = await set_up(sim, database_url, folder, extra)
    stage = Watched(sim, made.bot, made.maria, made.paul, made.moderation, made.database_url)
    stage.address = address
    return stage


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def watched(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Watched]:
    folder = tmp_path_factory.mktemp("health")
    async with await Simulator.start() as sim:
        stage = await _watched(folder, sim, free_address(), f"sqlite:///{folder / 'data.sqlite3'}")
        yield stage
        assert await stage.bot.stop() == 0


async def test_alive_and_ready(watched: Watched) -> None:
    assert await watched.asks("/livez") == (HTTPStatus.OK, '{"alive": true}')
    status, body = await watched.asks("/readyz")
    assert status == HTTPStatus.OK
    for fact in ('"database": true', '"migration": true', '"outbox": true', '"polling": true'):
        assert fact in body


async def test_not_ready_while_the_database_is_not_as_it_should_be(watched: Watched) -> None:
    async with open_database(watched.database_url) as database:
        async with database.write() as session:
            await session.execute(text("UPDATE alembic_version SET version_num = '0000'"))
        status, body = await watched.asks("/readyz")
        assert status == HTTPStatus.SERVICE_UNAVAILABLE
        assert '"migration": false' in body
        async with database.write() as session:
            await session.execute(text(f"UPDATE alembic_version SET version_num = '{newest()}'"))
    assert (await watched.asks("/readyz"))[0] == HTTPStatus.OK


async def test_a_story_in_numbers_and_no_word_of_it_in_the_log(watched: Watched) -> None:
    head, group = await watched.organisation(f"Hilfe {SECRET}", f"Gruppe {SECRET}")
    await head.says("/settings", chat=group)
    await head.taps("Goods", chat=group)
    await head.taps("At once", chat=group)
    before = await watched.numbers()
    anna = await watched.volunteer(f"Anna{SECRET}")
    number = await watched.offers(anna, f"Boots and {SECRET}")
    await watched.moderation.sees(number)
    await watched.maria.taps("Reject", chat=watched.moderation, on=number)
    await watched.maria.taps("Other", chat=watched.moderation, on=number)
    card = await watched.moderation.sees("reply to this card")
    await watched.maria.says(f"Because of {SECRET}", chat=watched.moderation, reply_to=card)
    await anna.sees(f"Because of {SECRET}")
    after = await watched.numbers()
    assert after["handreich_updates_total{received}"] - before["handreich_updates_total{received}"] >= 10
    assert after["handreich_outbox_total{delivered}"] > before["handreich_outbox_total{delivered}"]
    assert after["handreich_answer_seconds_count"] > before["handreich_answer_seconds_count"]
    assert after["handreich_transactions_total{commit}"] > before["handreich_transactions_total{commit}"]
    assert after["handreich_updates_total{dead}"] == 0


async def test_a_handler_that_fails_writes_down_where_and_not_what(watched: Watched) -> None:
    anna = await watched.volunteer("Anna who fails")
    await anna.taps("Offer help")
    async with open_database(watched.database_url) as database:
        async with database.write() as session:
            await session.execute(text("ALTER TABLE drafts RENAME TO drafts_away"))
        await anna.says(f"I have {SECRET}")
        await anna.sees("Something went wrong on our side", within=30)
        async with database.write() as session:
            await session.execute(text("ALTER TABLE drafts_away RENAME TO drafts"))
    failed = [line for line in watched.bot.log if "update_failed" in line]
    assert failed
    assert "OperationalError" in failed[-1]
    assert (await watched.numbers())["handreich_updates_total{dead}"] == 1
    lines = await left_over(watched.database_url)
    assert lines[0] == "look   dead letters: 1 updates that could not be handled, the latest first"
    assert f"of chat {anna.id}" in lines[1]
    assert "OperationalError after 3 attempts" in lines[1]


async def test_given_up_messages_are_listed(watched: Watched) -> None:
    anna = await watched.volunteer("Anna who leaves")
    number = await watched.offers(anna, f"Boots and {SECRET}")
    await anna.blocks_bot()
    await watched.maria.taps("Approve", chat=watched.moderation, on=number)
    await watched.moderation.sees("Approved by Maria")
    lines: list[str] = []
    while not any("given up: 1" in line for line in lines):
        lines = await left_over(watched.database_url)
    assert f"(decision) to chat {anna.id}" in lines[-1]
    assert "blocked" in lines[-1]


async def test_never_a_word_that_somebody_typed(watched: Watched) -> None:
    """After all the others of this file."""
    said = "\n".join([*watched.bot.log, *await left_over(watched.database_url)])
    assert "outbox_row" in said
    assert SECRET not in said


async def test_every_number_is_explained(watched: Watched) -> None:
    guide = (ROOT / "docs/operating.md").read_text(encoding="utf-8")
    _, body = await watched.asks("/metrics")
    names = {
        line.split()[2].removesuffix("_total")
        for line in body.splitlines()
        if line.startswith("# TYPE handreich_")
    }
    assert {name for name in names if f"`{name}`" not in guide} == set()


async def test_a_taken_port_is_told_and_the_bot_runs(watched: Watched, tmp_path: Path) -> None:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        address = f"127.0.0.1:{listening.getsockname()[1]}"
        async with await Simulator.start() as sim:
            second = await _watched(tmp_path, sim, address, f"sqlite:///{tmp_path / 'data.sqlite3'}")
            await second.volunteer("Anna elsewhere")
            assert await second.bot.stop() == 0
    (line,) = [line for line in second.bot.log if "health_unavailable" in line]
    assert "choose another address in health.listen" in line
