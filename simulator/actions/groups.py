"""Groups come into being and change: members, administrators, bots, upgrade, deletion."""

from copy import deepcopy
from typing import Any

from simulator.actions.talking import mark_action, say
from simulator.chats import Chat, Member
from simulator.errors import ControlError
from simulator.events import tell_member_change, tell_message
from simulator.messages import Message
from simulator.people import Bot, Person
from simulator.rights import GRANTED_BY_DEFAULT
from simulator.world import World

KINDS = ("group", "supergroup", "forum", "channel")
GENERAL_TOPIC = 1


def create_group(world: World, title: str, kind: str, creator: Person, **fields: Any) -> Chat:
    if kind not in KINDS:
        raise ControlError(f"a group is one of {', '.join(KINDS)}; not {kind!r}", 400)
    chat_id = fields.pop("chat_id", None) or new_group_id(world, kind)
    if str(chat_id) in world.memory.chats:
        raise ControlError(f"the chat id {chat_id} is taken")
    real_kind = "supergroup" if kind == "forum" else kind
    chat = Chat(key=str(chat_id), id=chat_id, kind=real_kind, title=title, is_forum=kind == "forum", **fields)
    chat.members[creator.id] = Member(creator.id, "creator")
    world.memory.chats[chat.key] = chat
    world.feed.publish("group", chat.key, creator.id, title=title)
    return chat


def new_group_id(world: World, kind: str) -> int:
    world.memory.next_group_id += 1
    number = world.memory.next_group_id
    return -number if kind == "group" else -1_000_000_000_000 - number


def service_message(
    world: World, chat: Chat, actor_id: int, content: dict[str, Any], told: bool = True
) -> Message:
    message = Message(chat.key, world.new_message_id(chat), world.clock.timestamp(), actor_id, content)
    world.keep_message(chat, message, "service")
    if told:
        tell_message(world, chat, message)
    return message


def set_member(world: World, chat: Chat, actor_id: int, user_id: int, **fields: Any) -> Member:
    """Change what somebody is in the group and tell the bots that may know."""
    before = deepcopy(chat.member(user_id))
    member = chat.members.setdefault(user_id, Member(user_id, "left"))
    for name, value in fields.items():
        setattr(member, name, value)
    tell_member_change(world, chat, actor_id, before, member)
    world.feed.publish("member", chat.key, actor_id, user=user_id, before=before.status, after=member.status)
    return member


def join(world: World, chat: Chat, person: Person, by: Person | None = None) -> None:
    """Joining by oneself or being added by a member."""
    if chat.member(person.id).present:
        raise ControlError(f"{person.name} is already in {chat.title!r}")
    if chat.member(person.id).status == "kicked" and by is None:
        raise ControlError(f"{person.name} was removed from {chat.title!r} and cannot join")
    set_member(world, chat, (by or person).id, person.id, status="member")
    service_message(world, chat, (by or person).id, joined(world, person.id))


def joined(world: World, user_id: int) -> dict[str, Any]:
    user = world.user(user_id)
    return {"new_chat_members": [user], "new_chat_member": user, "new_chat_participant": user}


def leave(world: World, chat: Chat, person: Person, by: Person | None = None) -> None:
    """Leaving, or being removed by an administrator."""
    if not chat.member(person.id).present:
        raise ControlError(f"{person.name} is not in {chat.title!r}")
    if by:
        require_administrator(chat, by)
    service_message(world, chat, (by or person).id, left(world, person.id))
    set_member(world, chat, (by or person).id, person.id, status="kicked" if by else "left", rights={})


def left(world: World, user_id: int) -> dict[str, Any]:
    user = world.user(user_id)
    return {"left_chat_member": user, "left_chat_participant": user}


def require_administrator(chat: Chat, person: Person) -> None:
    if not chat.member(person.id).is_administrator:
        raise ControlError(f"{person.name} is no administrator of {chat.title!r}")


def add_bot(
    world: World, chat: Chat, bot: Bot, by: Person, as_admin: bool = False, payload: str | None = None,
    rights: dict[str, bool] | None = None,
) -> None:  # fmt: skip
    if chat.member(bot.id).present:
        raise ControlError(f"the bot is already in {chat.title!r}")
    if not chat.member(by.id).present:
        raise ControlError(f"{by.name} is not a member of {chat.title!r}")
    granted = GRANTED_BY_DEFAULT | (rights or {}) if as_admin else {}
    status = "administrator" if as_admin else "member"
    set_member(world, chat, by.id, bot.id, status=status, rights=granted)
    service_message(world, chat, by.id, joined(world, bot.id))
    mark_action(world, chat, by)
    if payload is not None:
        say(world, by, chat, f"/start@{bot.username} {payload}".rstrip())


def remove_bot(world: World, chat: Chat, bot: Bot, by: Person) -> None:
    """In a basic group the bot still sees the service message about its removal."""
    if not chat.member(bot.id).present:
        raise ControlError(f"the bot is not in {chat.title!r}")
    require_administrator(chat, by)
    service_message(world, chat, by.id, left(world, bot.id), told=chat.kind == "group")
    set_member(world, chat, by.id, bot.id, status="kicked", rights={})
    mark_action(world, chat, by)


def promote(world: World, chat: Chat, user_id: int, by: Person, wish: dict[str, Any]) -> None:
    require_administrator(chat, by)
    if not chat.member(user_id).present:
        raise ControlError(f"{world.name_of(user_id)} is not in {chat.title!r}")
    rights = GRANTED_BY_DEFAULT | wish.get("rights", {})
    fields = {"is_anonymous": bool(wish.get("anonymous")), "custom_title": wish.get("title")}
    status = "creator" if chat.member(user_id).status == "creator" else "administrator"
    set_member(world, chat, by.id, user_id, status=status, rights=rights, **fields)


def demote(world: World, chat: Chat, user_id: int, by: Person) -> None:
    require_administrator(chat, by)
    if chat.member(user_id).status != "administrator":
        raise ControlError(f"{world.name_of(user_id)} is no administrator of {chat.title!r}")
    set_member(world, chat, by.id, user_id, status="member", rights={}, is_anonymous=False)
