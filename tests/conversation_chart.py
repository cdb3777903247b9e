"""Draws docs/conversation.md from the code: where one can stand in the conversation, which buttons lead where, and how many
presses an offer takes. `python -m tests.conversation_chart` writes it; a test compares.

Sources are the screens themselves, targets the engine; what else buttons do is told once, in LEADS.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.gallery.examples import Examples
from domain import forms
from domain.drafts import Draft, Scene
from domain.errors import Refused
from domain.forms import CHANGES, PREVIEW, Form, Move, Progress
from domain.inputs import Picked
from domain.pickers import DONE
from domain.questions import OFFER
from domain.taxonomy import TAXONOMY
from domain.widgets import Text
from tests.domain.stations import chosen, stations
from tests.domain.walks import IN_TOWN, onward, proper_answer
from views import conversation, start, submitted
from views.callbacks import DraftPress, MenuPress, unpack
from views.i18n import translator
from views.screen import Screen
from views.taxonomy import category_name

DOCUMENT = Path(__file__).resolve().parents[1] / "docs" / "conversation.md"
TR = translator("en")
MENU, QUESTION, FIELD, ANSWERS, READY, SIMILAR, SURE, UNFINISHED, ENDED, SENT = (
    "Menu",
    "Question",
    "Detail",
    "List of answers",
    "Preview",
    "Similar offer",
    "Sure?",
    "Unfinished",
    "Cancelled",
    "Submitted",
)
# Where the buttons lead that are no move of the form.
LEADS: Mapping[str, tuple[str, ...]] = {
    "cancel": (SURE, ENDED),  # ended at once where nothing was answered yet
    "drop": (ENDED,),
    "continue": (QUESTION, FIELD, ANSWERS, READY),
    "restart": (QUESTION,),
    "locate": (QUESTION,),
    "submit": (SIMILAR, SENT),
}
# Where a form begins: in the menu and the lists behind it.
BEGINS: Mapping[str, tuple[str, ...]] = {
    "Offer help": (QUESTION, UNFINISHED),
    "I can help": (QUESTION, UNFINISHED),
    "Change": (ANSWERS, UNFINISHED),
}
SIMILAR_LEADS = {**LEADS, "continue": (READY,), "restart": (READY,), "submit": (SENT,)}
ANSWER = "an answer"
Edge = tuple[str, str, str]  # from, to, by


def scene(at: Progress) -> Scene:
    return Scene(Draft(1, OFFER.name, at, "0f0f0f0f"), IN_TOWN)


def place(at: Progress) -> str:
    """Which kind of place this is."""
    if at.step in forms.PAGES:
        return {PREVIEW: READY, CHANGES: ANSWERS}[at.step]
    return FIELD if OFFER.step(at.step).shown_on(at.answers, IN_TOWN) else QUESTION


def everywhere() -> Iterator[Progress]:
    """Every place that one can stand at, in every category."""
    yield forms.start(OFFER, IN_TOWN)
    for category in TAXONOMY:
        for at in stations(OFFER, category):
            yield at
            yield from (forms.change(OFFER, at, one.id, IN_TOWN) for one in _panel(at))


def _panel(at: Progress) -> tuple[forms.Step, ...]:
    return forms.panel(OFFER, at.step, at.answers, IN_TOWN)


def edges() -> set[Edge]:
    """All ways from one kind of place to another, without those that stay."""
    found = {edge for at in everywhere() for edge in _ways(at)}
    found |= set(_presses(UNFINISHED, start.unfinished(TR, scene(forms.start(OFFER, IN_TOWN)), "offer")))
    found |= set(_presses(SURE, conversation.sure(TR, scene(forms.start(OFFER, IN_TOWN)))))
    found |= set(_presses(SIMILAR, _similar(), leads=SIMILAR_LEADS))
    found |= set(_presses(ENDED, conversation.cancelled(TR)))
    found |= {(MENU, there, by) for by, places in BEGINS.items() for there in places}
    found |= {(SENT, MENU, "Menu")}
    return {(source, target, by) for source, target, by in found if source != target}


def _similar() -> Screen:
    return submitted.similar(TR, scene(forms.start(OFFER, IN_TOWN)), Examples("en").post())


def _ways(at: Progress) -> Iterator[Edge]:
    here = place(at)
    screen = conversation.scene_screen(TR, scene(at))
    yield from _presses(here, screen, at)
    if here in (QUESTION, FIELD):  # typed, sent or shared
        given = proper_answer(OFFER, at, IN_TOWN)
        yield here, place(forms.answer(OFFER, at, given, IN_TOWN)), ANSWER


def _presses(
    here: str, screen: Screen, at: Progress | None = None, leads: Mapping[str, tuple[str, ...]] = LEADS
) -> Iterator[Edge]:
    for button in (button for row in screen.rows for button in row):
        press = unpack(button.data)
        if isinstance(press, MenuPress):
            yield here, MENU, "Menu"
        elif isinstance(press, DraftPress) and press.action in set(Move):
            assert at is not None
            yield from _moved(here, at, press, button.label)
        elif isinstance(press, DraftPress):
            never = None if press.action != "cancel" or at is None else ENDED if at.answers else SURE
            yield from ((here, target, button.label) for target in leads[press.action] if target != never)


def _moved(here: str, at: Progress, press: DraftPress, label: str) -> Iterator[Edge]:
    by = ANSWER if press.action == Move.PICK and press.value != DONE else label
    if press.action == Move.CHANGE and press.value != CHANGES:
        by = "one of them"
    try:
        there = forms.move(OFFER, at, Move(press.action), press.value, IN_TOWN)
    except Refused:
        return
    yield here, place(there), by


def order() -> dict[Edge, list[str]]:
    """Which question follows which, and in which categories: from, to, by → categories."""
    found: dict[Edge, list[str]] = {}
    for category in TAXONOMY:
        at = forms.start(OFFER, IN_TOWN)
        while at.step != PREVIEW:
            before, at = at, chosen(OFFER, category) if at.step == "category" else onward(OFFER, at, IN_TOWN)
            found.setdefault((before.step, at.step, ""), []).append(category)
    return found


@dataclass(frozen=True)
class Count:
    """What the shortest way from *Offer help* to the number takes."""

    presses: int = 0
    messages: int = 0

    @property
    def together(self) -> int:
        return self.presses + self.messages


def shortest(category: str, subcategory: str) -> Count:
    """Left out is what can be left out; *Offer help*, the category and *Submit* count, too."""
    at = chosen(OFFER, category)
    at = forms.answer(OFFER, at, Picked(subcategory), IN_TOWN)
    presses, messages = 3, 0
    while at.step != PREVIEW:
        step = OFFER.step(at.step)
        presses, messages = (
            (presses, messages + 1) if isinstance(step.widget, Text) else (presses + 1, messages)
        )
        at = forms.skip(OFFER, at, IN_TOWN) if step.optional else onward(OFFER, at, IN_TOWN)
    return Count(presses + 1, messages)


def counts(category: str) -> list[Count]:
    """The shortest ways of all sub-categories, the shortest one first."""
    found = {shortest(category, part) for part in TAXONOMY[category].subcategories}
    return sorted(found, key=lambda count: count.together)


def _name(state: str) -> str:
    return state.lower().replace(" ", "_").replace("?", "")


def _diagram(drawn: Iterator[str]) -> str:
    return "\n".join(("```mermaid", "stateDiagram-v2", *(f"    {line}" for line in drawn), "```"))


def _places() -> Iterator[str]:
    found = edges()
    for state in (MENU, UNFINISHED, QUESTION, FIELD, READY, SIMILAR, ANSWERS, SURE, ENDED, SENT):
        yield f'state "{state}" as {_name(state)}'
    yield f"[*] --> {_name(MENU)}"
    for source, target in sorted({edge[:2] for edge in found}):
        by = sorted(way for one, other, way in found if (one, other) == (source, target))
        yield f"{_name(source)} --> {_name(target)}: {', '.join(by)}"


def _questions() -> Iterator[str]:
    for (source, target, _), categories in order().items():
        some = "" if len(categories) == len(TAXONOMY) else ": " + ", ".join(categories)
        yield f"{source} --> {target}{some}"


def _table() -> Iterator[str]:
    yield "| category | presses | messages | together |"
    yield "|---|---|---|---|"
    for category in TAXONOMY:
        least, *_, most = (*counts(category), counts(category)[-1])
        spans = (
            str(low) if low == high else f"{low} to {high}"
            for low, high in zip(_columns(least), _columns(most), strict=True)
        )
        yield f"| {category_name(TR, category)} | {' | '.join(spans)} |"


def _columns(count: Count) -> tuple[int, int, int]:
    return count.presses, count.messages, count.together


TEXT = """\
# The volunteer's conversation

Drawn from the code by `python -m tests.conversation_chart`; a test compares. The rule behind it is in
`domain/forms.py`: after every answer the next question is the first one without an answer, else the preview. So
*Back* and *Change …* never lose what was answered later.

## Where one can stand, and what leads on

*Detail* is one of the questions that share the screen *Details*; *Menu* stands also for the lists behind it. What
somebody types, sends or shares is an answer like a press. Whatever fits nowhere gets one sentence and the same question
again. `/start`, `/offer` and *Offer help* lead to *Unfinished* as long as a draft is open; `/cancel` asks *Sure?*; other
commands are answered and leave the draft alone. Where somebody stands is stored before it is shown. *Submit* leads to
*Similar offer* once, where an own open offer says nearly the same.

{places}

## Which question follows which

For an offer, when everything that can be left out is left out. Names at an arrow are the categories that go this way;
without names it is all of them.

{questions}

## How many presses an offer takes

The shortest way from *Offer help* to the number, both included. Where it depends on the sub-category, the least and
the most.

{table}
"""


def document() -> str:
    """The whole page."""
    return TEXT.format(
        places=_diagram(_places()), questions=_diagram(_questions()), table="\n".join(_table())
    )


def used(form: Form) -> frozenset[str]:
    """The steps of the form that anybody is asked."""
    return frozenset(at.step for at in everywhere() if at.step in {step.id for step in form.steps})


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
