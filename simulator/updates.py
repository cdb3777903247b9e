"""A bot's mailbox: updates are numbered when they are made and kept until the bot confirms them."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

KEPT_SECONDS = 24 * 3600
CALLBACK_KEPT_SECONDS = 150
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
KINDS = frozenset({
    "message", "edited_message", "channel_post", "edited_channel_post", "callback_query", "poll", "poll_answer",
    "my_chat_member", "chat_member", "chat_join_request", "message_reaction", "message_reaction_count",
    "inline_query", "chosen_inline_result", "shipping_query", "pre_checkout_query", "chat_boost",
    "removed_chat_boost", "business_connection", "business_message", "edited_business_message",
    "deleted_business_messages", "purchased_paid_media",
})  # fmt: skip


@dataclass
class Update:
    id: int
    kind: str
    payload: dict[str, Any]
    expires: int
    # Updates of one lane keep their order in webhook delivery; lanes are independent, as at Telegram.
    lane: str = ""

    def as_json(self) -> dict[str, Any]:
        return {"update_id": self.id, self.kind: self.payload}


@dataclass
class Mailbox:
    """`allowed` is what the bot last asked for (None: the default), applied when an update is made."""

    next_id: int = field(default_factory=lambda: random.randrange(100_000_000, 900_000_000))
    allowed: list[str] | None = None
    pending: list[Update] = field(default_factory=list)
    webhook: dict[str, Any] = field(default_factory=dict)

    def accepts(self, kind: str) -> bool:
        return kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT

    def allow(self, kinds: list[str]) -> None:
        """Unknown names are ignored; an empty list means the default again."""
        self.allowed = [kind for kind in kinds if kind in KINDS] or None

    def add(self, kind: str, make: Callable[[], dict[str, Any]], now: int, lane: str) -> Update | None:
        if not self.accepts(kind):
            return None
        kept = CALLBACK_KEPT_SECONDS if kind == "callback_query" else KEPT_SECONDS
        update = Update(self.next_id, kind, make(), now + kept, lane)
        self.next_id += 1
        self.pending.append(update)
        return update

    def confirm(self, offset: int) -> None:
        """A positive offset forgets everything before it, a negative one all but the last that many."""
        if offset < 0:
            self.pending = self.pending[offset:]
        elif offset > 0:
            self.pending = [update for update in self.pending if update.id >= offset]

    def drop_expired(self, now: int) -> None:
        self.pending = [update for update in self.pending if update.expires > now]

    def drop(self, update: Update) -> None:
        self.pending = [other for other in self.pending if other.id != update.id]
