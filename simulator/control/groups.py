"""Control: groups, their members and administrators, bots coming and going, upgrade and deletion."""

from typing import Any

from simulator.actions import group_life, groups
from simulator.chats import Chat
from simulator.control.base import Control, Wish, as_number, control
from simulator.errors import ControlError
from simulator.people import Person
from simulator.sight import chat_view, message_view
from simulator.world import World


@control("POST", "/groups")
def make_group(reach: Control, wish: Wish) -> dict[str, Any]:
    return chat_view(reach.world, create_group(reach.world, wish))


def create_group(world: World, wish: Wish) -> Chat:
    """The creator is the one named, else the first administrator or member."""
    admins = [world.person(name) for name in wish.get("admins", [])]
    members = [world.person(name) for name in wish.get("members", [])]
    everyone = admins + members
    named = wish.get("creator")
    if named is None and not everyone:
        raise ControlError("a group needs a creator, an administrator or a member", 400)
    creator = world.person(named) if named is not None else everyone[0]
    fields = {name: wish.get(name) for name in ("username", "role")} | {"chat_id": wish.get("id")}
    fields |= {name: bool(wish.get(name)) for name in ("hidden_members", "visible_history", "protected")}
    chat = groups.create_group(world, wish.need("title"), wish.get("kind", "supergroup"), creator, **fields)
    for person in everyone:
        _seat(world, chat, person, creator, person in admins)
    for topic in wish.get("topics", []):
        group_life.create_topic(world, chat, creator, topic)
    if wish.get("bot"):
        groups.add_bot(world, chat, world.bot(), creator, as_admin=wish.get("bot") == "admin")
    return chat


def _seat(world: World, chat: Chat, person: Person, creator: Person, as_admin: bool) -> None:
    if person.id == creator.id:
        return
    if not chat.member(person.id).present:
        groups.set_member(world, chat, creator.id, person.id, status="member")
    if as_admin:
        groups.promote(world, chat, person.id, creator, {})


def by_whom(wish: Wish, chat: Chat) -> Person:
    """Who acts; without a name the creator."""
    if wish.get("by") is not None:
        return wish.person("by")
    creator = next(member for member in chat.members.values() if member.status == "creator")
    return wish.world.person(creator.user_id)


@control("POST", "/add-bot")
def add_bot(reach: Control, wish: Wish) -> None:
    chat = wish.group()
    extra = {
        "as_admin": bool(wish.get("as_admin")),
        "payload": wish.get("payload"),
        "rights": wish.get("rights"),
    }
    groups.add_bot(reach.world, chat, wish.bot(), by_whom(wish, chat), **extra)


@control("POST", "/remove-bot")
def remove_bot(reach: Control, wish: Wish) -> None:
    chat = wish.group()
    groups.remove_bot(reach.world, chat, wish.bot(), by_whom(wish, chat))


@control("POST", "/join")
def join(reach: Control, wish: Wish) -> None:
    groups.join(reach.world, wish.group(), wish.person(), wish.person("by") if wish.get("by") else None)


@control("POST", "/leave")
def leave(reach: Control, wish: Wish) -> None:
    groups.leave(reach.world, wish.group(), wish.person(), wish.person("by") if wish.get("by") else None)


@control("POST", "/join-request")
def join_request(reach: Control, wish: Wish) -> None:
    group_life.request_to_join(reach.world, wish.group(), wish.person(), wish.get("bio"))


def member_named(wish: Wish) -> int:
    """A person, or the bot by `"user": "bot"`."""
    named = as_number(wish.get("user", wish.get("person")))
    return wish.bot().id if named == "bot" else wish.world.person(named).id


@control("POST", "/promote")
def promote(reach: Control, wish: Wish) -> None:
    chat = wish.group()
    groups.promote(reach.world, chat, member_named(wish), by_whom(wish, chat), wish.values)


@control("POST", "/demote")
def demote(reach: Control, wish: Wish) -> None:
    chat = wish.group()
    groups.demote(reach.world, chat, member_named(wish), by_whom(wish, chat))


@control("POST", "/permissions")
def permissions(reach: Control, wish: Wish) -> None:
    """What ordinary members may do in the group."""
    chat = wish.group()
    if unknown := set(wish.need("permissions")) - set(chat.permissions):
        raise ControlError(f"unknown permissions: {', '.join(sorted(unknown))}", 400)
    chat.permissions |= wish.need("permissions")


@control("POST", "/upgrade")
def upgrade(reach: Control, wish: Wish) -> dict[str, Any]:
    chat = wish.group()
    return chat_view(reach.world, group_life.upgrade(reach.world, chat, by_whom(wish, chat), wish.get("id")))


@control("POST", "/delete-group")
def delete_group(reach: Control, wish: Wish) -> None:
    chat = wish.group()
    group_life.delete(reach.world, chat, by_whom(wish, chat))


@control("POST", "/rename")
def rename(reach: Control, wish: Wish) -> None:
    chat = wish.group()
    group_life.rename(reach.world, chat, by_whom(wish, chat), wish.need("title"))


@control("POST", "/username")
def username(reach: Control, wish: Wish) -> None:
    group_life.set_username(reach.world, wish.group(), wish.get("username"))


@control("POST", "/topics")
def topics(reach: Control, wish: Wish) -> dict[str, int]:
    chat = wish.group()
    return {"thread_id": group_life.create_topic(reach.world, chat, by_whom(wish, chat), wish.need("name"))}


@control("POST", "/topic")
def topic(reach: Control, wish: Wish) -> None:
    """`does`: close, reopen or delete."""
    chat, thread_id = wish.group(), as_number(wish.need("thread_id"))
    does = {
        "close": group_life.close_topic,
        "reopen": group_life.reopen_topic,
        "delete": group_life.delete_topic,
    }.get(wish.need("does"))
    if does is None:
        raise ControlError("a topic can be closed, reopened or deleted")
    does(reach.world, chat, by_whom(wish, chat), thread_id)


@control("POST", "/channel-post")
def channel_post(reach: Control, wish: Wish) -> dict[str, Any]:
    """A post of a channel linked to the group, as the group sees it."""
    channel = reach.world.chat_named(as_number(wish.need("channel")))
    message = group_life.linked_channel_post(reach.world, wish.group(), wish.need("text"), channel)
    return message_view(reach.world, message)
