"""A thousand people writing at once: nothing is lost, nothing comes twice, each chat keeps its order."""

import asyncio
from collections import defaultdict
from typing import Any

from simulator.driver import Person, Simulator

PEOPLE = 1000
MESSAGES = ["/start", "one", "two"]


async def writes(person: Person, busy: asyncio.Semaphore) -> None:
    async with busy:
        await person.starts()
        for text in MESSAGES[1:]:
            await person.says(text)


async def everyone_writes(sim: Simulator, people: list[Person]) -> None:
    busy = asyncio.Semaphore(50)
    await asyncio.gather(*(writes(person, busy) for person in people))


async def test_polling_loses_and_reorders_nothing(sim: Simulator, api: Any) -> None:
    people = [await sim.person(f"Person {number}") for number in range(PEOPLE)]
    writing = asyncio.create_task(everyone_writes(sim, people))
    received: list[dict[str, Any]] = []
    offset = 0
    while len(received) < PEOPLE * len(MESSAGES):
        news = await api.ok("getUpdates", timeout=5, offset=offset)
        assert news or not writing.done(), f"only {len(received)} updates came"
        received += news
        offset = received[-1]["update_id"] + 1 if received else 0
    await writing
    check(received, people)
    numbers = [update["update_id"] for update in received]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def check(received: list[dict[str, Any]], people: list[Person]) -> None:
    by_chat: dict[int, list[str]] = defaultdict(list)
    for update in received:
        by_chat[update["message"]["chat"]["id"]].append(update["message"]["text"])
    assert set(by_chat) == {person.id for person in people}
    assert all(texts == MESSAGES for texts in by_chat.values())
