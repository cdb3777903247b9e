"""Editing the bot's own messages; a missing reply_markup takes the keyboard away, as at Telegram."""

from typing import Any

from simulator.access import chat_to_write
from simulator.chats import Chat
from simulator.errors import bad_request
from simulator.keyboards import Markup, check_markup, read_markup
from simulator.messages import Message
from simulator.methods import api_method
from simulator.methods.sending import caption_content, check_lengths, text_content
from simulator.rendering import message_json
from simulator.requests import Request
from simulator.world import World

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


@api_method("editMessageText")
def edit_message_text(world: World, request: Request) -> Any:
    content = text_content(request)
    markup = read_markup(request)
    chat, message = editable(world, request)
    if "text" not in message.content:
        raise bad_request("there is no text in the message to edit")
    check_markup(chat, markup)
    check_lengths(content)
    return apply_edit(world, request, chat, message, content, markup)


@api_method("editMessageCaption")
def edit_message_caption(world: World, request: Request) -> Any:
    caption = caption_content(request)
    markup = read_markup(request)
    chat, message = editable(world, request)
    if message.media is None:
        raise bad_request("there is no caption in the message to edit")
    check_markup(chat, markup)
    check_lengths(caption)
    rest = {key: value for key, value in message.content.items() if not key.startswith("caption")}
    return apply_edit(world, request, chat, message, rest | caption, markup)


@api_method("editMessageReplyMarkup")
def edit_message_reply_markup(world: World, request: Request) -> Any:
    markup = read_markup(request)
    chat, message = editable(world, request)
    check_markup(chat, markup)
    return apply_edit(world, request, chat, message, message.content, markup)


def editable(world: World, request: Request) -> tuple[Chat, Message]:
    """The message, if this bot may edit it: its own, not forwarded, without a reply keyboard."""
    if request.has("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat = chat_to_write(world, request)
    if not request.integer("message_id"):
        raise bad_request("message identifier is not specified")
    message = chat.message(request.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    own = message.sender_id == request.bot.id and not message.is_service
    if not own or message.forward_origin or message.has_reply_markup_of_chat:
        raise bad_request("message can't be edited")
    return chat, message


def apply_edit(
    world: World,
    request: Request,
    chat: Chat,
    message: Message,
    content: dict[str, Any],
    markup: Markup | None,
) -> Any:
    if markup and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    if message.same_as(content, markup):
        raise bad_request(NOT_MODIFIED)
    if content != message.content:
        message.edit_date = world.clock.timestamp()
    message.content = content
    message.markup = markup
    world.mark_changed(chat, message, "edit")
    return message_json(world, message, request.bot)
