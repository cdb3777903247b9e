"""The two calls behind almost every answer, without the cost of objects that nobody reads.

aiogram's own methods build an object for every button, look through all of them for files, and read the whole message that
Telegram sends back. An answer needs none of that: buttons go out as the JSON that Telegram wants, and of the result only
the message's id is wanted.
"""

import json
from typing import Any

from aiogram.client.default import Default
from aiogram.methods import TelegramMethod
from aiogram.types import InputFile

from views.screen import Screen

Markup = str  # JSON


class SendText(TelegramMethod[dict[str, Any]]):
    """`sendMessage`; gives the message as a dictionary."""

    __returning__ = dict[str, Any]
    __api_method__ = "sendMessage"

    chat_id: int
    text: str
    message_thread_id: int | None = None
    reply_markup: Markup | None = None
    protect_content: bool | None = None
    disable_notification: bool | None = None
    reply_parameters: dict[str, Any] | None = None
    parse_mode: str | Default | None = Default("parse_mode")
    link_preview_options: Any = Default("link_preview")


class EditText(TelegramMethod[dict[str, Any]]):
    """`editMessageText` of a message in a chat."""

    __returning__ = dict[str, Any]
    __api_method__ = "editMessageText"

    chat_id: int
    message_id: int
    text: str
    reply_markup: Markup | None = None
    parse_mode: str | Default | None = Default("parse_mode")
    link_preview_options: Any = Default("link_preview")


class SendPhotos(TelegramMethod[list[dict[str, Any]]]):
    """`sendMediaGroup`: two to ten photos that are shown as one."""

    __returning__ = list[dict[str, Any]]
    __api_method__ = "sendMediaGroup"

    chat_id: int
    media: list[dict[str, Any]]
    message_thread_id: int | None = None
    protect_content: bool | None = None
    disable_notification: bool | None = None
    reply_parameters: dict[str, Any] | None = None


class SendPhoto(TelegramMethod[dict[str, Any]]):
    """`sendPhoto`; gives the message as a dictionary."""

    __returning__ = dict[str, Any]
    __api_method__ = "sendPhoto"

    chat_id: int
    photo: str | InputFile  # a file id of Telegram, or a picture of our own
    caption: str
    message_thread_id: int | None = None
    protect_content: bool | None = None
    disable_notification: bool | None = None
    reply_parameters: dict[str, Any] | None = None
    parse_mode: str | Default | None = Default("parse_mode")


def media(screen: Screen) -> list[dict[str, Any]]:
    """The screen's photos as an album; its text stands below the first."""
    first, *others = [{"type": "photo", "media": photo} for photo in screen.photos]
    return [first | {"caption": screen.text, "parse_mode": "HTML"}, *others]


def reply(screen: Screen) -> dict[str, Any] | None:
    """The message that the screen replies to; where that is gone, it stands alone."""
    if screen.reply_to is None:
        return None
    return {"message_id": screen.reply_to, "allow_sending_without_reply": True}


def markup(screen: Screen) -> Markup | None:
    """The screen's buttons, or a keyboard that shares a location, or the order to take that keyboard away."""
    if screen.close_keyboard:
        return _json({"remove_keyboard": True})
    if screen.ask_location or screen.ask_contact:
        wish = "request_location" if screen.ask_location else "request_contact"
        button = {"text": screen.ask_location or screen.ask_contact, wish: True}
        return _json({"keyboard": [[button]], "resize_keyboard": True, "one_time_keyboard": True})
    return inline(screen)


def inline(screen: Screen) -> Markup | None:
    """The inline buttons alone: an edited message can carry no other kind."""
    rows = [
        [
            {"text": one.label}
            | ({"url": one.url} if one.url else {"callback_data": one.data})
            | ({"style": one.style} if one.style else {})
            for one in row
        ]
        for row in screen.rows
    ]
    return _json({"inline_keyboard": rows}) if rows else None


def plain(markup: Markup) -> Markup:
    """The same buttons without their colours."""
    keyboard = json.loads(markup)
    for button in (one for row in keyboard.get("inline_keyboard", []) for one in row):
        button.pop("style", None)
    return _json(keyboard)


def _json(keyboard: dict[str, Any]) -> Markup:
    return json.dumps(keyboard, ensure_ascii=False)
