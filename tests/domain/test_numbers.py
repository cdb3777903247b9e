"""Post numbers: every slip of the finger is noticed, and nobody needs to know how they are written."""

import random

from hypothesis import given
from hypothesis import strategies as st

from domain.numbers import ALPHABET, draw, parse
from domain.posts import Kind

numbers = st.builds(
    lambda kind, length, seed: draw(kind, length, random.Random(seed).choice),
    st.sampled_from(Kind),
    st.integers(4, 9),
    st.integers(),
)
places = st.integers(0, 100)
letters = st.sampled_from(ALPHABET)


@given(numbers)
def test_a_number_is_found_however_it_is_typed(number: str) -> None:
    for typed in (
        number,
        number.lower(),
        number.replace("-", ""),
        f" {number[0]} {number[2:4]} {number[4:]} ",
    ):
        assert parse(typed) == number


@given(numbers, places, letters)
def test_one_wrong_character_is_noticed(number: str, place: int, letter: str) -> None:
    at = 2 + place % (len(number) - 2)
    wrong = number[:at] + letter + number[at + 1 :]
    assert parse(wrong) == (number if wrong == number else None)


@given(numbers, places)
def test_two_swapped_neighbours_are_noticed(number: str, place: int) -> None:
    at = 2 + place % (len(number) - 3)
    wrong = number[:at] + number[at + 1] + number[at] + number[at + 2 :]
    assert parse(wrong) == (number if wrong == number else None)


@given(st.text())
def test_anything_else_is_no_number(text: str) -> None:
    found = parse(text)
    assert found is None or "".join(filter(str.isalnum, text.upper())) == found.replace("-", "")


def test_no_character_looks_like_another() -> None:
    assert not set("0O1IZSB") & set(ALPHABET)
    assert len(ALPHABET) == 29
    assert len(set(ALPHABET)) == 29
