"""Which chat a bot means, and whether it may write there: the refusals for strangers, kicked bots and moved groups."""

from typing import Any

from simulator.chats import Chat, Member
from simulator.errors import bad_request, forbidden, migrated
from simulator.people import Bot
from simulator.requests import Request
from simulator.rights import NEEDED_TO_SEND
from simulator.world import World


def chat_to_read(world: World, request: Request, name: str = "chat_id") -> Chat:
    """The chat, if the bot can know it."""
    chat = _named_chat(world, request, request.text(name), writing=False)
    if not chat.is_private and not (chat.username and chat.kind != "group"):
        require_membership(chat, request.bot)
    return chat


def chat_to_write(world: World, request: Request, name: str = "chat_id") -> Chat:
    """The chat, if the bot may send something there."""
    chat = _named_chat(world, request, request.text(name), writing=True)
    if chat.is_private:
        _require_open_private_chat(world, chat)
    else:
        require_membership(chat, request.bot)
    return chat


def _named_chat(world: World, request: Request, reference: str, writing: bool) -> Chat:
    if not reference:
        raise bad_request("chat_id is empty")
    if reference.startswith("@"):
        chat = world.group_by_username(reference)
    else:
        chat = _chat_by_number(world, request.bot, reference, writing)
    if chat is None:
        raise bad_request("chat not found")
    return chat


def _chat_by_number(world: World, bot: Bot, reference: str, writing: bool) -> Chat | None:
    try:
        number = int(reference)
    except ValueError:
        return None
    if number < 0:
        return world.group(number)
    if number in world.memory.bots:
        raise forbidden("the bot can't send messages to the bot")
    chat = world.private_chat(bot.id, number)
    if chat is None and number in world.memory.people and writing:
        raise forbidden("bot can't initiate conversation with a user")
    return chat


def _require_open_private_chat(world: World, chat: Chat) -> None:
    person = world.memory.people.get(chat.id)
    if person is None or person.deactivated:
        raise forbidden("user is deactivated")
    if chat.blocked:
        raise forbidden("bot was blocked by the user")


def require_membership(chat: Chat, bot: Bot) -> None:
    if chat.migrated_to:
        raise migrated(chat.migrated_to)
    if chat.deleted and chat.kind == "group":
        raise forbidden("the group chat was deleted")
    member = chat.member(bot.id)
    if member.status == "kicked" or chat.deleted:
        raise forbidden(f"bot was kicked from the {chat.kind_name}")
    if not member.present:
        raise forbidden(f"bot is not a member of the {chat.kind_name}")


def require_sending_right(chat: Chat, bot: Bot, content: dict[str, Any]) -> None:
    """A muted bot, or one in a group where members may not send this, is refused."""
    if chat.is_private:
        return
    member = chat.member(bot.id)
    if member.is_administrator:
        return
    for kind, (permission, name) in NEEDED_TO_SEND.items():
        if kind in content and not allowed_to(chat, member, permission):
            raise bad_request(f"not enough rights to send {name} to the chat")


def allowed_to(chat: Chat, member: Member, permission: str) -> bool:
    own = member.permissions.get(permission, False) if member.status == "restricted" else True
    return own and chat.permissions.get(permission, False)


def has_right(chat: Chat, user_id: int, right: str) -> bool:
    """Creators may do everything, administrators what they were given."""
    member = chat.member(user_id)
    return member.status == "creator" or (
        member.status == "administrator" and member.rights.get(right, False)
    )
