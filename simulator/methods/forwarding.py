"""Copying and forwarding messages the bot can see."""

from typing import Any

from simulator.access import chat_to_read, chat_to_write, require_sending_right
from simulator.chats import Chat
from simulator.errors import bad_request
from simulator.keyboards import check_markup, read_markup
from simulator.messages import Message
from simulator.methods import api_method
from simulator.methods.sending import caption_content, check_lengths, post, reply_target
from simulator.rendering import chat_json, message_json
from simulator.requests import Request
from simulator.world import World


def source(world: World, request: Request, verb: str) -> Message:
    chat = chat_to_read(world, request, "from_chat_id")
    message = chat.message(request.integer("message_id"))
    if message is None:
        raise bad_request(f"message to {verb} not found")
    if message.is_service:
        raise bad_request(f"message can't be {'copied' if verb == 'copy' else 'forwarded'}")
    if message.protected or chat.protected:
        raise bad_request(
            f"message has protected content and can't be {'copied' if verb == 'copy' else 'forwarded'}"
        )
    return message


@api_method("forwardMessage")
def forward_message(world: World, request: Request) -> Any:
    chat = chat_to_write(world, request)
    message = source(world, request, "forward")
    require_sending_right(chat, request.bot, message.content)
    fields = {"forward_origin": origin(world, message)}
    return message_json(world, post(world, request, chat, dict(message.content), **fields), request.bot)


@api_method("copyMessage")
def copy_message(world: World, request: Request) -> dict[str, int]:
    markup = read_markup(request)
    chat = chat_to_write(world, request)
    message = source(world, request, "copy")
    reply_to = reply_target(request, chat)
    check_markup(chat, markup)
    content = copied_content(request, message)
    require_sending_right(chat, request.bot, content)
    check_lengths(content)
    return {"message_id": post(world, request, chat, content, markup=markup, reply_to=reply_to).id}


def copied_content(request: Request, message: Message) -> dict[str, Any]:
    """Media may get a new caption; everything else stays as it is."""
    if message.media is None or "caption" not in request.params:
        return dict(message.content)
    rest = {key: value for key, value in message.content.items() if not key.startswith("caption")}
    return rest | caption_content(request)


@api_method("forwardMessages")
def forward_messages(world: World, request: Request) -> Any:
    return [{"message_id": forwarded["message_id"]} for forwarded in each(world, request, forward_message)]


@api_method("copyMessages")
def copy_messages(world: World, request: Request) -> Any:
    return each(world, request, copy_message)


def each(world: World, request: Request, act: Any) -> list[Any]:
    """The same for each of several messages; those that are not there are skipped."""
    chat: Chat = chat_to_read(world, request, "from_chat_id")
    wanted = request.json_list("message_ids")
    if not wanted:
        raise bad_request("message identifiers are not specified")
    if len(wanted) > 100:
        raise bad_request("too many message identifiers specified")
    there = [number for number in wanted if chat.message(int(number))]
    single = [
        Request(request.bot, request.method, request.params | {"message_id": str(n)}, {}) for n in there
    ]
    return [act(world, one) for one in single]


def origin(world: World, message: Message) -> dict[str, Any]:
    """Where a forwarded message first came from."""
    if message.forward_origin:
        return message.forward_origin
    chat = world.group(message.sender_chat_id) if message.sender_chat_id else None
    if chat:
        return {"type": "chat", "sender_chat": chat_json(world, chat), "date": message.date}
    return {"type": "user", "sender_user": world.user(message.sender_id), "date": message.date}
