"""Addresses that lead to the bot, and to messages in groups."""

_SUPERGROUP = -1_000_000_000_000  # ids of supergroups lie below; basic groups have no addresses for messages


def start_link(bot_name: str, payload: str) -> str:
    """Opens the private chat; pressing Start there sends the payload."""
    return f"https://t.me/{bot_name}?start={payload}"


def person_link(username: str) -> str:
    """Opens a private chat with somebody who has a user name."""
    return f"https://t.me/{username}"


def message_link(chat_id: int, message_id: int | None) -> str | None:
    """Opens a message for members of its group; None where Telegram has no address for it."""
    if message_id is None or chat_id > _SUPERGROUP:
        return None
    return f"https://t.me/c/{_SUPERGROUP - chat_id}/{message_id}"


def group_link(bot_name: str, payload: str) -> str:
    """Adds the bot to a group, or leads back to one that it is in; the group gets the payload as a /start."""
    return f"https://t.me/{bot_name}?startgroup={payload}"
