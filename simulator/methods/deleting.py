"""Deleting messages: own ones, others' with the right to, and the 48 hours of private chats and basic groups."""

from typing import Any

from simulator.access import chat_to_write, has_right
from simulator.chats import Chat
from simulator.errors import bad_request
from simulator.messages import Message
from simulator.methods import api_method
from simulator.requests import Request
from simulator.world import World

DELETABLE_SECONDS = 48 * 3600


@api_method("deleteMessage")
def delete_message(world: World, request: Request) -> bool:
    chat = chat_to_write(world, request)
    if not request.integer("message_id"):
        raise bad_request("message identifier is not specified")
    message = chat.message(request.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if refusal := deletion_refusal(world, chat, message, request.bot.id):
        raise bad_request(refusal)
    remove(world, chat, message)
    return True


@api_method("deleteMessages")
def delete_messages(world: World, request: Request) -> bool:
    """Messages that are not there are skipped."""
    chat = chat_to_write(world, request)
    wanted = request.json_list("message_ids")
    if not wanted:
        raise bad_request("message identifiers are not specified")
    if len(wanted) > 100:
        raise bad_request("too many message identifiers specified")
    found = [message for number in wanted if (message := chat.message(_number(number)))]
    for message in found:
        if refusal := deletion_refusal(world, chat, message, request.bot.id):
            raise bad_request(refusal)
    for message in found:
        remove(world, chat, message)
    return True


def _number(value: Any) -> int:
    try:
        return int(value)
    except (TypeError, ValueError):
        raise bad_request("message identifier is not specified") from None


def deletion_refusal(world: World, chat: Chat, message: Message, bot_id: int) -> str | None:
    own = message.sender_id == bot_id
    if chat.kind == "supergroup":
        return None if own or has_right(chat, bot_id, "can_delete_messages") else "message can't be deleted"
    too_old = world.clock.timestamp() - message.date > DELETABLE_SECONDS
    if chat.kind == "group" and not own and not chat.member(bot_id).is_administrator:
        return "message can't be deleted"
    return "message can't be deleted for everyone" if too_old else None


def remove(world: World, chat: Chat, message: Message) -> None:
    message.deleted = True
    if chat.keyboard_message == message.id:
        chat.keyboard_message = None
    if message.id in chat.pinned:
        chat.pinned.remove(message.id)
    world.mark_changed(chat, message, "delete")
