"""A chat as a person sees it now: current texts, buttons, what was edited and what is gone."""

from typing import Any

from simulator.chats import Chat
from simulator.html_writer import to_html
from simulator.messages import Message
from simulator.people import Person
from simulator.world import World

BUTTON_FIELDS = ("url", "request_contact", "request_location", "style", "disabled")


def button_view(face: dict[str, Any]) -> dict[str, Any]:
    shown = {"text": face["text"]} | {name: face[name] for name in BUTTON_FIELDS if name in face}
    return shown | ({"data": face["callback_data"]} if "callback_data" in face else {})


def message_view(world: World, message: Message) -> dict[str, Any]:
    chat = world.memory.chats[message.chat]
    keyboard = message.markup.get("keyboard", []) if message.markup else []
    return {
        "message_id": message.id,
        "chat": message.chat,
        "chat_id": chat.id,
        "from": world.name_of(message.sender_id),
        "from_id": message.sender_id,
        "by_bot": message.sender_id in world.memory.bots,
        "date": message.date,
        "text": message.text,
        "html": to_html(message.text, message.entities),
        "media": message.media,
        "service": message.is_service,
        "content": message.content,
        "buttons": [[button_view(face) for face in row] for row in message.inline_keyboard],
        "keyboard": [[button_view(face) for face in row] for row in keyboard],
        "edited": message.edit_date is not None,
        "deleted": message.deleted,
        "protected": message.protected or chat.protected,
        "silent": message.silent,
        "reply_to": message.reply_to,
        "thread_id": message.thread_id,
        "anonymous": message.sender_chat_id is not None,
        "forwarded": message.forward_origin,
        "media_group_id": message.media_group_id,
        "reactions": message.reactions,
        "changed": message.changed_at,
    }


def chat_view(world: World, chat: Chat, after: int = 0, newest: int | None = None) -> dict[str, Any]:
    """With all its messages, or those changed after that number of the feed, or only so many of the newest."""
    messages = [message for message in chat.messages.values() if message.changed_at > after]
    if newest is not None:
        messages = [message for message in messages if not message.deleted][-newest:]
    shown_keyboard = chat.message(chat.keyboard_message) if chat.keyboard_message is not None else None
    return {
        "chat": chat.key,
        "chat_id": chat.id,
        "kind": "forum" if chat.is_forum else chat.kind,
        "title": chat.title or world.name_of(chat.id),
        "username": chat.username,
        "role": chat.role,
        "members": {str(m.user_id): m.status for m in chat.members.values()},
        "topics": {str(number): name for number, name in chat.topics.items()},
        "pinned": chat.pinned,
        "migrated_to": chat.migrated_to,
        "deleted": chat.deleted,
        "blocked": chat.blocked,
        "keyboard": message_view(world, shown_keyboard)["keyboard"] if shown_keyboard else [],
        "messages": [message_view(world, message) for message in messages],
    }


def find_news(world: World, chat: Chat, text: str, person: Person | None = None) -> Message | None:
    """The newest bot message with this text; for a person only what is new since their last own act here."""
    since = chat.last_actions.get(person.id, 0) if person else 0
    for message in sorted(chat.visible_messages(), key=lambda message: message.changed_at, reverse=True):
        if message.changed_at <= since:
            return None
        if message.sender_id in world.memory.bots and text in message.text:
            return message
    return None
