"""The buttons of each kind of question: options, ticks, a week, a month, numbers."""

import calendar
from collections.abc import Callable
from datetime import date
from typing import Any

from domain.details import PARTS
from domain.drafts import Scene
from domain.forms import Move, panel
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
from domain.widgets import ONLINE, Choice, Place
from views.answers import answer_words, option_label, plain, question_of
from views.callbacks import DraftPress
from views.details import PART_NAMES, language
from views.i18n import Translator
from views.paging import page_row, slice_of
from views.posts import shortened
from views.screen import Button, Row, flow, grid

NUMBERS = (1, 2, 3, 4, 5, 6, 8, 10, 20, 50)
FIELD_SHOWN = 40  # characters of a field and its answer on a button
SIGNS = "📅🕒📍💻 "  # before an answer, not needed behind its name
MONTHS = 24  # how far a calendar can be turned
TICK = "✅ "
BLANK = "·"  # a square of a calendar that is no choice


def press(scene: Scene, action: str, value: str = "") -> str:
    """Callback data for a button of what is shown now."""
    return DraftPress(scene.draft.nonce, action, value).pack()


def pick(scene: Scene, value: str) -> str:
    """Callback data that answers the present question."""
    return press(scene, Move.PICK, value)


def rows(tr: Translator, scene: Scene) -> tuple[Row, ...]:
    """The buttons that answer the present question."""
    widget = scene.form.step(scene.draft.progress.step).widget
    draw = _DRAWN.get(type(widget))
    return draw(tr, scene, widget) if draw else ()


def _value(scene: Scene) -> Any:
    progress = scene.draft.progress
    return progress.answers.get(progress.step)


def _paged(
    tr: Translator, scene: Scene, values: tuple[str, ...], label: Callable[[str], str]
) -> tuple[Row, ...]:
    shown, page, pages = slice_of(values, scene.draft.progress.page)
    buttons = tuple(Button(label(value), pick(scene, value)) for value in shown)
    return (*flow(buttons), *page_row(tr, page, pages, lambda number: press(scene, Move.PAGE, str(number))))


def _choice(tr: Translator, scene: Scene, widget: Choice) -> tuple[Row, ...]:
    progress = scene.draft.progress
    values = widget.options(progress.answers, scene.context)
    return _paged(tr, scene, values, lambda value: option_label(tr, scene, progress.step, value))


def _several(tr: Translator, scene: Scene, widget: Several) -> tuple[Row, ...]:
    progress, ticked = scene.draft.progress, _value(scene) or ()
    values = widget.options(progress.answers, scene.context)
    label = option_label
    return _paged(
        tr, scene, values, lambda one: (TICK if one in ticked else "") + label(tr, scene, progress.step, one)
    )


def _languages(tr: Translator, scene: Scene, widget: Languages) -> tuple[Row, ...]:
    chosen = {one["code"]: one["level"] for one in _value(scene) or ()}

    def label(code: str) -> str:
        return (TICK if code in chosen else "") + language(tr, code, chosen.get(code))

    return _paged(tr, scene, widget.codes, label)


def _place(tr: Translator, scene: Scene, widget: Place) -> tuple[Row, ...]:
    progress, town = scene.draft.progress, scene.context.town
    parts = tuple(part.code for part in town.districts) if town else ()
    buttons = _paged(tr, scene, parts, lambda code: option_label(tr, scene, progress.step, code))
    locate = (Button("📍 " + tr._("Share my location"), press(scene, "locate")),)
    online = (
        ((Button("💻 " + tr._("Online"), pick(scene, ONLINE)),),) if widget.online(progress.answers) else ()
    )
    return (*buttons, *online, locate)


def _number(tr: Translator, scene: Scene, widget: Number) -> tuple[Row, ...]:
    numbers = tuple(n for n in (0, *NUMBERS) if widget.low <= n <= widget.high)
    buttons = tuple(Button(tr.number(number), pick(scene, str(number))) for number in numbers)
    endless = ((Button(tr._("As many as needed"), pick(scene, ENDLESS)),),) if widget.endless else ()
    return (*grid(buttons, 5), *endless)


def _week(tr: Translator, scene: Scene, widget: Week) -> tuple[Row, ...]:
    chosen = {(day, part) for day, part in _value(scene) or ()} if _value(scene) != ALWAYS else set()
    always = (Button(tr._("At any time"), pick(scene, ALWAYS)),)
    return (always, *(_weekday(tr, scene, day, chosen) for day in tr.week()))


def _weekday(tr: Translator, scene: Scene, day: int, chosen: set[Any]) -> Row:
    """The day, which ticks all of it, and its three parts."""
    parts = tuple(
        Button(("✅" if (day, part) in chosen else "") + tr._(PART_NAMES[part]), pick(scene, f"{day}{part}"))
        for part in PARTS
    )
    return (Button(tr.weekday_short(day), pick(scene, str(day))), *parts)


def _month(tr: Translator, scene: Scene, widget: Any) -> tuple[Row, ...]:
    today, page = scene.context.today, min(scene.draft.progress.page, MONTHS - 1)
    shown = _month_after(today, page)
    month, weeks = shown.month, calendar.Calendar(tr.week()[0]).monthdatescalendar(shown.year, shown.month)
    chosen = _chosen_days(_value(scene))
    head = (Button(tr.month(shown), pick(scene, NO_DAY)),)
    names = tuple(Button(tr.weekday_short(day), pick(scene, NO_DAY)) for day in tr.week())
    drawn = tuple(
        tuple(_square(scene, day, day.month == month and day >= today, chosen) for day in week)
        for week in weeks
        if any(day.month == month and day >= today for day in week)
    )
    return (head, names, *drawn, _other_months(tr, scene, today, page))


def _month_after(today: date, months: int) -> date:
    """The first day of the month so many months after today's."""
    index = today.year * 12 + today.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def _other_months(tr: Translator, scene: Scene, today: date, page: int) -> Row:
    """To the month before and the next one."""
    row = []
    if page > 0:
        before = "◀️ " + tr.month(_month_after(today, page - 1))
        row.append(Button(before, press(scene, Move.PAGE, str(page - 1))))
    if page < MONTHS - 1:
        after = tr.month(_month_after(today, page + 1)) + " ▶️"
        row.append(Button(after, press(scene, Move.PAGE, str(page + 1))))
    return tuple(row)


def _square(scene: Scene, day: date, free: bool, chosen: tuple[str, str, frozenset[str]]) -> Button:
    if not free:
        return Button(BLANK, pick(scene, NO_DAY))
    first, last, single = chosen
    ticked = day.isoformat() in single or first <= day.isoformat() <= last
    return Button(f"✅{day.day}" if ticked else str(day.day), pick(scene, day.isoformat()))


def _chosen_days(value: Any) -> tuple[str, str, frozenset[str]]:
    """First and last day of a period, and single days, as ISO dates."""
    if isinstance(value, dict):
        return value["from"], value["until"] or value["from"], frozenset()
    single = [value] if isinstance(value, str) else value or ()
    return "9", "0", frozenset(single)


def _panel(tr: Translator, scene: Scene, widget: Panel) -> tuple[Row, ...]:
    progress = scene.draft.progress
    fields = tuple(
        Button(_field(tr, scene, step.id), press(scene, Move.CHANGE, step.id))
        for step in panel(scene.form, progress.step, progress.answers, scene.context)
    )
    return (*flow(fields), (Button(tr._("Continue"), pick(scene, DONE)),))


def _field(tr: Translator, scene: Scene, step: str) -> str:
    name = question_of(tr, scene, step).name
    if scene.draft.progress.answers.get(step) is None:
        return name
    answer = plain(answer_words(tr, scene, step)).lstrip(SIGNS)
    return shortened(f"{TICK}{name}: {answer}", FIELD_SHOWN)


def _photos(tr: Translator, scene: Scene, widget: Photos) -> tuple[Row, ...]:
    return ((Button(tr._("Remove the photos"), pick(scene, "none")),),) if _value(scene) else ()


_DRAWN: dict[type, Callable[[Translator, Scene, Any], tuple[Row, ...]]] = {
    Choice: _choice,
    Several: _several,
    Languages: _languages,
    Place: _place,
    Number: _number,
    Week: _week,
    Day: _month,
    Dates: _month,
    Period: _month,
    Panel: _panel,
    Photos: _photos,
}
STAYS = (Several, Languages, Week, Dates, Period, Photos)  # left with *Continue*
