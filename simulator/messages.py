"""A message as it is kept: who wrote it where, and its content in the Bot API's own fields."""

from dataclasses import dataclass, field
from typing import Any

MEDIA_KINDS = (
    "photo", "document", "sticker", "voice", "video", "animation", "audio", "video_note",
)  # fmt: skip
SERVICE_KINDS = (
    "new_chat_members", "left_chat_member", "new_chat_title", "group_chat_created", "supergroup_chat_created",
    "migrate_to_chat_id", "migrate_from_chat_id", "pinned_message", "forum_topic_created", "forum_topic_closed",
)  # fmt: skip


@dataclass
class Message:
    """`content` holds text, entities, photo and so on exactly as the Bot API names them."""

    chat: str
    id: int
    date: int
    sender_id: int
    content: dict[str, Any]
    sender_chat_id: int | None = None
    markup: dict[str, Any] | None = None
    reply_to: int | None = None
    thread_id: int | None = None
    edit_date: int | None = None
    deleted: bool = False
    forward_origin: dict[str, Any] | None = None
    protected: bool = False
    silent: bool = False
    media_group_id: str | None = None
    automatic_forward: bool = False
    changed_at: int = 0
    votes: dict[str, list[int]] = field(default_factory=dict)
    reactions: dict[str, list[dict[str, Any]]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """What a person reads: the text, or the caption of a picture or file."""
        return str(self.content.get("text", self.content.get("caption", "")))

    @property
    def entities(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.content.get("entities", self.content.get("caption_entities", []))
        return found

    @property
    def media(self) -> str | None:
        return next((kind for kind in MEDIA_KINDS if kind in self.content), None)

    @property
    def is_service(self) -> bool:
        return any(kind in self.content for kind in SERVICE_KINDS)

    @property
    def inline_keyboard(self) -> list[list[dict[str, Any]]]:
        return self.markup.get("inline_keyboard", []) if self.markup else []

    @property
    def has_reply_markup_of_chat(self) -> bool:
        """A reply keyboard, its removal or a forced reply: such messages cannot be edited."""
        return bool(self.markup) and "inline_keyboard" not in (self.markup or {})

    def same_as(self, content: dict[str, Any], markup: dict[str, Any] | None) -> bool:
        ignored = ("link_preview_options",)
        mine = {key: value for key, value in self.content.items() if key not in ignored}
        theirs = {key: value for key, value in content.items() if key not in ignored}
        return mine == theirs and (self.markup or None) == (markup or None)
