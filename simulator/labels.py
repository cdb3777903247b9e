"""How people name a button: without the emoji before it, and by its beginning if that is enough."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Thing = TypeVar("Thing")


def plain_label(label: str) -> str:
    """Without signs and spaces before it; a label that is nothing but signs stays as it is."""
    stripped = label.strip()
    begin = next((at for at, character in enumerate(stripped) if character.isalnum()), 0)
    return stripped[begin:].casefold()


def named_by(label: str, things: Sequence[Thing], name: Callable[[Thing], str]) -> list[Thing]:
    """The thing of exactly this name, else the only one whose name begins so; empty if none or not clear."""
    wanted = plain_label(label)
    exact = [thing for thing in things if plain_label(name(thing)) == wanted]
    if exact:
        return exact[:1]
    beginning = [thing for thing in things if plain_label(name(thing)).startswith(wanted)]
    return beginning if len(beginning) == 1 else []
