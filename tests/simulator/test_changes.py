"""Waiting on changes."""

import asyncio

from simulator.changes import Signal


async def test_a_cancellation_together_with_the_signal_is_not_swallowed() -> None:
    """Webhook delivery went on for ever when it was told to stop in the moment an update arrived."""
    signal = Signal()

    async def deliver() -> None:
        while True:
            await signal.wait(10)

    task = asyncio.create_task(deliver())
    await asyncio.sleep(0.01)
    signal.fire()
    await asyncio.sleep(0)
    task.cancel()
    done, _ = await asyncio.wait({task}, timeout=1)
    task.cancel()
    assert done
