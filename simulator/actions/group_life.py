"""What happens to a whole group: upgrade, deletion, new name, going public, topics, requests to join, channel posts."""

from copy import deepcopy
from typing import Any

from simulator.actions.groups import new_group_id, service_message
from simulator.chats import Chat
from simulator.errors import ControlError
from simulator.events import deliver, tell_message
from simulator.messages import Message
from simulator.people import TELEGRAM_ACCOUNT, Person
from simulator.rendering import chat_json
from simulator.world import World


def upgrade(world: World, chat: Chat, by: Person, chat_id: int | None = None) -> Chat:
    """A basic group becomes a supergroup: a new chat, new message ids, and a service message on each side."""
    if chat.kind != "group":
        raise ControlError(f"{chat.title!r} is no basic group")
    new_id = chat_id or new_group_id(world, "supergroup")
    new = Chat(key=str(new_id), id=new_id, kind="supergroup", title=chat.title)
    new.members = deepcopy(chat.members)
    world.memory.chats[new.key] = new
    service_message(world, chat, by.id, {"migrate_to_chat_id": new.id})
    service_message(world, new, by.id, {"migrate_from_chat_id": chat.id})
    chat.migrated_to = new.id
    world.feed.publish("upgrade", new.key, by.id, former=chat.id)
    return new


def delete(world: World, chat: Chat, by: Person) -> None:
    if chat.member(by.id).status != "creator":
        raise ControlError(f"only its creator can delete {chat.title!r}")
    chat.deleted = True
    world.feed.publish("group_deleted", chat.key, by.id)


def rename(world: World, chat: Chat, by: Person, title: str) -> None:
    chat.title = title
    service_message(world, chat, by.id, {"new_chat_title": title})


def set_username(world: World, chat: Chat, username: str | None) -> None:
    """With a username the group is public; bots are not told."""
    if chat.kind == "group" and username:
        raise ControlError("a basic group cannot be public: upgrade it first")
    chat.username = username
    world.feed.publish("username", chat.key, username=username)


def create_topic(world: World, chat: Chat, by: Person, name: str) -> int:
    if not chat.is_forum:
        raise ControlError(f"{chat.title!r} has no topics")
    content = {"forum_topic_created": {"name": name, "icon_color": 7322096}}
    message = service_message(world, chat, by.id, content, told=False)
    message.thread_id = message.id
    chat.topics[message.id] = name
    tell_message(world, chat, message)
    return message.id


def close_topic(world: World, chat: Chat, by: Person, thread_id: int) -> None:
    """Only who may manage topics can still write in it."""
    _known_topic(chat, thread_id)
    chat.closed_topics.append(thread_id)
    _say_in_topic(world, chat, by, thread_id, {"forum_topic_closed": {}})


def reopen_topic(world: World, chat: Chat, by: Person, thread_id: int) -> None:
    _known_topic(chat, thread_id)
    chat.closed_topics.remove(thread_id)
    _say_in_topic(world, chat, by, thread_id, {"forum_topic_reopened": {}})


def delete_topic(world: World, chat: Chat, by: Person, thread_id: int) -> None:
    """With all its messages; bots are not told."""
    _known_topic(chat, thread_id)
    del chat.topics[thread_id]
    for message in chat.visible_messages():
        if message.thread_id == thread_id:
            message.deleted = True
    world.feed.publish("topic_deleted", chat.key, by.id, thread_id=thread_id)


def _known_topic(chat: Chat, thread_id: int) -> None:
    if thread_id not in chat.topics:
        raise ControlError(f"{chat.title!r} has no topic {thread_id}")


def _say_in_topic(world: World, chat: Chat, by: Person, thread_id: int, content: dict[str, Any]) -> None:
    message = service_message(world, chat, by.id, content, told=False)
    message.thread_id = thread_id
    tell_message(world, chat, message)


def request_to_join(world: World, chat: Chat, person: Person, bio: str | None = None) -> None:
    """Only bots that may invite hear of it."""
    if chat.member(person.id).present:
        raise ControlError(f"{person.name} is already in {chat.title!r}")
    chat.join_requests[person.id] = world.clock.timestamp()
    payload: dict[str, Any] = {
        "chat": chat_json(world, chat),
        "from": person.as_user(),
        "user_chat_id": person.id,
        "date": world.clock.timestamp(),
    } | ({"bio": bio} if bio else {})
    world.feed.publish("join_request", chat.key, person.id)
    for bot in world.bots_in(chat):
        if chat.member(bot.id).rights.get("can_invite_users"):
            deliver(world, bot, "chat_join_request", lambda: payload, chat.key)


def linked_channel_post(world: World, chat: Chat, text: str, channel: Chat) -> Message:
    """A post of the linked channel, forwarded into the group by Telegram's own account."""
    message = Message(
        chat=chat.key,
        id=world.new_message_id(chat),
        date=world.clock.timestamp(),
        sender_id=int(TELEGRAM_ACCOUNT["id"]),  # type: ignore[call-overload]
        sender_chat_id=channel.id,
        content={"text": text},
        automatic_forward=True,
        forward_origin={
            "type": "channel",
            "chat": chat_json(world, channel),
            "message_id": channel.next_message_id,
            "date": world.clock.timestamp(),
        },
    )
    world.keep_message(chat, message)
    tell_message(world, chat, message)
    return message
