"""`handreich check`: one line for each of configuration, database and token, right or wrong."""

from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.cli import main
from bot.commands.probes import database_state, who_is
from bot.complaints import Complaint
from db.engine import open_database

Serve = Callable[[Any, int], Awaitable[str]]


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Starts a Bot API that gives one and the same answer, and says where it is."""
    runners: list[web.AppRunner] = []

    async def start(answer: Any, status: int) -> str:
        async def reply(request: web.Request) -> web.Response:
            return web.json_response(answer, status=status)

        app = web.Application()
        app.router.add_get("/bot1:token/getMe", reply)
        runner = web.AppRunner(app)
        runners.append(runner)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        return f"http://127.0.0.1:{runner.addresses[0][1]}"

    yield start
    for runner in runners:
        await runner.cleanup()


async def test_a_good_token_names_its_bot(serve: Serve) -> None:
    address = await serve({"ok": True, "result": {"id": 1, "username": "help_bot"}}, 200)
    assert await who_is(address, "1:token") == "belongs to @help_bot"


@pytest.mark.parametrize(
    ("answer", "status", "words"),
    [
        ({"ok": False, "error_code": 401, "description": "Unauthorized"}, 401, "Telegram does not know it"),
        ({"ok": False, "error_code": 429, "description": "Too Many Requests"}, 429, "Too Many Requests"),
        (["something"], 200, "does not answer like a Bot API server"),
    ],
)
async def test_a_bad_answer_is_told_without_the_token(
    serve: Serve, answer: Any, status: int, words: str
) -> None:
    address = await serve(answer, status)
    with pytest.raises(Complaint, match=words) as caught:
        await who_is(address, "1:token")
    assert "1:token" not in str(caught.value)


async def test_a_database_is_looked_at_without_making_or_changing_it(tmp_path: Path) -> None:
    file = tmp_path / "data.sqlite3"
    url = f"sqlite:///{file}"
    assert "will be made at the first start" in await database_state(url)
    assert not file.exists()
    async with open_database(url) as database:
        await database.migrate()
    assert "up to date" in await database_state(url)


def test_everything_is_told_in_one_line_each(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "config.toml"
    # Port 9 is "discard": nobody answers there.
    config.write_text(
        '[telegram]\ntoken = "1:token"\napi_base = "http://127.0.0.1:9"\n'
        f'[database]\nurl = "sqlite:///{tmp_path}/none/data.sqlite3"\n'
    )
    assert main(["check", "--config", str(config)]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(":")[0] for line in lines] == [
        "ok     configuration",
        "ok     marks",
        "wrong  database",
        "wrong  token",
    ]
    assert "1:token" not in str(lines)


def test_every_mistake_of_the_configuration_is_a_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = tmp_path / "config.toml"
    config.write_text("[log]\nlevel = 1\nformt = 2\n")
    assert main(["check", "--config", str(config)]) == 2
    lines = capsys.readouterr().out.splitlines()
    assert [line.split(": ")[1] for line in lines] == ["telegram.token", "log.level", "log.formt"]
