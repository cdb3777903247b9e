"""Every refusal has one sentence in every language, short enough for the line over a chat."""

from string import Formatter

import pytest

from domain.errors import Refusal, Refused
from domain.moderation import Verdict
from tests.views.limits import AWKWARD, check
from views.errors import LIMIT, SENTENCES, refusal, sentence
from views.i18n import LOCALES, translator

FACTS: dict[str, str | int] = {
    "limit": 600,
    "length": 4000,
    "low": 1,
    "high": 9999,
    "town": "Gera",
    "name": (AWKWARD * 5)[:64],
    "time": "17:30",
    "until": "2026-12-24",
    "verdict": Verdict.SECONDED,
}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("code", Refusal)
def test_every_refusal_has_a_sentence_with_all_its_facts(code: Refusal, locale: str) -> None:
    names = {name for _, name, _, _ in Formatter().parse(SENTENCES[code]) if name}
    refused = Refused(code, **{name: FACTS[name] for name in names})
    said = sentence(translator(locale), refused)
    assert 20 < len(said) <= LIMIT
    assert "{" not in said
    assert "…" not in said
    assert check(refusal(translator(locale), refused)) == said


def test_a_missing_fact_leaves_a_gap_and_a_long_one_is_cut() -> None:
    tr = translator("en")
    assert "…" in sentence(tr, Refused(Refusal.TOO_FAR))
    assert len(sentence(tr, Refused(Refusal.TOO_FAR, town="x" * 500))) == LIMIT


def test_numbers_are_written_as_the_reader_does() -> None:
    assert "4.000" in sentence(translator("de"), Refused(Refusal.TOO_LONG, limit=600, length=4000))
