"""Every place that one can stand at in the form of a category: each question open and answered, preview and list."""

from collections.abc import Iterator
from itertools import product

from domain import forms
from domain.forms import CHANGES, PREVIEW, Form, Progress, Step
from domain.inputs import Picked
from domain.questions import OFFER, REQUEST
from domain.taxonomy import TAXONOMY
from tests.domain.walks import IN_TOWN, onward, proper_answers

KINDS = tuple(product((OFFER, REQUEST), TAXONOMY))


def chosen(form: Form, category: str) -> Progress:
    """The category is chosen."""
    return forms.answer(form, forms.start(form, IN_TOWN), Picked(category), IN_TOWN)


def full(form: Form, category: str) -> Progress:
    """Everything is answered, what *Details* offers included."""
    at = chosen(form, category)
    while at.step != PREVIEW:
        while field := next((one.id for one in _fields(form, at) if one.id not in at.answers), None):
            at = _answered(form, forms.change(form, at, field, IN_TOWN))
        at = _answered(form, at)
    return at


def _fields(form: Form, at: Progress) -> tuple[Step, ...]:
    return forms.panel(form, at.step, at.answers, IN_TOWN)


def _answered(form: Form, at: Progress) -> Progress:
    here = at.step
    for given in proper_answers(form, at, IN_TOWN)[:2]:
        if at.step == here:  # what can be ticked is ticked twice
            at = forms.answer(form, at, given, IN_TOWN)
    return forms.keep(form, at, IN_TOWN) if at.step == here else at


def stations(form: Form, category: str) -> Iterator[Progress]:
    """Where one stands on the way to the preview; then at each answer to be changed, and there once more without it."""
    at = chosen(form, category)
    while at.step != PREVIEW:
        yield at
        at = onward(form, at, IN_TOWN)
    at = full(form, category)
    yield at
    yield forms.change(form, at, CHANGES, IN_TOWN)
    for step in forms.asked(form, at.answers, IN_TOWN):
        there = forms.change(form, at, step.id, IN_TOWN)
        yield there
        if step.optional:
            yield forms.change(form, forms.skip(form, there, IN_TOWN), step.id, IN_TOWN)
