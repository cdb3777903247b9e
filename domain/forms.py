"""The guided conversation: a form is a row of steps, a draft is where somebody stands in it. Nothing else is remembered.

The rule that keeps it simple: after every answer the next question is the first one without an answer, else the preview.
So *Back* and *Change …* never lose what was answered later, and a step that a changed answer makes meaningful is asked.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any

from domain.errors import Refusal, Refused
from domain.inputs import Input, Located, Picked, Typed
from domain.widgets import Answers, Context, Stay, Widget

PREVIEW = "preview"
CHANGES = "changes"  # the list of answers to pick one from
PAGES = (PREVIEW, CHANGES)
LAST_PAGE = 999  # far beyond any list; the view shows the last page there is


def _always(answers: Answers, context: Context) -> bool:
    return True


def _never(answers: Answers, context: Context) -> bool:
    return False


@dataclass(frozen=True)
class Step:
    """One question. `within` names the step whose change makes this answer void (a sub-category within its category);
    `panel` the step on whose screen it is offered together with others, unless `apart` says that it is asked by itself."""

    id: str
    widget: Widget
    optional: bool = False
    applies: Callable[[Answers, Context], bool] = _always
    within: str | None = None
    panel: str | None = None
    apart: Callable[[Answers, Context], bool] = _never

    def shown_on(self, answers: Answers, context: Context) -> str | None:
        """The step on whose screen this one is offered; None where it is asked by itself."""
        return None if self.apart(answers, context) else self.panel


@dataclass(frozen=True)
class Form:
    """A named row of steps."""

    name: str
    steps: tuple[Step, ...]

    def step(self, step_id: str) -> Step:
        """The step of this name. Raises `KeyError` for an unknown one."""
        return next((step for step in self.steps if step.id == step_id), None) or _unknown(step_id)


def _unknown(step_id: str) -> Step:
    raise KeyError(step_id)


@dataclass(frozen=True)
class Progress:
    """Where somebody stands. `answers[step]` is `None` where the step was skipped; `sources` maps a step to the message
    that gave its answer; `step` is a step's id, `PREVIEW` or `CHANGES`; `page` counts from 0."""

    step: str
    answers: Answers = field(default_factory=dict)
    sources: Mapping[str, int] = field(default_factory=dict)
    page: int = 0


def asked(form: Form, answers: Answers, context: Context) -> tuple[Step, ...]:
    """The steps that apply to these answers."""
    return tuple(step for step in form.steps if step.applies(answers, context))


def in_turn(form: Form, answers: Answers, context: Context) -> list[str]:
    """The ids of the steps that are asked one after the other."""
    return [step.id for step in asked(form, answers, context) if not step.shown_on(answers, context)]


def panel(form: Form, step_id: str, answers: Answers, context: Context) -> tuple[Step, ...]:
    """The steps that are offered on the screen of this one."""
    return tuple(step for step in asked(form, answers, context) if step.shown_on(answers, context) == step_id)


def _next(form: Form, answers: Answers, context: Context) -> str:
    return next((step for step in in_turn(form, answers, context) if step not in answers), PREVIEW)


def _after(form: Form, step_id: str, answers: Answers, context: Context) -> str:
    """Where an answer leads: one of a panel back to it, unless everything is answered already."""
    ahead, of = _next(form, answers, context), form.step(step_id).shown_on(answers, context)
    return of if of and ahead != PREVIEW else ahead


def start(form: Form, context: Context, answers: Answers | None = None) -> Progress:
    """A fresh draft, pre-filled with `answers`."""
    given = dict(answers or {})
    return Progress(_next(form, given, context), given)


def settle(form: Form, at: Progress, context: Context) -> Progress:
    """The same draft among today's questions and options: what no longer holds is asked again, the rest stays."""
    answers = {step.id: at.answers[step.id] for step in form.steps if _holds(step, at.answers, context)}
    sources = {step: source for step, source in at.sources.items() if step in answers}
    here = (
        CHANGES
        if at.step == CHANGES
        else next((s.id for s in changeable(form, answers, context) if s.id == at.step), "")
    )
    page = at.page if here else 0
    return Progress(here or _next(form, answers, context), answers, sources, page)


def _holds(step: Step, answers: Answers, context: Context) -> bool:
    if step.id not in answers:
        return False
    value = answers[step.id]
    return step.optional if value is None else step.widget.holds(value, answers, context)


def answer(form: Form, at: Progress, given: Input, context: Context) -> Progress:
    """Takes the answer to the present question. Raises `Refused`, and then nothing has changed."""
    return _put(form, at, at.step, given, context)


def amend(form: Form, at: Progress, given: Typed, context: Context) -> Progress:
    """An edited message changes the answer that it gave. Raises `Refused` when it gave none of this draft."""
    step_id = next((step for step, source in at.sources.items() if source == given.message_id), None)
    if step_id is None:
        raise Refused(Refusal.EDIT_NOT_USED)
    changed = _put(form, at, step_id, given, context)
    if at.step == step_id:
        return changed
    return settle(form, replace(changed, step=at.step, page=at.page), context)


def skip(form: Form, at: Progress, context: Context) -> Progress:
    """Leaves the present question out. Raises `Refused` when it must be answered."""
    if at.step in PAGES or not form.step(at.step).optional:
        raise Refused(Refusal.NOT_SKIPPABLE)
    answers = {**at.answers, at.step: None}
    sources = {step: source for step, source in at.sources.items() if step != at.step}
    return Progress(_after(form, at.step, answers, context), answers, sources)


def keep(form: Form, at: Progress, context: Context) -> Progress:
    """Goes on with the answer that is already there. Raises `Refused` when there is none."""
    if at.step in PAGES:
        return replace(at, step=_next(form, at.answers, context), page=0)
    if at.step not in at.answers:
        raise Refused(Refusal.UNFINISHED)
    return replace(at, step=_after(form, at.step, at.answers, context), page=0)


def back(form: Form, at: Progress, context: Context) -> Progress:
    """The question before this one; at the first question nothing changes."""
    if at.step == CHANGES:
        return replace(at, step=_next(form, at.answers, context), page=0)
    if at.step != PREVIEW and form.step(at.step).shown_on(at.answers, context):
        return replace(at, step=_after(form, at.step, at.answers, context), page=0)
    ids = in_turn(form, at.answers, context)
    here = len(ids) if at.step == PREVIEW else ids.index(at.step)
    return replace(at, step=ids[max(here - 1, 0)], page=0)


def changeable(form: Form, answers: Answers, context: Context) -> tuple[Step, ...]:
    """The steps that can be gone to: one within another only when that has an answer, for it has no options before."""
    return tuple(
        step for step in asked(form, answers, context) if step.within is None or step.within in answers
    )


def change(form: Form, at: Progress, step_id: str, context: Context) -> Progress:
    """From the preview to one question (or, with `CHANGES`, to the list of them). Raises `Refused` for an unknown one."""
    if step_id not in (CHANGES, *(step.id for step in changeable(form, at.answers, context))):
        raise Refused(Refusal.UNKNOWN_OPTION)
    return replace(at, step=step_id, page=0)


def turn(at: Progress, page: str) -> Progress:
    """Another page of a long list, counted from 0. Raises `Refused` when that is no number."""
    if not (page.isascii() and page.isdigit()):
        raise Refused(Refusal.UNKNOWN_OPTION)
    return replace(at, page=min(int(page), LAST_PAGE))


class Move(StrEnum):
    """What a button of the conversation does to the draft."""

    PICK = "pick"
    BACK = "back"
    SKIP = "skip"
    KEEP = "keep"
    CHANGE = "change"
    PAGE = "page"


def move(form: Form, at: Progress, what: Move, value: str, context: Context) -> Progress:
    """Takes the press of a button. Raises `Refused`, and then nothing has changed."""
    match what:
        case Move.PICK:
            return answer(form, at, Picked(value), context)
        case Move.BACK:
            return back(form, at, context)
        case Move.SKIP:
            return skip(form, at, context)
        case Move.KEEP:
            return keep(form, at, context)
        case Move.CHANGE:
            return change(form, at, value, context)
        case Move.PAGE:
            return turn(at, value)


def finished(form: Form, at: Progress, context: Context) -> dict[str, Any]:
    """The answers that count, for submitting. Raises `Refused` while a question is open."""
    if at.step != PREVIEW or _next(form, at.answers, context) != PREVIEW:
        raise Refused(Refusal.UNFINISHED)
    return {step.id: at.answers.get(step.id) for step in asked(form, at.answers, context)}


def position(form: Form, at: Progress, context: Context) -> tuple[int, int]:
    """ "3 of 7": the number of the present question, from 1, and how many there are."""
    ids = in_turn(form, at.answers, context)
    here = at.step if at.step in PAGES else form.step(at.step).shown_on(at.answers, context) or at.step
    return (ids.index(here) + 1 if here in ids else len(ids)), len(ids)


def _put(form: Form, at: Progress, step_id: str, given: Input, context: Context) -> Progress:
    if step_id in PAGES:
        raise Refused(Refusal.BUTTON_WANTED)
    before = at.answers.get(step_id)
    taken = form.step(step_id).widget.accept(given, at.answers, context, before)
    stays, value = isinstance(taken, Stay), taken.value if isinstance(taken, Stay) else taken
    void = {step_id} | {step.id for step in form.steps if step.within == step_id and before != value}
    answers = {step: old for step, old in at.answers.items() if step not in void}
    sources = {step: source for step, source in at.sources.items() if step not in void}
    if value is not None:
        answers[step_id] = value
    if isinstance(given, Typed | Located) and not stays:  # of an answer that grows, no message gave all
        sources[step_id] = given.message_id
    if stays:
        return Progress(step_id, answers, sources, at.page)
    return Progress(_after(form, step_id, answers, context), answers, sources)
