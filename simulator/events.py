"""Which bots hear of what: turns what happens into updates, with privacy mode and who may know about members."""

from collections.abc import Callable
from typing import Any

from simulator.chats import Chat, Member
from simulator.entities import utf16_slice
from simulator.messages import Message
from simulator.people import Bot
from simulator.rendering import chat_json, member_json, message_json
from simulator.world import World


def deliver(world: World, bot: Bot, kind: str, make: Callable[[], dict[str, Any]], lane: str) -> None:
    update = world.mailbox(bot.id).add(kind, make, world.clock.timestamp(), lane)
    if update:
        world.mail(bot.id).fire()


def tell_message(world: World, chat: Chat, message: Message, kind: str = "message") -> None:
    """Every bot in the chat that may see the message gets it."""
    for bot in world.bots_in(chat):
        if message.sender_id != bot.id and may_see(chat, message, bot) and not chat.blocked:
            deliver(world, bot, kind, lambda bot=bot: message_json(world, message, bot), chat.key)  # type: ignore[misc]


def may_see(chat: Chat, message: Message, bot: Bot) -> bool:
    """Privacy mode: in groups an ordinary bot sees what is meant for it, and service messages."""
    if chat.is_private or message.is_service or not bot.privacy or chat.member(bot.id).is_administrator:
        return True
    if message.reply_to is not None:
        replied = chat.message(message.reply_to)
        if replied and replied.sender_id == bot.id:
            return True
    return any(_addresses(message.text, entity, bot) for entity in message.entities)


def _addresses(text: str, entity: dict[str, Any], bot: Bot) -> bool:
    words = utf16_slice(text, entity["offset"], entity["length"])
    if entity["type"] == "mention":
        return words[1:].lower() == bot.username.lower()
    if entity["type"] == "text_mention":
        return entity.get("user_id") == bot.id
    if entity["type"] == "bot_command" and entity["offset"] == 0:
        _, _, addressee = words.partition("@")
        return addressee.lower() in ("", bot.username.lower())
    return False


def tell_member_change(
    world: World, chat: Chat, actor_id: int, before: Member, after: Member, **extra: Any
) -> None:
    """`my_chat_member` to the bot it is about, `chat_member` to the other bots that administer the chat."""

    def make() -> dict[str, Any]:
        return {
            "chat": chat_json(world, chat),
            "from": world.user(actor_id),
            "date": world.clock.timestamp(),
            "old_chat_member": member_json(world, chat, before),
            "new_chat_member": member_json(world, chat, after),
        } | extra

    for bot in world.memory.bots.values():
        if bot.id == after.user_id:
            deliver(world, bot, "my_chat_member", make, chat.key)
        elif chat.member(bot.id).is_administrator and not chat.is_private:
            deliver(world, bot, "chat_member", make, chat.key)
