"""What docs/conversation.md draws and counts is what the code does."""

from domain.forms import Move
from domain.questions import OFFER
from domain.taxonomy import TAXONOMY
from handlers.drafting import ACTIONS
from tests.conversation_chart import DOCUMENT, LEADS, counts, document, used


def test_the_chart_of_the_conversation_is_drawn_from_the_code() -> None:
    """If this fails: python -m tests.conversation_chart, and read whether it is what you wanted."""
    assert DOCUMENT.read_text(encoding="utf-8") == document()


def test_the_chart_knows_every_button_and_every_question() -> None:
    assert set(LEADS) == ACTIONS - set(Move)
    assert used(OFFER) == {step.id for step in OFFER.steps}


def test_an_offer_of_goods_takes_eight_presses_at_most() -> None:
    assert [count.together for count in counts("goods")] == [8]
    assert all(count.together <= 11 for category in TAXONOMY for count in counts(category))
