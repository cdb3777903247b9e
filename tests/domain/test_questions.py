"""A category asks its own questions and no others, and what is answered becomes what the post says."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain import forms
from domain.described import answers_of, details_of
from domain.details import Setting, from_json, to_json
from domain.errors import Refused
from domain.forms import PAGES, PREVIEW, Form, Progress
from domain.inputs import Input, Located, Picked, Pictured, Sent, Typed
from domain.posts import Kind, Revision, RevisionState
from domain.questions import FORMS, OFFER, REQUEST, WHOLE_CATEGORY
from domain.taxonomy import Risk, risk_of
from tests.domain.stations import KINDS, chosen, full, stations
from tests.domain.walks import IN_TOWN, ahead

# The own fields of the specification, by the names of our questions.
OWN = {
    "goods": {"quantity", "splittable", "condition", "handover", "photos"},
    "transport": {"quantity", "child_seats", "radius"},
    "housing": {"period", "persons", "beds", "step_free", "pets"},
    "language": {"languages", "ways"},
    "escort": {"languages", "regular", "alone"},
    "family": {"ages", "alone"},
    "education": {"level", "subject", "quantity", "alone"},
    "leisure": {"dates", "quantity", "ages", "alone"},
    "work": {"hours", "language_level"},
    "skills": {"tools", "hours"},
    "space": {"size", "period", "barrier_free"},
}
FOREIGN = {"goods": {"languages", "times", "alone", "persons"}, "housing": {"quantity", "times", "condition"}}
ALWAYS_ASKED = {"category", "subcategory", "text", "details", "place"}
MUST = {"category", "subcategory", "text", "details"}
each = pytest.mark.parametrize(("form", "category"), KINDS)


def asked(form: Form, category: str) -> set[str]:
    """Everything that is asked at some point, when everything is answered."""
    return {step.id for step in forms.asked(form, full(form, category).answers, IN_TOWN)}


@pytest.mark.parametrize("category", OWN)
def test_an_offer_asks_the_own_fields_of_its_category(category: str) -> None:
    assert asked(OFFER, category) >= OWN[category] | ALWAYS_ASKED
    assert not asked(OFFER, category) & FOREIGN.get(category, set())


@pytest.mark.parametrize("category", OWN)
def test_a_request_asks_for_urgency_and_the_last_useful_day_too(category: str) -> None:
    assert asked(REQUEST, category) >= ALWAYS_ASKED | {"urgency", "needed_by", "radius"}
    first = chosen(REQUEST, category)
    whole = forms.answer(REQUEST, first, Picked(WHOLE_CATEGORY), IN_TOWN)
    assert whole.step == "text"
    assert "urgency" not in asked(OFFER, category)


@each
def test_what_must_be_answered(form: Form, category: str) -> None:
    steps = forms.asked(form, full(form, category).answers, IN_TOWN)
    housing = {"persons", "step_free", "pets"} if category == "housing" else set()
    assert {step.id for step in steps if not step.optional} == MUST | housing


def test_nobody_lives_in_a_store() -> None:
    at = chosen(OFFER, "housing")
    for kind, following in (("storage", "details"), ("flat_search_help", "details"), ("room", "persons")):
        there = forms.answer(OFFER, at, Picked(kind), IN_TOWN)
        assert forms.answer(OFFER, there, Typed("Dry and warm", 1), IN_TOWN).step == following


ODD: tuple[Input, ...] = (
    *(Sent(what) for what in ("sticker", "voice", "document", "poll", "contact", "video", "dice")),
    Typed("  ", 90),
    Typed("🎉🎉", 90),
    Typed("x" * 4000, 90),
    Typed("https://example.org", 90),
    Typed("-1", 90),
    Typed("31.2.", 90),
    Typed("1.1.1999", 90),
    Typed("９９", 90),
    Located(0.0, 0.0, 90),
    Pictured("AgAC", 90, "album"),
    Picked(""),
    Picked("nonsense"),
    Picked("2020-01-01"),
    Picked("9morning"),
)


@each
def test_what_nobody_expects_is_refused_or_is_an_answer_to_this_question_alone(
    form: Form, category: str
) -> None:
    for at in stations(form, category):
        for odd in ODD:
            try:
                after = forms.answer(form, at, odd, IN_TOWN)
            except Refused:
                continue
            assert at.step not in PAGES
            others = {step: value for step, value in after.answers.items() if step != at.step}
            assert others == {step: value for step, value in at.answers.items() if step != at.step}
            assert forms.settle(form, after, IN_TOWN) == after


@each
def test_from_every_question_the_preview_is_within_reach(form: Form, category: str) -> None:
    for at in stations(form, category):
        reached = ahead(form, at, len(form.steps), IN_TOWN)
        assert reached.step == PREVIEW
        assert forms.finished(form, reached, IN_TOWN)


@each
def test_the_answers_become_details_and_come_back_to_be_changed(form: Form, category: str) -> None:
    at, kind = full(form, category), Kind(form.name)
    answers = forms.finished(form, at, IN_TOWN)
    stored = revision(answers, kind)
    again = answers_of(stored, kind)
    started = forms.settle(form, forms.start(form, IN_TOWN, again), IN_TOWN)
    assert started.step == PREVIEW
    assert revision(forms.finished(form, started, IN_TOWN), kind) == stored


def revision(answers: dict[str, Any], kind: Kind) -> Revision:
    """What is stored of these answers."""
    place, whole = answers["place"] or {}, answers["subcategory"] == WHOLE_CATEGORY
    return Revision(
        id=1,
        post_id=1,
        seq=1,
        state=RevisionState.PENDING,
        version=1,
        category=answers["category"],
        subcategory=None if whole else answers["subcategory"],
        title="",
        text=answers["text"],
        district=place.get("district"),
        lat=place.get("lat"),
        lon=place.get("lon"),
        radius_km=answers.get("radius"),
        risk=Risk.GREEN,
        created_at=datetime(2026, 11, 23, tzinfo=UTC),
        words_from=None,
        details=from_json(to_json(details_of(answers, kind))),
    )


@pytest.mark.parametrize("category", ["family", "education", "leisure", "escort"])
def test_alone_with_children_is_red(category: str) -> None:
    at = forms.answer(OFFER, chosen(OFFER, category), Picked("other"), IN_TOWN)
    at = forms.answer(OFFER, at, Typed("With children", 1), IN_TOWN)
    if at.step == "languages":
        at = forms.skip(OFFER, at, IN_TOWN)
    assert at.step == "alone"
    for answer, setting in (("single", Setting.SINGLE), ("group", Setting.GROUP), ("none", None)):
        family = details_of(forms.answer(OFFER, at, Picked(answer), IN_TOWN).answers).family
        assert (family.setting if family else None) is setting
        is_red = risk_of(category, "other", "With children", setting=setting) is Risk.RED
        assert is_red is (setting is Setting.SINGLE)


def test_another_category_keeps_what_it_asks_for_too() -> None:
    at = forms.change(OFFER, full(OFFER, "escort"), "category", IN_TOWN)
    before = at.answers
    for given in (Picked("education"), Picked("tutoring")):
        at = forms.answer(OFFER, at, given, IN_TOWN)
    assert at.step == "details"
    for kept in ("text", "languages", "alone", "place", "times", "period"):
        assert at.answers[kept] == before[kept]
    at = ahead(OFFER, at, 1, IN_TOWN)
    assert at.step == PREVIEW
    assert "regular" not in forms.finished(OFFER, at, IN_TOWN)


def test_a_day_that_has_passed_is_asked_again() -> None:
    at = full(REQUEST, "leisure")
    later = replace(IN_TOWN, today=date(2027, 1, 2))
    settled = forms.settle(REQUEST, at, later).answers
    assert not {"needed_by", "dates", "period"} & set(settled)
    between = forms.settle(REQUEST, at, replace(IN_TOWN, today=date(2026, 12, 31))).answers
    assert {"dates", "period"} <= set(between)
    assert "needed_by" not in between


def test_every_form_begins_at_its_first_question() -> None:
    for form in FORMS.values():
        assert forms.start(form, IN_TOWN) == Progress(form.steps[0].id)
