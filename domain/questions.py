"""The forms that people fill in: an offer, a request, the registration of an organisation.

A category asks only its own questions: `domain/fields.py` names them. What may be left out shares one screen, *Details*.
"""

from collections.abc import Callable, Mapping

from domain import codes
from domain.details import Urgency
from domain.fields import OFFERED, WANTED, Fields, fields_of
from domain.forms import Form, Step
from domain.languages import LANGUAGES
from domain.pickers import ENDLESS, Dates, Day, Languages, Number, Panel, Period, Photos, Several, Week
from domain.posts import TEXT_LIMIT
from domain.taxonomy import TAXONOMY
from domain.widgets import Answers, Choice, Context, Place, Text, Widget

NAME_LIMIT = 60
SHORT_LIMIT = 60
PHOTO_LIMIT = 5
ABOUT_LIMIT = 300
CONTACT_LIMIT = 100
EVIDENCE_LIMIT = 200
WHOLE_CATEGORY = "whole"

_NO_HOME = ("storage", "flat_search_help")  # nobody lives there
_SHORT = Text(SHORT_LIMIT, one_line=True)
_YES_NO = ("yes", "no")

Options = Callable[[Answers, Context], tuple[str, ...]]
Applies = Callable[[Answers, Context], bool]
Table = Mapping[str, Fields]


def _among(*values: str) -> Options:
    return lambda answers, context: values


def _categories(answers: Answers, context: Context) -> tuple[str, ...]:
    return tuple(TAXONOMY)


def _subcategories(answers: Answers, context: Context) -> tuple[str, ...]:
    category = TAXONOMY.get(str(answers.get("category")))
    return category.subcategories if category else ()


def _whole_or_one(answers: Answers, context: Context) -> tuple[str, ...]:
    return (WHOLE_CATEGORY, *_subcategories(answers, context))


def _towns(answers: Answers, context: Context) -> tuple[str, ...]:
    return tuple(town.slug for town in context.towns)


def _several_towns(answers: Answers, context: Context) -> bool:
    return len(context.towns) > 1


def _is_new(answers: Answers, context: Context) -> bool:
    """Who answers the question for the name with the code of a verified organisation is asked nothing else about it."""
    return codes.parse(str(answers.get("name"))) is None


def _online(table: Table) -> Callable[[Answers], bool]:
    return lambda answers: fields_of(table, answers).online


def _names(table: Table, name: str) -> Applies:
    return lambda answers, context: name in fields_of(table, answers).named


def _asks(table: Table, name: str) -> Applies:
    return lambda answers, context: name in fields_of(table, answers).asked


def _home(table: Table, name: str) -> Applies:
    return lambda answers, context: (
        name in fields_of(table, answers).asked and answers.get("subcategory") not in _NO_HOME
    )


def _several(table: Table) -> Applies:
    return lambda answers, context: (
        "splittable" in fields_of(table, answers).details
        and answers.get("quantity") not in (None, 1, ENDLESS)
    )


def _timed(table: Table) -> Applies:
    return lambda answers, context: fields_of(table, answers).times


def _pictured(table: Table) -> Applies:
    return lambda answers, context: fields_of(table, answers).photos


PETS_THERE = ("welcome", "present", "no_others", "none")
PETS_WANTED = ("comes", "none_there", "both", "any")
_WIDGETS: Mapping[str, Widget] = {  # of the own fields, in the order in which they are asked
    "languages": Languages(LANGUAGES),
    "alone": Choice(_among("single", "group", "none")),
    "quantity": Number(1, 9999, endless=True),
    "splittable": Choice(_among(*_YES_NO)),
    "condition": Choice(_among("new", "good", "used", "repair")),
    "handover": Choice(_among("pickup", "brought", "either")),
    "child_seats": Number(0, 9),
    "beds": Number(0, 99),
    "ways": Several(_among("on_site", "phone", "video")),
    "regular": Choice(_among("regular", "once")),
    "ages": _SHORT,
    "level": _SHORT,
    "subject": _SHORT,
    "hours": _SHORT,
    "language_level": Choice(_among("none", "A1", "A2", "B1", "B2", "C1")),
    "tools": Choice(_among("own", "needed")),
    "size": _SHORT,
    "barrier_free": Choice(_among(*_YES_NO)),
    "demanded": Several(_among(*LANGUAGES)),
    "dates": Dates(),
    "period": Period(),
    "needed_by": Day(),
    "radius": Number(1, 200),
}


def _own_fields(table: Table) -> tuple[Step, ...]:
    """Own fields that may be left out: on the screen *Details*, or where a category is about them, asked by themselves."""
    own = {name for fields in table.values() for name in fields.named}
    return tuple(
        Step(
            name,
            widget,
            optional=True,
            applies=_several(table) if name == "splittable" else _names(table, name),
            panel="details",
            apart=_asks(table, name),
        )
        for name, widget in _WIDGETS.items()
        if name in own
    )


def _post(table: Table, kinds: Options, pets: tuple[str, ...], urgency: tuple[Step, ...]) -> tuple[Step, ...]:
    return (
        Step("category", Choice(_categories)),
        Step("subcategory", Choice(kinds), within="category"),
        Step("text", Text(TEXT_LIMIT)),
        *urgency,
        Step("persons", Number(1, 99), applies=_home(table, "persons")),
        Step("step_free", Choice(_among(*_YES_NO)), applies=_home(table, "step_free")),
        Step("pets", Choice(_among(*pets)), applies=_home(table, "pets")),
        *_own_fields(table),
        Step("details", Panel(), within="category"),
        Step("place", Place(_online(table)), optional=True),
        Step("times", Week(), optional=True, applies=_timed(table)),
        Step("photos", Photos(PHOTO_LIMIT), optional=True, applies=_pictured(table)),
    )


_URGENCY = Step("urgency", Choice(_among(*Urgency)), optional=True)
OFFER = Form("offer", _post(OFFERED, _subcategories, PETS_THERE, ()))
REQUEST = Form(
    "request",
    tuple(step for step in _post(WANTED, _whole_or_one, PETS_WANTED, (_URGENCY,)) if step.id != "photos"),
)
ORGANISATION = Form(
    "organisation",
    (
        Step("name", Text(NAME_LIMIT, one_line=True)),
        Step("about", Text(ABOUT_LIMIT), applies=_is_new),
        Step("town", Choice(_towns), applies=_several_towns),
        Step("contact", Text(CONTACT_LIMIT, one_line=True), applies=_is_new),
        Step("evidence", Text(EVIDENCE_LIMIT, one_line=True, link=True), optional=True, applies=_is_new),
    ),
)

FORMS: Mapping[str, Form] = {form.name: form for form in (OFFER, REQUEST, ORGANISATION)}
