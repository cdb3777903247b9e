"""Categories, sub-categories and the class that a post gets."""

import pytest

from domain.details import Setting
from domain.taxonomy import OTHER, RISKS, TAXONOMY, Risk, higher, risk_of


def test_every_category_ends_with_other_and_names_nothing_twice() -> None:
    assert len(TAXONOMY) == 11
    for category in TAXONOMY.values():
        assert category.subcategories[-1] == OTHER
        assert len(set(category.subcategories)) == len(category.subcategories)
        assert set(category.exceptions) <= set(category.subcategories)


@pytest.mark.parametrize(
    ("category", "subcategory", "risk"),
    [
        ("goods", "shoes", Risk.GREEN),
        ("transport", "person", Risk.YELLOW),
        ("housing", "storage", Risk.RED),
        ("language", "tandem", Risk.GREEN),
        ("language", None, Risk.YELLOW),
        ("escort", "legal", Risk.RED),
        ("family", "childcare", Risk.RED),
        ("family", "play_group", Risk.YELLOW),
        ("work", "application_help", Risk.GREEN),
        ("work", None, Risk.RED),
        ("skills", "medical", Risk.RED),
        ("skills", None, Risk.GREEN),
    ],
)
def test_class_of_a_subcategory(category: str, subcategory: str | None, risk: Risk) -> None:
    assert risk_of(category, subcategory, "Some words") is risk


@pytest.mark.parametrize(
    "text", ["Kindersitz bis 18 kg", "ein Gitterbett", "Autositz", "a cot", "two child-seats", "Babyschale"]
)
def test_what_can_hurt_a_child_is_looked_at_twice(text: str) -> None:
    assert risk_of("goods", "baby", text) is Risk.YELLOW
    assert risk_of("goods", "other", text) is Risk.YELLOW


@pytest.mark.parametrize("text", ["Kinderwagen", "Apricots from the garden", "scotch tape", "Sitzkissen"])
def test_what_only_sounds_like_it_is_not(text: str) -> None:
    assert risk_of("goods", "other", text) is Risk.GREEN


def test_the_operator_changes_a_class_but_never_lowers_what_the_text_says() -> None:
    overrides = {"goods/baby": Risk.GREEN, "skills/repair": Risk.RED}
    assert risk_of("skills", "repair", "I repair lamps", overrides) is Risk.RED
    assert risk_of("goods", "baby", "a cot", overrides) is Risk.YELLOW
    assert risk_of("skills", "sewing", "I sew", overrides) is Risk.GREEN


def test_the_higher_class_counts() -> None:
    assert higher(*RISKS) is Risk.RED
    assert higher(Risk.GREEN, Risk.YELLOW) is Risk.YELLOW


@pytest.mark.parametrize(
    ("category", "subcategory", "setting", "risk"),
    [
        ("family", "homework", None, Risk.RED),
        ("family", "homework", Setting.GROUP, Risk.YELLOW),
        ("family", "play_group", Setting.SINGLE, Risk.RED),
        ("leisure", "sport", None, Risk.GREEN),
        ("leisure", "sport", Setting.SINGLE, Risk.RED),
        ("goods", "toys", Setting.SINGLE, Risk.GREEN),
    ],
)
def test_alone_with_children_is_red(
    category: str, subcategory: str, setting: Setting | None, risk: Risk
) -> None:
    assert risk_of(category, subcategory, "Some words", setting=setting) is risk
