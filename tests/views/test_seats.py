"""What a moderation chat reads about itself fits into a message in every language."""

import pytest

from domain.seats import News, Seat, SeatNews, Warned
from tests.views.limits import check
from tests.views.test_groups_and_moderators import NAME, TOWN, tr
from views import seats
from views.i18n import Translator

__all__ = ["tr"]  # the fixture


def test_a_bound_chat_is_warned(tr: Translator) -> None:
    shown = check(seats.bound(tr, Seat(TOWN), tuple(Warned)))
    assert shown.count("⚠️") == len(Warned)
    assert NAME in shown


def test_the_question_carries_the_code(tr: Translator) -> None:
    screen = seats.asks(tr, Seat(TOWN, asks=True), "K7QM-3XTA-9FHD")
    check(screen)
    assert (screen.rows[0][0].data or "").endswith("K7QM-3XTA-9FHD")
    check(seats.left(tr))


@pytest.mark.parametrize("news", list(News))
def test_news(tr: Translator, news: News) -> None:
    check(seats.news(tr, SeatNews(TOWN, news)))
