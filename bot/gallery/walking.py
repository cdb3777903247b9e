"""Somebody fills in a form for the gallery: every question comes once open, and once with ticks where there are some."""

from collections.abc import Callable, Generator, Iterator, Mapping

from domain import forms
from domain.forms import PREVIEW, Form, Progress
from domain.inputs import Input, Picked, Pictured, Typed
from domain.pickers import DONE, Dates, Day, Languages, Number, Panel, Period, Photos, Several, Week
from domain.widgets import ONLINE, Choice, Context, Place, Text

FIRST_DAY, LAST_DAY = Picked("2026-12-01"), Picked("2026-12-18")
_PICKED: Mapping[str, str] = {  # where the first option is not the one to show
    "condition": "good",
    "urgency": "soon",
    "alone": "group",
    "goods": "clothing_children",
    "housing": "room",
    "language": "interpreting",
    "family": "play_group",
    "education": "tutoring",
    "leisure": "cooking",
    "skills": "bike_repair",
}
_ONLINE = ("education",)  # where the example needs no place
_GIVEN: Mapping[type, tuple[Input, ...]] = {
    Place: (Picked("lusan"),),
    Panel: (Picked(DONE),),
    Number: (Picked("4"),),
    Languages: (Picked("uk"), Picked("de"), Picked("de")),
    Week: (Picked("1morning"), Picked("3afternoon"), Picked("3evening")),
    Day: (LAST_DAY,),
    Dates: (FIRST_DAY, LAST_DAY),
    Period: (FIRST_DAY, LAST_DAY),
    Photos: (Pictured("AgAC1", 1), Pictured("AgAC2", 2)),
}

Words = Callable[[str], str]  # what is typed at a step
Station = tuple[str, Progress]  # a title, and where one stands


class Walk:
    """One way through a form. `words` are typed where own words are wanted, `category` is chosen."""

    def __init__(self, form: Form, context: Context, words: Words, category: str = "") -> None:
        self._form, self._context, self._words, self._category = form, context, words, category

    def stations(self) -> Iterator[Station]:
        """Every question up to the preview; of a screen with several the single ones, too."""
        at = forms.start(self._form, self._context)
        while at.step != PREVIEW:
            yield at.step, at
            panel = at.step
            while field := self._open(at):
                at = forms.change(self._form, at, field, self._context)
                yield field, at
                at = yield from self._answered(at)
            if panel == at.step and len(self._fields(at)):
                yield f"{panel}, answered", at
            at = yield from self._answered(at)
        yield PREVIEW, at

    def end(self) -> Progress:
        """At the preview, with everything answered."""
        return list(self.stations())[-1][1]

    def _fields(self, at: Progress) -> tuple[str, ...]:
        fields = forms.panel(self._form, at.step, at.answers, self._context)
        return tuple(step.id for step in fields)

    def _open(self, at: Progress) -> str | None:
        return next((field for field in self._fields(at) if field not in at.answers), None)

    def _answered(self, at: Progress) -> Generator[Station, None, Progress]:
        here = at.step
        for given in self._given(at):
            at = forms.answer(self._form, at, given, self._context)
        if at.step == here:
            yield f"{here}, answered", at
            at = forms.keep(self._form, at, self._context)
        return at

    def _given(self, at: Progress) -> tuple[Input, ...]:
        widget = self._form.step(at.step).widget
        if isinstance(widget, Text):
            return (Typed(self._words(at.step), 1),)
        if isinstance(widget, Place) and self._category in _ONLINE and widget.online(at.answers):
            return (Picked(ONLINE),)
        if isinstance(widget, Choice | Several):
            return self._picked(at, widget.options(at.answers, self._context))
        return _GIVEN[type(widget)]

    def _picked(self, at: Progress, options: tuple[str, ...]) -> tuple[Input, ...]:
        liked = (self._category, _PICKED.get(self._category, ""), _PICKED.get(at.step, ""))
        widget = self._form.step(at.step).widget
        count = 2 if isinstance(widget, Several) else 1
        chosen = [one for one in liked if one in options] or list(options[:count])
        return tuple(map(Picked, chosen[:count]))
