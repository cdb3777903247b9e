"""The main menu of the private chat, and what lies behind *Settings*, *Privacy* and *Help*."""

from domain.people import CONSENT_VERSION, Person
from domain.towns import Town
from views.callbacks import LocalePress, MenuPress, TownPress
from views.i18n import LOCALES, Translator
from views.paging import page_row, slice_of
from views.screen import Button, Row, Screen, grid, safe
from views.start import LANGUAGE_NAMES, notice_text


def item(label: str, name: str, sign: str = "") -> Button:
    """A button that leads to an item of the menu."""
    return Button(f"{sign} {label}".strip(), MenuPress(name).pack())


def menu_row(tr: Translator) -> Row:
    """The way back to the menu."""
    return (item(tr._("Menu"), "menu"),)


def not_understood(tr: Translator) -> str:
    """For a message that nothing here waits for. Plain text."""
    return tr._("I do not wait for a message just now. Please press a button.")


def menu(tr: Translator, person: Person, town: Town | None, said: str = "") -> Screen:
    """The main menu; `said` (plain text) stands above it."""
    hello = tr._("Hello {name}. What would you like to do?").format(name=safe(person.first_name))
    where = tr._("Your town: {town}").format(town=safe(town.name)) if town else tr._("You have no town yet.")
    text = "\n\n".join(filter(None, (safe(said), hello, where)))
    return Screen(text, _menu_rows(tr))


def _menu_rows(tr: Translator) -> tuple[Row, ...]:
    return (
        (item(tr._("Offer help"), "offer", "🤝"),),
        (item(tr._("My offers"), "my", "📋"), item(tr._("What is needed"), "needs", "🔎")),
        (item(tr._("Settings"), "settings", "⚙️"), item(tr._("Privacy"), "privacy", "🔒")),
        (item(tr._("Help"), "help", "❓"),),
    )


def languages(tr: Translator) -> Screen:
    """The languages to choose from, each in its own words."""
    buttons = tuple(Button(LANGUAGE_NAMES[code], LocalePress(code).pack()) for code in LOCALES)
    return Screen(tr._("Which language shall I speak with you?"), grid(buttons))


def towns(tr: Translator, choice: tuple[Town, ...], page: int = 0, said: str = "") -> Screen:
    """The towns to choose from; `said` (plain text) stands above them."""
    shown, page, pages = slice_of(choice, page)
    buttons = tuple(Button(town.name, TownPress(town.slug).pack()) for town in shown)
    paging = page_row(tr, page, pages, lambda number: MenuPress("town", number).pack())
    text = tr._("Where would you like to help? Please choose your town.")
    return Screen("\n\n".join(filter(None, (safe(said), text))), (*grid(buttons), *paging))


def privacy(tr: Translator, town: Town | None) -> Screen:
    """The notice again."""
    version = tr._("You agreed to this notice (version {version}).").format(version=CONSENT_VERSION)
    return Screen(f"{notice_text(tr, town)}\n\n{version}{donations(town)}", (menu_row(tr),))


def help_(tr: Translator, town: Town | None) -> Screen:
    """What the bot does and which commands there are."""
    lines = (
        tr._("<b>How it works</b>"),
        tr._(
            "You say what you can give. A moderator of the town reads it. Then organisations with a matching need"
            " hear of it."
        ),
        "\n".join(
            (
                tr._("/offer – offer help"),
                tr._("/my – my offers"),
                tr._("/needs – what is needed"),
                tr._("/language – change the language"),
                tr._("/privacy – what is stored, and who is responsible"),
                tr._("/cancel – stop what you are writing"),
                tr._("/start – the menu"),
            )
        ),
        tr._("If you picked something by mistake, press Back. What you wrote stays until you cancel."),
    )
    return Screen("\n\n".join(lines) + donations(town), (menu_row(tr),))


def donations(town: Town | None) -> str:
    """The town's own words about giving money, which is not mediated here. HTML."""
    return "\n\n" + safe(town.donation_text.strip()) if town and town.donation_text.strip() else ""
