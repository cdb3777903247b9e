"""Every question of every category on the screen, in every language: within limits, and every button leads somewhere."""

import pytest

from domain import forms
from domain.drafts import Draft, Scene
from domain.forms import Form, Progress
from domain.languages import LANGUAGES
from domain.questions import OFFER
from tests.domain.stations import KINDS, full, stations
from tests.domain.walks import IN_TOWN
from tests.views.limits import check
from views import conversation as views
from views.answers import answer_words, plain, question_of
from views.callbacks import DraftPress, unpack
from views.i18n import LOCALES, translator
from views.pickers import TICK
from views.screen import THREE_ABREAST, Screen

each = pytest.mark.parametrize(("form", "category"), KINDS)
every_locale = pytest.mark.parametrize("locale", LOCALES)


def scene(form: Form, at: Progress) -> Scene:
    return Scene(Draft(1, form.name, at, "0f0f0f0f"), IN_TOWN)


def presses(screen: Screen) -> list[DraftPress]:
    found = [unpack(button.data) for row in screen.rows for button in row]
    return [press for press in found if isinstance(press, DraftPress)]


@each
@every_locale
def test_every_question_is_within_limits_and_every_button_is_accepted(
    form: Form, category: str, locale: str
) -> None:
    for at in stations(form, category):
        for page in {0, 1} if at.step in ("period", "dates", "needed_by", "languages", "demanded") else {0}:
            there = Progress(at.step, at.answers, at.sources, page)
            screen = views.scene_screen(translator(locale), scene(form, there))
            check(screen)
            for press in presses(screen):
                if press.action in set(forms.Move):
                    forms.move(form, there, forms.Move(press.action), press.value, IN_TOWN)
            assert {"cancel", "back"} & {press.action for press in presses(screen)}


@each
@every_locale
def test_the_preview_says_everything_that_was_answered(form: Form, category: str, locale: str) -> None:
    tr, at = translator(locale), full(form, category)
    text = check(views.preview(tr, scene(form, at)))
    unsaid = {
        "subcategory",
        "details",
        "place",
        "photos",
        "alone",
        "splittable",
        "step_free",
        "pets",
        "barrier_free",
    }
    for step in forms.asked(form, at.answers, IN_TOWN):
        if step.id not in unsaid:
            answer = plain(answer_words(tr, scene(form, at), step.id))
            assert answer.strip("📅🕒📍 ") in text, step.id


@each
def test_what_is_answered_shows_on_the_screen_of_details(form: Form, category: str) -> None:
    tr, at = translator("en"), full(form, category)
    shown = views.scene_screen(tr, scene(form, forms.change(form, at, "details", IN_TOWN)))
    labels = [button.label for row in shown.rows for button in row]
    fields = forms.panel(form, "details", at.answers, IN_TOWN)
    for field in fields:
        name = question_of(tr, scene(form, at), field.id).name
        assert any(label.startswith(f"{TICK}{name}: ") for label in labels), (field.id, labels)
    assert "Continue" in labels


@every_locale
def test_an_answer_of_one_is_an_answer(locale: str) -> None:
    tr = translator(locale)
    at = Progress("quantity", {**full(OFFER, "goods").answers, "quantity": 1})
    screen = views.question(tr, scene(OFFER, at))
    assert tr._("Keep this answer") in [button.label for row in screen.rows for button in row]
    assert tr._("Your answer so far: {answer}").format(answer=1) in screen.text


@every_locale
def test_what_was_sent_or_ticked_is_not_lost_by_skipping(locale: str) -> None:
    tr = translator(locale)
    for category, step in (("goods", "photos"), ("transport", "times"), ("language", "ways")):
        at = full(OFFER, category)
        for answers, skippable in ((at.answers, False), ({**at.answers, step: None}, True)):
            screen = views.question(tr, scene(OFFER, Progress(step, answers)))
            labels = [button.label for row in screen.rows for button in row]
            assert (tr._("Skip") in labels) is skippable
            assert (tr._("Continue") in labels) is not skippable


@each
@every_locale
def test_no_row_is_too_long_for_a_narrow_phone(form: Form, category: str, locale: str) -> None:
    at = Progress("details", full(form, category).answers)
    for step in forms.asked(form, at.answers, IN_TOWN):
        if step.optional:
            there = Progress(step.id, {**at.answers, step.id: None})
            ways = views.question(translator(locale), scene(form, there)).rows[-2:]
            assert all(
                sum(len(button.label) for button in row) <= THREE_ABREAST for row in ways if len(row) == 3
            )


def test_every_language_has_a_name() -> None:
    for locale in LOCALES:
        tr = translator(locale)
        names = [tr.language_name(code) for code in LANGUAGES]
        assert not set(names) & set(LANGUAGES)
        assert len(set(names)) == len(LANGUAGES)
