"""Webhook delivery: secret, order within a chat, repetition until accepted, answers that call a method."""

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from aiohttp import web

from simulator.driver import Simulator
from tests.simulator.echo_bots import free_port


class Receiver:
    """A web server that notes what is delivered and answers as the test wants."""

    def __init__(self) -> None:
        self.updates: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.answer: Callable[[dict[str, Any]], web.Response] = lambda update: web.Response()
        self.url = ""
        self.arrived = asyncio.Condition()

    async def receive(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        response = self.answer(update)
        if response.status == 200:
            async with self.arrived:
                self.updates.append(update)
                self.arrived.notify_all()
        return response

    async def has(self, count: int) -> list[dict[str, Any]]:
        async with self.arrived:
            await asyncio.wait_for(self.arrived.wait_for(lambda: len(self.updates) >= count), 10)
        return self.updates


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    made = Receiver()
    app = web.Application()
    app.router.add_post("/hook", made.receive)
    runner = web.AppRunner(app)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    made.url = f"http://127.0.0.1:{port}/hook"
    yield made
    await runner.cleanup()


async def test_updates_are_delivered_with_the_secret(sim: Simulator, api: Any, receiver: Receiver) -> None:
    anna = await sim.person("Anna")
    await anna.starts()
    await api.ok("setWebhook", url=receiver.url, secret_token="abc_1")
    await anna.says("hello")
    texts = [update["message"]["text"] for update in await receiver.has(2)]
    assert (texts, set(receiver.secrets)) == (["/start", "hello"], {"abc_1"})
    await sim.client.call("GET", "/updates")
    info = await api.ok("getWebhookInfo")
    assert (info["url"], info["has_custom_certificate"]) == (receiver.url, False)


async def test_a_failing_webhook_is_asked_again_and_keeps_the_order(
    sim: Simulator, api: Any, receiver: Receiver
) -> None:
    failures = iter([500, 502])
    receiver.answer = lambda update: web.Response(status=next(failures, 200))
    anna = await sim.person("Anna")
    await api.ok("setWebhook", url=receiver.url)
    await anna.starts()
    await anna.says("one")
    await anna.says("two")
    texts = [update["message"]["text"] for update in await receiver.has(3)]
    assert texts == ["/start", "one", "two"]
    message = (await api.ok("getWebhookInfo"))["last_error_message"]
    assert message.startswith("Wrong response from the webhook: 50")


async def test_one_failing_chat_does_not_hold_up_the_others(
    sim: Simulator, api: Any, receiver: Receiver
) -> None:
    anna, ben = await sim.person("Anna"), await sim.person("Ben")
    receiver.answer = lambda update: web.Response(
        status=500 if update["message"]["from"]["id"] == anna.id else 200
    )
    await api.ok("setWebhook", url=receiver.url)
    await anna.starts()
    await ben.starts()
    (update,) = await receiver.has(1)
    assert update["message"]["from"]["id"] == ben.id
    assert (await api.ok("getWebhookInfo"))["pending_update_count"] == 1


async def test_the_answer_may_call_a_method(sim: Simulator, api: Any, receiver: Receiver) -> None:
    anna = await sim.person("Anna")
    call = {"method": "sendMessage", "chat_id": anna.id, "text": "by webhook"}
    receiver.answer = lambda update: web.json_response(call)
    await api.ok("setWebhook", url=receiver.url)
    await anna.starts()
    await anna.sees("by webhook")


async def test_waiting_updates_can_be_dropped(sim: Simulator, api: Any, receiver: Receiver) -> None:
    anna = await sim.person("Anna")
    await anna.starts()
    await api.ok("setWebhook", url=receiver.url, drop_pending_updates="true")
    await anna.says("only this")
    assert [update["message"]["text"] for update in await receiver.has(1)] == ["only this"]
