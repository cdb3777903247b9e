"""Pinning messages."""

from simulator.access import chat_to_write, has_right
from simulator.chats import Chat
from simulator.errors import bad_request
from simulator.events import tell_message
from simulator.messages import Message
from simulator.methods import api_method
from simulator.requests import Request
from simulator.world import World

NO_RIGHT = "not enough rights to manage pinned messages in the chat"


@api_method("pinChatMessage")
def pin_chat_message(world: World, request: Request) -> bool:
    chat = chat_with_pins(world, request)
    message = chat.message(request.integer("message_id"))
    if message is None:
        raise bad_request("message to pin not found")
    if message.id in chat.pinned:
        chat.pinned.remove(message.id)
    chat.pinned.append(message.id)
    notice = Message(
        chat=chat.key,
        id=world.new_message_id(chat),
        date=world.clock.timestamp(),
        sender_id=request.bot.id,
        content={"pinned_message": message.id},
        silent=request.flag("disable_notification"),
    )
    world.keep_message(chat, notice, "pin")
    tell_message(world, chat, notice)
    return True


@api_method("unpinChatMessage")
def unpin_chat_message(world: World, request: Request) -> bool:
    chat = chat_with_pins(world, request)
    wanted = request.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if wanted not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(wanted)
    world.feed.publish("unpin", chat.key, request.bot.id, wanted)
    return True


@api_method("unpinAllChatMessages")
def unpin_all_chat_messages(world: World, request: Request) -> bool:
    chat_with_pins(world, request).pinned.clear()
    return True


def chat_with_pins(world: World, request: Request) -> Chat:
    chat = chat_to_write(world, request)
    if not chat.is_private and not has_right(chat, request.bot.id, "can_pin_messages"):
        raise bad_request(NO_RIGHT)
    return chat
