"""Texts are read as people write them: ways to reach somebody are found, opening hours and article numbers are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.wording import read


def kinds(text: str) -> list[str]:
    return [piece.reading for piece in read(text).pieces if piece.reading.startswith("<")]


@pytest.mark.parametrize(
    "text",
    [
        "0176 04069 012",
        "+49 (0)176/04069-012",
        "01 76 - 04 06 90 12",
        "0365/8312345",
        "(0365) 83 12 345",
        "+380 44 123 45 67",
        "0 1 7 6 0 4 0 6 9",
        "0️⃣1️⃣7️⃣6️⃣0️⃣4️⃣0️⃣6️⃣9️⃣0️⃣",
        "٠١٧٦ ٠٤٠٦٩ ٠١٢",
        "null eins sieben sechs null vier null sechs",
        "8 (916) 123-45-67",
    ],
)
def test_telephone_numbers(text: str) -> None:
    assert kinds(f"Bitte {text} anrufen") == ["<phone>"]


@pytest.mark.parametrize(
    "text",
    [
        "Mo 08:00-12:30 und 13:30-17:45",
        "08.00-12.30 Uhr",
        "0800-1230",
        "Art.-Nr. 203.518.84",
        "80x28x202 cm",
        "ISBN 978-3-16-148410-0",
        "am 03.04.1990",
        "2026-12-01",
        "01.12.-05.12.",
        "07545 Gera",
        "Größe 98/104, 110/116",
        "150,-",
        "1.200 kg",
        "3,20 x 1,80 m",
    ],
)
def test_other_figures_are_no_telephone_numbers(text: str) -> None:
    assert "<phone>" not in kinds(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("maria@example.org", "<mail>"),
        ("maria (at) example.org", "<mail>"),
        ("maria at example punkt org", "<mail>"),
        ("maria [at] example [dot] org", "<mail>"),
        ("https://example.org/x?y", "<link>"),
        ("www.example.org", "<link>"),
        ("t.me/kanal", "<link>"),
        ("laden.example.com", "<link>"),
        ("@maria_gera", "<handle>"),
        ("maria_gera", "<handle>"),
        ("DE12 3456 7890 1234 5678 90", "<iban>"),
        ("um 23 Uhr", "<time23>"),
        ("at 2am", "<time02>"),
        ("11 pm", "<time23>"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    assert kinds(f"Sofa, {text}, danke") == [kind]


@pytest.mark.parametrize(
    "text", ["Schüler_innen", "Abholung.Bitte klingeln", "z.B. Töpfe", "2 am Montag", "bei Anna at home"]
)
def test_no_kind_at_all(text: str) -> None:
    assert kinds(text) == []


def test_umlauts_capitals_and_accents_read_alike() -> None:
    lines = {read(text).line for text in ("schön für mich", "schoen fuer mich", "schön fu\u0308r mich")}
    assert lines == {" _schoen/ _fuer/ _mich/ "}


def test_sentences_end_but_abbreviations_do_not() -> None:
    line = read("Bett ca. 2 m. Matratze dabei! Bis bald").line
    assert line.count(" . ") == 1
    assert "_ca/ #2/" in line


@given(st.text())
def test_whatever_is_written_can_be_quoted(text: str) -> None:
    wording = read(text)
    at = 1
    for piece in wording.pieces:
        end = wording.line.index(" ", at) + 1
        assert wording.original(at, end) == wording.text[piece.start : piece.end]
        at = end
