"""The language of the rules: what a phrase fits, and what is refused."""

import pytest

from domain.phrases import Lexicon, PhraseError
from domain.wording import read

LISTS = {
    "woman": ["frau", "mäd*", "junge dame"],
    "price": ["<number> {money}"],
    "money": ["€", "euro"],
    "no": ["kein*", "ohne"],
}
LEXICON = Lexicon(LISTS)


def fits(phrase: str, text: str, over: str | None = None) -> bool:
    return bool(LEXICON.compiled(phrase, over=over).search(read(text, LEXICON.tags).line))


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("frau", "eine FRAU"),
        ("frau*", "Frauen"),
        ("*frau", "Hausfrau"),
        ("für mich", "fuer mich"),
        ("für mich", "fur mich"),
        ("groß", "gross"),
        ("zimmer|bett frei", "Bett frei"),
        ("(zu mir|ins haus) kommen", "ins Haus kommen"),
        ("sehr? schön", "schön"),
        ("sehr? schön", "sehr schön"),
        ("nur .. {woman}", "nur eine sehr junge Dame"),
        ("nur .. {woman}", "nur Mädchen"),
        ("{price}", "20 Euro"),
        ("{price}", "zwanzig €"),
        ("drei wochen", "3 Wochen"),
        ("für (eine)? {woman}", "für eine Frau"),
        ("herr <name>", "Herr Ali"),
        ("<start> geht", "Ja. Geht doch"),
        ("pack <end>", "dieses Pack."),
        ("preis : <number>", "Preis: 20"),
        ("a ... b", "a 1 2 3 4 5 6 7 8 b"),
    ],
)
def test_fits(phrase: str, text: str) -> None:
    assert fits(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("frau", "Frauen"),
        ("zahlen", "zählen"),
        ("nur .. frau", "nur eins zwei drei vier Frau"),
        ("nur .. frau", "nur so. Frau"),
        ("nur frau", "nur, Frau"),
        ("herr <name>", "herr ali"),
        ("a|b c", "a"),
        ("<start> geht", "es geht"),
        ("pack <end>", "Pack Windeln"),
    ],
)
def test_does_not_fit(phrase: str, text: str) -> None:
    assert not fits(phrase, text)


def test_a_gap_does_not_reach_over_a_no() -> None:
    assert fits("suche .. geld", "suche kein Geld")
    assert not fits("suche .. geld", "suche kein Geld", over="no")
    assert fits("suche .. geld", "suche viel Geld", over="no")


@pytest.mark.parametrize(
    "phrase",
    ["", "(frau", "frau)", "{nobody}", "<thing>", "*", "sehr?", "(a|b)?", "..", "(a)|b", "(|a)", "a |b"],
)
def test_refused(phrase: str) -> None:
    with pytest.raises(PhraseError):
        LEXICON.compiled(phrase)


def test_a_list_must_not_contain_itself() -> None:
    with pytest.raises(PhraseError, match="itself"):
        Lexicon({"a": ["x {b}"], "b": ["y {a}"]}).compiled("{a}")
