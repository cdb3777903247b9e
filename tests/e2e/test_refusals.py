"""Telegram says no to an answer or to a group: whoever is acting still gets their answer, and nothing else stands still."""

from typing import Any

import pytest

from tests.e2e.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="module")

TOO_OLD = "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def test_a_press_that_telegram_thinks_too_old_still_shows_its_screen(shared: Stage) -> None:
    anna = await shared.volunteer("Anna the late")
    await shared.sim.fault("answerCallbackQuery", times=1, code=400, description=TOO_OLD)
    await anna.taps("Offer help", wait_answer=False)
    await anna.sees("What would you like to give?")


async def test_a_screen_whose_message_is_gone_comes_as_a_new_one(shared: Stage) -> None:
    anna = await shared.volunteer("Anna the tidy")
    before = await anna.chat.last()
    gone = {"code": 400, "description": "Bad Request: message to edit not found"}
    await shared.sim.fault("editMessageText", chat=anna.id, times=1, **gone)
    await anna.taps("Offer help")
    shown = await anna.sees("What would you like to give?")
    assert shown.id > before.id


async def test_buttons_come_without_colours_where_telegram_refuses_those(shared: Stage) -> None:
    words = "Bad Request: can't parse inline keyboard button: invalid button style specified"
    await shared.sim.fault(
        "sendMessage", chat=shared.moderation, contains='"style"', code=400, description=words
    )
    for name in ("first", "second"):
        number = await shared.offers(await shared.volunteer(f"Anna the {name}"), f"Boots of the {name}")
        shown = await shared.moderation.sees(number)
        assert "Approve" in str(shown.labels)
        assert "success" not in str(shown.raw)
    await shared.bot.logs("colours_refused")


PASSING: list[dict[str, Any]] = [
    {"code": 429, "retry_after": 1},
    {"code": 429, "description": "Too Many Requests: retry later"},
    {"code": 500, "description": "Internal Server Error"},
    {"code": 502, "body": "<html><h1>502 Bad Gateway</h1></html>"},
    {"drop": "before"},
    {"drop": "after"},
]


@pytest.mark.parametrize("fault", PASSING, ids=str)
async def test_an_answer_that_fails_for_a_moment_is_given_again(shared: Stage, fault: dict[str, Any]) -> None:
    anna = await shared.volunteer("Anna the patient")
    await shared.sim.fault("editMessageText", chat=anna.id, times=2, **fault)
    await anna.taps("Offer help", within=30)
    await anna.sees("What would you like to give?", within=30)
    await anna.taps("Goods")
    await anna.sees("2 of 6")


@pytest.mark.parametrize(
    "words",
    [
        "bot was kicked from the supergroup chat",
        "the group chat was deleted",
        "bot is not a member of the supergroup chat",
    ],
)
async def test_a_group_that_is_lost_hears_nothing_more_and_can_register_again(
    shared: Stage, words: str
) -> None:
    head, group = await shared.organisation(f"Store, {words}"[:40], f"Team, {words}"[:40])
    await head.says("/settings", chat=group)
    await head.taps("Goods", chat=group)
    await head.taps("At once", chat=group)
    await group.sees("New posts come at once")
    await shared.sim.fault("sendMessage", chat=group, times=1, code=403, description=f"Forbidden: {words}")
    number = await shared.offers(await shared.volunteer("Anna the giver"), "Winter boots, size 38")
    await shared.maria.taps("Approve", chat=shared.moderation, on=number)
    line = await shared.bot.logs("give_up_chat", str(group.id))
    assert words in line
    await head.sees("is lost")
    await head.says("/status", chat=group)
    await head.taps("Reconnect", chat=group)
    await group.sees("registered as before")
    await group.does_not_see(number)
