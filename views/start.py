"""The first screens: the privacy notice with *Agree*, and a conversation that was left open."""

from domain.drafts import KEPT_FOR, Scene
from domain.people import CONSENT_VERSION
from domain.towns import Town
from views.callbacks import ConsentPress, DraftPress, LocalePress
from views.i18n import LOCALES, N_, Translator
from views.screen import Button, Screen, safe

LANGUAGE_NAMES = {"de": "Deutsch", "en": "English"}
_UNFINISHED = {
    "offer": N_("You have an offer that is not sent yet."),
    "request": N_("You have a request that is not sent yet."),
    "organisation": N_("You have a registration that is not sent yet."),
}


def notice(tr: Translator, first_name: str, town: Town | None) -> Screen:
    """Greets, says what is stored and by whom, and asks for consent; the language can be changed right here."""
    hello = tr._("Hello {name}, I am Handreich. I bring help to where it is needed.").format(
        name=safe(first_name)
    )
    ask = tr._("Do you agree? Then we can begin.")
    agree = Button(tr._("Agree"), ConsentPress(CONSENT_VERSION).pack(), style="success")
    others = tuple(
        Button(LANGUAGE_NAMES[code], LocalePress(code).pack()) for code in LOCALES if code != tr.locale
    )
    return Screen(f"{hello}\n\n{notice_text(tr, town)}\n\n{ask}", ((agree,), others))


def notice_text(tr: Translator, town: Town | None) -> str:
    """The privacy notice. HTML."""
    return "\n\n".join(
        (
            tr._("<b>Privacy</b>"),
            tr._(
                "Stored are: your Telegram id, your first name, your language, your town, what you offer, and when"
                " you agreed. Not stored are: your phone number, your user name and your picture."
            ),
            tr._(
                "Moderators of the town read what you write before anybody else sees it. After that organisations see"
                " your text and your district. They see your contact only if you say yes."
            ),
            _responsible(tr, town),
        )
    )


def _responsible(tr: Translator, town: Town | None) -> str:
    if town is None:
        return tr._("Responsible is the town that you choose. /privacy names it then.")
    by = tr._("Responsible: {controller}").format(controller=safe(town.controller.strip() or town.name))
    if not (contact := town.privacy_contact.strip()):
        return by
    return by + "\n" + tr._("Contact for data protection: {contact}").format(contact=safe(contact))


def unfinished(tr: Translator, scene: Scene, restart: str, said: str = "") -> Screen:
    """*Continue* or *Start over*; `restart` says what is started then, `said` (plain text) stands above."""
    nonce = scene.draft.nonce
    rows = (
        (
            Button(tr._("Continue"), DraftPress(nonce, "continue").pack(), style="primary"),
            Button(tr._("Start over"), DraftPress(nonce, "restart", restart).pack()),
        ),
    )
    asked = tr._("Would you like to go on with it?")
    kept = " ".join(filter(None, (tr._(_UNFINISHED[scene.draft.form]), _kept_until(tr, scene))))
    text = "\n\n".join(filter(None, (safe(said), kept, asked)))
    return Screen(text, rows)


def _kept_until(tr: Translator, scene: Scene) -> str:
    town, touched_at = scene.context.town, scene.draft.touched_at
    if town is None or touched_at is None:
        return ""
    until = (touched_at + KEPT_FOR).astimezone(town.zone).date()
    return tr._("I keep it until {day}.").format(day=tr.date(until))
