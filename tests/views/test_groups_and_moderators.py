"""Every screen for moderators and groups, in every language, with the longest and most awkward words."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from typing import Any

import pytest

from domain.asking import About, Answered, Asked, QuestionState
from domain.cadence import EVERY_DAY, NEVER_QUIET, QuietHours
from domain.cards import Answer, Claim, Decided, Decision, OrganisationCard, PostCard, Record, Standing
from domain.digests import NEEDS, Group, Heading
from domain.groups import Arrival, GroupNews, GroupSettings, GroupStatus, News
from domain.marks import LENGTH_SHOWN, WORDS_SHOWN, Mark
from domain.marks import Code as MarkCode
from domain.moderation import WORDS_LIMIT, Purpose, Reason, Verdict
from domain.organisations import Application, Code, GroupFacts, Mode, OrganisationState
from domain.own import OurRequests
from domain.posts import Closing, Kind, Post, PostState, Revision, RevisionState, Version
from domain.pushes import Digest, Gone, Item
from domain.sending import Outgoing
from domain.stops import Stop
from domain.taxonomy import TAXONOMY, Risk
from domain.towns import District, Town
from tests.views.limits import AWKWARD, LONGEST, check
from views import asking, digest, groups, joining, moderation, organisations, requests, settings, stops
from views import settings_pages as pages
from views.card_buttons import Menu
from views.i18n import LOCALES, Translator, translator
from views.outgoing import SCREENS

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
NAME = (AWKWARD * 5)[:60]
TOWN = Town("gera", NAME, "Europe/Berlin", "en", 50.88, 12.08, -1, (District("a", NAME, 50.84, 12.06),))
STOP = Stop(NAME, "goods", "clothing_children", NOW)
WORDS = (AWKWARD * 20)[:WORDS_LIMIT]
BIG = 2**31
SAID = Application(NAME, LONGEST[:300], WORDS[:100], WORDS[:200])
GROUP = GroupFacts(NAME, 200, False)


@pytest.fixture(params=LOCALES)
def tr(request: pytest.FixtureRequest) -> Translator:
    return translator(request.param)


def version(
    kind: Kind = Kind.OFFER, risk: Risk = Risk.GREEN, state: RevisionState = RevisionState.PENDING
) -> Version:
    post = Post(
        BIG, "A-7K3FXY", kind, 1, 1, 1, 1, PostState.LIVE, None, BIG, 1, NOW, NOW, NOW + timedelta(days=30)
    )
    place: dict[str, Any] = {"district": "a", "lat": None, "lon": None, "radius_km": None, "risk": risk}
    about: dict[str, Any] = {"title": NAME, "text": LONGEST, "created_at": NOW, "words_from": None}
    words = Revision(BIG, BIG, 1, state, BIG, "goods", "clothing_children", **place, **about)
    return Version(post, words)


def said(verdict: Verdict = Verdict.REJECTED, reason: Reason | None = Reason.OTHER) -> Decided:
    return Decided(verdict, 1, NAME, NOW, reason, WORDS if reason is Reason.OTHER else None)


def item(kind: Kind = Kind.OFFER, risk: Risk = Risk.GREEN, **more: Any) -> Item:
    facts: dict[str, Any] = {
        "organisation": NAME if kind is Kind.REQUEST else None,
        "answers": (),
        "follows": (("goods", None), ("goods", "shoes")),
        "distance_km": None,
        "age_days": 0,
    }
    return Item(BIG, version(kind, risk), TOWN, **facts | more)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("state", list(RevisionState))
def test_post_cards(tr: Translator, kind: Kind, state: RevisionState) -> None:
    for risk, menu, awaited, undoable in product(Risk, Menu, (None, 1), (False, True)):
        found = version(kind, risk, state)
        found = replace(found, revision=replace(found.revision, words_from=awaited))
        asked = replace(said(Verdict.ASKED), answer=Answer(LONGEST, NOW))
        decisions = (asked, asked, said(Verdict.SECONDED, None), said(Verdict.UNDONE, None))
        claim = Claim(1, NAME, NOW)
        more: dict[str, Any] = {"undoable": undoable, "claim": claim}
        card = PostCard(found, TOWN, NAME, True, Record(1234, 5), decisions, **more)
        screen = moderation.card(tr, card, menu, "goods")
        assert LONGEST.strip() in check(screen)
        assert screen.protect
        waits = state in (RevisionState.PENDING, RevisionState.ASKED_BACK)
        assert bool(screen.rows) is (waits or undoable)


def test_the_card_of_a_post_quotes_what_to_look_at_twice(tr: Translator) -> None:
    words = tuple((AWKWARD * 5)[:LENGTH_SHOWN] for _ in range(WORDS_SHOWN))
    marks = tuple(Mark(code, words) for code in MarkCode if code is not MarkCode.DUPLICATE)
    marks += (Mark(MarkCode.DUPLICATE, number="A-7K3FXY"),)
    card = PostCard(version(), TOWN, None, False, Record(0, 0), (said(), said()), marks)
    shown = check(moderation.card(tr, card))
    assert shown.count("⚠️") == len(MarkCode)
    assert "A-7K3FXY" in shown
    assert f"‹{words[0].strip()}" in shown


def test_the_card_of_a_post_says_who_approved_first(tr: Translator) -> None:
    card = PostCard(version(), TOWN, None, False, Record(0, 0), (said(Verdict.SECONDED, None),))
    assert NAME in check(moderation.card(tr, card))


@pytest.mark.parametrize("state", list(OrganisationState))
@pytest.mark.parametrize("cleared", [False, True])
def test_organisation_cards(tr: Translator, state: OrganisationState, cleared: bool) -> None:
    card = OrganisationCard(
        BIG,
        BIG,
        SAID,
        (GROUP, GroupFacts(NAME)),
        (NAME,),
        state,
        cleared,
        NOW,
        (said(Verdict.VERIFIED, None),),
        TOWN,
    )
    assert NAME in check(organisations.card(tr, card))
    asked = replace(said(Verdict.ASKED), answer=Answer(LONGEST, NOW))
    card = replace(card, decisions=(asked,) * 3, lapses_at=NOW)
    for purpose in (Purpose.ASK, Purpose.SUSPEND):
        check(organisations.card(tr, replace(card, waits_for_words=True, words_for=purpose)))
    check(organisations.card(tr, replace(card, applicant=NAME)))
    for news in (state.value, "cleared", "lifted", "late"):
        check(organisations.standing(tr, Standing(NAME, TOWN, state, news, WORDS)))


@pytest.mark.parametrize("about", list(About))
@pytest.mark.parametrize("state", list(QuestionState))
def test_questions(tr: Translator, about: About, state: QuestionState) -> None:
    number = None if about is About.ORGANISATION else "A-7K3FXY"
    facts = Asked(BIG, WORDS, about, NAME, number, TOWN, state, NOW, BIG if number else None)
    for text in (check(asking.question(tr, facts)), check(asking.prompt(tr, facts, NAME))):
        assert WORDS.strip() in text
    for screen in (asking.thanks(tr, facts), asking.lapsed(tr, facts)):
        check(screen)
    assert (number or NAME) in check(asking.notice(tr, Answered(about, NAME, number, 5)))
    assert bool(asking.question(tr, facts).rows) is (state is QuestionState.OPEN)


@pytest.mark.parametrize("kind", list(Kind))
def test_decisions(tr: Translator, kind: Kind) -> None:
    draw = SCREENS[Outgoing.DECISION]
    for reason, first in product(Reason, (True, False)):
        text = check(
            draw(tr, Decision(version(kind), TOWN, said(reason=reason), kind is Kind.REQUEST, first))
        )
        assert "A-7K3FXY" in text
        assert (WORDS.strip() in text) is (reason is Reason.OTHER)
        again = ("/request", "/requests") if kind is Kind.REQUEST else ("/offer", "/my")
        assert again[0 if first else 1] in text.split()
    for verdict in (Verdict.APPROVED, Verdict.UNDONE):
        check(draw(tr, Decision(version(kind), TOWN, said(verdict, None), True, True)))
    check(SCREENS[Outgoing.APOLOGY](tr, object()))


@pytest.mark.parametrize(("kind", "risk"), list(product(Kind, Risk)))
def test_alerts_and_digests(tr: Translator, kind: Kind, risk: Risk) -> None:
    strongest = ("subcategory", "distance", "time", "language", "quantity")
    answers = {"answers": ("G-7K3F", "G-7K3G"), "distance_km": 3.6, "age_days": 2, "strongest": strongest}
    for one in (item(kind, risk), item(kind, risk, **answers), item(kind, risk, follows=(), distance_km=0.2)):
        screen = SCREENS[Outgoing.ALERT](tr, one)
        assert LONGEST.strip() in check(screen)
        assert screen.protect is (risk is Risk.RED)
        for page in (-1, 0, 3, 99):
            heads = (
                Group(Heading.ANSWERS, "G-7K3F", LONGEST[:60]),
                Group(Heading.FOLLOWED, category="goods"),
            )
            groups_of = (*heads, NEEDS, *heads) * 6
            everything = Digest(BIG, date(2026, 11, 24), page, (one,) * 30, ("A-7K3F",) * 30, groups_of)
            text = check(digest.page(tr, everything))
            assert text.count("A-7K3FXY") == digest.PER_PAGE
            assert (LONGEST[:100] in text) is (risk is not Risk.RED)


def test_posts_that_are_gone_leave_their_number_alone(tr: Translator) -> None:
    assert "A-7K3F" in check(SCREENS[Outgoing.ALERT](tr, Gone("A-7K3F")))
    empty = Digest(BIG, date(2026, 11, 24), 3, (), ("A-7K3F", "A-7K3G"))
    screen = SCREENS[Outgoing.DIGEST](tr, empty)
    assert "A-7K3G" in check(screen)
    assert not screen.rows


def test_what_groups_read(tr: Translator) -> None:
    for closing in (None, *Closing):
        found = version(Kind.REQUEST)
        found = replace(found, post=replace(found.post, closing=closing))
        check(requests.overview(tr, OurRequests((found,) * 50, (STOP,) * 9, TOWN, 2)))
    for mode, state in product(Mode, OrganisationState):
        check(groups.status(tr, GroupStatus(NAME, TOWN, state, 3, mode, NOW, 12)))
    for screen in (
        requests.overview(tr, OurRequests((), (), TOWN)),
        stops.stopped(tr, STOP, TOWN),
        groups.greeting(tr),
        groups.greeting(tr, NAME),
        *(groups.news(tr, GroupNews(news, NAME, TOWN, replace(GROUP, public=True))) for news in News),
        groups.farewell(tr, Arrival(None, None, False)),
        joining.code(tr, Code("7K3F-QXMW", NAME, TOWN, NOW), "test_bot"),
        groups.unregistered(tr),
        groups.registered_again(tr),
        groups.already_registered(tr),
        groups.write_request(tr),
        groups.manual(tr),
        moderation.manual(tr),
        moderation.greeting(tr, TOWN),
    ):
        check(screen)
    over = [
        moderation.reply_wanted(tr, Purpose.ASK),
        moderation.reply_wanted(tr, Purpose.REJECT),
        moderation.group_told(tr),
        *(moderation.noted(tr, one) for one in Verdict),
    ]
    assert all(0 < len(text) <= 200 for text in over)


@pytest.mark.parametrize("mode", list(Mode))
def test_settings(tr: Translator, mode: Mode) -> None:
    parts = tuple((code, part) for code, found in TAXONOMY.items() for part in found.subcategories)
    for follows in ((), parts, tuple((code, None) for code in TAXONOMY)):
        rest: dict[str, Any] = {"radius_km": 5, "district": "a"} if follows else {"quiet": NEVER_QUIET}
        facts = GroupSettings(NAME, TOWN, mode, 9, 10, True, follows, frozenset({0, 6}), **rest)
        usual = QuietHours()
        for screen in (
            settings.overview(tr, facts, usual),
            settings.overview(tr, replace(facts, weekdays=EVERY_DAY, quiet=usual), usual),
            settings.categories(tr, facts),
            pages.hours(tr, facts),
            pages.weekdays(tr, facts),
            pages.quiet(tr, facts, usual),
            pages.quiet_start(tr, facts, usual),
            pages.quiet_end(tr, facts, usual),
            pages.at_most(tr, facts),
            pages.distance(tr, facts),
            pages.places(tr, facts),
            settings.languages(tr, back=True),
            settings.languages(tr, back=False),
            *(settings.parts(tr, facts, category) for category in TAXONOMY),
        ):
            check(screen)


@pytest.mark.parametrize("kind", [("goods", None), ("goods", "shoes")])
def test_a_kind_survives_its_button(kind: tuple[str, str | None]) -> None:
    assert settings.kind_of(settings.kind_value(*kind)) == kind
