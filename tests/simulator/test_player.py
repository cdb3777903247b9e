"""Stories as data: each step waits for its condition, and the first that fails is named."""

import asyncio
from typing import Any

import pytest

from simulator.driver import Simulator

QUESTION = {"inline_keyboard": [[{"text": "👍 Offer help", "callback_data": "offer"}]]}


async def answer_presses(sim: Simulator, api: Any) -> None:
    """A bot small enough to be seen through: greets, and answers a press with a link."""
    offset = 0
    while True:
        for update in await api.ok("getUpdates", timeout=20, offset=offset):
            offset = update["update_id"] + 1
            if "callback_query" in update:
                url = "https://t.me/test_bot?start=token"
                await api.ok("answerCallbackQuery", callback_query_id=update["callback_query"]["id"], url=url)
            elif "text" in update.get("message", {}):
                chat, text = update["message"]["chat"]["id"], update["message"]["text"]
                await api.ok("sendMessage", chat_id=chat, text=f"You said {text}", reply_markup=QUESTION)


@pytest.fixture
async def echo(sim: Simulator, api: Any) -> Any:
    task = asyncio.create_task(answer_presses(sim, api))
    yield
    task.cancel()


STORY: list[dict[str, Any]] = [
    {"note": "Anna gets to know the bot."},
    {"who": "Anna", "starts": True, "payload": "gera"},
    {"who": "Anna", "sees": "You said /start gera", "within": 5},
    {"who": "Anna", "taps": "Offer help", "on": "gera"},
    {"who": "Anna", "opens": True},
    {"who": "Anna", "sees": "/start token"},
    {"who": "Anna", "says": "a coat"},
    {"in": "Store", "who": "Anna", "adds_bot": True, "payload": "x"},
    {"in": "Store", "sees": "/start@test_bot x"},
]


async def test_a_story_is_played_to_its_end(sim: Simulator, echo: None) -> None:
    anna = await sim.person("Anna")
    await sim.group("Store", members=[anna])
    result = await sim.play(STORY)
    assert result["played"] == len(STORY)
    assert any(line.endswith("— Anna gets to know the bot.") for line in result["transcript"])


async def test_the_failing_step_is_named_with_what_the_chat_shows(sim: Simulator, echo: None) -> None:
    await sim.person("Anna")
    wrong = [*STORY[:3], {"who": "Anna", "taps": "Ask for help", "within": 0.1}]
    with pytest.raises(
        AssertionError, match=r"step 4 .*no button 'Ask for help'; the chat shows \[👍 Offer help\]"
    ):
        await sim.play(wrong)


async def test_an_unknown_step_is_refused(sim: Simulator) -> None:
    with pytest.raises(AssertionError, match="a step does one of: starts"):
        await sim.play([{"who": "Anna", "dances": True}])
