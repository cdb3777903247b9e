"""*Settings* of the private chat: language, town, the name that others see, the needs a volunteer follows."""

from domain.people import NAME_LIMIT, Moved, Preferences
from domain.taxonomy import TAXONOMY
from domain.towns import Town
from views.callbacks import PreferencePress
from views.i18n import Translator
from views.menu import item, menu_row
from views.screen import Button, Screen, grid, safe
from views.settings_pages import tick
from views.start import LANGUAGE_NAMES
from views.taxonomy import category_label, category_name


def settings(tr: Translator, facts: Preferences, said: str = "") -> Screen:
    """Everything a person can set; `said` (plain text) stands above."""
    lines = (
        tr._("Language: {language}").format(language=LANGUAGE_NAMES[tr.locale]),
        tr._("Town: {town}").format(town=safe(facts.town.name) if facts.town else "–"),
        tr._("Name that others see: {name}").format(name=safe(facts.person.first_name)),
        tr._("Needs I follow: {kinds}").format(kinds=_followed(tr, facts)),
    )
    rows = (
        (item(tr._("Language"), "language", "🌐"), item(tr._("Town"), "town", "📍")),
        (
            Button("👤 " + tr._("Name"), PreferencePress("name").pack()),
            item(tr._("Needs I follow"), "follows", "⭐"),
        ),
        menu_row(tr),
    )
    parts = (safe(said), f"<b>{tr._('Settings')}</b>", "\n".join(lines))
    return Screen("\n\n".join(filter(None, parts)), rows)


def _followed(tr: Translator, facts: Preferences) -> str:
    names = [category_name(tr, category) for category in TAXONOMY if category in facts.follows]
    return tr.list(names) if names else "–"


def follows(tr: Translator, facts: Preferences) -> Screen:
    """The categories, with a tick before those that are followed."""
    text = tr._(
        "Tick what you would like to help with. I tell you when something new is needed there, and What is needed shows it"
        " with one press."
    )
    boxes = tuple(_box(tr, category, category in facts.follows) for category in TAXONOMY)
    back = (item(tr._("Back"), "settings"),)
    return Screen(f"<b>{tr._('Needs I follow')}</b>\n\n{text}", (*grid(boxes), back))


def _box(tr: Translator, category: str, followed: bool) -> Button:
    press = PreferencePress("unfollow" if followed else "follow", category)
    return Button(tick(followed) + category_label(tr, category), press.pack())


def name_wanted(tr: Translator, facts: Preferences, said: str = "") -> Screen:
    """Asks for the name; `said` (plain text) stands above."""
    now = tr._("Others see you as {name}.").format(name=f"<b>{safe(facts.person.first_name)}</b>")
    ask = tr._(
        "✍️ Which name shall they see? Please send it as a message, {limit} characters at most. A first name is enough."
    ).format(limit=tr.number(NAME_LIMIT))
    back = Button(tr._("Back"), PreferencePress("keep").pack())
    return Screen("\n\n".join(filter(None, (safe(said), now, ask))), ((back,),))


def renamed(tr: Translator) -> str:
    """The name is another one. Plain text."""
    return tr._("Thank you. That is the name others see from now on.")


def moved(tr: Translator, town: Town, moved: Moved) -> str:
    """Another town, and what stays in the one before. Plain text."""
    said = tr._("Your town is {town} now.").format(town=town.name)
    if not moved.staying:
        return said
    stays = tr.n_(
        "Your open offer stays in {left}, where its moderators read it. To offer it in {town}, withdraw it under My offers"
        " and send it anew.",
        "Your {count} open offers stay in {left}, where its moderators read them. To offer them in {town}, withdraw them"
        " under My offers and send them anew.",
        moved.staying,
    )
    words = stays.format(left=moved.left.name, town=town.name, count=tr.number(moved.staying))
    return f"{said} {words}"
