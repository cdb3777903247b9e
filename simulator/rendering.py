"""Chats, messages and members in the form the Bot API shows them to one bot."""

from typing import Any

from simulator.chats import Chat, Member
from simulator.files import with_file_ids
from simulator.messages import Message
from simulator.people import Bot
from simulator.rights import ADMINISTRATOR_RIGHTS, FORUM_RIGHTS, GROUP_RIGHTS, PERMISSIONS
from simulator.world import World


def chat_json(world: World, chat: Chat) -> dict[str, Any]:
    """The short form that messages carry."""
    shown: dict[str, Any] = {"id": chat.id, "type": chat.kind}
    if chat.is_private:
        user = world.user(chat.id)
        return shown | {key: user[key] for key in ("first_name", "last_name", "username") if key in user}
    shown["title"] = chat.title
    if chat.username:
        shown["username"] = chat.username
    if chat.is_forum:
        shown["is_forum"] = True
    return shown


def sender_json(world: World, message: Message) -> dict[str, Any]:
    fields: dict[str, Any] = {"from": world.user(message.sender_id)}
    if message.sender_chat_id is not None:
        sender_chat = world.group(message.sender_chat_id)
        if sender_chat:
            fields["sender_chat"] = chat_json(world, sender_chat)
    return fields


def message_json(world: World, message: Message, bot: Bot, with_reply: bool = True) -> dict[str, Any]:
    """One message in full; a replied-to message is shown without its own reply, as Telegram does."""
    chat = world.memory.chats[message.chat]
    shown: dict[str, Any] = {"message_id": message.id}
    shown |= sender_json(world, message)
    shown |= {"chat": chat_json(world, chat), "date": message.date}
    shown |= circumstances_json(chat, message)
    if with_reply and message.reply_to is not None:
        replied = chat.message(message.reply_to)
        if replied:
            shown["reply_to_message"] = message_json(world, replied, bot, with_reply=False)
    shown |= content_json(world, message, bot)
    if message.inline_keyboard:
        shown["reply_markup"] = message.markup
    return shown


def circumstances_json(chat: Chat, message: Message) -> dict[str, Any]:
    """Topic, edit, origin, protection and album; what does not apply is left out."""
    fields = {
        "message_thread_id": message.thread_id,
        "is_topic_message": True if chat.is_forum and message.thread_id is not None else None,
        "edit_date": message.edit_date,
        "forward_origin": message.forward_origin,
        "is_automatic_forward": message.automatic_forward or None,
        "has_protected_content": message.protected or chat.protected or None,
        "media_group_id": message.media_group_id,
    }
    return {name: value for name, value in fields.items() if value is not None}


def content_json(world: World, message: Message, bot: Bot) -> dict[str, Any]:
    """Content with this bot's file ids, users in place of ids, and votes counted."""
    shown: dict[str, Any] = with_file_ids(message.content, bot.id)
    for name in ("entities", "caption_entities"):
        if name in shown:
            shown[name] = [entity_json(world, entity) for entity in shown[name]]
    if "pinned_message" in shown:
        shown["pinned_message"] = pinned_json(world, message.chat, shown["pinned_message"], bot)
    return shown


def pinned_json(world: World, chat_key: str, message_id: int, bot: Bot) -> dict[str, Any]:
    chat = world.memory.chats[chat_key]
    pinned = chat.message(message_id)
    if pinned is None:
        return inaccessible_json(world, chat, message_id)
    return message_json(world, pinned, bot, with_reply=False)


def inaccessible_json(world: World, chat: Chat, message_id: int) -> dict[str, Any]:
    return {"chat": chat_json(world, chat), "message_id": message_id, "date": 0}


def entity_json(world: World, entity: dict[str, Any]) -> dict[str, Any]:
    if "user_id" not in entity:
        return entity
    return {key: value for key, value in entity.items() if key != "user_id"} | {
        "user": world.user(entity["user_id"])
    }


def member_json(world: World, chat: Chat, member: Member) -> dict[str, Any]:
    """ChatMember: its fields depend on the status."""
    shown: dict[str, Any] = {"user": world.user(member.user_id), "status": member.status}
    if member.status == "creator":
        shown["is_anonymous"] = member.is_anonymous
    elif member.status == "administrator":
        names = ADMINISTRATOR_RIGHTS + GROUP_RIGHTS + (FORUM_RIGHTS if chat.is_forum else ())
        shown |= {"can_be_edited": False, "is_anonymous": member.is_anonymous}
        shown |= {name: member.rights.get(name, False) for name in names}
    elif member.status == "restricted":
        shown |= {"is_member": member.is_member, "until_date": member.until_date}
        shown |= {name: member.permissions.get(name, False) for name in PERMISSIONS}
    elif member.status == "kicked":
        shown["until_date"] = member.until_date
    if member.is_administrator and member.custom_title:
        shown["custom_title"] = member.custom_title
    return shown


def full_chat_json(world: World, chat: Chat, bot: Bot) -> dict[str, Any]:
    """ChatFullInfo, as getChat returns it."""
    shown = chat_json(world, chat) | {
        "accent_color_id": chat.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": False, "limited_gifts": False, "unique_gifts": False,
            "premium_subscription": False, "gifts_from_channels": False,
        },
    }  # fmt: skip
    if chat.username:
        shown["active_usernames"] = [chat.username]
    if chat.is_group:
        shown["permissions"] = chat.permissions
    if chat.protected:
        shown["has_protected_content"] = True
    if chat.hidden_members:
        shown["has_hidden_members"] = True
    if chat.visible_history and chat.kind == "supergroup" and chat.member(bot.id).is_administrator:
        shown["has_visible_history"] = True
    if chat.pinned and (pinned := chat.message(chat.pinned[-1])):
        shown["pinned_message"] = message_json(world, pinned, bot, with_reply=False)
    return shown
