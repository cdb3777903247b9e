"""The eleven categories, their sub-categories and risk classes, as data. Codes are stable; `views/taxonomy` names them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.details import Setting


class Risk(StrEnum):
    """How much care a post needs: red ones want two moderators and a cleared organisation."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"


RISKS = tuple(Risk)


def higher(*risks: Risk) -> Risk:
    """The highest of the given classes."""
    return max(risks, key=RISKS.index)


@dataclass(frozen=True)
class Category:
    """A category: `risk` is its own class, `exceptions` the classes of sub-categories that differ from it."""

    code: str
    subcategories: tuple[str, ...]
    risk: Risk
    exceptions: Mapping[str, Risk]
    life_days: int = 180

    def risk_of(self, subcategory: str | None) -> Risk:
        """Class before the text is looked at; `None` is the whole category, which has the category's own class."""
        return self.risk if subcategory is None else self.exceptions.get(subcategory, self.risk)


OTHER = "other"
Kind = tuple[str, str | None]  # a category with one of its sub-categories, or as a whole


def written(kind: Kind) -> str:
    """goods/shoes, or goods/ for the whole category"""
    return f"{kind[0]}/{kind[1] or ''}"


def kind_of(text: str) -> Kind | None:
    """The kind that `written` wrote; None when there is no such kind."""
    code, _, subcategory = text.partition("/")
    category = TAXONOMY.get(code)
    known = category is not None and (not subcategory or subcategory in category.subcategories)
    return (code, subcategory or None) if known else None


_GREEN, _YELLOW, _RED = RISKS


def _category(code: str, codes: str, risk: Risk, life_days: int = 180, **exceptions: Risk) -> Category:
    """Every category ends with the sub-category *Other*."""
    return Category(code, (*codes.split(), OTHER), risk, exceptions, life_days)


TAXONOMY: Mapping[str, Category] = {
    category.code: category
    for category in (
        _category(
            "goods",
            "clothing_women clothing_men clothing_children shoes bedding furniture appliance kitchen baby toys school"
            " bicycle electronics sport hygiene",
            _GREEN,
            life_days=30,
        ),
        _category("transport", "person goods_van moving_help", _YELLOW, life_days=60),
        _category("housing", "emergency_night room flat storage flat_search_help", _RED, life_days=30),
        _category(
            "language",
            "interpreting translation german_lessons tandem literacy",
            _YELLOW,
            german_lessons=_GREEN,
            tandem=_GREEN,
        ),
        _category("escort", "office doctor school forms mentoring legal", _YELLOW, life_days=60, legal=_RED),
        _category("family", "childcare homework play_group parents", _YELLOW, childcare=_RED, homework=_RED),
        _category("education", "tutoring computer library study_advice", _GREEN),
        _category("leisure", "sport music cooking garden outing tickets", _GREEN),
        _category("work", "job internship apprenticeship application_help", _RED, application_help=_GREEN),
        _category(
            "skills",
            "repair bike_repair painting sewing it_help medical psychological event_help",
            _GREEN,
            medical=_RED,
            psychological=_RED,
        ),
        _category("space", "course_room storage_room kitchen project_idea", _GREEN),
    )
}

# Cots and child seats can hurt a child when damaged or recalled, so a person looks twice; prams stay green.
_CHILD_SAFETY = re.compile(
    r"kinder(?:auto)?sitz|babysch(?:a|ä|ae)le|autositz|gitterbett|babybett|kinderbett|beistellbett"
    r"|\b(?:cots?|cribs?|(?:child|baby|car|infant|booster)[ -]?seats?)\b",
    re.IGNORECASE,
)


_ALONE_IS_RED = ("family", "education", "leisure", "escort")  # with children, as the author says


def risk_of(
    category: str,
    subcategory: str | None,
    text: str,
    overrides: Mapping[str, Risk] | None = None,
    setting: Setting | None = None,
) -> Risk:
    """The class the bot computes for a post; `overrides` maps "category/subcategory" to the operator's class, `setting`
    says whether the helper is alone with children."""
    found = TAXONOMY[category].risk_of(subcategory)
    if category == "family" and setting is Setting.GROUP:
        found = TAXONOMY[category].risk
    if subcategory is not None and overrides:
        found = overrides.get(f"{category}/{subcategory}", found)
    if category in _ALONE_IS_RED and setting is Setting.SINGLE:
        found = Risk.RED
    if category == "goods" and _CHILD_SAFETY.search(text):
        found = higher(found, Risk.YELLOW)
    return found
