"""Every code of the domain has its name in every language, and no two in one list are alike."""

import pytest

from domain.moderation import Reason, Verdict
from domain.organisations import OrganisationState
from domain.posts import Closing, Kind, PostState, RevisionState
from domain.taxonomy import OTHER, TAXONOMY
from views import taxonomy
from views.i18n import LOCALES, translator


def test_every_category_has_a_name_and_one_sign_of_its_own() -> None:
    assert set(taxonomy.CATEGORIES) == set(taxonomy.SIGNS) == set(taxonomy.SUBCATEGORIES) == set(TAXONOMY)
    assert len(set(taxonomy.SIGNS.values())) == len(TAXONOMY)


@pytest.mark.parametrize("code", TAXONOMY)
def test_every_subcategory_has_a_name(code: str) -> None:
    assert [*taxonomy.SUBCATEGORIES[code], OTHER] == list(TAXONOMY[code].subcategories)


def test_every_state_reason_and_verdict_has_a_name() -> None:
    for names, codes in (
        (taxonomy.KINDS, Kind),
        (taxonomy.STATES, PostState),
        (taxonomy.CLOSINGS, Closing),
        (taxonomy.REVISIONS, RevisionState),
        (taxonomy.ORGANISATIONS, OrganisationState),
        (taxonomy.REASONS, Reason),
        (taxonomy.VERDICTS, Verdict),
    ):
        assert list(names) == list(codes)


@pytest.mark.parametrize("locale", LOCALES)
def test_no_two_choices_read_alike(locale: str) -> None:
    tr = translator(locale)
    labels = [taxonomy.category_label(tr, code) for code in TAXONOMY]
    assert len(set(labels)) == len(labels)
    for code, category in TAXONOMY.items():
        names = [taxonomy.subcategory_name(tr, code, sub) for sub in (None, *category.subcategories)]
        assert len(set(names)) == len(names), names
    reasons = [taxonomy.reason_name(tr, reason) for reason in Reason]
    assert len(set(reasons)) == len(reasons)


def test_labels() -> None:
    tr = translator("en")
    assert taxonomy.kind_label(tr, "goods", "shoes") == "📦 Goods: Shoes"
    assert taxonomy.kind_label(tr, "goods", None) == "📦 Goods"
