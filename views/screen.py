"""What a chat shows: a `Screen` is a text with buttons, independent of any Telegram library. Texts are Telegram's HTML."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape, unescape

Row = tuple["Button", ...]
LIMIT = 4096  # characters of a message as people read it
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class Button:
    """A button below a message: `data` comes back as a callback (64 bytes at most), `url` opens a link."""

    label: str
    data: str | None = None
    url: str | None = None
    style: str | None = None  # primary, success or danger; older clients ignore it


@dataclass(frozen=True)
class Screen:
    """`protect` forbids forwarding and saving; `ask_location` and `ask_contact` show a keyboard with which a phone shares
    its place or its number, and `close_keyboard` takes it away again. `reply_to` is the message of the same chat that it
    replies to. With `photos` (file ids of Telegram) the text stands below them. `gone`: the messages that showed it are
    taken away. `picture` draws a PNG of our own to stand above the text, which takes time. Below photos or a picture a
    text has 1024 characters at most."""

    text: str
    rows: tuple[Row, ...] = ()
    protect: bool = False
    ask_location: str | None = None
    ask_contact: str | None = None
    close_keyboard: bool = False
    reply_to: int | None = None
    photos: tuple[str, ...] = ()
    gone: bool = False
    picture: Callable[[], bytes] | None = field(default=None, compare=False)


def safe(text: str) -> str:
    """Somebody's words, made harmless in HTML."""
    return escape(text, quote=False)


def length(html: str) -> int:
    """How long a text is as Telegram counts it: without markup, and signs beyond the first 65,536 twice."""
    return len(unescape(_TAG.sub("", html)).encode("utf-16-le")) // 2


def grid(buttons: tuple[Button, ...], columns: int = 2) -> tuple[Row, ...]:
    """Buttons in rows of `columns`."""
    return tuple(buttons[start : start + columns] for start in range(0, len(buttons), columns))


THREE_ABREAST = 20  # characters of all labels of a row of three, so that a narrow phone cuts none of them


def abreast(buttons: tuple[Button, ...]) -> tuple[Row, ...]:
    """Up to three buttons in one row if their words are short, else in pairs."""
    short = sum(len(button.label) for button in buttons) <= THREE_ABREAST
    return grid(buttons, 3 if short else 2)


SHORT_LABEL = 22  # characters of which two stand in a row on a phone


def flow(buttons: tuple[Button, ...]) -> tuple[Row, ...]:
    """Buttons in pairs, a long one in a row of its own."""
    rows: list[Row] = []
    for button in buttons:
        pair = (*rows[-1], button) if rows else ()
        if len(pair) == 2 and all(len(each.label) <= SHORT_LABEL for each in pair):
            rows[-1] = pair
        else:
            rows.append((button,))
    return tuple(rows)
