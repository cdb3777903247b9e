"""Sending: what every send method shares, in the order in which Telegram checks, and sendMessage itself."""

import json
from typing import Any

from simulator.access import chat_to_write, require_sending_right
from simulator.chats import Chat
from simulator.entities import formatted
from simulator.errors import bad_request
from simulator.keyboards import check_markup, read_markup
from simulator.messages import Message
from simulator.methods import api_method
from simulator.rendering import message_json
from simulator.requests import Request
from simulator.world import World

MAX_TEXT = 4096
MAX_CAPTION = 1024
CHAT_ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note", "cancel", "pick_up_location",
})  # fmt: skip


@api_method("sendMessage")
def send_message(world: World, request: Request) -> Any:
    return send(world, request, text_content(request))


def text_content(request: Request) -> dict[str, Any]:
    if not request.has("text"):
        raise bad_request("message text is empty")
    text, entities = formatted(
        request.text("text"), request.text("parse_mode"), request.json_list("entities")
    )
    content: dict[str, Any] = {"text": text}
    if entities:
        content["entities"] = entities
    preview = request.json("link_preview_options")
    if isinstance(preview, dict) and preview:
        content["link_preview_options"] = preview
    return content


def caption_content(request: Request) -> dict[str, Any]:
    given = request.json_list("caption_entities")
    return caption_fields(request.text("caption"), request.text("parse_mode"), given)


def caption_fields(caption: str, parse_mode: str, given: list[Any]) -> dict[str, Any]:
    text, entities = formatted(caption, parse_mode, given)
    content: dict[str, Any] = {"caption": text} if text else {}
    if text and entities:
        content["caption_entities"] = entities
    return content


def check_lengths(content: dict[str, Any]) -> None:
    """Counted in code points, after parsing."""
    if "text" in content and not content["text"]:
        raise bad_request("text must be non-empty")
    if len(content.get("text", "")) > MAX_TEXT:
        raise bad_request("message is too long")
    if len(content.get("caption", "")) > MAX_CAPTION:
        raise bad_request("message caption is too long")


def send(world: World, request: Request, content: dict[str, Any]) -> dict[str, Any]:
    """Check the rest of the request and put the message into the chat."""
    markup = read_markup(request)
    chat = chat_to_write(world, request)
    reply_to = reply_target(request, chat)
    check_markup(chat, markup)
    require_sending_right(chat, request.bot, content)
    check_lengths(content)
    message = post(world, request, chat, content, markup=markup, reply_to=reply_to)
    return message_json(world, message, request.bot)


def post(world: World, request: Request, chat: Chat, content: dict[str, Any], **fields: Any) -> Message:
    """Put a checked message of the bot into the chat."""
    thread_id = thread_of(request, chat, fields.get("reply_to"))
    message = Message(
        chat=chat.key,
        id=world.new_message_id(chat),
        date=world.clock.timestamp(),
        sender_id=request.bot.id,
        content=content,
        thread_id=thread_id,
        protected=request.flag("protect_content"),
        silent=request.flag("disable_notification"),
        **fields,
    )
    chat.last_bot = request.bot.id
    if message.markup and "keyboard" in message.markup:
        chat.keyboard_message = message.id
    elif message.markup and message.markup.get("remove_keyboard"):
        chat.keyboard_message = None
    return world.keep_message(chat, message)


def reply_target(request: Request, chat: Chat) -> int | None:
    parameters = request.json("reply_parameters") or {}
    if not isinstance(parameters, dict):
        raise bad_request("object expected as reply parameters")
    wanted = int(parameters.get("message_id") or request.integer("reply_to_message_id"))
    if not wanted:
        return None
    if chat.message(wanted):
        return wanted
    if parameters.get("allow_sending_without_reply") or request.flag("allow_sending_without_reply"):
        return None
    raise bad_request("message to be replied not found")


def thread_of(request: Request, chat: Chat, reply_to: int | None) -> int | None:
    """The topic asked for, or the topic of the message replied to."""
    wanted = request.integer("message_thread_id")
    if wanted:
        if wanted not in chat.topics:
            raise bad_request("message thread not found")
        manages = chat.member(request.bot.id).rights.get("can_manage_topics")
        if wanted in chat.closed_topics and not manages:
            raise bad_request("TOPIC_CLOSED")
        return wanted
    replied = chat.message(reply_to) if reply_to is not None else None
    return replied.thread_id if replied else None


@api_method("sendChatAction")
def send_chat_action(world: World, request: Request) -> bool:
    if request.text("action") not in CHAT_ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = chat_to_write(world, request)
    world.feed.publish("chat_action", chat.key, request.bot.id, action=request.text("action"))
    return True


@api_method("sendLocation")
def send_location(world: World, request: Request) -> Any:
    return send(world, request, {"location": coordinates(request)})


@api_method("sendVenue")
def send_venue(world: World, request: Request) -> Any:
    place = {
        "location": coordinates(request),
        "title": request.text("title"),
        "address": request.text("address"),
    }
    return send(world, request, {"venue": place, "location": place["location"]})


@api_method("sendContact")
def send_contact(world: World, request: Request) -> Any:
    if not request.has("phone_number"):
        raise bad_request("phone number is empty")
    if not request.has("first_name"):
        raise bad_request("first name is empty")
    names = ("phone_number", "first_name", "last_name", "vcard")
    return send(
        world, request, {"contact": {name: request.text(name) for name in names if request.has(name)}}
    )


def coordinates(request: Request) -> dict[str, float]:
    try:
        latitude, longitude = (float(json.loads(request.text(name))) for name in ("latitude", "longitude"))
    except ValueError:
        raise bad_request("latitude and longitude must be numbers") from None
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise bad_request("wrong location specified")
    return {"latitude": latitude, "longitude": longitude}
