"""Where a town's moderators sit: what Telegram tells of a group, what to warn of, and codes that bind a group to a town."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from domain.numbers import ALPHABET
from domain.towns import Town

CODE_LIFE = timedelta(hours=24)
_LENGTH, _PART = 12, 4


class Warned(StrEnum):
    """What a moderation chat should not be like."""

    CANNOT_WRITE = "cannot_write"
    NO_PHOTOS = "no_photos"
    HISTORY_VISIBLE = "history_visible"


class News(StrEnum):
    """What a moderation chat is told about itself."""

    PUBLIC = "public"  # decisions rest
    CONFIRMED = "confirmed"  # they go on
    MOVED = "moved"  # another group decides now


@dataclass(frozen=True)
class Look:
    """A group as Telegram shows it to the bot; None: Telegram does not tell. `username`: it is public under that name."""

    title: str
    username: str | None = None
    history_visible: bool | None = None
    may_write: bool | None = None
    may_send_photos: bool | None = None


@dataclass(frozen=True)
class Seat:
    """A group that was bound to a town. `asks`: the town has another group, and nothing was done before somebody is sure."""

    town: Town
    asks: bool = False


@dataclass(frozen=True)
class SeatNews:
    """What a moderation chat is told."""

    town: Town
    news: News


def warnings(look: Look) -> tuple[Warned, ...]:
    """What to warn of, as far as Telegram tells."""
    found = {
        Warned.CANNOT_WRITE: look.may_write is False,
        Warned.NO_PHOTOS: look.may_send_photos is False,
        Warned.HISTORY_VISIBLE: look.history_visible is True,
    }
    return tuple(warned for warned, holds in found.items() if holds)


def draw_code(pick: Callable[[str], str]) -> str:
    """A code that people can type, like K7QM-3XTA-9FHD. `pick` chooses one character (`secrets.choice`)."""
    drawn = "".join(pick(ALPHABET) for _ in range(_LENGTH))
    return "-".join(drawn[at : at + _PART] for at in range(0, _LENGTH, _PART))


def plain_code(said: str) -> str:
    """A code as it is compared: without hyphens, spaces and small letters."""
    return "".join(char for char in said.upper() if char.isalnum())
