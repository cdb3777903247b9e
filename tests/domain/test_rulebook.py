"""The rules file: an operator's mistakes are told with their line."""

import pytest

from domain.marks import Code, Subject, find
from domain.posts import Kind
from domain.rulebook import SHIPPED, RulebookError, read_rules, shipped_rules

RULES = """
[languages]
de = "der und ist"
en = "the and is"

[words]
no = "kein ohne"
sale = ["verkaufe", "zu haben"]

[[not_free.de]]
guilty = ["{sale} .. <number>"]
innocent = ["verkaufe nicht"]
unless = ["umsonst"]
not_in = ["work", "housing/room"]
kind = "offer"

[[hate.any]]
guilty = ["keine fremden"]
negated = true
"""
SOFA = Subject(Kind.OFFER, "goods", "furniture")


@pytest.mark.parametrize(
    ("text", "subject", "marked"),
    [
        ("Verkaufe Sofa 20", SOFA, True),
        ("verkaufe nicht Sofa 20", SOFA, False),
        ("Verkaufe Sofa 20, na gut, umsonst", SOFA, False),
        ("Ich, ohne Not, verkaufe 20", SOFA, True),
        ("ohne verkaufe 20", SOFA, False),
        ("Verkaufe Sofa 20", Subject(Kind.REQUEST, "goods", "furniture"), False),
        ("Verkaufe Sofa 20", Subject(Kind.OFFER, "work", "job"), False),
        ("Verkaufe Sofa 20", Subject(Kind.OFFER, "housing", "room"), False),
        ("Verkaufe Sofa 20", Subject(Kind.OFFER, "housing", None), True),
        ("The sofa is verkaufe 20", SOFA, False),
        ("The Sofa und verkaufe 20", SOFA, True),
    ],
)
def test_what_the_keys_of_a_rule_mean(text: str, subject: Subject, marked: bool) -> None:
    found = {mark.code for mark in find(read_rules(RULES), subject, text)}
    assert found == ({Code.NOT_FREE} if marked else set())


def test_a_negated_rule_counts_behind_a_no() -> None:
    assert [mark.code for mark in find(read_rules(RULES), SOFA, "keine Fremden")] == [Code.HATE]


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("[words]", "[words", 6, "no valid TOML"),
        ("not_free", "to_free", 10, "no mark"),
        ("[[hate.any]]", "[hate.any]", 17, "two brackets"),
        ("{sale}", "{sail}", 11, "no list sail"),
        ("<number>", "<figure>", 11, "no kind <figure>"),
        ("umsonst", "(umsonst", 13, "bracket"),
        ("kein ohne", "kein * ohne", 7, "no letters"),
        ("housing/room", "housing/tent", 14, "no category"),
        ('"offer"', '"gift"', 15, "no kind of post"),
        ("innocent =", "inocent =", 12, "no key"),
        ("negated = true", 'negated = "yes"', 19, "negated = true"),
        ('["umsonst"]', "[3]", 13, "no list of texts"),
    ],
)
def test_mistakes_are_told_with_their_line(old: str, new: str, line: int, reason: str) -> None:
    with pytest.raises(RulebookError) as caught:
        read_rules(RULES.replace(old, new))
    assert caught.value.line == line, caught.value
    assert reason in caught.value.reason


def test_the_shipped_file_explains_itself_to_an_operator() -> None:
    text = SHIPPED.read_text(encoding="utf-8")
    assert text.startswith("# What moderators are warned of.")
    assert {group.code for group in shipped_rules().groups} == set(Code) - {Code.DUPLICATE}
