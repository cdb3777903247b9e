"""Codes that people copy by hand: never mistaken for a name, and a slip of the finger is noticed."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as some

from domain import codes
from domain.numbers import ALPHABET


@given(some.integers())
def test_a_drawn_code_reads_back_however_it_is_typed(seed: int) -> None:
    code = codes.draw(random.Random(seed).choice)
    assert codes.parse(f" {code.lower()} ") == code


@given(some.integers(), some.integers(0, 7), some.sampled_from(ALPHABET))
def test_one_wrong_character_is_no_code(seed: int, place: int, char: str) -> None:
    letters = list(codes.draw(random.Random(seed).choice).replace("-", ""))
    if letters[place] != char:
        letters[place] = char
        assert codes.parse("".join(letters[:4]) + "-" + "".join(letters[4:])) is None


@pytest.mark.parametrize("name", ["", "Tafel Gera", "Drop-In", "CAFE-MAMA", "7K3FQXMW", "----", "AWO"])
def test_names_are_no_codes(name: str) -> None:
    assert codes.parse(name) is None
