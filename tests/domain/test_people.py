"""The name that others see: nobody reviews it, so there is no room in it for anything else."""

import pytest

from domain.errors import Refusal, Refused
from domain.inputs import Input, Sent, Typed
from domain.people import NAME_LIMIT, name_given


@pytest.mark.parametrize("name", ["Anna", "Ann-Kathrin", "D'Arcy", "Олена", "أحمد", "प्रिया", "José"])
def test_names_of_many_scripts_are_names(name: str) -> None:
    assert name_given(Typed(f"  {name} ", 1)) == name


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (Typed("0171 2345678", 1), Refusal.NAME_WANTED),
        (Typed("@anna", 1), Refusal.NAME_WANTED),
        (Typed("Anna 🌻", 1), Refusal.NAME_WANTED),
        (Typed("anna at example.org/x", 1), Refusal.NAME_WANTED),
        (Typed("A" * (NAME_LIMIT + 1), 1), Refusal.TOO_LONG),
        (Typed(" ", 1), Refusal.EMPTY),
        (Typed("🌻", 1), Refusal.NO_WORDS),
        (Sent("sticker"), Refusal.TEXT_WANTED),
    ],
)
def test_everything_else_is_refused(given: Input, code: Refusal) -> None:
    with pytest.raises(Refused) as refused:
        name_given(given)
    assert refused.value.code is code
