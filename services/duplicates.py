"""Nearly the same text by the same author in the same town, the earlier one pending or live."""

import re

from db import marks as stored
from db.engine import Session
from domain.posts import Post
from domain.wording import read

ALIKE = 85  # of 100: the same words in any order, but for a few letters
WHOLE = 4  # so many words of a text must be there for it to count as a part of the other one
_FIGURES = re.compile(r"\d+")


def alike(one: str, other: str) -> bool:
    """Whether two texts say nearly the same; a coat in size 38 and one in size 44 are two things."""
    if not _numbers_agree(one, other):
        return False
    from rapidfuzz import fuzz  # with the first text that is compared: it makes every start longer

    words, others = _words(one), _words(other)
    if fuzz.token_sort_ratio(" ".join(words), " ".join(others)) >= ALIKE:
        return True
    shorter, longer = sorted((set(words), set(others)), key=len)
    return len(shorter) >= WHOLE and shorter <= longer


async def earlier(session: Session, post: Post, text: str) -> str | None:
    """The number of the latest earlier post that this text repeats. `post` needs kind, town and author only; its id 0 stands
    for one that is not submitted yet."""
    for number, known in await stored.earlier_texts(session, post):
        if alike(text, known):
            return number
    return None


def _words(text: str) -> list[str]:
    return [piece.reading.lstrip("_^") for piece in read(text).pieces if piece.reading not in (".", ",", ":")]


def _numbers_agree(one: str, other: str) -> bool:
    numbers, others = _numbers(one), _numbers(other)
    return numbers <= others or others <= numbers


def _numbers(text: str) -> set[str]:
    """Figures, also those written as words."""
    wording = read(text)
    found = (
        piece.reading if piece.reading.startswith("#") else wording.text[piece.start : piece.end]
        for piece in wording.pieces
    )
    return {figure for part in found for figure in _FIGURES.findall(part)}
