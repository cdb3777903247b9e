"""Every screen of the outbox has its facts and its words."""

from domain.sending import Outgoing
from services.outgoing import FACTS
from views.outgoing import SCREENS


def test_every_screen_has_facts_and_words() -> None:
    assert set(FACTS) == set(SCREENS) == set(Outgoing)
