"""The guided conversation: whatever people press or type, nothing accepted is lost and there is always a way on."""

import pytest
from hypothesis import given

from domain import forms
from domain.errors import Refusal, Refused
from domain.forms import CHANGES, PAGES, PREVIEW, Form, Move, Progress
from domain.inputs import Picked, Typed
from domain.pickers import DONE
from domain.questions import OFFER, ORGANISATION
from domain.widgets import Context
from tests.domain.walks import (
    IN_TOWN,
    MANY,
    SCENES,
    TOWN,
    WINDING,
    Deed,
    ahead,
    deeds,
    do,
    proper_answer,
    walk,
    ways,
)


@given(SCENES, ways)
def test_one_stands_at_a_question_that_is_asked_or_at_a_page(
    scene: tuple[Form, Context], way: list[Deed]
) -> None:
    form, context = scene
    at = walk(form, context, way)
    assert at.step in PAGES or at.step in {step.id for step in forms.asked(form, at.answers, context)}
    assert set(at.sources) <= set(at.answers)


@given(SCENES, ways, deeds)
def test_an_accepted_answer_is_only_lost_where_one_says_so(
    scene: tuple[Form, Context], way: list[Deed], deed: Deed
) -> None:
    form, context = scene
    before = walk(form, context, way)
    after = do(form, before, deed, context)
    changed = {step for step in before.answers if after.answers.get(step) != before.answers[step]}
    lost = {step for step in before.answers if step not in after.answers}
    within = {step.id for step in form.steps if step.within in changed}
    unticked = {before.step}  # what was ticked can be unticked
    assert lost <= within | unticked
    assert len(changed - within) <= 1


@given(SCENES, ways)
def test_the_preview_is_always_within_reach_and_shows_all_answers(
    scene: tuple[Form, Context], way: list[Deed]
) -> None:
    form, context = scene
    at = walk(form, context, way)
    given_before = dict(at.answers)
    at = ahead(form, at, len(form.steps) + 1, context)
    answers = forms.finished(form, at, context)
    assert set(answers) == {step.id for step in forms.asked(form, at.answers, context)}
    assert all(answers[step] == value for step, value in given_before.items() if step in answers)


@given(SCENES, ways)
def test_back_leads_to_the_first_question_without_losing_anything(
    scene: tuple[Form, Context], way: list[Deed]
) -> None:
    form, context = scene
    at = walk(form, context, way)
    answers = at.answers
    for _ in range(len(form.steps) + 3):
        at = forms.back(form, at, context)
    assert at.step == form.steps[0].id
    assert at.answers == answers


@given(SCENES, ways)
def test_changing_one_answer_leads_back_to_the_preview(scene: tuple[Form, Context], way: list[Deed]) -> None:
    form, context = scene
    at = walk(form, context, way)
    if at.step != PREVIEW:
        return
    for step in forms.asked(form, at.answers, context):
        there = forms.change(form, at, step.id, context)
        assert there.step == step.id
        if step.id in at.answers:
            assert forms.keep(form, there, context).step == PREVIEW
        if at.answers.get(step.id) is not None:
            same = forms.answer(form, there, proper_answer(form, there, context), context)
            others = {other: value for other, value in at.answers.items() if other != step.id}
            assert {other: same.answers.get(other) for other in others} == others or any(
                other.within == step.id for other in form.steps
            )


@given(SCENES, ways)
def test_what_was_stored_holds_among_the_same_questions(scene: tuple[Form, Context], way: list[Deed]) -> None:
    form, context = scene
    at = walk(form, context, way)
    assert forms.settle(form, at, context) == at


@given(ways)
def test_a_district_or_town_that_is_gone_is_asked_again(way: list[Deed]) -> None:
    for form, context in ((OFFER, IN_TOWN), (ORGANISATION, MANY), (WINDING, IN_TOWN)):
        at = forms.settle(form, walk(form, context, way), Context())
        assert "district" not in (at.answers.get("place") or {})
        assert "town" not in at.answers
        assert at.step in PAGES or at.step in {step.id for step in forms.asked(form, at.answers, Context())}


def test_another_category_asks_for_the_kind_again_but_keeps_the_text() -> None:
    at = filled()
    at = forms.change(OFFER, at, "category", IN_TOWN)
    at = forms.answer(OFFER, at, Picked("housing"), IN_TOWN)
    assert at.step == "subcategory"
    at = forms.answer(OFFER, at, Picked("room"), IN_TOWN)
    assert at.step == "persons"
    assert at.answers["text"] == "Warm boots"


def test_the_same_category_again_asks_nothing() -> None:
    at = forms.change(OFFER, filled(), "category", IN_TOWN)
    assert forms.answer(OFFER, at, Picked("goods"), IN_TOWN).step == PREVIEW


def test_an_edited_message_changes_its_answer_wherever_one_stands() -> None:
    for step in (PREVIEW, CHANGES, "place"):
        at = filled() if step == PREVIEW else forms.change(OFFER, filled(), step, IN_TOWN)
        amended = forms.amend(OFFER, at, Typed("Warmer boots", 7), IN_TOWN)
        assert amended.answers["text"] == "Warmer boots"
        assert amended.step == step


def test_an_edit_of_any_other_message_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        forms.amend(OFFER, filled(), Typed("Warmer boots", 8), IN_TOWN)
    assert refused.value.code is Refusal.EDIT_NOT_USED


def test_an_answer_given_again_by_button_no_longer_belongs_to_the_message() -> None:
    at = forms.answer(OFFER, forms.change(OFFER, filled(), "place", IN_TOWN), Typed("Zentrum", 9), IN_TOWN)
    assert at.sources["place"] == 9
    at = forms.answer(OFFER, forms.change(OFFER, at, "place", IN_TOWN), Picked("lusan"), IN_TOWN)
    assert "place" not in at.sources


def test_a_post_cannot_be_submitted_with_an_open_question_and_required_ones_not_skipped() -> None:
    at = forms.start(OFFER, IN_TOWN)
    for refusing in (forms.finished, forms.skip, forms.keep):
        with pytest.raises(Refused):
            refusing(OFFER, at, IN_TOWN)


def test_a_question_within_another_cannot_be_gone_to_before_that_is_answered() -> None:
    at = forms.change(OFFER, forms.start(OFFER, IN_TOWN), CHANGES, IN_TOWN)
    with pytest.raises(Refused):
        forms.change(OFFER, at, "subcategory", IN_TOWN)


def test_progress_counts_from_one() -> None:
    assert forms.position(OFFER, forms.start(OFFER, IN_TOWN), IN_TOWN) == (1, 6)
    assert forms.position(OFFER, filled(), IN_TOWN) == (6, 6)
    assert forms.position(ORGANISATION, forms.start(ORGANISATION, MANY), Context(towns=(TOWN,))) == (1, 4)


@pytest.mark.parametrize("page", ["", "-1", "x", "²", "1.5"])
def test_a_page_is_a_number(page: str) -> None:
    with pytest.raises(Refused):
        forms.move(OFFER, forms.start(OFFER, IN_TOWN), Move.PAGE, page, IN_TOWN)
    assert (
        forms.move(OFFER, forms.start(OFFER, IN_TOWN), Move.PAGE, "9" * 30, IN_TOWN).page == forms.LAST_PAGE
    )


def filled() -> Progress:
    """An offer of boots, ready to be submitted; message 7 gave the text."""
    at = forms.start(OFFER, IN_TOWN)
    for given_ in (Picked("goods"), Picked("shoes"), Typed("Warm boots", 7), Picked(DONE), Picked("lusan")):
        at = forms.answer(OFFER, at, given_, IN_TOWN)
    return forms.skip(OFFER, at, IN_TOWN)
