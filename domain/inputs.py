"""What a person can do in a guided conversation, freed from how Telegram words it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Picked:
    """A button of the present question."""

    value: str


@dataclass(frozen=True)
class Typed:
    """A text message; `message_id` is remembered so that editing that message changes the answer. `forwarded`: somebody
    else, or the same person elsewhere, wrote it first."""

    text: str
    message_id: int
    forwarded: bool = False


@dataclass(frozen=True)
class Located:
    """A shared location, in degrees."""

    lat: float
    lon: float
    message_id: int


@dataclass(frozen=True)
class Pictured:
    """A photo: Telegram's file id, and the album that it came with."""

    file_id: str
    message_id: int
    album: str | None = None


@dataclass(frozen=True)
class Sent:
    """Anything else: `what` is Telegram's name of the content (sticker, voice, photo …)."""

    what: str


Input = Picked | Typed | Located | Pictured | Sent
