"""A group's settings: one message that edits itself. Every button names its goal, so that pressing twice changes nothing."""

from datetime import time

from domain.cadence import EVERY_DAY, QuietHours
from domain.groups import GroupSettings
from domain.organisations import Mode
from domain.taxonomy import TAXONOMY
from views import settings_pages as pages
from views.callbacks import GroupPress, LocalePress, SettingsPress
from views.i18n import LOCALES, Translator
from views.screen import Button, Row, Screen, grid, safe
from views.settings_pages import kilometres, span, tick
from views.start import LANGUAGE_NAMES
from views.taxonomy import category_label, category_name, subcategory_name

SEPARATOR = "/"
WHOLE = "*"


def kind_value(category: str, subcategory: str | None) -> str:
    """A kind as a button carries it."""
    return f"{category}{SEPARATOR}{subcategory or WHOLE}"


def kind_of(value: str) -> tuple[str, str | None]:
    """The kind that a button carries: a claim like all of them."""
    category, _, subcategory = value.partition(SEPARATOR)
    return category, None if subcategory in ("", WHOLE) else subcategory


def overview(tr: Translator, facts: GroupSettings, usual: QuietHours) -> Screen:
    """All settings: a tick stands before what is chosen. `usual`: the operator's quiet hours."""
    text = tr._(
        "<b>Settings of {name}</b>\n\nTick what this group wants to hear of. What is there already comes with the next"
        " digest. {how}"
    ).format(name=safe(facts.name), how=_how(tr, facts))
    categories = tuple(_category(tr, facts, category) for category in TAXONOMY)
    return Screen(text, (*grid(categories), *_rest(tr, facts, usual)))


def categories(tr: Translator, facts: GroupSettings) -> Screen:
    """Which category to choose parts of."""
    buttons = tuple(
        Button(category_label(tr, category), SettingsPress("open", category).pack()) for category in TAXONOMY
    )
    return Screen(tr._("Of which category do you want only parts?"), (*grid(buttons), pages.back(tr)))


def parts(tr: Translator, facts: GroupSettings, category: str) -> Screen:
    """A category, whole or in parts."""
    chosen = facts.parts(category)
    whole = _toggle(tr._("All of it"), facts.whole(category), kind_value(category, None), "part")
    some = tuple(
        _toggle(subcategory_name(tr, category, part), part in chosen, kind_value(category, part), "part")
        for part in TAXONOMY[category].subcategories
    )
    title = tr._("<b>{category}</b>: all of it, or only parts?").format(category=category_label(tr, category))
    return Screen(title, ((whole,), *grid(some), pages.back(tr, "parts")))


def languages(tr: Translator, *, back: bool) -> Screen:
    """The language of a group; `back` leads to its settings, if it has some."""
    buttons = tuple(
        Button(tick(code == tr.locale) + LANGUAGE_NAMES[code], LocalePress(code).pack()) for code in LOCALES
    )
    return Screen(
        tr._("Which language do you want in this group?"), (buttons, *((pages.back(tr),) if back else ()))
    )


def _how(tr: Translator, facts: GroupSettings) -> str:
    match facts.mode:
        case Mode.AT_ONCE:
            text = tr.n_(
                "New posts come at once, at most {count} a day; what is above that comes as a digest at {time}.",
                "New posts come at once, at most {count} a day; what is above that comes as a digest at {time}.",
                facts.max_items,
            )
        case Mode.WEEKLY:
            text = tr.n_(
                "New posts come once a week, on {days} at {time}, at most {count}.",
                "New posts come once a week, on {days} at {time}, at most {count}.",
                facts.max_items,
            )
        case _ if facts.weekdays == EVERY_DAY:
            text = tr.n_(
                "New posts come once a day at {time}, at most {count}.",
                "New posts come once a day at {time}, at most {count}.",
                facts.max_items,
            )
        case _:
            text = tr.n_(
                "New posts come on {days} at {time}, at most {count}.",
                "New posts come on {days} at {time}, at most {count}.",
                facts.max_items,
            )
    days = tr.list([tr.weekday(day) for day in tr.week() if day in facts.weekdays])
    return text.format(count=tr.number(facts.max_items), time=tr.time(time(facts.hour)), days=days)


def _category(tr: Translator, facts: GroupSettings, category: str) -> Button:
    chosen = len(facts.parts(category))
    if facts.whole(category) or not chosen:
        return _toggle(category_name(tr, category), facts.whole(category), kind_value(category, None))
    label = tr.n_("{category}: {count} part", "{category}: {count} parts", chosen)
    label = label.format(category=category_name(tr, category), count=tr.number(chosen))
    return Button("◾ " + label, SettingsPress("open", category).pack())


def _rest(tr: Translator, facts: GroupSettings, usual: QuietHours) -> tuple[Row, ...]:
    needs = Button(
        tick(facts.show_needs) + tr._("Also show what others need"),
        SettingsPress("needs", "hide" if facts.show_needs else "show").pack(),
    )
    return (
        (Button(tr._("Choose parts of a category"), SettingsPress("parts").pack()),),
        (_mode(tr, facts, Mode.AT_ONCE, tr._("At once")),),
        (
            _mode(tr, facts, Mode.DAILY, tr._("Daily digest")),
            _mode(tr, facts, Mode.WEEKLY, tr._("Weekly digest")),
        ),
        (
            Button("🕘 " + tr._("Hour: {time}").format(time=tr.time(time(facts.hour))), _page("hours")),
            Button("📅 " + tr._("Days: {days}").format(days=_days(tr, facts)), _page("days")),
        ),
        (
            Button("🌙 " + tr._("Quiet: {span}").format(span=span(tr, facts.quiet or usual)), _page("quiet")),
            Button(
                "🔢 " + tr._("At most {count}").format(count=tr.number(facts.max_items)), _page("at_most")
            ),
        ),
        (Button("📏 " + tr._("Distance: {distance}").format(distance=_reach(tr, facts)), _page("distance")),),
        (needs,),
        *(((Button("📌 " + tr._("Write in this topic"), _page("here")),),) if facts.elsewhere else ()),
        (
            Button("🌐 " + tr._("Language"), _page("language")),
            Button("👥 " + tr._("Add another group"), GroupPress("code").pack()),
        ),
    )


def _mode(tr: Translator, facts: GroupSettings, mode: Mode, label: str) -> Button:
    return Button(tick(facts.mode is mode) + label, SettingsPress("mode", mode).pack())


def _page(action: str) -> str:
    return SettingsPress(action).pack()


def _days(tr: Translator, facts: GroupSettings) -> str:
    if facts.weekdays == EVERY_DAY:
        return tr._("all")
    return " ".join(tr.weekday_short(day) for day in tr.week() if day in facts.weekdays)


def _reach(tr: Translator, facts: GroupSettings) -> str:
    return tr._("The whole town") if facts.radius_km is None else kilometres(tr, facts.radius_km)


def _toggle(label: str, chosen: bool, value: str, prefix: str = "kind") -> Button:
    action = f"{prefix}_off" if chosen else f"{prefix}_on"
    return Button(tick(chosen) + label, SettingsPress(action, value).pack())
