"""One-time codes that people carry from one group to another: short, without look-alikes, with a check character."""

from collections.abc import Callable

from domain.numbers import ALPHABET, check_character

LENGTH = 8


def draw(pick: Callable[[str], str]) -> str:
    """A new code like `7K3F-QXMW`. `pick` chooses one character of the alphabet."""
    body = "".join(pick(ALPHABET) for _ in range(LENGTH - 1))
    return _written(body + check_character(body))


def parse(said: str) -> str | None:
    """The code in its written form, or None when it cannot be one. A name is never mistaken for a code: a code is one word
    with its hyphen."""
    plain = said.strip().upper()
    body = plain.replace("-", "")
    if plain != _written(body) or len(body) != LENGTH or any(char not in ALPHABET for char in body):
        return None
    return plain if check_character(body[:-1]) == body[-1] else None


def _written(body: str) -> str:
    half = LENGTH // 2
    return f"{body[:half]}-{body[half:]}"
