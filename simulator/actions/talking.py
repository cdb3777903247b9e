"""People write, send things, edit and vote."""

from copy import deepcopy
from typing import Any

from simulator.access import allowed_to
from simulator.chats import Chat
from simulator.entities import trimmed
from simulator.errors import ControlError
from simulator.events import deliver, tell_message
from simulator.messages import Message
from simulator.people import ANONYMOUS_ADMINISTRATOR, Person
from simulator.world import World

MAX_TEXT = 4096


def text_of_person(text: str) -> dict[str, Any]:
    plain, entities = trimmed(text, [])
    if not plain:
        raise ControlError("an empty message cannot be sent", 400)
    if len(plain) > MAX_TEXT:
        raise ControlError(f"a message has at most {MAX_TEXT} characters", 400)
    return {"text": plain} | ({"entities": entities} if entities else {})


def require_writable(chat: Chat, person: Person) -> None:
    """People too can only write where they are."""
    if chat.is_private:
        if chat.blocked:
            raise ControlError(f"{person.name} has blocked the bot")
        return
    if chat.migrated_to or chat.deleted:
        raise ControlError(f"the group {chat.title!r} no longer exists")
    member = chat.member(person.id)
    if not member.present:
        raise ControlError(f"{person.name} is not a member of {chat.title!r}")
    if not member.is_administrator and not allowed_to(chat, member, "can_send_messages"):
        raise ControlError(f"{person.name} may not write in {chat.title!r}")


def post_as_person(
    world: World, person: Person, chat: Chat, content: dict[str, Any], **fields: Any
) -> Message:
    """A message of a person, seen by the bots that may see it."""
    require_writable(chat, person)
    member = chat.member(person.id)
    sender, sender_chat = person.id, fields.pop("sender_chat_id", None)
    if fields.pop("anonymous", False) or (member.is_anonymous and chat.is_group):
        if not member.is_administrator:
            raise ControlError(f"{person.name} is no administrator and cannot write anonymously")
        sender, sender_chat = int(ANONYMOUS_ADMINISTRATOR["id"]), chat.id  # type: ignore[call-overload]
    if fields.get("reply_to") is not None and not chat.message(fields["reply_to"]):
        raise ControlError(f"there is no message {fields['reply_to']} to reply to")
    if fields.get("thread_id") is not None and fields["thread_id"] not in chat.topics:
        raise ControlError(f"there is no topic {fields['thread_id']} in {chat.title!r}")
    message = Message(
        chat=chat.key,
        id=world.new_message_id(chat),
        date=world.clock.timestamp(),
        sender_id=sender,
        sender_chat_id=sender_chat,
        content=content,
        **fields,
    )
    world.keep_message(chat, message)
    mark_action(world, chat, person)
    tell_message(world, chat, message)
    return message


def mark_action(world: World, chat: Chat, person: Person) -> None:
    """What the bot does from now on in this chat is news to this person."""
    chat.last_actions[person.id] = world.feed.number


def say(world: World, person: Person, chat: Chat, text: str, **fields: Any) -> Message:
    return post_as_person(world, person, chat, text_of_person(text), **fields)


def edit(world: World, person: Person, chat: Chat, message_id: int, text: str) -> Message:
    message = chat.message(message_id)
    if message is None or message.sender_id != person.id:
        raise ControlError(f"{person.name} has no message {message_id} here to edit")
    if "text" not in message.content and message.media is None:
        raise ControlError("this message has no text to edit")
    fresh = text_of_person(text)
    if message.media:
        fresh = {"caption": fresh["text"]} | (
            {"caption_entities": fresh["entities"]} if "entities" in fresh else {}
        )
        fresh = {
            key: value for key, value in message.content.items() if not key.startswith("caption")
        } | fresh
    message.content = fresh
    message.edit_date = world.clock.timestamp()
    world.mark_changed(chat, message, "edit")
    mark_action(world, chat, person)
    tell_message(world, chat, message, "edited_message")
    return message


def remove_own(world: World, person: Person, chat: Chat, message_id: int) -> None:
    """Bots are not told about deletions."""
    message = chat.message(message_id)
    if message is None:
        raise ControlError(f"there is no message {message_id}")
    message.deleted = True
    world.mark_changed(chat, message, "delete")


def vote(world: World, person: Person, chat: Chat, message_id: int, options: list[int]) -> None:
    """A vote in a poll; bots hear of votes in their own public polls."""
    message = chat.message(message_id)
    if message is None or "poll" not in message.content:
        raise ControlError(f"message {message_id} is not a poll")
    poll = deepcopy(message.content["poll"])
    if poll["is_closed"]:
        raise ControlError("the poll is closed")
    message.votes[str(person.id)] = options
    for number, option in enumerate(poll["options"]):
        option["voter_count"] = sum(number in chosen for chosen in message.votes.values())
    poll["total_voter_count"] = sum(bool(chosen) for chosen in message.votes.values())
    message.content = message.content | {"poll": poll}
    world.mark_changed(chat, message, "vote")
    bot = world.memory.bots.get(message.sender_id)
    if bot is None:
        return
    deliver(world, bot, "poll", lambda: poll, chat.key)
    if not poll["is_anonymous"]:
        answer = {"poll_id": poll["id"], "user": person.as_user(), "option_ids": options}
        answer["option_persistent_ids"] = [str(number) for number in options]
        deliver(world, bot, "poll_answer", lambda: answer, chat.key)
