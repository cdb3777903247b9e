"""Banning, restricting, and deciding about requests to join."""

from copy import deepcopy
from typing import Any

from simulator.access import chat_to_read, has_right
from simulator.chats import Chat, Member
from simulator.errors import bad_request
from simulator.events import tell_member_change
from simulator.methods import api_method
from simulator.requests import Request
from simulator.rights import PERMISSIONS
from simulator.world import World

NO_RIGHT = "not enough rights to restrict/unrestrict chat member"


@api_method("banChatMember")
def ban_chat_member(world: World, request: Request) -> bool:
    chat, member = target(world, request)
    if member.status == "creator":
        raise bad_request("can't remove chat owner")
    if member.status == "administrator":
        raise bad_request("user is an administrator of the chat")
    change(world, request, chat, member, status="kicked", until_date=request.integer("until_date"))
    return True


@api_method("unbanChatMember")
def unban_chat_member(world: World, request: Request) -> bool:
    chat, member = target(world, request)
    if chat.kind == "group":
        raise bad_request("can't unban members in basic group chats")
    if member.present and request.flag("only_if_banned"):
        return True
    if member.status != "left":
        change(world, request, chat, member, status="left")
    return True


@api_method("restrictChatMember")
def restrict_chat_member(world: World, request: Request) -> bool:
    chat, member = target(world, request)
    if chat.kind == "group":
        raise bad_request("can't restrict users in basic group chats")
    if member.status == "creator":
        raise bad_request("can't remove chat owner")
    if member.status == "administrator":
        raise bad_request("user is an administrator of the chat")
    wanted = request.json("permissions")
    if not isinstance(wanted, dict):
        raise bad_request("permissions must be non-empty")
    permissions = {name: bool(wanted.get(name)) for name in PERMISSIONS}
    status = "member" if all(permissions.values()) else "restricted"
    fields = {"permissions": permissions, "until_date": request.integer("until_date")}
    change(world, request, chat, member, status=status, is_member=member.present, **fields)
    return True


def target(world: World, request: Request) -> tuple[Chat, Member]:
    """The member to act upon, once it is clear that the bot may."""
    chat = chat_to_read(world, request)
    user_id = request.integer("user_id")
    if user_id <= 0:
        raise bad_request("invalid user_id specified")
    if chat.is_private:
        raise bad_request("can't restrict users in private chats")
    if user_id not in world.memory.people and user_id not in world.memory.bots:
        raise bad_request("user not found")
    if user_id == request.bot.id:
        raise bad_request("can't restrict self")
    if not has_right(chat, request.bot.id, "can_restrict_members"):
        raise bad_request(NO_RIGHT)
    return chat, chat.member(user_id)


def change(world: World, request: Request, chat: Chat, member: Member, **fields: Any) -> None:
    before = deepcopy(member)
    for name, value in fields.items():
        setattr(member, name, value)
    chat.members[member.user_id] = member
    tell_member_change(world, chat, request.bot.id, before, member)
    world.feed.publish("member_changed", chat.key, request.bot.id, user=member.user_id, status=member.status)


@api_method("approveChatJoinRequest")
def approve_chat_join_request(world: World, request: Request) -> bool:
    chat, user_id = join_request(world, request)
    change(world, request, chat, chat.member(user_id), status="member")
    return True


@api_method("declineChatJoinRequest")
def decline_chat_join_request(world: World, request: Request) -> bool:
    join_request(world, request)
    return True


def join_request(world: World, request: Request) -> tuple[Chat, int]:
    chat = chat_to_read(world, request)
    user_id = request.integer("user_id")
    if user_id not in world.memory.people:
        raise bad_request("user not found")
    if not has_right(chat, request.bot.id, "can_invite_users"):
        raise bad_request("not enough rights to manage chat join requests")
    if chat.member(user_id).present:
        raise bad_request("USER_ALREADY_PARTICIPANT")
    if chat.join_requests.pop(user_id, None) is None:
        raise bad_request("HIDE_REQUESTER_MISSING")
    return chat, user_id
