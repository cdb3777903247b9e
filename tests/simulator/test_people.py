"""What people do reaches the bot as Telegram would tell it."""

from typing import Any

import pytest

from simulator.driver import Simulator

YES = {
    "inline_keyboard": [
        [{"text": "✅ Yes, please", "callback_data": "yes"}, {"text": "No", "callback_data": "no"}]
    ]
}


async def test_start_with_payload(sim: Simulator, api: Any) -> None:
    anna = await sim.person("Anna", language="de", last_name="Beispiel", username="anna_b")
    await anna.starts("gera")
    (update,) = await api.updates()
    message = update["message"]
    assert message["text"] == "/start gera"
    assert message["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]
    assert message["from"] == {
        "id": anna.id, "is_bot": False, "first_name": "Anna", "last_name": "Beispiel", "username": "anna_b",
        "language_code": "de",
    }  # fmt: skip
    assert message["chat"]["type"] == "private"


async def test_a_username_can_be_given_up(sim: Simulator, api: Any) -> None:
    anna = await sim.person("Anna", username="anna_b")
    await anna.changes(username=None, first_name="Anne")
    await anna.starts()
    sender = (await api.updates())[-1]["message"]["from"]
    assert (sender["first_name"], sender.get("username")) == ("Anne", None)


async def test_nobody_writes_before_start(sim: Simulator) -> None:
    anna = await sim.person("Anna")
    with pytest.raises(AssertionError, match="has not pressed Start"):
        await anna.says("hello")


async def test_blocking_and_unblocking_tell_the_bot(sim: Simulator, api: Any) -> None:
    anna = await sim.person("Anna")
    await anna.starts()
    await api.updates()
    await anna.blocks_bot()
    await anna.unblocks_bot()
    changes = [update["my_chat_member"]["new_chat_member"]["status"] for update in await api.updates()]
    assert changes == ["kicked", "member"]
    assert await api.ok("sendMessage", chat_id=anna.id, text="hello again")


async def test_a_press_and_its_answer(sim: Simulator, api: Any) -> None:
    anna = await sim.person("Anna")
    await anna.starts()
    await api.updates()
    sent = await api.ok("sendMessage", chat_id=anna.id, text="Really?", reply_markup=YES)
    await anna.taps("yes", wait_answer=False)
    (update,) = await api.updates()
    query = update["callback_query"]
    assert (query["data"], query["message"]["message_id"]) == ("yes", sent["message_id"])
    assert query["chat_instance"]
    await api.ok("answerCallbackQuery", callback_query_id=query["id"], text="Thanks", show_alert=True)
    assert (await api("answerCallbackQuery", callback_query_id=query["id"]))[0] == 400


async def test_a_button_that_is_not_there_is_refused_with_those_that_are(sim: Simulator, api: Any) -> None:
    anna = await sim.person("Anna")
    await anna.starts()
    await api.ok("sendMessage", chat_id=anna.id, text="Really?", reply_markup=YES)
    with pytest.raises(AssertionError, match=r"\[✅ Yes, please\] \[No\]"):
        await anna.taps("Perhaps", within=0)


async def test_buttons_that_cannot_be_pressed(sim: Simulator, api: Any) -> None:
    anna = await sim.person("Anna")
    await anna.starts()
    resting = {"inline_keyboard": [[{"text": "Later", "callback_data": "x", "disabled": True}]]}
    sent = await api.ok("sendMessage", chat_id=anna.id, text="?", reply_markup=resting)
    assert sent["reply_markup"] == resting
    with pytest.raises(AssertionError, match="'Later' is disabled"):
        await anna.taps("Later", within=0)
    choice = {
        "keyboard": [
            [{"text": "Choose a group", "request_chat": {"request_id": 1, "chat_is_channel": False}}]
        ]
    }
    await api.ok("sendMessage", chat_id=anna.id, text="?", reply_markup=choice)
    with pytest.raises(AssertionError, match="buttons with request_chat are not simulated"):
        await anna.taps("Choose a group", within=0)


async def test_a_press_answered_too_late(sim: Simulator, api: Any) -> None:
    anna = await sim.person("Anna")
    await anna.starts()
    await api.ok("sendMessage", chat_id=anna.id, text="Really?", reply_markup=YES)
    await anna.taps("No", wait_answer=False)
    query = (await api.updates())[-1]["callback_query"]
    await sim.advance(150)
    assert "query is too old" in await api.refusal("answerCallbackQuery", callback_query_id=query["id"])


async def test_a_forged_press_and_one_on_a_message_that_is_gone(sim: Simulator, api: Any) -> None:
    anna = await sim.person("Anna")
    await anna.starts()
    sent = await api.ok("sendMessage", chat_id=anna.id, text="Really?", reply_markup=YES)
    await anna.forges("admin:1", wait_answer=False)
    await api.ok("deleteMessage", chat_id=anna.id, message_id=sent["message_id"])
    await anna.forges("yes", message=sent["message_id"], wait_answer=False)
    forged, gone = (update["callback_query"] for update in (await api.updates())[1:])
    assert (forged["data"], forged["message"]["text"]) == ("admin:1", "Really?")
    assert gone["message"]["date"] == 0


async def test_the_contact_button_sends_ones_own_contact(sim: Simulator, api: Any) -> None:
    anna = await sim.person("Anna")
    await anna.starts()
    keyboard = {"keyboard": [[{"text": "📱 Share", "request_contact": True}]], "one_time_keyboard": True}
    await api.ok("sendMessage", chat_id=anna.id, text="Your number?", reply_markup=keyboard)
    assert await anna.chat.keyboard() == [["📱 Share"]]
    await anna.taps("Share")
    contact = (await api.updates())[-1]["message"]["contact"]
    assert (contact["user_id"], contact["phone_number"]) == (anna.id, anna.phone)
    assert await anna.chat.keyboard() == []


async def test_every_kind_of_thing_arrives(sim: Simulator, api: Any) -> None:
    anna = await sim.person("Anna")
    await anna.starts()
    await api.updates()
    await anna.sends_sticker()
    await anna.sends_photo(caption="A coat")
    await anna.sends_document()
    await anna.sends_voice()
    await anna.sends_location(50.88, 12.08)
    await anna.sends_contact(first_name="Otto", phone_number="+15555550123")
    await anna.sends("poll")
    kinds = ("sticker", "photo", "document", "voice", "location", "contact", "poll")
    messages = [update["message"] for update in await api.updates()]
    assert [next(kind for kind in kinds if kind in message) for message in messages] == list(kinds)
    sizes = messages[1]["photo"]
    assert len({size["file_unique_id"] for size in sizes}) == len(sizes) > 1


async def test_an_album_is_several_updates_with_one_group_id(sim: Simulator, api: Any) -> None:
    anna = await sim.person("Anna")
    await anna.starts()
    await api.updates()
    await anna.sends_album(3, caption="All of it")
    messages = [update["message"] for update in await api.updates()]
    assert len(messages) == 3
    assert len({message["media_group_id"] for message in messages}) == 1
    assert [message.get("caption") for message in messages] == ["All of it", None, None]


async def test_an_edit_and_a_forwarded_message(sim: Simulator, api: Any) -> None:
    anna, ben = await sim.person("Anna"), await sim.person("Ben")
    await anna.starts()
    said = await anna.says("a coat")
    await anna.edits(said, "two coats")
    await anna.says("see this", forwarded_from=ben.id)
    edited, forwarded = (await api.updates())[2:]
    assert edited["edited_message"]["text"] == "two coats"
    assert edited["edited_message"]["edit_date"]
    assert forwarded["message"]["forward_origin"]["sender_user"]["first_name"] == "Ben"


async def test_opening_a_link_starts_the_bot(sim: Simulator, api: Any) -> None:
    anna = await sim.person("Anna")
    await anna.opens("https://t.me/test_bot?start=abc-123")
    assert (await api.updates())[-1]["message"]["text"] == "/start abc-123"
    with pytest.raises(AssertionError, match="leads to no bot here"):
        await anna.opens("https://t.me/other_bot?start=abc")


async def test_sees_counts_only_what_came_after_ones_own_last_act(sim: Simulator, api: Any) -> None:
    anna = await sim.person("Anna")
    await anna.starts()
    await api.ok("sendMessage", chat_id=anna.id, text="Welcome, <b>Anna</b>", parse_mode="HTML")
    seen = await anna.sees("Welcome")
    assert (seen.text, seen.html) == ("Welcome, Anna", "Welcome, <b>Anna</b>")
    await anna.says("hello")
    with pytest.raises(AssertionError, match="Anna: hello"):
        await anna.sees("Welcome", within=0.1)
    await api.ok("editMessageText", chat_id=anna.id, message_id=seen.id, text="Welcome back")
    assert (await anna.sees("Welcome")).edited
    await anna.does_not_see("Goodbye")
    with pytest.raises(AssertionError, match="is shown"):
        await anna.does_not_see("Welcome back")
