"""People who press and type at random, for property tests of the guided conversation."""

from dataclasses import dataclass
from datetime import date

from hypothesis import strategies as st

from domain import forms
from domain.errors import Refused
from domain.forms import CHANGES, PREVIEW, Form, Move, Progress, Step
from domain.inputs import Input, Located, Picked, Pictured, Sent, Typed
from domain.pickers import (
    ALWAYS,
    DONE,
    ENDLESS,
    NO_DAY,
    Dates,
    Day,
    Languages,
    Number,
    Panel,
    Period,
    Photos,
    Several,
    Week,
)
from domain.questions import OFFER, ORGANISATION, REQUEST
from domain.taxonomy import TAXONOMY
from domain.towns import District, Town
from domain.widgets import Answers, Choice, Context, Place, Text

TOWN = Town(
    "gera",
    "Gera",
    "Europe/Berlin",
    "de",
    50.8803,
    12.0833,
    districts=(District("lusan", "Lusan", 50.842, 12.064), District("zentrum", "Zentrum", 50.8779, 12.0823)),
    id=1,
)
OTHER_TOWN = Town("jena", "Jena", "Europe/Berlin", "de", 50.9271, 11.5892, id=2)


def _twice(answers: Answers, context: Context) -> bool:
    return answers.get("first") == "b"


def _letters(answers: Answers, context: Context) -> tuple[str, ...]:
    return ("a", "b", "c")


# A form with all that later forms may need: a step that only some answers make meaningful, one within another, and one that
# is offered on another's screen unless it is asked by itself.
WINDING = Form(
    "winding",
    (
        Step("first", Choice(_letters)),
        Step("within", Choice(_letters), within="first"),
        Step("sometimes", Text(20), applies=_twice),
        Step("extra", Text(20), optional=True, panel="more", apart=_twice),
        Step("more", Panel(), within="first"),
        Step("place", Place(), optional=True),
        Step("last", Text(20), optional=True),
    ),
)
IN_TOWN = Context(town=TOWN, today=date(2026, 11, 23))
MANY = Context(towns=(TOWN, OTHER_TOWN))
SCENES = st.sampled_from(
    [(OFFER, IN_TOWN), (REQUEST, IN_TOWN), (ORGANISATION, MANY), (WINDING, IN_TOWN), (WINDING, Context())]
)

values = st.sampled_from(
    (
        "goods housing shoes room other whole lusan gera a b c text place 1 first category leisure language family"
        " yes no single group none always 0morning 6 done details uk prs on_site online 2026-12-01 2026-11-23 2026-11-22 - 3"
        " endless welcome any normal today pickup quantity period photos times needed_by " + CHANGES
    ).split(" ")
)
message_ids = st.integers(1, 8)
inputs: st.SearchStrategy[Input] = st.one_of(
    st.builds(Picked, values),
    st.builds(
        Typed,
        st.sampled_from(["Warm boots", "🎉", "  ", "x" * 601, "Lusan", "<b>&", "3", "24.12.2026"]),
        message_ids,
    ),
    st.builds(Located, st.sampled_from([50.88, 10.0]), st.just(12.08), message_ids),
    st.builds(Pictured, st.sampled_from(["AgAC1", "AgAC2"]), message_ids, st.sampled_from([None, "album"])),
    st.builds(Sent, st.sampled_from(["sticker", "voice"])),
)


@dataclass(frozen=True)
class Press:
    """A button: what and with which value."""

    move: Move
    value: str


@dataclass(frozen=True)
class Edit:
    """An edited message."""

    given: Typed


@dataclass(frozen=True)
class Turn:
    """One of the things that the present question is made for, whichever it is: so a walk gets somewhere."""

    chance: int


@dataclass(frozen=True)
class Ahead:
    """Somebody who answers so many questions at once, in a category of theirs."""

    category: str
    questions: int


Deed = Input | Press | Edit | Turn | Ahead
turns = st.builds(Turn, st.integers(0, 999))
deeds: st.SearchStrategy[Deed] = st.one_of(
    *(turns,) * 12,  # most of the time people do what they are asked to
    inputs,
    st.builds(Press, st.sampled_from(Move), values),
    st.builds(Press, st.just(Move.PICK), values),
    st.builds(Edit, st.builds(Typed, st.sampled_from(["Edited", " ", "y" * 700]), message_ids)),
)


aheads = st.builds(Ahead, st.sampled_from(tuple(TAXONOMY)), st.integers(0, 16))
ways: st.SearchStrategy[list[Deed]] = st.one_of(
    st.lists(deeds, max_size=40),
    st.builds(lambda ahead, way: [ahead, *way], aheads, st.lists(deeds, min_size=5, max_size=25)),
)


def do(form: Form, at: Progress, deed: Deed, context: Context) -> Progress:
    """One deed; what is refused changes nothing."""
    if isinstance(deed, Ahead):
        return ahead(form, do(form, at, Picked(deed.category), context), deed.questions, context)
    if isinstance(deed, Turn):
        choice = offered(form, at, context)
        return do(form, at, choice[deed.chance % len(choice)], context)
    try:
        if isinstance(deed, Press):
            return forms.move(form, at, deed.move, deed.value, context)
        if isinstance(deed, Edit):
            return forms.amend(form, at, deed.given, context)
        return forms.answer(form, at, deed, context)
    except Refused:
        return at


def walk(form: Form, context: Context, way: list[Deed]) -> Progress:
    """Where a whole way leads."""
    at = forms.start(form, context)
    for deed in way:
        at = do(form, at, deed, context)
    return at


_DAYS = (Picked("2026-12-24"), Typed("1.1.", 98), Picked("2026-11-30"), Picked(NO_DAY))
_PROPER: dict[type, tuple[Input, ...]] = {  # the first one is an answer in any case
    Text: (Typed("Proper words", 99),),
    Place: (Located(50.88, 12.08, 99), Picked("lusan")),
    Panel: (Picked(DONE),),
    Number: (Typed("2", 99), Picked("1"), Picked("90"), Picked(ENDLESS)),
    Languages: (Picked("uk"), Picked("prs")),
    Week: (Picked("1evening"), Picked("6"), Picked(ALWAYS)),
    Day: _DAYS,
    Dates: _DAYS,
    Period: _DAYS,
    Photos: (Pictured("AgAC9", 99), Pictured("AgAC8", 97, "album"), Picked("none")),
}


def proper_answers(form: Form, at: Progress, context: Context) -> tuple[Input, ...]:
    """Answers that the present question is made for; it accepts the first one in any case."""
    widget = form.step(at.step).widget
    if isinstance(widget, Choice | Several):
        return tuple(Picked(value) for value in reversed(widget.options(at.answers, context)))
    return _PROPER[type(widget)]


def proper_answer(form: Form, at: Progress, context: Context) -> Input:
    """An answer that the present question accepts."""
    return proper_answers(form, at, context)[0]


def ahead(form: Form, at: Progress, questions: int, context: Context) -> Progress:
    """So many questions farther on the shortest way, or at the preview."""
    for _ in range(questions):
        at = onward(form, at, context)
    return at


def onward(form: Form, at: Progress, context: Context) -> Progress:
    """The present question is answered or its answer kept, so that the next one comes; the preview stays."""
    if at.step == PREVIEW:
        return at
    if at.step != CHANGES and at.step not in at.answers:
        at, here = forms.answer(form, at, proper_answer(form, at, context), context), at.step
        if at.step != here:
            return at
    return forms.keep(form, at, context)


def offered(form: Form, at: Progress, context: Context) -> list[Deed]:
    """What people can do here, as the screens offer it."""
    if at.step == PREVIEW:
        return [Press(Move.CHANGE, CHANGES)]
    if at.step == CHANGES:
        steps = forms.changeable(form, at.answers, context)
        return [*(Press(Move.CHANGE, step.id) for step in steps), Press(Move.BACK, "")]
    ways: list[Deed] = [*proper_answers(form, at, context), Press(Move.BACK, "")]
    ways += [Press(Move.CHANGE, step.id) for step in forms.panel(form, at.step, at.answers, context)]
    if form.step(at.step).optional:
        ways.append(Press(Move.SKIP, ""))
    if at.step in at.answers:
        ways.append(Press(Move.KEEP, ""))
    return ways
