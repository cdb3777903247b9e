"""getUpdates: holding, confirming, redelivery, what was asked for, and two bots that poll at once."""

import asyncio
import time
from typing import Any

from simulator.driver import Simulator

OTHER_POLL = "terminated by other getUpdates request; make sure that only one bot instance is running"


async def test_a_poll_is_held_until_something_happens(sim: Simulator, api: Any) -> None:
    anna = await sim.person("Anna")
    poll = asyncio.create_task(api.ok("getUpdates", timeout=30))
    done, _ = await asyncio.wait({poll}, timeout=0.2)
    assert not done, "an empty mailbox must hold the poll"
    await anna.starts()
    updates = await asyncio.wait_for(poll, 5)
    assert [update["message"]["text"] for update in updates] == ["/start"]


async def test_an_empty_poll_ends_after_its_timeout(api: Any) -> None:
    began = time.monotonic()
    assert await api.ok("getUpdates", timeout=1) == []
    assert 0.9 < time.monotonic() - began < 3


async def test_updates_come_again_until_they_are_confirmed(sim: Simulator, api: Any) -> None:
    anna = await sim.person("Anna")
    await anna.starts()
    await anna.says("one")
    first = await api.ok("getUpdates")
    again = await api.ok("getUpdates", offset=first[0]["update_id"])
    assert again == first
    rest = await api.ok("getUpdates", offset=first[0]["update_id"] + 1)
    assert [update["message"]["text"] for update in rest] == ["one"]
    assert await api.ok("getUpdates", offset=rest[0]["update_id"] + 1) == []


async def test_limit_and_order(sim: Simulator, api: Any) -> None:
    anna = await sim.person("Anna")
    await anna.starts()
    for number in range(5):
        await anna.says(str(number))
    found = await api.ok("getUpdates", limit=3)
    assert [update["message"]["text"] for update in found] == ["/start", "0", "1"]
    identifiers = [update["update_id"] for update in found]
    assert identifiers == list(range(identifiers[0], identifiers[0] + 3))


async def test_a_negative_offset_forgets_all_but_the_last(sim: Simulator, api: Any) -> None:
    anna = await sim.person("Anna")
    await anna.starts()
    await anna.says("one")
    await anna.says("two")
    last = await api.ok("getUpdates", offset=-1)
    assert [update["message"]["text"] for update in last] == ["two"]
    assert len(await sim.updates()) == 1


async def test_the_older_of_two_polls_loses(api: Any) -> None:
    older = asyncio.create_task(api("getUpdates", timeout=30))
    await asyncio.sleep(0.1)  # until the first request has arrived; nothing else shows that it is held
    newer = asyncio.create_task(api("getUpdates", timeout=1))
    status, body = await asyncio.wait_for(older, 5)
    assert (status, body["description"]) == (409, f"Conflict: {OTHER_POLL}")
    assert (await newer)[0] == 200


async def test_kinds_asked_for_are_remembered_and_applied_when_an_update_is_made(
    sim: Simulator, api: Any
) -> None:
    anna = await sim.person("Anna")
    await api.ok("getUpdates", allowed_updates=["callback_query"])
    await anna.starts()
    assert await api.ok("getUpdates", offset=1) == []
    await api.ok("getUpdates", allowed_updates=[], offset=2)
    await anna.says("now")
    assert [update["message"]["text"] for update in await api.ok("getUpdates", offset=3)] == ["now"]


async def test_chat_member_is_not_among_the_default_kinds(sim: Simulator, api: Any) -> None:
    anna, ben = await sim.person("Anna"), await sim.person("Ben")
    group = await sim.group("Store", members=[anna])
    await group.adds_bot(as_admin=True)
    await ben.joins(group)
    assert not [update for update in await api.updates() if "chat_member" in update]
    await api.ok("getUpdates", allowed_updates=["chat_member"])
    await ben.leaves(group)
    (update,) = await api.updates()
    assert update["chat_member"]["new_chat_member"]["status"] == "left"


async def test_updates_are_kept_for_a_day_and_presses_for_150_seconds(sim: Simulator, api: Any) -> None:
    anna = await sim.person("Anna")
    await anna.starts()
    await api.updates()
    button = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
    await api.ok("sendMessage", chat_id=anna.id, text="?", reply_markup=button)
    await anna.taps("Yes", wait_answer=False)
    await anna.says("hello")
    await sim.advance(151)
    assert [list(update)[1] for update in await api.ok("getUpdates", offset=-5)] == ["message"]
    await sim.advance(24 * 3600)
    assert await api.ok("getUpdates", offset=-4) == []


async def test_no_polling_while_a_webhook_is_set(api: Any) -> None:
    poll = asyncio.create_task(api("getUpdates", timeout=30))
    await asyncio.sleep(0.1)  # until the poll is held
    await api.ok("setWebhook", url="https://example.org/hook")
    assert (await poll)[1]["description"] == "Conflict: terminated by setWebhook request"
    active = (
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
    assert await api.refusal("getUpdates") == f"409 Conflict: {active}"
    await api.ok("deleteWebhook")
    assert await api.ok("getUpdates") == []
