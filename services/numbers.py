"""Gives out post numbers that no other post has."""

from collections.abc import Iterable
from itertools import count
from random import SystemRandom

from db import posts
from db.engine import Session
from domain.numbers import SHORTEST, draw
from domain.posts import Kind

TRIES = 8  # before numbers get longer: then about every second one of this length is taken
_pick = SystemRandom().choice


async def free_number(session: Session, kind: Kind) -> str:
    """A new number, as short as there is room for."""
    for length in count(SHORTEST):
        for _ in range(TRIES):
            number = draw(kind, length, _pick)
            if not await posts.number_taken(session, number):
                return number
    raise AssertionError("numbers never end")


async def free_numbers(session: Session, kind: Kind, wanted: int, reserved: Iterable[str] = ()) -> list[str]:
    """So many new numbers, none of them reserved, as short as there is room for: asked for at once."""
    found: dict[str, None] = {}
    not_these = set(reserved)
    for length in count(SHORTEST):
        for _ in range(TRIES):
            drawn = {draw(kind, length, _pick) for _ in range(wanted - len(found))} - not_these
            free = drawn - await posts.numbers_taken(session, drawn)
            found |= dict.fromkeys(free)
            if len(found) == wanted:
                return list(found)
    raise AssertionError("numbers never end")
