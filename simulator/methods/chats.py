"""What a bot may ask about chats and their members, and leaving."""

from copy import copy
from typing import Any

from simulator.access import chat_to_read, has_right, require_membership
from simulator.chats import Chat
from simulator.errors import bad_request
from simulator.events import tell_member_change
from simulator.methods import api_method
from simulator.rendering import full_chat_json, member_json
from simulator.requests import Request
from simulator.world import World


@api_method("getChat")
def get_chat(world: World, request: Request) -> dict[str, Any]:
    return full_chat_json(world, chat_to_read(world, request), request.bot)


@api_method("getChatMember")
def get_chat_member(world: World, request: Request) -> dict[str, Any]:
    chat = chat_to_read(world, request)
    user_id = request.integer("user_id")
    if not request.has("user_id") or user_id <= 0:
        raise bad_request("invalid user_id specified")
    if user_id not in world.memory.people and user_id not in world.memory.bots:
        raise bad_request("user not found")
    if chat.is_private:
        raise bad_request("member not found")
    if user_id not in chat.members and chat.kind == "group":
        raise bad_request("member not found")
    if chat.hidden_members and user_id != request.bot.id and not chat.member(request.bot.id).is_administrator:
        raise bad_request("CHAT_ADMIN_REQUIRED")
    return member_json(world, chat, chat.member(user_id))


@api_method("getChatAdministrators")
def get_chat_administrators(world: World, request: Request) -> list[dict[str, Any]]:
    """Other bots are left out."""
    chat = group_to_read(world, request)
    shown = [member for member in chat.present_members() if member.is_administrator]
    mine = [m for m in shown if m.user_id not in world.memory.bots or m.user_id == request.bot.id]
    return [member_json(world, chat, member) for member in mine]


def group_to_read(world: World, request: Request) -> Chat:
    chat = chat_to_read(world, request)
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    return chat


@api_method("getChatMemberCount")
def get_chat_member_count(world: World, request: Request) -> int:
    chat = chat_to_read(world, request)
    return 2 if chat.is_private else len(chat.present_members())


@api_method("leaveChat")
def leave_chat(world: World, request: Request) -> bool:
    chat = chat_to_read(world, request)
    if chat.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    require_membership(chat, request.bot)
    before = copy(chat.member(request.bot.id))
    chat.members[request.bot.id].status = "left"
    tell_member_change(world, chat, request.bot.id, before, chat.members[request.bot.id])
    world.feed.publish("member_left", chat.key, request.bot.id)
    return True


@api_method("setChatTitle")
def set_chat_title(world: World, request: Request) -> bool:
    chat = group_to_read(world, request)
    if not has_right(chat, request.bot.id, "can_change_info"):
        raise bad_request("not enough rights to change chat title")
    if not request.text("title").strip():
        raise bad_request("title must be non-empty")
    chat.title = request.text("title").strip()
    world.feed.publish("title", chat.key, request.bot.id, title=chat.title)
    return True
