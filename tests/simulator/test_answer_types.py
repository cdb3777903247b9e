"""Every answer and update has the fields of the Bot API: none missing, none invented, nothing of a wrong type."""

from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import TelegramObject, Update
from pydantic import TypeAdapter
from telegram import Bot as OtherBot
from telegram import Update as OtherUpdate

from simulator.driver import Simulator

BUTTON = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
# Telegram sends these two beside the documented list, for old bots.
FOR_OLD_BOTS = {"new_chat_member", "new_chat_participant", "left_chat_participant"}


def invented(value: Any) -> set[str]:
    """Fields that aiogram's types do not know, anywhere inside."""
    if isinstance(value, TelegramObject):
        inner = [invented(getattr(value, name)) for name in type(value).model_fields]
        return set(value.model_extra or {}).union(*inner)
    if isinstance(value, list):
        return set[str]().union(*map(invented, value))
    return set()


@pytest.fixture
async def lively(sim: Simulator, api: Any) -> list[dict[str, Any]]:
    """Updates of every kind there is."""
    anna, ben = await sim.person("Anna", last_name="Beispiel", username="anna_b"), await sim.person("Ben")
    await api.ok("getUpdates", allowed_updates=[*Update.model_fields])
    await anna.starts("x")
    for kind in ("photo", "document", "voice", "video", "sticker", "contact", "poll", "dice"):
        await anna.sends(kind, caption="/see https://example.org @anna_b #tag" if kind == "photo" else None)
    await anna.sends_location(50.9, 12.1)
    said = await anna.says("hello")
    await anna.edits(said, "hello there")
    await anna.says("fwd", forwarded_from=ben.id, reply_to=said)
    await anna.says("fwd", forwarded_from={"hidden": "Otto"})
    await api.ok("sendMessage", chat_id=anna.id, text="?", reply_markup=BUTTON)
    await anna.taps("Yes", wait_answer=False)
    await anna.forges("x", message=9999, wait_answer=False)
    await anna.blocks_bot()
    await anna.unblocks_bot()
    basic = await sim.group("Basic", kind="group", creator=anna)
    await basic.adds_bot(as_admin=True)
    poll = await api.ok("sendPoll", chat_id=basic.id, question="?", options=["a", "b"], is_anonymous="false")
    message = next(one for one in await basic.messages() if one.id == poll["message_id"])
    await anna.votes(message, 1, chat=basic)
    await ben.joins(basic)
    await basic.removes(ben)
    await basic.upgrades()
    forum = await sim.group("Forum", kind="forum", creator=anna, username="open_forum", protected=True)
    await forum.adds_bot(as_admin=True)
    await anna.says("in a topic", chat=forum, thread_id=await forum.topic("One"))
    await forum.promotes(anna, anonymous=True)
    await anna.says("/queue", chat=forum)
    await ben.asks_to_join(forum, bio="Hello")
    await forum.removes_bot()
    found: list[dict[str, Any]] = await api.ok("getUpdates", offset=-100)
    return found


async def test_updates_fit_aiogram(lively: list[dict[str, Any]]) -> None:
    kinds = set()
    for raw in lively:
        update = TypeAdapter(Update).validate_python(raw)
        assert invented(update) <= FOR_OLD_BOTS, raw
        kinds.add(update.event_type)
    assert kinds >= {
        "message", "edited_message", "callback_query", "my_chat_member", "chat_member", "chat_join_request", "poll",
        "poll_answer",
    }  # fmt: skip


async def test_updates_fit_python_telegram_bot(sim: Simulator, lively: list[dict[str, Any]]) -> None:
    async with OtherBot(sim.token, base_url=f"{sim.url}/bot") as other:
        for raw in lively:
            update = OtherUpdate.de_json(raw, other)
            assert update.update_id == raw["update_id"]
            assert update.effective_chat or update.poll or update.poll_answer


async def test_answers_fit_aiogram(sim: Simulator, bot: Bot) -> None:
    anna = await sim.person("Anna")
    await anna.starts()
    group = await sim.group("Store", creator=anna, bot="admin")
    sent = await bot.send_message(group.id, "hello")
    await bot.pin_chat_message(group.id, sent.message_id)
    answers: list[Any] = [
        await bot.get_me(),
        sent,
        await bot.get_chat(group.id),
        await bot.get_chat(anna.id),
        await bot.get_chat_administrators(group.id),
        await bot.get_chat_member(group.id, anna.id),
        await bot.forward_message(anna.id, group.id, sent.message_id),
        await bot.copy_message(anna.id, group.id, sent.message_id),
        await bot.send_location(anna.id, 50.9, 12.1),
        await bot.send_contact(anna.id, "+15555550100", "Otto"),
        await bot.send_poll(anna.id, "?", ["a", "b"]),
        await bot.create_chat_invite_link(group.id, name="all", member_limit=5),
        await bot.get_webhook_info(),
        await bot.get_my_commands(),
        await bot.get_chat_menu_button(),
        await bot.get_my_default_administrator_rights(),
    ]
    for answer in answers:
        assert invented(answer) == set(), answer


async def test_what_a_bot_sets_it_gets_back(bot: Bot, api: Any) -> None:
    command = {"command": "start", "description": "Begin"}
    await api.ok("setMyCommands", commands=[command], language_code="de")
    assert await api.ok("getMyCommands", language_code="de") == [command]
    assert await api.ok("getMyCommands") == []
    await bot.set_my_description("Helps", language_code="de")
    assert (await bot.get_my_description(language_code="de")).description == "Helps"
    assert (await bot.get_my_description()).description == ""
    await bot.set_my_short_description("Short")
    assert (await bot.get_my_short_description("fr")).short_description == "Short"


@pytest.mark.parametrize(
    ("commands", "refusal"),
    [
        ([{"command": "Ä", "description": "x"}], "BOT_COMMAND_INVALID"),
        ([{"command": "a" * 33, "description": "x"}], "command is too long"),
        ([{"command": "a", "description": ""}], "command description must be non-empty"),
        ([{"command": f"a{n}", "description": "x"} for n in range(101)], "BOT_COMMANDS_TOO_MUCH"),
    ],
)
async def test_commands_that_telegram_refuses(api: Any, commands: list[dict[str, str]], refusal: str) -> None:
    assert refusal in await api.refusal("setMyCommands", commands=commands)
