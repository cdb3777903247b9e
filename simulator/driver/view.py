"""What a test sees of a message."""

from dataclasses import dataclass, field
from typing import Any

from simulator.labels import plain_label


@dataclass(frozen=True)
class Button:
    text: str
    data: str | None = None
    url: str | None = None

    @classmethod
    def of(cls, raw: dict[str, Any]) -> "Button":
        return cls(raw["text"], raw.get("data"), raw.get("url"))


@dataclass(frozen=True)
class Message:
    """A message as the chat shows it at that moment; `raw` has everything the control interface tells."""

    id: int
    chat: str
    chat_id: int
    sender: str
    text: str
    html: str
    buttons: list[list[Button]]
    keyboard: list[list[Button]]
    media: str | None
    by_bot: bool
    edited: bool
    deleted: bool
    protected: bool
    silent: bool
    thread_id: int | None
    raw: dict[str, Any] = field(repr=False)

    @classmethod
    def of(cls, raw: dict[str, Any]) -> "Message":
        same = (
            "chat",
            "chat_id",
            "text",
            "html",
            "media",
            "by_bot",
            "edited",
            "deleted",
            "protected",
            "silent",
        )
        return cls(
            id=raw["message_id"],
            sender=raw["from"],
            buttons=[[Button.of(face) for face in row] for row in raw["buttons"]],
            keyboard=[[Button.of(face) for face in row] for row in raw["keyboard"]],
            thread_id=raw["thread_id"],
            raw=raw,
            **{name: raw[name] for name in same},
        )

    @property
    def labels(self) -> list[str]:
        return [button.text for row in self.buttons for button in row]

    def button(self, label: str) -> Button:
        """The button of this label, compared as people do; fails with the labels there are."""
        wanted = plain_label(label)
        for row in self.buttons:
            for button in row:
                if plain_label(button.text) == wanted:
                    return button
        raise AssertionError(f"no button {label!r}; there are {self.labels}")
