"""Reply markup as Telegram accepts it: checked, reduced to known fields, refused in Telegram's words."""

import json
from typing import Any

from simulator.chats import Chat
from simulator.errors import bad_request
from simulator.links import BadLink, check_link
from simulator.requests import Request

Markup = dict[str, Any]
MAX_BUTTONS = 100
MAX_CALLBACK_BYTES = 64
INLINE_ACTIONS = (
    "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
)  # fmt: skip
LOOKS = ("style", "icon_custom_emoji_id", "disabled")
PRIVATE_ONLY = {
    "request_contact": "phone number", "request_location": "location", "request_poll": "poll",
    "request_users": "users", "request_chat": "chats", "web_app": "Web App buttons",
}  # fmt: skip
FLAGS = ("is_persistent", "resize_keyboard", "one_time_keyboard", "selective")


def read_markup(request: Request) -> Markup | None:
    """The reply_markup of a request without what depends on the chat; None when there is no keyboard."""
    raw = request.text("reply_markup")
    if not raw:
        return None
    try:
        markup = json.loads(raw)
    except ValueError:
        raise bad_request("can't parse reply keyboard markup JSON object") from None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    for name, read in (("inline_keyboard", _inline), ("keyboard", _reply)):
        if name in markup:
            return read(markup)
    for name in ("remove_keyboard", "force_reply"):
        if markup.get(name):
            return {
                key: markup[key] for key in (name, "selective", "input_field_placeholder") if key in markup
            }
    return None


def _rows(markup: Markup, name: str, kind: str) -> list[list[Any]]:
    rows = markup[name]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{name}" of the {kind} must be an Array of Arrays')
    if sum(map(len, rows)) > MAX_BUTTONS:
        raise bad_request("reply markup is too long")
    return [row for row in rows if row]


def _inline(markup: Markup) -> Markup | None:
    rows = _rows(markup, "inline_keyboard", "InlineKeyboardMarkup")
    keyboard = [[_inline_button(button) for button in row] for row in rows]
    return {"inline_keyboard": keyboard} if keyboard else None


def _inline_button(button: Any) -> dict[str, Any]:
    what = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(f"{what}InlineKeyboardButton must be an Object")
    if not isinstance(button.get("text"), str):
        raise bad_request(f'{what}Can\'t find field "text"')
    shown: dict[str, Any] = {"text": button["text"]} | {
        name: button[name] for name in LOOKS if name in button
    }
    if button.get("url"):
        return shown | {"url": button["url"]}
    if button.get("callback_data"):
        return shown | {"callback_data": str(button["callback_data"])}
    action = next((name for name in INLINE_ACTIONS if name in button), None)
    if action is None:
        raise bad_request(f"{what}Text buttons are unallowed in the inline keyboard")
    return shown | {action: button[action]}


def _reply(markup: Markup) -> Markup | None:
    rows = _rows(markup, "keyboard", "ReplyKeyboardMarkup")
    keyboard = [[_reply_button(button) for button in row] for row in rows]
    flags = {name: bool(markup[name]) for name in FLAGS if name in markup}
    placeholder = (
        {"input_field_placeholder": markup["input_field_placeholder"]}
        if "input_field_placeholder" in markup
        else {}
    )
    return {"keyboard": keyboard} | flags | placeholder if keyboard else None


def _reply_button(button: Any) -> dict[str, Any]:
    if isinstance(button, str):
        return {"text": button}
    if not isinstance(button, dict) or not isinstance(button.get("text"), str):
        raise bad_request("can't parse keyboard button: KeyboardButton must be an Object or a String")
    return {key: value for key, value in button.items() if value}


def check_markup(chat: Chat, markup: Markup | None) -> Markup | None:
    """The part that TDLib and Telegram's servers check once the chat is known."""
    for button in (button for row in (markup or {}).get("inline_keyboard", []) for button in row):
        _check_inline(button)
    for button in (button for row in (markup or {}).get("keyboard", []) for button in row):
        for wish, name in PRIVATE_ONLY.items():
            if button.get(wish) and not chat.is_private:
                raise bad_request(f"{name} can be requested in private chats only")
    return markup


def _check_inline(button: dict[str, Any]) -> None:
    if not button["text"].strip():
        raise bad_request("inline keyboard button text must be non-empty")
    if "url" in button:
        try:
            button["url"] = check_link(button["url"])
        except BadLink as reason:
            raise bad_request(f"inline keyboard button URL '{button['url']}' is invalid: {reason}") from None
    if len(button.get("callback_data", "").encode()) > MAX_CALLBACK_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
