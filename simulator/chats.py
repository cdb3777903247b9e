"""Private chats, groups and supergroups with their members, and how the Bot API shows them."""

from dataclasses import dataclass, field
from typing import Any

from simulator.messages import Message
from simulator.rights import DEFAULT_PERMISSIONS

PRESENT = ("creator", "administrator", "member", "restricted")
TYPE_NAMES = {"group": "group chat", "supergroup": "supergroup chat", "channel": "channel chat"}


@dataclass
class Member:
    """What somebody is in a group; `rights` for administrators, `permissions` for restricted members."""

    user_id: int
    status: str = "member"
    rights: dict[str, bool] = field(default_factory=dict)
    permissions: dict[str, bool] = field(default_factory=dict)
    is_anonymous: bool = False
    custom_title: str | None = None
    until_date: int = 0
    is_member: bool = True

    @property
    def present(self) -> bool:
        return self.status in PRESENT and (self.status != "restricted" or self.is_member)

    @property
    def is_administrator(self) -> bool:
        return self.status in ("creator", "administrator")


@dataclass
class Chat:
    """A chat of any kind. A private chat belongs to one person and one bot; its Bot API id is the person's."""

    key: str
    id: int
    kind: str
    title: str | None = None
    username: str | None = None
    is_forum: bool = False
    bot_id: int | None = None
    blocked: bool = False
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, str] = field(default_factory=dict)
    closed_topics: list[int] = field(default_factory=list)
    permissions: dict[str, bool] = field(default_factory=lambda: dict(DEFAULT_PERMISSIONS))
    messages: dict[int, Message] = field(default_factory=dict)
    next_message_id: int = 1
    migrated_to: int | None = None
    deleted: bool = False
    hidden_members: bool = False
    visible_history: bool = False
    protected: bool = False
    pinned: list[int] = field(default_factory=list)
    invite_links: dict[str, dict[str, Any]] = field(default_factory=dict)
    join_requests: dict[int, int] = field(default_factory=dict)
    keyboard_message: int | None = None
    last_actions: dict[int, int] = field(default_factory=dict)
    last_bot: int | None = None
    role: str | None = None  # a heading of the page's list, nothing that Telegram knows

    @property
    def is_private(self) -> bool:
        return self.kind == "private"

    @property
    def is_group(self) -> bool:
        return self.kind in ("group", "supergroup")

    @property
    def kind_name(self) -> str:
        return TYPE_NAMES.get(self.kind, "chat")

    def member(self, user_id: int) -> Member:
        return self.members.get(user_id) or Member(user_id, "left")

    def present_members(self) -> list[Member]:
        return [member for member in self.members.values() if member.present]

    def message(self, message_id: int) -> Message | None:
        """The message if it is still there."""
        message = self.messages.get(message_id)
        return message if message and not message.deleted else None

    def visible_messages(self) -> list[Message]:
        return [message for message in self.messages.values() if not message.deleted]
