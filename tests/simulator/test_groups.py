"""Groups: membership, privacy mode, upgrade, topics, and the surprises of moderation bots."""

from typing import Any

import pytest

from simulator.driver import Simulator


async def texts(api: Any) -> list[str]:
    return [
        update["message"]["text"] for update in await api.updates() if "text" in update.get("message", {})
    ]


async def test_adding_and_removing_the_bot(sim: Simulator, api: Any) -> None:
    anna = await sim.person("Anna")
    group = await sim.group("Store", kind="group", members=[anna])
    await group.adds_bot(by=anna, payload="abc")
    await group.removes_bot(by=anna)
    added, joined, started, left, removed = await api.updates()
    assert added["my_chat_member"]["old_chat_member"]["status"] == "left"
    assert joined["message"]["new_chat_members"][0]["username"] == "test_bot"
    assert started["message"]["text"] == "/start@test_bot abc"
    assert left["message"]["left_chat_member"]["id"] == 1000001
    assert removed["my_chat_member"]["new_chat_member"]["status"] == "kicked"


async def test_privacy_mode(sim: Simulator, api: Any) -> None:
    anna = await sim.person("Anna")
    group = await sim.group("Store", members=[anna])
    await group.adds_bot()
    sent = await api.ok("sendMessage", chat_id=group.id, text="Hello")
    for text in ("just talking", "/help", "/help@test_bot", "/help@other_bot", "hi @test_bot", "see /help"):
        await anna.says(text, chat=group)
    await anna.says("an answer", chat=group, reply_to=sent["message_id"])
    assert await texts(api) == ["/help", "/help@test_bot", "hi @test_bot", "an answer"]
    await group.promotes("bot")
    await anna.says("just talking", chat=group)
    assert await texts(api) == ["just talking"]


async def test_upgrade_to_a_supergroup(sim: Simulator, api: Any) -> None:
    anna = await sim.person("Anna")
    old = await sim.group("Store", kind="group", members=[anna])
    await old.adds_bot()
    await api.updates()
    new = await old.upgrades()
    to, origin = [update["message"] for update in await api.updates()]
    assert (to["chat"]["id"], to["migrate_to_chat_id"]) == (old.id, new.id)
    assert (origin["chat"]["id"], origin["migrate_from_chat_id"]) == (new.id, old.id)
    status, body = await api("sendMessage", chat_id=old.id, text="x")
    assert (status, body["parameters"]) == (400, {"migrate_to_chat_id": new.id})
    assert (await api.ok("sendMessage", chat_id=new.id, text="x"))["chat"]["type"] == "supergroup"


async def test_topics(sim: Simulator, api: Any) -> None:
    anna = await sim.person("Anna")
    forum = await sim.group("Help", kind="forum", members=[anna])
    await forum.adds_bot(as_admin=True)
    topic = await forum.topic("Clothing")
    said = await anna.says("hello", chat=forum, thread_id=topic)
    message = (await api.updates())[-1]["message"]
    assert (message["message_thread_id"], message["is_topic_message"]) == (topic, True)
    answer = await api.ok(
        "sendMessage", chat_id=forum.id, text="yes", reply_parameters={"message_id": said.id}
    )
    assert answer["message_thread_id"] == topic
    sent = await api.ok("sendMessage", chat_id=forum.id, text="here", message_thread_id=topic)
    assert sent["is_topic_message"]


async def test_an_anonymous_administrator(sim: Simulator, api: Any) -> None:
    anna, ben = await sim.person("Anna"), await sim.person("Ben")
    group = await sim.group("Moderation", creator=anna, admins=[ben])
    await group.adds_bot()
    await group.promotes(ben, anonymous=True)
    await ben.says("/queue", chat=group)
    message = (await api.updates())[-1]["message"]
    assert message["from"]["id"] == 1087968824
    assert message["sender_chat"]["id"] == group.id


async def test_a_press_of_somebody_outside_is_impossible(sim: Simulator, api: Any) -> None:
    anna, ben = await sim.person("Anna"), await sim.person("Ben")
    group = await sim.group("Store", members=[anna])
    await group.adds_bot()
    button = {"inline_keyboard": [[{"text": "Yes", "callback_data": "yes"}]]}
    await api.ok("sendMessage", chat_id=group.id, text="?", reply_markup=button)
    with pytest.raises(AssertionError, match="Ben is not a member"):
        await ben.taps("Yes", chat=group, within=0)


async def test_members_as_the_bot_sees_them(sim: Simulator, api: Any) -> None:
    anna, ben, carl = [await sim.person(name) for name in ("Anna", "Ben", "Carl")]
    group = await sim.group("Store", creator=anna, admins=[ben])
    await group.adds_bot()
    statuses = [
        (await api.ok("getChatMember", chat_id=group.id, user_id=who.id))["status"]
        for who in (anna, ben, carl)
    ]
    assert statuses == ["creator", "administrator", "left"]
    administrators = await api.ok("getChatAdministrators", chat_id=group.id)
    assert [one["user"]["first_name"] for one in administrators] == ["Anna", "Ben"]
    assert await api.ok("getChatMemberCount", chat_id=group.id) == 3


async def test_requests_to_join(sim: Simulator, api: Any) -> None:
    anna, ben = await sim.person("Anna"), await sim.person("Ben")
    group = await sim.group("Store", creator=anna)
    await group.adds_bot(as_admin=True)
    await ben.asks_to_join(group)
    assert (await api.updates())[-1]["chat_join_request"]["from"]["id"] == ben.id
    await api.ok("approveChatJoinRequest", chat_id=group.id, user_id=ben.id)
    assert (await group.members())[ben.id] == "member"


async def test_banning_and_restricting(sim: Simulator, api: Any) -> None:
    anna, ben = await sim.person("Anna"), await sim.person("Ben")
    group = await sim.group("Store", creator=anna, members=[ben])
    await group.adds_bot(as_admin=True)
    muted = {"chat_id": group.id, "user_id": ben.id, "permissions": {"can_send_messages": False}}
    await api.ok("restrictChatMember", **muted)
    assert (await api.ok("getChatMember", chat_id=group.id, user_id=ben.id))["status"] == "restricted"
    await api.ok("banChatMember", chat_id=group.id, user_id=ben.id)
    assert (await group.members())[ben.id] == "kicked"
    await api.ok("unbanChatMember", chat_id=group.id, user_id=ben.id)
    assert (await group.members())[ben.id] == "left"
    basic = await sim.group("Basic", kind="group", creator=anna, members=[ben])
    await basic.adds_bot(as_admin=True)
    refusal = await api.refusal("restrictChatMember", **(muted | {"chat_id": basic.id}))
    assert refusal == "400 Bad Request: can't restrict users in basic group chats"


async def test_a_post_of_the_linked_channel(sim: Simulator, api: Any) -> None:
    anna = await sim.person("Anna")
    channel = await sim.group("News", kind="channel", creator=anna)
    group = await sim.group("Talk", creator=anna)
    await group.adds_bot(as_admin=True)
    await sim.client.call("POST", "/channel-post", chat=group.id, channel=channel.id, text="Open today")
    message = (await api.updates())[-1]["message"]
    assert (message["from"]["id"], message["is_automatic_forward"]) == (777000, True)


async def test_only_an_administrator_of_a_supergroup_hears_of_a_visible_history(
    sim: Simulator, api: Any
) -> None:
    anna = await sim.person("Anna")
    for kind, told in (("supergroup", [False, True]), ("group", [False, False])):
        group = await sim.group("Store", kind=kind, members=[anna], visible_history=True)
        await group.adds_bot()
        heard = ["has_visible_history" in await api.ok("getChat", chat_id=group.id)]
        await group.promotes("bot")
        assert [*heard, "has_visible_history" in await api.ok("getChat", chat_id=group.id)] == told
