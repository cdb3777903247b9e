"""The gate: limits hold whatever is asked at once, answers pass the queue, cancelled waiters leave no trace."""

import asyncio
import time

import pytest

from bot.pace import Gate
from domain.pacing import Pace


async def test_answers_pass_what_the_outbox_has_queued() -> None:
    gate = Gate(Pace(per_second=2, per_chat_per_second=0, per_group_per_minute=0))
    order: list[str] = []

    async def send(name: str, rank: int | None) -> None:
        async with gate.turn(hash(name), None if rank is None else lambda: rank):
            order.append(name)

    waiting = [
        asyncio.create_task(send(name, rank)) for name, rank in (("a", -1), ("b", -1), ("c", -1), ("d", -5))
    ]
    await asyncio.sleep(0)
    waiting.append(asyncio.create_task(send("answer", None)))
    await asyncio.gather(*waiting)
    assert order == ["a", "b", "answer", "d", "c"]


async def test_no_second_ever_holds_more_than_the_limit() -> None:
    gate = Gate(Pace(per_second=10, per_chat_per_second=0, per_group_per_minute=0))
    sent: list[float] = []

    async def send(chat: int) -> None:
        async with gate.turn(chat, lambda: 0):
            sent.append(time.monotonic())

    await asyncio.gather(*(send(chat) for chat in range(25)))
    assert all(later - sooner >= 1 for sooner, later in zip(sent, sent[10:], strict=False))
    assert sent[-1] - sent[0] < 3


async def test_one_chat_gets_one_message_a_second_but_answers_at_once() -> None:
    gate = Gate(Pace())
    started = time.monotonic()
    for _ in range(3):
        async with gate.turn(5):
            pass
    assert time.monotonic() - started < 0.5
    async with gate.turn(5, lambda: 0):
        waited = time.monotonic() - started
    assert 1 <= waited < 1.5


async def test_an_unused_turn_costs_nothing() -> None:
    gate = Gate(Pace(per_second=1))
    started = time.monotonic()
    for chat in range(20):
        async with gate.turn(chat, lambda: 0) as turn:
            turn.unused()
    assert time.monotonic() - started < 0.5


async def test_a_cancelled_waiter_blocks_nobody() -> None:
    gate = Gate(Pace(per_second=1, per_chat_per_second=0))
    async with gate.turn(1):
        pass

    async def wait() -> None:
        async with gate.turn(2, lambda: -9):
            raise AssertionError("was cancelled")

    task = asyncio.create_task(wait())
    await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with asyncio.timeout(2), gate.turn(3, lambda: 0):
        pass


async def test_a_held_chat_waits_and_others_do_not() -> None:
    gate = Gate(Pace(per_chat_per_second=0))
    gate.hold(1, 0.4)
    started = time.monotonic()
    async with gate.turn(2):
        assert time.monotonic() - started < 0.3
    async with gate.turn(1):
        assert time.monotonic() - started >= 0.4
