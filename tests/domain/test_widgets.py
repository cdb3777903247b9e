"""Each kind of question takes what it can use, and says what is wrong with the rest."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal, Refused
from domain.inputs import Input, Located, Picked, Sent, Typed
from domain.widgets import Choice, Context, Place, Text, Widget
from tests.domain.walks import IN_TOWN


def refusal(widget: Widget, given_: Input, context: Context = IN_TOWN) -> Refused:
    with pytest.raises(Refused) as refused:
        widget.accept(given_, {}, context)
    return refused.value


@pytest.mark.parametrize("text", ["", "  \n ", "\t"])
def test_only_spaces(text: str) -> None:
    assert refusal(Text(600), Typed(text, 1)).code is Refusal.EMPTY


@pytest.mark.parametrize("text", ["🎉", "👍🏽 ❤️", "...", "\u200b", "—"])
def test_only_signs(text: str) -> None:
    assert refusal(Text(600), Typed(text, 1)).code is Refusal.NO_WORDS


@pytest.mark.parametrize(
    "text", ["https://example.org/sofa", "www.example.org", " t.me/sofa \n", "example.org/a?b=c 👍"]
)
def test_only_a_link(text: str) -> None:
    assert refusal(Text(600), Typed(text, 1)).code is Refusal.ONLY_A_LINK


@pytest.mark.parametrize(
    "text", ["A sofa: https://example.org", "Sofa/bed, 1.20 m", "approx. 3/4 full", "e.g. shoes"]
)
def test_words_with_a_link_or_what_looks_like_one_are_a_text(text: str) -> None:
    assert Text(600).accept(Typed(text, 1), {}, IN_TOWN) == text


def test_a_forwarded_text_is_nobodys_own_words_but_a_forwarded_line_may_be_a_code() -> None:
    assert refusal(Text(600), Typed("A sofa", 1, forwarded=True)).code is Refusal.FORWARDED
    line = Typed("K7QM-3XTA", 1, forwarded=True)
    assert Text(60, one_line=True).accept(line, {}, IN_TOWN) == "K7QM-3XTA"


def test_too_long_says_how_long_and_how_long_it_may_be() -> None:
    text = 'b&"<😀' * 800
    refused = refusal(Text(600), Typed(text, 1))
    assert refused.code is Refusal.TOO_LONG
    assert refused.facts == {"limit": 600, "length": 4000}


@pytest.mark.parametrize("what", ["sticker", "voice", "photo", "poll", "contact", "document"])
def test_something_else_than_what_is_asked(what: str) -> None:
    assert refusal(Text(600), Sent(what)).code is Refusal.TEXT_WANTED
    assert refusal(Place(), Sent(what)).code is Refusal.PLACE_WANTED
    assert refusal(Choice(lambda answers, context: ("a",)), Sent(what)).code is Refusal.BUTTON_WANTED


@given(st.text(min_size=1, max_size=600).filter(lambda text: any(map(str.isalnum, text))))
def test_a_text_is_kept_as_it_was_written(text: str) -> None:
    assert Text(600).accept(Typed(f" {text}\n", 1), {}, IN_TOWN) == text.strip()


def test_a_name_is_one_line() -> None:
    assert Text(60, one_line=True).accept(Typed(" Clothing\n  store ", 1), {}, IN_TOWN) == "Clothing store"


def test_a_button_that_is_not_there() -> None:
    letters = Choice(lambda answers, context: ("a", "b"))
    assert letters.accept(Picked("b"), {}, IN_TOWN) == "b"
    assert refusal(letters, Picked("c")).code is Refusal.UNKNOWN_OPTION
    assert not letters.holds("c", {}, IN_TOWN)


@pytest.mark.parametrize("given_", [Picked("lusan"), Typed("Lusan", 1), Typed(" lusan ", 1)])
def test_a_district_by_button_or_by_name(given_: Input) -> None:
    assert Place().accept(given_, {}, IN_TOWN) == {"district": "lusan"}


def test_a_shared_location_is_kept_coarsely() -> None:
    assert Place().accept(Located(50.87654, 12.09876, 1), {}, IN_TOWN) == {"lat": 50.88, "lon": 12.1}


def test_a_location_in_another_country_is_a_slip() -> None:
    refused = refusal(Place(), Located(48.2, 16.37, 1))
    assert refused.code is Refusal.TOO_FAR
    assert refused.facts == {"town": "Gera"}


def test_districts_of_no_town_do_not_exist() -> None:
    assert refusal(Place(), Picked("lusan"), Context()).code is Refusal.UNKNOWN_OPTION
    assert not Place().holds({"district": "lusan"}, {}, Context())
    assert Place().holds({"lat": 50.88, "lon": 12.1}, {}, Context())


def test_a_web_page_is_an_answer_where_one_is_asked_for() -> None:
    assert Text(60, link=True).accept(Typed("www.example.org", 1), {}, IN_TOWN) == "www.example.org"
