"""How answers read: on buttons, in the list of answers, on a question that has been answered before."""

from collections.abc import Callable, Mapping
from datetime import date
from html import unescape
from typing import Any

from domain.described import details_of
from domain.drafts import Scene
from domain.pickers import ENDLESS
from domain.questions import WHOLE_CATEGORY
from domain.towns import Town
from domain.widgets import ONLINE
from views.details import days, language, times, value_words
from views.i18n import Translator
from views.places import online_in, place
from views.questions import Asked, asked
from views.screen import safe
from views.taxonomy import category_label, subcategory_name


def question_of(tr: Translator, scene: Scene, step: str) -> Asked:
    """The words of a question of this draft."""
    return asked(tr, scene.draft.form, step, scene.draft.progress.answers.get("category"))


def option_label(tr: Translator, scene: Scene, step: str, value: str) -> str:
    """The label of a button. Plain text."""
    if step == "category":
        return category_label(tr, value)
    if step == "subcategory":
        whole = value == WHOLE_CATEGORY
        return subcategory_name(tr, scene.draft.progress.answers["category"], None if whole else value)
    if step == "town":
        return next(town.name for town in scene.context.towns if town.slug == value)
    if step == "demanded":
        return tr.language_name(value)
    if step != "place":
        return value_words(tr, step, value)
    district = scene.context.town.district(value) if scene.context.town else None
    return district.name if district else value


def answer_words(tr: Translator, scene: Scene, step: str) -> str:
    """An answer in words; a dash where the question was left out. HTML."""
    value: Any = scene.draft.progress.answers.get(step)
    if value is None:
        return "–"
    if step == "place":
        return answered_place(tr, scene.context.town, value)
    if step in _WORDED:
        return _WORDED[step](tr, value)
    return safe(value if step in _OWN_WORDS else option_label(tr, scene, step, value))


def plain(html: str) -> str:
    """Our own HTML on a button."""
    return unescape(html)


_OWN_WORDS = ("text", "name", "about", "contact", "evidence", "ages", "level", "subject", "hours", "size")


def _day(written: str) -> date:
    return date.fromisoformat(written)


def _languages(tr: Translator, value: list[dict[str, Any]]) -> str:
    return tr.list([language(tr, one["code"], one["level"]) for one in value])


def _number(tr: Translator, value: int | str) -> str:
    return tr._("As many as needed") if value == ENDLESS else tr.number(int(value))


def _times(tr: Translator, value: Any) -> str:
    return times(tr, details_of({"times": value}).availability)


def _period(tr: Translator, value: Any) -> str:
    return days(tr, details_of({"period": value}).availability)


_WORDED: Mapping[str, Callable[[Translator, Any], str]] = {
    **dict.fromkeys(("quantity", "child_seats", "persons", "beds"), _number),
    **dict.fromkeys(("languages",), _languages),
    "radius": lambda tr, value: tr._("{count} km").format(count=tr.number(value)),
    "demanded": lambda tr, value: tr.list([tr.language_name(code) for code in value]),
    "ways": lambda tr, value: value_words(tr, "ways", value),
    "dates": lambda tr, value: ", ".join(tr.short_date(_day(one)) for one in value),
    "needed_by": lambda tr, value: tr.short_date(_day(value)),
    "period": _period,
    "times": _times,
    "photos": lambda tr, value: tr.n_("{count} photo", "{count} photos", len(value["ids"])).format(
        count=tr.number(len(value["ids"]))
    ),
    "details": lambda tr, value: "",
}


def answered_place(tr: Translator, town: Town | None, value: Mapping[str, Any] | None) -> str:
    """The answer to the question where. HTML."""
    if town is None:
        return "–"
    given = value or {}
    if given.get(ONLINE):
        return online_in(tr, town)
    return place(tr, town, given.get("district"), given.get("lat"), given.get("lon"))
