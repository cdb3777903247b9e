"""The guided conversation as people see it: every question worded, every screen within limits and with a way on."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import forms
from domain.drafts import Draft, Scene
from domain.forms import CHANGES, PREVIEW, Form, Progress
from domain.questions import FORMS, OFFER, ORGANISATION, REQUEST
from domain.submitted import Submitted
from domain.towns import District, Town
from domain.waiting import Outlook
from domain.widgets import Context
from tests.domain.walks import IN_TOWN, MANY, TOWN, Deed, walk, ways
from tests.views.limits import AWKWARD, LONGEST, check
from views import conversation as views
from views import questions
from views.callbacks import DraftPress, unpack
from views.i18n import LOCALES, Translator, translator
from views.screen import Screen
from views.submitted import submitted

FILLED = {"category": "goods", "subcategory": "shoes", "text": LONGEST, "place": None}
locales = st.sampled_from(LOCALES)
real_forms = st.sampled_from([(OFFER, IN_TOWN), (REQUEST, IN_TOWN), (ORGANISATION, MANY)])


@pytest.fixture(params=LOCALES)
def tr(request: pytest.FixtureRequest) -> Translator:
    return translator(request.param)


def scene(form: Form, at: Progress, context: Context) -> Scene:
    return Scene(Draft(1, form.name, at, "0f0f0f0f"), context)


def labels(screen: Screen) -> list[str]:
    return [button.label for row in screen.rows for button in row]


def actions(screen: Screen) -> list[tuple[str, str]]:
    presses = [unpack(button.data) for row in screen.rows for button in row]
    assert all(isinstance(press, DraftPress) and press.nonce == "0f0f0f0f" for press in presses)
    return [(press.action, press.value) for press in presses if isinstance(press, DraftPress)]


def test_every_step_of_every_form_is_worded() -> None:
    steps = {(form.name, step.id) for form in FORMS.values() for step in form.steps}
    assert {(form, step) for form, step in steps if step not in questions.SHARED} <= set(questions.QUESTIONS)
    assert set(questions.QUESTIONS) <= steps
    assert set(questions.SHARED) <= {step for _, step in steps}


@given(real_forms, ways, locales)
def test_wherever_one_stands_the_screen_is_fine_and_there_is_a_way_on_and_out(
    kind: tuple[Form, Context], way: list[Deed], locale: str
) -> None:
    form, context = kind
    here = scene(form, walk(form, context, way), context)
    screen = views.scene_screen(translator(locale), here, AWKWARD)
    check(screen)
    offered = {action for action, _ in actions(screen)}
    assert offered & {"cancel", "back"}
    assert "back" in offered or here.draft.progress.step in (PREVIEW, form.steps[0].id)


@given(real_forms, ways)
def test_every_button_of_a_question_is_accepted(kind: tuple[Form, Context], way: list[Deed]) -> None:
    form, context = kind
    at = walk(form, context, way)
    screen = views.scene_screen(translator("en"), scene(form, at, context))
    for action, value in actions(screen):
        if action in set(forms.Move):
            forms.move(form, at, forms.Move(action), value, context)


def test_progress_back_and_skip(tr: Translator) -> None:
    first = views.question(tr, scene(OFFER, forms.start(OFFER, IN_TOWN), IN_TOWN))
    assert "1" in first.text
    assert tr._("Back") not in labels(first)
    assert tr._("Skip") not in labels(first)
    place = views.question(tr, scene(OFFER, Progress("place", FILLED), IN_TOWN))
    assert labels(place)[:2] == ["Lusan", "Zentrum"]
    assert {tr._("Back"), tr._("Skip"), tr._("Cancel")} <= set(labels(place))
    assert tr._("Keep this answer") not in labels(place)


def test_all_kinds_of_goods_are_on_one_page(tr: Translator) -> None:
    for form, count in ((OFFER, 16), (REQUEST, 17)):
        at = Progress("subcategory", {"category": "goods"})
        screen = views.question(tr, scene(form, at, IN_TOWN))
        assert len([action for action, _ in actions(screen) if action == "pick"]) == count
        assert all(len(row) <= 2 for row in screen.rows[:-1])


def test_many_districts_are_turned_page_by_page(tr: Translator) -> None:
    districts = tuple(District(f"part-{n}", f"Part {n}", 50.8, 12.0) for n in range(40))
    town = Town("big", "Big", "Europe/Berlin", "de", 50.8, 12.0, districts=districts)
    seen = []
    for page in (0, 1, 2, 9):
        at = Progress("place", FILLED, page=page)
        screen = views.question(tr, scene(OFFER, at, Context(town=town)))
        check(screen)
        seen += [value for action, value in actions(screen) if action == "pick"]
    assert set(seen) == {district.code for district in districts}
    assert len(seen) == 40 + 8  # a page far behind the end is the last one


def test_the_preview_shows_the_words_as_they_were_written(tr: Translator) -> None:
    for place in (None, {"district": "lusan"}, {"lat": 50.84, "lon": 12.06}):
        at = Progress(PREVIEW, {**FILLED, "place": place})
        screen = views.preview(tr, scene(OFFER, at, IN_TOWN))
        text = check(screen)
        assert LONGEST.strip() in text
        assert ("Lusan" in text) is (place is not None)
        assert "50.84" not in text
        assert actions(screen)[0] == ("submit", "")


def test_a_request_for_a_whole_category_has_a_preview(tr: Translator) -> None:
    at = Progress(PREVIEW, {**FILLED, "subcategory": "whole"})
    check(views.preview(tr, scene(REQUEST, at, IN_TOWN)))


def test_a_registration_has_a_preview_with_name_and_town(tr: Translator) -> None:
    at = Progress(PREVIEW, {"name": "<Tafel & Co>", "town": "jena"})
    text = check(views.preview(tr, scene(ORGANISATION, at, MANY)))
    assert "<Tafel & Co>" in text
    assert "Jena" in text


def test_a_long_answer_is_cut_between_characters(tr: Translator) -> None:
    for start in range(12):
        text = "x" * start + "&<" * 200
        for step in ("text", CHANGES):
            check(views.scene_screen(tr, scene(OFFER, Progress(step, {**FILLED, "text": text}), IN_TOWN)))


def test_the_other_screens(tr: Translator) -> None:
    here = scene(OFFER, Progress("place", FILLED), IN_TOWN)
    check(views.sure(tr, here))
    check(views.cancelled(tr))
    assert views.ask_location(tr).ask_location
    assert views.keyboard_closed(tr).close_keyboard


def test_after_submitting_the_queue_and_the_likely_time_are_told(tr: Translator) -> None:
    drafts = [scene(form, Progress(PREVIEW, FILLED), IN_TOWN).draft for form in (OFFER, REQUEST)]
    drafts.append(replace(drafts[0], post_id=5))
    limit = timedelta(hours=12)
    outlooks = [Outlook(None, limit), Outlook(timedelta(seconds=3), limit), Outlook(limit, limit, late=True)]
    for draft in drafts:
        for ahead in (0, 1, 2, 1234):
            for outlook in outlooks:
                done = Submitted(draft, TOWN, "A-7K3F", ahead, outlook)
                assert "A-7K3F" in check(submitted(tr, done, "test_bot"))
    texts = {
        check(submitted(tr, Submitted(drafts[0], TOWN, "A-7K3F", 0, one), "test_bot")) for one in outlooks
    }
    assert len(texts) == len(outlooks)
    for joined in (False, True):
        applied = Submitted(scene(ORGANISATION, Progress(PREVIEW), MANY).draft, TOWN, joined=joined)
        check(submitted(tr, applied, "test_bot"))
