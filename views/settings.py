"""A group's settings: one message that edits itself. Every button names its goal, so that pressing twice changes nothing."""

from datetime import time

from domain.groups import GroupSettings
from domain.organisations import Mode
from domain.taxonomy import TAXONOMY
from views.callbacks import GroupPress, LocalePress, SettingsPress
from views.i18n import LOCALES, Translator
from views.screen import Button, Row, Screen, grid, safe
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


def overview(tr: Translator, facts: GroupSettings) -> Screen:
    """All settings: a tick stands before what is chosen."""
    text = tr._(
        "<b>Settings of {name}</b>\n\nTick what this group wants to hear of. What is there already comes with the next"
        " digest. {how}"
    ).format(name=safe(facts.name), how=_how(tr, facts))
    categories = tuple(_category(tr, facts, category) for category in TAXONOMY)
    return Screen(text, (*grid(categories), *_rest(tr, facts)))


def categories(tr: Translator, facts: GroupSettings) -> Screen:
    """Which category to choose parts of."""
    buttons = tuple(
        Button(category_label(tr, category), SettingsPress("open", category).pack()) for category in TAXONOMY
    )
    return Screen(tr._("Of which category do you want only parts?"), (*grid(buttons), _back(tr)))


def parts(tr: Translator, facts: GroupSettings, category: str) -> Screen:
    """A category, whole or in parts."""
    chosen = facts.parts(category)
    whole = _toggle(tr._("All of it"), facts.whole(category), kind_value(category, None), "part")
    some = tuple(
        _toggle(subcategory_name(tr, category, part), part in chosen, kind_value(category, part), "part")
        for part in TAXONOMY[category].subcategories
    )
    title = tr._("<b>{category}</b>: all of it, or only parts?").format(category=category_label(tr, category))
    return Screen(title, ((whole,), *grid(some), _back(tr, "parts")))


def hours(tr: Translator, facts: GroupSettings) -> Screen:
    """The hour of the digest, on the town's clocks."""
    buttons = tuple(
        Button(_tick(hour == facts.hour) + tr.time(time(hour)), SettingsPress("hour", str(hour)).pack())
        for hour in range(24)
    )
    text = tr._("At which hour do you want the daily digest? Times of {town}.")
    return Screen(text.format(town=safe(facts.town.name)), (*grid(buttons, 4), _back(tr)))


def languages(tr: Translator, *, back: bool) -> Screen:
    """The language of a group; `back` leads to its settings, if it has some."""
    buttons = tuple(
        Button(_tick(code == tr.locale) + LANGUAGE_NAMES[code], LocalePress(code).pack()) for code in LOCALES
    )
    return Screen(
        tr._("Which language do you want in this group?"), (buttons, *((_back(tr),) if back else ()))
    )


def _how(tr: Translator, facts: GroupSettings) -> str:
    at = tr.time(time(facts.hour))
    if facts.mode is Mode.AT_ONCE:
        text = tr.n_(
            "New posts come at once, at most {count} a day; what is above that comes as a digest at {time}.",
            "New posts come at once, at most {count} a day; what is above that comes as a digest at {time}.",
            facts.max_items,
        )
    else:
        text = tr.n_(
            "New posts come once a day at {time}, at most {count}.",
            "New posts come once a day at {time}, at most {count}.",
            facts.max_items,
        )
    return text.format(count=tr.number(facts.max_items), time=at)


def _category(tr: Translator, facts: GroupSettings, category: str) -> Button:
    chosen = len(facts.parts(category))
    if facts.whole(category) or not chosen:
        return _toggle(category_name(tr, category), facts.whole(category), kind_value(category, None))
    label = tr.n_("{category}: {count} part", "{category}: {count} parts", chosen)
    label = label.format(category=category_name(tr, category), count=tr.number(chosen))
    return Button("◾ " + label, SettingsPress("open", category).pack())


def _rest(tr: Translator, facts: GroupSettings) -> tuple[Row, ...]:
    at_once = facts.mode is Mode.AT_ONCE
    needs = "hide" if facts.show_needs else "show"
    return (
        (Button(tr._("Choose parts of a category"), SettingsPress("parts").pack()),),
        (
            Button(_tick(at_once) + tr._("At once"), SettingsPress("mode", Mode.AT_ONCE).pack()),
            Button(_tick(not at_once) + tr._("Daily digest"), SettingsPress("mode", Mode.DAILY).pack()),
        ),
        (
            Button(
                "🕘 " + tr._("Hour: {time}").format(time=tr.time(time(facts.hour))),
                SettingsPress("hours").pack(),
            ),
        ),
        (
            Button(
                _tick(facts.show_needs) + tr._("Also show what others need"),
                SettingsPress("needs", needs).pack(),
            ),
        ),
        (
            Button("🌐 " + tr._("Language"), SettingsPress("language").pack()),
            Button("👥 " + tr._("Add another group"), GroupPress("code").pack()),
        ),
    )


def _toggle(label: str, chosen: bool, value: str, prefix: str = "kind") -> Button:
    action = f"{prefix}_off" if chosen else f"{prefix}_on"
    return Button(_tick(chosen) + label, SettingsPress(action, value).pack())


def _tick(chosen: bool) -> str:
    return "✓ " if chosen else ""


def _back(tr: Translator, action: str = "overview") -> Row:
    return (Button(tr._("Back"), SettingsPress(action).pack()),)
