"""What moderators look up fits into a message in every language, and leads to the cards."""

from datetime import timedelta

import pytest

from domain.audit import Role
from domain.lookup import Event, Found, FoundOrganisation, FoundPost, History, Queue, Waiting
from domain.organisations import OrganisationState
from domain.posts import Kind
from tests.views.limits import check
from tests.views.test_groups_and_moderators import NAME, NOW, TOWN, WORDS, tr, version
from views import lookup
from views.i18n import Translator
from views.links import message_link

CHAT = -1001234567890
__all__ = ["tr"]  # the fixture


@pytest.mark.parametrize(
    ("chat_id", "message_id", "link"),
    [(CHAT, 7, "https://t.me/c/1234567890/7"), (CHAT, None, None), (-4711, 7, None), (5000, 7, None)],
)
def test_links_to_messages(chat_id: int, message_id: int | None, link: str | None) -> None:
    assert message_link(chat_id, message_id) == link


def test_the_queue(tr: Translator) -> None:
    check(lookup.queue(tr, Queue((), 0, NOW)))
    lines = (Waiting(version(), None, NOW, 7), Waiting(None, NAME, NOW - timedelta(days=3), 8)) * 8
    screen = lookup.queue(tr, Queue(lines, 1500, NOW, CHAT, 1, 94))
    check(screen)
    assert screen.text.count('<a href="https://t.me/c/1234567890/') == 16
    assert len(screen.rows[0]) == 2


def test_a_basic_group_has_no_links(tr: Translator) -> None:
    screen = lookup.queue(tr, Queue((Waiting(version(), None, NOW, 7),), 1, NOW, -4711))
    assert "href" not in screen.text
    assert not screen.rows


def test_what_was_found(tr: Translator) -> None:
    posts = (FoundPost(version(), 7), FoundPost(version(Kind.REQUEST), None)) * 5
    organisations = (FoundOrganisation(NAME, OrganisationState.SUSPENDED, 9),) * 10
    shown = check(lookup.found(tr, Found(posts, organisations, 1234, CHAT)))
    assert "234" in shown
    check(lookup.found(tr, Found((), (), 0, CHAT)))


def test_a_long_history_keeps_its_latest_entries(tr: Translator) -> None:
    event = Event(NOW, Role.MODERATOR, NAME, "rejected", {"reason": "other"}, WORDS)
    last = Event(NOW, Role.BOT, None, "unheard_of", {})
    shown = check(lookup.history(tr, History(version(), TOWN, (*[event] * 30, last), 3, 7, CHAT)))
    assert "unheard_of" in shown.splitlines()[-1]
    assert "…" in shown


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("action", list(lookup.EVENTS))
def test_every_entry_of_a_history(tr: Translator, role: Role, action: str) -> None:
    event = Event(NOW, role, None, action, {"reason": "unsafe"})
    shown = check(lookup.history(tr, History(version(), TOWN, (event,), 0, None, CHAT)))
    assert tr._(lookup.EVENTS[action]) in shown
