"""Post numbers that people can say on the phone: `A-7K3F` for an offer, `G-…` for a request.

The alphabet has no look-alikes (neither 0 nor O, neither 1 nor I; 2, 5, 8 but not Z, S, B) and 29 characters, a prime: the
weighted sum modulo 29 then detects every wrong character and every swap of two neighbours.
"""

from collections.abc import Callable

from domain.posts import Kind

ALPHABET = "23456789ACDEFGHJKLMNPQRTUVWXY"
PREFIX = {Kind.OFFER: "A", Kind.REQUEST: "G"}
SHORTEST = 4


def check_character(body: str) -> str:
    """The character that makes a mistake in `body` show."""
    total = sum(weight * ALPHABET.index(char) for weight, char in enumerate(body, start=2))
    return ALPHABET[-total % len(ALPHABET)]


def draw(kind: Kind, length: int, pick: Callable[[str], str]) -> str:
    """A new number with `length` characters behind the hyphen, the last one the check character.

    `pick` chooses one character of the alphabet (`random.choice` in the running program).
    """
    body = "".join(pick(ALPHABET) for _ in range(length - 1))
    return f"{PREFIX[kind]}-{body}{check_character(body)}"


def parse(said: str) -> str | None:
    """The number in its written form, or `None` when it cannot be one: a typing mistake never finds another post."""
    plain = "".join(char for char in said.upper() if char.isalnum())
    prefix, body = plain[:1], plain[1:]
    if prefix not in PREFIX.values() or len(body) < SHORTEST or any(char not in ALPHABET for char in body):
        return None
    return f"{prefix}-{body}" if check_character(body[:-1]) == body[-1] else None
