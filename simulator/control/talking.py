"""Control: what people write, send, edit, delete, vote and press."""

from typing import Any

from simulator.actions import pressing, private, talking, things
from simulator.control.base import Control, Wish, control
from simulator.errors import ControlError
from simulator.rendering import chat_json
from simulator.sight import message_view
from simulator.world import Press, World


def message_fields(wish: Wish) -> dict[str, Any]:
    """What any message of a person may carry besides its content."""
    fields: dict[str, Any] = {
        name: wish.get(name) for name in ("reply_to", "thread_id") if wish.get(name) is not None
    }
    if wish.get("anonymous"):
        fields["anonymous"] = True
    if wish.get("forwarded_from"):
        fields["forward_origin"] = forwarded_from(wish)
    return fields


def forwarded_from(wish: Wish) -> dict[str, Any]:
    """A person's name, or `{"hidden": "Name"}` for an account that hides itself, or `{"chat": …}`."""
    source = wish.get("forwarded_from")
    date = wish.world.clock.timestamp()
    if isinstance(source, dict) and "hidden" in source:
        return {"type": "hidden_user", "sender_user_name": source["hidden"], "date": date}
    if isinstance(source, dict):
        chat = wish.world.chat_named(source["chat"])
        return {"type": "chat", "sender_chat": chat_json(wish.world, chat), "date": date}
    return {"type": "user", "sender_user": wish.world.person(source).as_user(), "date": date}


@control("POST", "/say")
def say(reach: Control, wish: Wish) -> dict[str, Any]:
    """In a private chat the first thing to be written is /start."""
    person, text = wish.person(), str(wish.need("text"))
    if wish.get("chat") is None and (text == "/start" or text.startswith("/start ")):
        private.open_chat(reach.world, person, wish.bot())
    message = talking.say(reach.world, person, wish.chat(), text, **message_fields(wish))
    return message_view(reach.world, message)


@control("POST", "/send")
def send(reach: Control, wish: Wish) -> dict[str, Any]:
    fields = message_fields(wish)
    message = things.send_thing(
        reach.world, wish.person(), wish.chat(), wish.need("kind"), wish.values, **fields
    )
    return message_view(reach.world, message)


@control("POST", "/album")
def album(reach: Control, wish: Wish) -> dict[str, Any]:
    count, fields = int(wish.get("count", 2)), message_fields(wish)
    sent = things.send_album(reach.world, wish.person(), wish.chat(), count, wish.values, **fields)
    return {"messages": [message_view(reach.world, message) for message in sent]}


@control("POST", "/edit")
def edit(reach: Control, wish: Wish) -> dict[str, Any]:
    message_id, text = int(wish.need("message_id")), wish.need("text")
    message = talking.edit(reach.world, wish.person(), wish.chat(), message_id, text)
    return message_view(reach.world, message)


@control("POST", "/delete")
def delete(reach: Control, wish: Wish) -> None:
    talking.remove_own(reach.world, wish.person(), wish.chat(), int(wish.need("message_id")))


@control("POST", "/vote")
def vote(reach: Control, wish: Wish) -> None:
    talking.vote(
        reach.world, wish.person(), wish.chat(), int(wish.need("message_id")), wish.get("options", [])
    )


@control("POST", "/tap")
async def tap(reach: Control, wish: Wish) -> dict[str, Any]:
    """Wait for the button (at most `timeout`; 0 looks once), press it, wait for the bot's answer."""
    world, person = reach.world, wish.person()
    label, data, on, message_id = (wish.get(name) for name in ("label", "data", "on", "message_id"))
    if label is None and data is None:
        raise ControlError("'label' or 'data' is missing", 400)
    chat = await chat_when_there(world, wish)
    button = await world.feed.until(
        lambda: pressing.find_button(chat, label, data, on, message_id), wish.timeout
    )
    if button is None:
        raise pressing.no_such_button(chat, label or data)
    shown = message_view(world, button.message)
    pressed = pressing.press(world, person, chat, button)
    result = {"pressed": button.label, "message": shown, "chat": chat.key}
    if isinstance(pressed, dict):
        return result | {"answer": None, "url": pressed.get("url"), "sent": pressed.get("sent")}
    return result | await answered(world, pressed, wish)


async def chat_when_there(world: World, wish: Wish) -> Any:
    """The chat, which may only just be coming into being."""

    def look() -> Any:
        try:
            return wish.chat()
        except ControlError:
            return None

    return await world.feed.until(look, wish.timeout) or wish.chat()


async def answered(world: World, pressed: Press, wish: Wish) -> dict[str, Any]:
    if wish.get("wait_answer", True) is False:
        return {"query": pressed.id, "answer": None}
    patience = float(wish.get("answer_timeout", 10))
    answer = await world.feed.until(lambda: pressed.answer, patience)
    if answer is None:
        raise ControlError(f"the bot did not answer the press within {patience:g} s", 504)
    return {"query": pressed.id, "answer": answer}


@control("POST", "/forge")
async def forge(reach: Control, wish: Wish) -> dict[str, Any]:
    """A callback query with any data, from any chat and message, even one that is not there."""
    chat = wish.chat()
    latest = max((message.id for message in chat.visible_messages() if message.inline_keyboard), default=1)
    message_id = int(wish.get("message_id", latest))
    pressed = pressing.query(reach.world, wish.person(), chat, wish.bot(), message_id, wish.need("data"))
    return {"chat": chat.key} | await answered(reach.world, pressed, wish)
