"""One simulator process for all tests of this folder, emptied before each."""

import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from simulator.driver import Process, Simulator


@pytest.fixture(scope="session")
def server() -> Iterator[Process]:
    process = Process(["--loopback-webhooks", "--username", "test_bot"])
    process.start()
    yield process
    process.stop()


@pytest.fixture
async def sim(server: Process) -> AsyncIterator[Simulator]:
    simulator = Simulator(server.url)
    await simulator.reset()
    yield simulator
    await simulator.stop()


class Api:
    """The Bot API without any library: what exactly comes back over HTTP."""

    def __init__(self, sim: Simulator) -> None:
        self.sim = sim

    async def __call__(self, method: str, **params: Any) -> tuple[int, dict[str, Any]]:
        """As aiogram sends: a form whose nested values are JSON."""
        form = {
            name: value if isinstance(value, str) else json.dumps(value) for name, value in params.items()
        }
        url = f"{self.sim.url}/bot{self.sim.token}/{method}"
        async with self.sim.client.session.post(url, data=form) as response:
            return response.status, await response.json()

    async def ok(self, method: str, **params: Any) -> Any:
        status, body = await self(method, **params)
        assert (status, body["ok"]) == (200, True), body
        return body["result"]

    async def refusal(self, method: str, **params: Any) -> str:
        status, body = await self(method, **params)
        assert not body["ok"], body
        assert status == body["error_code"]
        return f"{status} {body['description']}"

    async def upload(
        self, method: str, name: str, filename: str, data: bytes, **params: Any
    ) -> tuple[int, Any]:
        form = aiohttp.FormData({key: str(value) for key, value in params.items()})
        form.add_field(name, data, filename=filename)
        url = f"{self.sim.url}/bot{self.sim.token}/{method}"
        async with self.sim.client.session.post(url, data=form) as response:
            return response.status, await response.json()

    async def updates(self, **params: Any) -> list[dict[str, Any]]:
        """What is new, and confirmed at once."""
        found: list[dict[str, Any]] = await self.ok("getUpdates", **params)
        if found:
            await self.ok("getUpdates", offset=found[-1]["update_id"] + 1)
        return found


@pytest.fixture
def api(sim: Simulator) -> Api:
    return Api(sim)


@pytest.fixture
def api_of() -> type[Api]:
    """For simulators that a test starts itself."""
    return Api


@pytest.fixture
async def bot(sim: Simulator) -> AsyncIterator[Bot]:
    """aiogram's own client, unchanged."""
    client = Bot(sim.token, session=AiohttpSession(api=TelegramAPIServer.from_base(sim.url)))
    yield client
    await client.session.close()
