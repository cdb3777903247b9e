"""The question whether a post still holds, and what follows, for volunteers and for organisations."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from domain.lives import RENEWED_LIFE, Way
from domain.own import OwnPost
from domain.posts import Closing, Kind, PostState
from tests.views.limits import check
from tests.views.test_private_chat import LIFE, NAME, NOW, TOWN, version
from views import validity
from views.callbacks import OwnPress, RequestPress, unpack
from views.i18n import LOCALES, Translator, translator
from views.screen import Screen

EXPIRED = {"state": PostState.CLOSED, "closing": Closing.EXPIRED, "expires_at": NOW}


@pytest.fixture(params=LOCALES)
def tr(request: pytest.FixtureRequest) -> Translator:
    return translator(request.param)


@pytest.fixture(params=Kind)
def kind(request: pytest.FixtureRequest) -> Kind:
    return Kind(request.param)


def mine(kind: Kind, **about: Any) -> OwnPost:
    newest = version(**{"kind": kind, "state": PostState.LIVE, **LIFE, **about})
    return OwnPost(newest, newest.revision, TOWN, (), NOW)


def ways(screen: Screen, kind: Kind) -> list[str]:
    presses = [unpack(button.data) for row in screen.rows for button in row]
    wanted = OwnPress if kind is Kind.OFFER else RequestPress
    return [press.action for press in presses if isinstance(press, wanted)]


def test_the_question_names_the_post_its_end_and_three_answers(tr: Translator, kind: Kind) -> None:
    screen = validity.question(tr, mine(kind))
    text = check(screen)
    assert "A-7K3F" in text
    assert NAME in text
    assert tr.short_date((NOW + timedelta(days=28)).date()) in text
    assert ways(screen, kind) == [Way.RENEW, Way.CHANGE, Way.WITHDRAW]
    assert [tr._(label) for label in ("Yes", "Change", "Withdraw")] == [
        button.label.removeprefix("✅ ") for row in screen.rows for button in row
    ]


def test_what_has_expired_is_renewed_by_one_press(tr: Translator, kind: Kind) -> None:
    screen = validity.expired(tr, mine(kind, **EXPIRED))
    assert str(RENEWED_LIFE.days) in check(screen)
    assert ways(screen, kind) == [Way.RENEW]


def test_a_group_is_told_what_was_done_and_how_to_take_it_back(tr: Translator) -> None:
    closed = {"state": PostState.CLOSED, "closing": Closing.WITHDRAWN, "closed_at": NOW}
    after: dict[Way, dict[str, Any]] = {
        Way.PAUSE: {"state": PostState.PAUSED},
        Way.WITHDRAW: closed,
        Way.DONE: closed,
    }
    back = {Way.PAUSE: [Way.RESUME], Way.WITHDRAW: [Way.UNDO], Way.DONE: [Way.UNDO]}
    for way in Way:
        if way is not Way.CHANGE:
            screen = validity.answered(tr, mine(Kind.REQUEST, **after.get(way, {})), way)
            assert "A-7K3F" in check(screen)
            assert ways(screen, Kind.REQUEST) == back.get(way, [])


def test_after_a_late_press_the_message_shows_how_things_stand(tr: Translator) -> None:
    for about in ({}, EXPIRED):
        own = mine(Kind.REQUEST, **about)
        assert own.newest.post.number in check(validity.present(tr, replace(own, town=TOWN)))
