"""Who exists: people and bots, and how the Bot API shows them as a User."""

from dataclasses import dataclass, field
from typing import Any

# Telegram shows these three fixed accounts instead of the person who wrote.
ANONYMOUS_ADMINISTRATOR = {
    "id": 1087968824,
    "is_bot": True,
    "first_name": "Group",
    "username": "GroupAnonymousBot",
}
TELEGRAM_ACCOUNT = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
CHANNEL_ACCOUNT = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
FIXED_ACCOUNTS = {
    account["id"]: account for account in (ANONYMOUS_ADMINISTRATOR, TELEGRAM_ACCOUNT, CHANNEL_ACCOUNT)
}


@dataclass
class Person:
    """Somebody with a Telegram account. The phone number is from a range reserved for fiction."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = "en"
    phone: str = "+15555550100"
    deactivated: bool = False
    role: str | None = None  # a heading of the page's list, nothing that Telegram knows

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name

    def as_user(self) -> dict[str, Any]:
        user: dict[str, Any] = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.last_name:
            user["last_name"] = self.last_name
        if self.username:
            user["username"] = self.username
        if self.language_code:
            user["language_code"] = self.language_code
        return user


@dataclass
class Bot:
    """A bot account with what its owner configured."""

    id: int
    token: str
    username: str
    first_name: str
    privacy: bool = True
    can_join_groups: bool = True
    commands: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    menu_buttons: dict[str, dict[str, Any]] = field(default_factory=dict)
    default_rights: dict[str, dict[str, bool]] = field(default_factory=dict)

    def as_user(self) -> dict[str, Any]:
        return {"id": self.id, "is_bot": True, "first_name": self.first_name, "username": self.username}

    def as_me(self) -> dict[str, Any]:
        return self.as_user() | {
            "can_join_groups": self.can_join_groups,
            "can_read_all_group_messages": not self.privacy,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
            "has_topics_enabled": False,
            "allows_users_to_create_topics": False,
        }
