"""Telegram says no: every refusal has a defined ending, and nothing is lost that could still arrive."""

from datetime import timedelta
from typing import Any

import pytest

from simulator.driver import Person, Simulator
from tests.bot.conftest import Worker

SORRY = "Something went wrong"


async def started(sim: Simulator, name: str = "Anna") -> Person:
    person = await sim.person(name)
    await person.starts()
    return person


async def copies(person: Person) -> int:
    return sum(SORRY in message.text for message in await person.chat.bot_messages())


async def test_what_is_queued_arrives_once(sim: Simulator, worker: Worker) -> None:
    anna = await started(sim)
    await worker.queue(anna.id)
    (row,) = await worker.finish()
    assert (row.state, row.error, await copies(anna)) == ("delivered", None, 1)


AGAIN: list[tuple[dict[str, Any], float]] = [
    ({"code": 429, "retry_after": 7}, 7),
    ({"code": 429, "description": "Too Many Requests: retry later"}, 1),
    ({"code": 500, "description": "Internal Server Error: restart"}, 1),
    ({"code": 502, "body": "<html><h1>502 Bad Gateway</h1></html>"}, 1),
    ({"drop": "before"}, 1),
    ({"drop": "after"}, 1),
    ({"code": 400, "description": "Bad Request: not enough rights to send text messages to the chat"}, 600),
    ({"code": 400, "description": "Bad Request: have no write access to the chat"}, 600),
]


@pytest.mark.parametrize(("fault", "pause"), AGAIN, ids=lambda value: str(value)[:60])
async def test_a_passing_no_is_tried_again_after_its_pause(
    sim: Simulator, worker: Worker, fault: dict[str, Any], pause: float
) -> None:
    anna = await started(sim)
    await sim.fault("sendMessage", chat=anna.id, times=1, **fault)
    await worker.queue(anna.id)
    (row,) = await worker.finish()
    assert (row.state, row.attempts) == ("queued", 1)
    assert row.due_at - worker.clock.now() == timedelta(seconds=pause)
    worker.clock.advance(seconds=pause)
    (row,) = await worker.finish()
    assert row.state == "delivered"
    assert await copies(anna) == (2 if fault.get("drop") == "after" else 1)


async def test_what_never_goes_through_is_given_up_after_a_day_with_its_reason(
    sim: Simulator, worker: Worker
) -> None:
    anna = await started(sim)
    await sim.fault("sendMessage", times=1000, code=500, description="Internal Server Error")
    await worker.queue(anna.id)
    await worker.finish()
    worker.clock.advance(hours=25)
    (row,) = await worker.finish()
    assert (row.state, row.error) == ("given_up", "Internal Server Error")


GONE = ("bot was blocked by the user", "user is deactivated", "bot can't initiate conversation with a user")


@pytest.mark.parametrize("words", GONE)
async def test_a_person_who_is_gone_gets_nothing_more(sim: Simulator, worker: Worker, words: str) -> None:
    anna = await started(sim)
    await sim.fault("sendMessage", times=1, code=403, description=f"Forbidden: {words}")
    await worker.queue(anna.id, anna.id)
    found = await worker.finish()
    assert [(row.state, row.error) for row in found] == [("given_up", f"Forbidden: {words}")] * 2


async def test_a_message_that_telegram_refuses_is_given_up_and_the_next_one_goes(
    sim: Simulator, worker: Worker
) -> None:
    anna = await started(sim)
    await sim.fault("sendMessage", times=1, code=400, description="Bad Request: message is too long")
    await worker.queue(anna.id, anna.id)
    first, second = await worker.finish()
    assert (first.state, second.state) == ("given_up", "delivered")


async def test_a_group_that_became_a_supergroup_is_followed(sim: Simulator, worker: Worker) -> None:
    anna = await started(sim)
    group = await sim.group("Team", kind="group", creator=anna)
    await group.adds_bot(by=anna)
    new = await group.upgrades()
    await worker.queue(group.id)
    (row,) = await worker.finish()
    assert (row.state, row.chat_id) == ("delivered", new.id)
    await new.sees(SORRY)


async def test_order_in_a_chat_survives_a_passing_no(sim: Simulator, worker: Worker) -> None:
    anna = await started(sim)
    await sim.fault("sendMessage", chat=anna.id, times=1, code=500, description="Internal Server Error")
    await worker.queue(anna.id, anna.id, anna.id)
    found = await worker.finish()
    assert {row.state for row in found} == {"queued"}
    worker.clock.advance(seconds=1)
    found = await worker.finish()
    settled = sorted(found, key=lambda row: (row.settled_at, row.id))
    assert [row.state for row in settled] == ["delivered"] * 3
    assert await copies(anna) == 3


async def test_the_limits_hold_for_twenty_groups(sim: Simulator, worker: Worker) -> None:
    head = await sim.person("Tom")
    groups = [await sim.group(f"Team {number}", creator=head, bot=True) for number in range(20)]
    await worker.queue(*(group.id for group in groups for _ in range(6)))
    found = await worker.finish()
    assert {row.state for row in found} == {"delivered"}
    pace = await sim.pace()
    assert pace["overall"] <= 30
    assert max(pace["per_chat"].values()) <= 1
