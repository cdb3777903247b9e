"""The rules that come with the program, held against invented posts, innocent look-alikes included."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from domain.marks import LENGTH_SHOWN, WORDS_SHOWN, Code, Mark, Rules, Subject, find
from domain.posts import Kind
from domain.rulebook import shipped_rules
from tests.domain.corpus import FILES, labelled

CODES = [code for code in Code if code is not Code.DUPLICATE]
GOODS = Subject(Kind.OFFER, "goods", "furniture")
# Labelled cases of the people who plan the bot; they lie beside the checkout or where the variable says.
CASES = Path(
    os.environ.get("HANDREICH_LABELLED_CASES")
    or Path(__file__).resolve().parents[3] / "shared/data/cases.json"
)


def codes(subject: Subject, text: str) -> set[Code]:
    return {mark.code for mark in find(shipped_rules(), subject, text)}


def test_every_mark_has_its_posts() -> None:
    assert {file.stem for file in FILES} == set(CODES)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_guilty_are_found_and_the_innocent_left_alone(file: Path) -> None:
    wrong = []
    for post in labelled(file):
        found = codes(post.subject, post.text)
        if found - post.tolerated != post.expected - post.tolerated:
            wrong.append((post.text, sorted(found), sorted(post.expected)))
    assert not wrong


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_there_are_enough_of_both(file: Path) -> None:
    posts = list(labelled(file))
    assert sum(file.stem in post.expected for post in posts) >= 20
    assert sum(not post.expected for post in posts) >= 20


@pytest.mark.skipif(not CASES.exists(), reason=f"{CASES.name} is not here")
def test_the_labelled_cases() -> None:
    data: dict[str, Any] = json.loads(CASES.read_text(encoding="utf-8"))
    posts = {post["id"]: post for post in data["posts"]}
    wrong = []
    for case in data["marks"]:
        post = posts[case["post"]]
        found = codes(Subject(Kind(post["kind"]), post["category"], post["subcategory"]), post["text"])
        expected = set(case["expected"]) - {Code.DUPLICATE}
        if not expected <= found <= expected | set(case["tolerated"]):
            wrong.append((post["text"], sorted(found), sorted(expected)))
    assert not wrong


def test_a_mark_quotes_the_words_as_they_were_written() -> None:
    text = "Sofa, VERKAUFE wegen Umzug, Tel. 0176 – 04 06 90 12!"
    assert find(shipped_rules(), GOODS, text) == (
        Mark(Code.OFF_CHANNEL_CONTACT, ("Tel. 0176 – 04 06 90 12",)),
        Mark(Code.NOT_FREE, ("VERKAUFE",)),
    )


def test_quotations_are_few_and_short() -> None:
    text = (
        "Verkaufe für "
        + " oder ".join(f"{number} Euro" for number in range(10, 30))
        + " https://"
        + "x" * 200
    )
    for mark in find(shipped_rules(), GOODS, text):
        assert len(mark.words) <= WORDS_SHOWN
        assert all(len(word) <= LENGTH_SHOWN for word in mark.words)


@pytest.mark.parametrize(
    "text", ["", "   ", "🧸🧸🧸", "…!?", "<b>", "/" * 50, "_ ^ # ~ <phone>", "\n\n", "x" * 600]
)
def test_texts_without_words_have_no_marks(text: str) -> None:
    assert find(shipped_rules(), GOODS, text) == ()


def test_without_rules_there_are_no_marks() -> None:
    assert find(Rules(), GOODS, "Verkaufe Sofa für 100 Euro, Tel. 0176 04069012") == ()
