"""Notice, menu, own offers and what is needed, in every language, with the longest and most awkward words."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from domain.drafts import Draft, Scene
from domain.forms import Progress
from domain.lives import Way
from domain.needs import ALL, FOLLOWED, Need, NeedsByCategory, NeedsPage
from domain.own import OwnPost
from domain.people import Moved, Person, Preferences
from domain.posts import Audience, Closing, Kind, Post, PostState, Revision, RevisionState, Version
from domain.questions import FORMS
from domain.taxonomy import TAXONOMY, Risk
from domain.towns import District, Town
from domain.widgets import Context
from simulator.labels import plain_label
from tests.views.limits import AWKWARD, LONGEST, check
from views import menu, needs, own, preferences, start, submitted
from views.callbacks import DraftPress, OwnPress, PreferencePress, TownPress, unpack
from views.i18n import LOCALES, Translator, translator

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
NAME = (AWKWARD * 3)[:60]
TOWN = Town(
    "gera",
    NAME,
    "Europe/Berlin",
    "de",
    50.88,
    12.08,
    districts=(District("lusan", NAME, 50.84, 12.06),),
    controller="Office & Co",
    privacy_contact="privacy@example.org",
    donation_text=AWKWARD * 3,
)
ANNA = Person(7, NAME, "en", 1, None)


@pytest.fixture(params=LOCALES)
def tr(request: pytest.FixtureRequest) -> Translator:
    return translator(request.param)


def version(**more: Any) -> Version:
    about: dict[str, Any] = {"state": PostState.PENDING, "closing": None, "kind": Kind.OFFER}
    about |= {"confirmed_at": None, "expires_at": None, "closed_at": None}
    about |= {name: more.pop(name) for name in list(more) if name in about}
    post = Post(
        id=2**31,
        number="A-7K3F",
        town_id=1,
        author_id=7,
        organisation_id=3,
        binding_id=None,
        released_id=None,
        version=1,
        created_at=NOW,
        **about,
    )
    words = Revision(
        1, 2**31, 1, RevisionState.PENDING, 1, "goods", "clothing_children", NAME, LONGEST, "lusan", None, None,
        None, Risk.GREEN, NOW, None,
    )  # fmt: skip
    return Version(post, replace(words, **more))


def test_the_notice_says_what_is_stored_and_who_is_responsible(tr: Translator) -> None:
    for town in (TOWN, replace(TOWN, controller="", privacy_contact=""), None):
        text = check(start.notice(tr, NAME, town))
        assert NAME in text
        assert ("privacy@example.org" in text) is (town is TOWN)
        assert ("Office & Co" in text) is (town is TOWN)
    assert check(menu.privacy(tr, TOWN)).endswith(AWKWARD)
    check(menu.privacy(tr, None))


def test_the_menu_and_what_lies_behind_it(tr: Translator) -> None:
    for town in (TOWN, None):
        screen = menu.menu(tr, ANNA, town, AWKWARD)
        assert check(screen).startswith(AWKWARD)
        assert sum(map(len, screen.rows)) == 6
        check(preferences.settings(tr, Preferences(ANNA, town, frozenset(TAXONOMY)), AWKWARD))
        check(menu.help_(tr, town))
    check(menu.languages(tr))
    check(menu.menu(tr, ANNA, TOWN, menu.not_understood(tr)))


def test_the_labels_are_those_of_the_specification() -> None:
    screen = menu.menu(translator("en"), ANNA, TOWN)
    found = [plain_label(button.label) for row in screen.rows for button in row]
    assert found == ["offer help", "my offers", "what is needed", "settings", "privacy", "help"]


def test_what_people_set(tr: Translator) -> None:
    facts = Preferences(ANNA, TOWN, frozenset({"goods"}))
    check(preferences.name_wanted(tr, facts, AWKWARD))
    screen = preferences.follows(tr, facts)
    check(screen)
    presses = [unpack(button.data) for row in screen.rows for button in row]
    assert [one for one in presses if isinstance(one, PreferencePress)] == [
        PreferencePress("unfollow" if category == "goods" else "follow", category) for category in TAXONOMY
    ]
    for staying in (0, 1, 30):
        check(menu.menu(tr, ANNA, TOWN, preferences.moved(tr, TOWN, Moved(TOWN, staying))))


def test_many_towns_are_turned_page_by_page(tr: Translator) -> None:
    towns = tuple(replace(TOWN, slug=f"town-{n}") for n in range(100))
    seen = set()
    for page in range(7):
        screen = menu.towns(tr, towns, page)
        check(screen)
        presses = [unpack(button.data) for row in screen.rows for button in row]
        seen |= {press.slug for press in presses if isinstance(press, TownPress)}
    assert len(seen) == 100


@pytest.mark.parametrize("form", FORMS)
def test_an_unfinished_conversation_is_offered_again(tr: Translator, form: str) -> None:
    scene = Scene(Draft(7, form, Progress("text"), "0f0f0f0f"), Context(town=TOWN))
    screen = start.unfinished(tr, scene, "offer", AWKWARD)
    assert check(screen).startswith(AWKWARD)
    presses = [unpack(button.data) for row in screen.rows for button in row]
    assert presses == [DraftPress("0f0f0f0f", "continue"), DraftPress("0f0f0f0f", "restart", "offer")]


def test_own_offers(tr: Translator) -> None:
    check(own.own_list(tr, ()))
    check(own.own_list(tr, [version()] * 40, 3))
    assert "A-7K3F" in check(own.own_list(tr, [version()]))


DAY = timedelta(days=1)
LIFE = {"confirmed_at": NOW - 2 * DAY, "expires_at": NOW + 28 * DAY}
CHANGE, DONE, WITHDRAW = Way.CHANGE, Way.DONE, Way.WITHDRAW


def mine(newest: Version, released: Revision | None = None, *audience: Audience) -> OwnPost:
    return OwnPost(newest, released, TOWN, audience, NOW)


@pytest.mark.parametrize(
    ("about", "ways"),
    [
        ({"state": PostState.PENDING}, [CHANGE, WITHDRAW]),
        ({"state": PostState.LIVE, **LIFE}, [CHANGE, Way.PAUSE, Way.RENEW, DONE, WITHDRAW]),
        ({"state": PostState.PAUSED, **LIFE}, [CHANGE, Way.RESUME, Way.RENEW, DONE, WITHDRAW]),
        ({"closing": Closing.EXPIRED, "expires_at": NOW - 29 * DAY}, [Way.RENEW]),
        ({"closing": Closing.EXPIRED, "expires_at": NOW - 30 * DAY}, []),
        ({"closing": Closing.FULFILLED, "closed_at": NOW - timedelta(hours=23)}, [Way.UNDO]),
        ({"closing": Closing.WITHDRAWN, "closed_at": NOW - DAY}, []),
        ({"closing": Closing.WITHDRAWN, "closed_at": NOW, "expires_at": NOW}, []),
        ({"closing": Closing.REJECTED}, []),
    ],
)
def test_one_offer_can_do_what_its_state_allows(
    tr: Translator, about: dict[str, Any], ways: list[Way]
) -> None:
    screen = own.own_post(tr, mine(version(**{"state": PostState.CLOSED, **about})), own.done(tr, Way.DONE))
    text = check(screen)
    assert LONGEST.strip() in text
    presses = [unpack(button.data) for row in screen.rows[:-1] for button in row]
    assert [press.action for press in presses if isinstance(press, OwnPress)] == ways
    assert (tr.datetime(NOW + timedelta(hours=1), TOWN.zone) in text) is (Way.UNDO in ways)


def test_where_an_offer_was_shown_and_how_often(tr: Translator) -> None:
    live = version(state=PostState.LIVE, **LIFE)
    for count in (0, 1, 5, 6, 40):
        audience = (Audience("Store <&>" * 10, 2, NOW),) * count
        text = check(own.own_post(tr, mine(live, live.revision, *audience)))
        assert text.count("Store <&>" * 10) == min(count, 5)
    assert tr.ago(timedelta(days=2)) in text


def test_a_change_that_waits_does_not_hide_what_is_shown(tr: Translator) -> None:
    for state in (RevisionState.PENDING, RevisionState.ASKED_BACK, RevisionState.REJECTED):
        live = version(state=PostState.LIVE, **LIFE)
        shown = replace(live.revision, id=9, text="The former words")
        newest = Version(
            replace(live.post, released_id=9), replace(live.revision, text="The new words", state=state)
        )
        text = check(own.own_post(tr, mine(newest, shown)))
        assert "The former words" in text
        assert "The new words" not in text
        check(own.own_list(tr, [newest]))


def test_every_way_has_words(tr: Translator) -> None:
    assert len({own.done(tr, way) for way in Way if way is not Way.CHANGE}) == len(Way) - 1


def page_of(found: list[Version], page: int = 0, *, more: bool = False, kinds: str = ALL) -> NeedsPage:
    return NeedsPage(TOWN, kinds, tuple(Need(one, NAME, 2) for one in found), page, more)


def test_what_is_needed(tr: Translator) -> None:
    check(needs.needs(tr, page_of([])))
    found = [version(kind=Kind.REQUEST, state=PostState.LIVE)] * 5
    for kinds in (ALL, FOLLOWED, "language"):
        check(needs.needs(tr, page_of([], kinds=kinds)))
        screen = needs.needs(tr, page_of(found, 999, more=True, kinds=kinds))
        text = check(screen)
        assert text.count(LONGEST[:400]) == 5
        assert NAME in text
        check(needs.one(tr, TOWN, Need(found[0], NAME, 2), kinds, 999))
    for follows in (frozenset[str](), frozenset({"goods"})):
        check(needs.by_category(tr, NeedsByCategory(TOWN, dict.fromkeys(TAXONOMY, 99999), follows)))


def test_of_a_red_request_only_number_kind_and_district_are_shown(tr: Translator) -> None:
    words = {"category": "housing", "subcategory": "room", "text": "Secret words", "title": "Secret title"}
    red = version(kind=Kind.REQUEST, risk=Risk.RED, **words)
    for screen in (needs.needs(tr, page_of([red])), needs.one(tr, TOWN, Need(red, NAME, 0), ALL, 0)):
        shown = check(screen) + "".join(button.label for row in screen.rows for button in row)
        assert "Secret" not in shown
        assert "A-7K3F" in shown
        assert NAME in shown


def test_a_similar_offer_is_pointed_out(tr: Translator) -> None:
    scene = Scene(Draft(7, "offer", Progress("preview"), "0f0f0f0f"), Context(town=TOWN))
    assert "A-7K3F" in check(submitted.similar(tr, scene, version(state=PostState.LIVE)))


def test_an_unfinished_offer_says_how_long_it_is_kept(tr: Translator) -> None:
    scene = Scene(Draft(7, "offer", Progress("text"), "0f0f0f0f", touched_at=NOW), Context(town=TOWN))
    assert tr.date(date(2026, 12, 1)) in check(start.unfinished(tr, scene, "offer"))
