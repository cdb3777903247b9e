"""Fifteen places where stand-ins for Telegram usually go wrong, each a test of its name."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramForbiddenError,
    TelegramMigrateToChat,
)
from aiogram.types import BufferedInputFile, InputMediaPhoto

from simulator.driver import Person, Simulator
from simulator.files import sample_picture

BUTTON = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}


@pytest.fixture
async def anna(sim: Simulator) -> Person:
    person = await sim.person("Anna")
    await person.starts()
    return person


async def test_01_http_status_differs_from_error_code(sim: Simulator, bot: Bot, api: Any) -> None:
    ben = await sim.person("Ben")
    status, body = await api("sendMessage", chat_id=ben.id, text="x")
    assert status == body["error_code"] == 403
    with pytest.raises(TelegramForbiddenError):
        await bot.send_message(ben.id, "x")


@pytest.mark.parametrize("how", ["form", "multipart", "json", "query"])
async def test_02_only_one_encoding_is_read(sim: Simulator, anna: Person, how: str) -> None:
    values = {
        "chat_id": str(anna.id),
        "text": "hi",
        "reply_markup": json.dumps(BUTTON),
        "protect_content": "true",
    }
    sent: dict[str, Any] = {"form": {"data": values}, "query": {"params": values}}.get(how, {})
    if how == "multipart":
        form = aiohttp.FormData(values)
        form.add_field("unused", b"x", filename="x.txt")
        sent = {"data": form}
    elif how == "json":
        sent = {"json": values | {"chat_id": anna.id, "reply_markup": BUTTON, "protect_content": True}}
    url = f"{sim.url}/bot{sim.token}/SENDmessage"
    async with sim.client.session.post(url, **sent) as response:
        result = (await response.json())["result"]
    assert (result["text"], result["reply_markup"], result["has_protected_content"]) == ("hi", BUTTON, True)


async def test_03_required_fields_are_missing(sim: Simulator, bot: Bot, anna: Person) -> None:
    group = await sim.group("Store", creator=anna)
    await group.adds_bot(as_admin=True)
    assert (await bot.get_me()).is_bot
    assert (await bot.get_chat(group.id)).max_reaction_count > 0
    assert (await bot.get_chat(anna.id)).first_name == "Anna"
    assert (await bot.get_chat_member(group.id, bot.id)).status == "administrator"
    assert (await bot.send_poll(group.id, "When?", ["now", "later"])).poll
    assert (await bot.create_chat_invite_link(group.id, name="x")).creator.id == bot.id
    assert (await bot.get_webhook_info()).url == ""
    assert len(await bot.get_updates()) > 0


async def test_04_polls_are_not_held(sim: Simulator, anna: Person, api: Any) -> None:
    await api.updates()
    poll = asyncio.create_task(api.ok("getUpdates", timeout=20))
    assert not (await asyncio.wait({poll}, timeout=0.3))[0]
    await anna.says("x")
    assert len(await poll) == 1


async def test_05_update_ids_go_back_after_a_reset(sim: Simulator, anna: Person, api: Any) -> None:
    before = (await api.ok("getUpdates"))[-1]["update_id"]
    await sim.reset()
    await (await sim.person("Ben")).starts()
    assert (await api.ok("getUpdates"))[-1]["update_id"] > before


async def test_06_message_ids_are_counted_wrongly(sim: Simulator, anna: Person, api: Any) -> None:
    """One counter for each supergroup, one for all private chats and basic groups together."""
    basic = await sim.group("Basic", kind="group", creator=anna, bot=True)
    first, second = [await sim.group(name, creator=anna, bot=True) for name in ("One", "Two")]
    numbers = [
        (await api.ok("sendMessage", chat_id=chat, text="x"))["message_id"]
        for chat in (anna.id, basic.id, anna.id, first.id, second.id, first.id)
    ]
    assert numbers[1:3] == [numbers[0] + 1, numbers[0] + 2]
    assert numbers[3] == numbers[4] == numbers[5] - 1


async def test_07_lengths_and_offsets_are_counted_in_the_wrong_unit(anna: Person, api: Any) -> None:
    family = "👨‍👩‍👧"
    sent = await api.ok("sendMessage", chat_id=anna.id, text=f"{family}<b>x</b> /go", parse_mode="HTML")
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in sent["entities"]] == [
        ("bold", 8, 1),
        ("bot_command", 10, 3),
    ]
    assert await api.ok("sendMessage", chat_id=anna.id, text="<b>" + "ж" * 4096 + "</b>", parse_mode="HTML")
    assert await api.ok("sendMessage", chat_id=anna.id, text="👍" * 4096)
    too_long = {"inline_keyboard": [[{"text": "x", "callback_data": "ж" * 33}]]}
    assert "BUTTON_DATA_INVALID" in await api.refusal(
        "sendMessage", chat_id=anna.id, text="x", reply_markup=too_long
    )


async def test_08_html_is_read_loosely(anna: Person, api: Any) -> None:
    assert "Unsupported start tag" in await api.refusal(
        "sendMessage", chat_id=anna.id, text="<br>", parse_mode="HTML"
    )
    sent = await api.ok("sendMessage", chat_id=anna.id, text="&lt;&amp;&nbsp; & ", parse_mode="html")
    assert sent["text"] == "<&&nbsp; &"


async def test_09_an_edit_keeps_the_keyboard(anna: Person, api: Any) -> None:
    sent = await api.ok("sendMessage", chat_id=anna.id, text="a", reply_markup=BUTTON)
    here = {"chat_id": anna.id, "message_id": sent["message_id"]}
    assert "not modified" in await api.refusal("editMessageText", text="a", reply_markup=BUTTON, **here)
    edited = await api.ok("editMessageText", text="a", **here)
    assert "reply_markup" not in edited
    restored = await api.ok("editMessageReplyMarkup", reply_markup=BUTTON, **here)
    assert restored["reply_markup"] == BUTTON


async def test_10_a_bot_may_write_first(sim: Simulator, api: Any) -> None:
    ben = await sim.person("Ben")
    refusal = await api.refusal("sendMessage", chat_id=ben.id, text="x")
    assert refusal == "403 Forbidden: bot can't initiate conversation with a user"
    await ben.starts()
    assert await api.ok("sendMessage", chat_id=ben.id, text="x")


async def test_11_the_bot_hears_everything_in_groups(sim: Simulator, anna: Person, api: Any) -> None:
    group = await sim.group("Store", creator=anna, bot=True)
    await api.updates()
    await anna.says("just talking", chat=group)
    await anna.says("/stats@other_bot", chat=group)
    await anna.says("/stats", chat=group)
    assert [update["message"]["text"] for update in await api.updates()] == ["/stats"]


async def test_12_nobody_is_anonymous(sim: Simulator, anna: Person, api: Any) -> None:
    group = await sim.group("Store", creator=anna, bot=True)
    await anna.says("/queue", chat=group, anonymous=True)
    message = (await api.updates())[-1]["message"]
    assert (message["from"]["id"], message["sender_chat"]["id"]) == (1087968824, group.id)


async def test_13_files_are_one_size_and_albums_one_message(bot: Bot, anna: Person) -> None:
    picture = BufferedInputFile(sample_picture(), "coat.png")
    sent = await bot.send_photo(anna.id, picture, caption="A coat")
    assert sent.photo
    assert [size.width for size in sent.photo] == [90, 320, 800, 1280]
    album = await bot.send_media_group(
        anna.id, [InputMediaPhoto(media=sent.photo[-1].file_id), InputMediaPhoto(media=picture)]
    )
    assert len(album) == 2
    assert album[0].media_group_id == album[1].media_group_id is not None
    downloaded = await bot.download(sent.photo[-1])
    assert downloaded
    assert downloaded.read() == picture.data
    document = await bot.send_document(anna.id, BufferedInputFile(b"{}", "my data.json"))
    assert document.document
    assert document.document.file_name == "my data.json"


async def test_14_failures_cannot_be_ordered(sim: Simulator, bot: Bot, anna: Person) -> None:
    await sim.fault("sendMessage", migrate_to_chat_id=-100123)
    with pytest.raises(TelegramMigrateToChat) as moved:
        await bot.send_message(anna.id, "x")
    assert moved.value.migrate_to_chat_id == -100123
    await sim.fault("sendMessage", body="<html>", code=502)
    with pytest.raises(ClientDecodeError):
        await bot.send_message(anna.id, "x")


async def test_15_time_does_not_pass(sim: Simulator, bot: Bot, anna: Person) -> None:
    sent = await bot.send_message(anna.id, "x")
    await sim.advance(48 * 3600 + 60)
    with pytest.raises(TelegramBadRequest, match="message can't be deleted for everyone"):
        await bot.delete_message(anna.id, sent.message_id)
    assert await bot.edit_message_text("still editable", chat_id=anna.id, message_id=sent.message_id)
