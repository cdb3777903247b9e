"""Pressing buttons: finding the one a person means, the callback query, and presses that are forged."""

import random
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from simulator.actions.talking import mark_action, post_as_person, say
from simulator.actions.things import own_contact
from simulator.chats import Chat
from simulator.errors import ControlError
from simulator.events import deliver
from simulator.labels import named_by
from simulator.messages import Message
from simulator.people import Bot, Person
from simulator.rendering import inaccessible_json, message_json
from simulator.world import Press, World

REPLY_BUTTON_FIELDS = {"text", "style", "icon_custom_emoji_id", "request_contact", "request_location"}


@dataclass(frozen=True)
class Button:
    """A button somebody can see: under a message, or of the keyboard in place of the letters."""

    message: Message
    face: dict[str, Any]
    inline: bool

    @property
    def label(self) -> str:
        return str(self.face["text"])


def visible_buttons(chat: Chat, on: str | None = None) -> list[list[Button]]:
    """The buttons of each message, newest message first; `on` is a text the message must contain."""
    found: list[list[Button]] = []
    for message in sorted(chat.visible_messages(), key=lambda message: message.id, reverse=True):
        if on is not None and on not in message.text:
            continue
        rows = message.inline_keyboard
        if chat.keyboard_message == message.id and message.markup:
            rows = message.markup.get("keyboard", [])
        inline = bool(message.inline_keyboard)
        if rows:
            found.append([Button(message, face, inline) for row in rows for face in row])
    return found


def find_button(
    chat: Chat,
    label: str | None = None,
    data: str | None = None,
    on: str | None = None,
    message_id: int | None = None,
) -> Button | None:
    """The button on the newest message that has one of this label or data."""
    for buttons in visible_buttons(chat, on):
        if message_id is not None and buttons[0].message.id != message_id:
            continue
        if data is not None:
            chosen = [button for button in buttons if button.face.get("callback_data") == data]
        else:
            chosen = named_by(label or "", buttons, lambda button: button.label)
        if chosen:
            return chosen[0]
    return None


def no_such_button(chat: Chat, wanted: str) -> ControlError:
    shown = [[button.label for button in buttons] for buttons in visible_buttons(chat)]
    text = (
        "; ".join(" ".join(f"[{label}]" for label in labels) for labels in shown[:5]) or "no buttons at all"
    )
    return ControlError(f"there is no button {wanted!r}; the chat shows {text}", 409, {"buttons": shown})


def press(world: World, person: Person, chat: Chat, button: Button) -> Press | dict[str, Any]:
    """A press for callback buttons; for other kinds what they lead to."""
    if not chat.is_private and not chat.member(person.id).present:
        raise ControlError(f"{person.name} is not a member of {chat.title!r} and cannot press its buttons")
    if button.face.get("disabled"):
        raise ControlError(f"the button {button.label!r} is disabled")
    world.feed.publish("tap", chat.key, person.id, button.message.id, label=button.label)
    if not button.inline:
        return _press_reply_button(world, person, chat, button)
    if "url" in button.face:
        mark_action(world, chat, person)
        return {"url": button.face["url"]}
    if "callback_data" not in button.face:
        raise ControlError(f"buttons like {button.face} are not simulated", 501)
    bot = world.memory.bots[button.message.sender_id]
    message_id = button.message.id
    return query(world, person, chat, bot, message_id, button.face["callback_data"])


def _press_reply_button(world: World, person: Person, chat: Chat, button: Button) -> dict[str, Any]:
    """Such a button writes for the person: its label, or a contact or place after a question."""
    if unknown := set(button.face) - REPLY_BUTTON_FIELDS:
        raise ControlError(f"buttons with {', '.join(sorted(unknown))} are not simulated", 501)
    markup = button.message.markup or {}
    if markup.get("one_time_keyboard"):
        chat.keyboard_message = None
    if button.face.get("request_contact"):
        sent = post_as_person(world, person, chat, own_contact(person), reply_to=button.message.id)
    elif button.face.get("request_location"):
        place = {"location": {"latitude": 50.8806, "longitude": 12.0833}}
        sent = post_as_person(world, person, chat, place, reply_to=button.message.id)
    else:
        sent = say(world, person, chat, button.label)
    return {"sent": sent.id}


def query(world: World, person: Person, chat: Chat, bot: Bot, message_id: int, data: str) -> Press:
    """The callback query; a message that is gone is shown as inaccessible."""
    created = Press(
        id=str(random.randrange(10**17, 10**18)),
        bot_id=bot.id,
        person_id=person.id,
        chat=chat.key,
        message_id=message_id,
        data=data,
        created=world.clock.timestamp(),
    )
    world.memory.presses[created.id] = created
    mark_action(world, chat, person)
    deliver(world, bot, "callback_query", lambda: query_json(world, created), chat.key)
    return created


def query_json(world: World, created: Press) -> dict[str, Any]:
    chat = world.memory.chats[created.chat]
    bot = world.memory.bots[created.bot_id]
    message = chat.message(created.message_id)
    shown = (
        message_json(world, message, bot) if message else inaccessible_json(world, chat, created.message_id)
    )
    return {
        "id": created.id,
        "from": world.user(created.person_id),
        "message": shown,
        "chat_instance": str(int.from_bytes(sha256(chat.key.encode()).digest()[:8], "big", signed=True)),
        "data": created.data,
    }
