"""The control interface: clock, faults, pace, traffic, and refusals that can be understood."""

import asyncio
import time
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest

from simulator.driver import Person, Simulator


@pytest.fixture
async def anna(sim: Simulator) -> Person:
    person = await sim.person("Anna")
    await person.starts()
    return person


async def test_the_clock_can_be_set_and_advanced(sim: Simulator, api: Any, anna: Person) -> None:
    moment = datetime(2030, 3, 5, 10, tzinfo=UTC)
    await sim.clock_set(moment)
    await sim.advance(3600)
    sent = await api.ok("sendMessage", chat_id=anna.id, text="x")
    assert 0 <= sent["date"] - moment.timestamp() - 3600 < 5


async def test_an_ordered_error_hits_as_often_as_asked(sim: Simulator, api: Any, anna: Person) -> None:
    await sim.fault("sendMessage", chat=anna, retry_after=7, times=2)
    for _ in range(2):
        status, body = await api("sendMessage", chat_id=anna.id, text="x")
        assert (status, body["parameters"]) == (429, {"retry_after": 7})
    assert (await api("sendMessage", chat_id=anna.id, text="x"))[0] == 200


async def test_faults_can_be_aimed_at_a_text(sim: Simulator, api: Any, anna: Person) -> None:
    await sim.fault(contains="coat", code=403, description="Forbidden: bot was blocked by the user")
    assert (await api("sendMessage", chat_id=anna.id, text="shoes"))[0] == 200
    assert (await api("sendMessage", chat_id=anna.id, text="a coat"))[0] == 403


@pytest.mark.parametrize(("moment", "kept"), [("before", 0), ("after", 1)])
async def test_a_connection_cut_before_or_after_the_effect(
    sim: Simulator, api: Any, anna: Person, moment: str, kept: int
) -> None:
    await sim.fault("sendMessage", drop=moment)
    with pytest.raises(aiohttp.ClientError):
        await api("sendMessage", chat_id=anna.id, text="x")
    assert len(await anna.chat.bot_messages()) == kept
    assert len(await sim.requests("sendMessage")) == 1


async def test_a_malformed_body_and_a_delay(sim: Simulator, api: Any, anna: Person) -> None:
    await sim.fault("sendMessage", body="<html>Bad gateway</html>", code=502)
    with pytest.raises(aiohttp.ContentTypeError):
        await api("sendMessage", chat_id=anna.id, text="x")
    await sim.fault("sendMessage", delay=0.3)
    began = time.monotonic()
    await api.ok("sendMessage", chat_id=anna.id, text="x")
    assert time.monotonic() - began >= 0.3


async def test_pace_is_measured_and_enforced(sim: Simulator, api: Any, anna: Person) -> None:
    group = await sim.group("Store", members=[anna])
    await group.adds_bot()
    for _ in range(4):
        await api.ok("sendMessage", chat_id=group.id, text="x")
    await api.ok("sendMessage", chat_id=anna.id, text="x")
    pace = await sim.pace()
    assert (pace["overall"], pace["per_chat"][str(group.id)]) == (5, 4)
    assert pace["per_group_minute"] == {str(group.id): 4}
    await sim.limit_pace(per_group_minute=4)
    status, body = await api("sendMessage", chat_id=group.id, text="x")
    assert status == 429
    assert body["parameters"]["retry_after"] > 50


async def test_every_request_of_the_bot_is_remembered(sim: Simulator, api: Any, anna: Person) -> None:
    await api("sendMessage", chat_id=anna.id, text="hello")
    await api("sendMessage", chat_id=1, text="lost")
    good, bad = await sim.requests("sendMessage")
    assert (good["params"]["text"], good["status"]) == ("hello", 200)
    assert (bad["status"], bad["description"]) == (400, "Bad Request: chat not found")


async def test_changes_can_be_waited_for(sim: Simulator, api: Any, anna: Person) -> None:
    number = (await sim.client.call("GET", "/changes", after=0))["number"]
    waiting = asyncio.create_task(sim.client.call("GET", "/changes", after=number, timeout=10))
    await anna.says("hello")
    (change,) = (await asyncio.wait_for(waiting, 5))["changes"]
    assert (change["kind"], change["person"]) == ("message", anna.id)


async def test_events_are_streamed(sim: Simulator, anna: Person) -> None:
    url = f"{sim.url}/control/events?after=0"
    async with sim.client.session.get(url) as stream:
        lines = [await stream.content.readline() for _ in range(3)]
    assert lines[1].startswith(b"event: ")
    assert lines[2].startswith(b"data: {")


async def test_the_transcript_tells_who_did_what_where(sim: Simulator, api: Any, anna: Person) -> None:
    await sim.clock_set("2030-01-01T10:00:00+00:00")
    button = {"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}
    await api.ok("sendMessage", chat_id=anna.id, text="First line\n\nsecond", reply_markup=button)
    await anna.taps("Yes", wait_answer=False)
    lines = (await sim.transcript()).splitlines()[-5:]
    assert lines == [
        "10:00 [Anna ⇄ bot] Test bot: First line",
        "",
        "      second",
        "      [Yes]",
        "10:00 [Anna ⇄ bot] Anna taps «Yes»",
    ]


@pytest.mark.parametrize(
    ("path", "wish", "refusal"),
    [
        ("/say", {"person": "Nobody", "text": "x"}, "there is no person 'Nobody'"),
        ("/say", {"text": "x"}, "'person' is missing"),
        ("/groups", {"title": "Empty"}, "a group needs a creator, an administrator or a member"),
        ("/faults", {"metod": "x"}, "unknown fault settings: metod"),
        ("/clock", {"set": "soon"}, "'soon' is no ISO date and time"),
        ("/unblock", {"person": "Anna"}, "Anna has not blocked the bot"),
        ("/chat-nonsense", {}, None),
    ],
)
async def test_refusals(
    sim: Simulator, anna: Person, path: str, wish: dict[str, Any], refusal: str | None
) -> None:
    async with sim.client.session.post(f"{sim.url}/control{path}", json=wish) as response:
        assert response.status >= 400
        assert (await response.json()).get("error") == refusal
