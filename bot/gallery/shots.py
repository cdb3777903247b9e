"""What the gallery is made of: a shot is one screen with its title, a chapter holds shots."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from bot.gallery.examples import Examples
from views.i18n import Translator
from views.screen import Screen

Commands = tuple[tuple[str, str], ...]
Drawn = Screen | str | Commands  # a message; plain text over the chat; a menu of commands


@dataclass(frozen=True)
class Shot:
    """One screen, drawn when its language is known."""

    title: str
    draw: Callable[[Translator], Drawn]


@dataclass(frozen=True)
class Chapter:
    """Screens that belong together; the same titles in the same order for every language."""

    title: str
    shots: Callable[[Examples], Iterator[Shot]]


def shot(title: str, view: Callable[..., Drawn], *facts: Any, **more: Any) -> Shot:
    """What this view makes of these facts."""
    return Shot(title, lambda tr: view(tr, *facts, **more))
