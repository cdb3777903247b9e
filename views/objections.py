"""*Not for us*: the reasons, and the change of settings that is proposed after the same one was given again and again."""

from collections.abc import Mapping

from domain.objections import Objection, Proposal
from domain.organisations import Mode
from views.callbacks import ObjectionPress, ProposalPress
from views.i18n import N_, Translator
from views.screen import Button, Row, Screen, grid, safe
from views.taxonomy import subcategory_name

REASONS: Mapping[Objection, str] = {
    Objection.TOO_FAR: N_("Too far"),
    Objection.WRONG_KIND: N_("Wrong kind"),
    Objection.NOT_NOW: N_("Not now"),
    Objection.COVERED: N_("Already covered"),
    Objection.LANGUAGE: N_("Language"),
}
_PROPOSALS: Mapping[str, str] = {
    "radius": N_(
        "Several offers were too far for you. Shall only what is within {km} km of you come from now on?"
    ),
    "mode": N_("Several offers came at the wrong time. Shall they come as a daily digest from now on?"),
    "weekly": N_("Several offers came at the wrong time. Shall they come as a weekly digest from now on?"),
    "unfollow": N_(
        "Several offers were of the wrong kind. Shall nothing of this kind come any more: {kind}?"
    ),
    "stop": N_(
        "Shall nothing more of this kind come for two weeks: {kind}? Volunteers read that before they write an offer."
    ),
}
_DONE: Mapping[str, str] = {
    "radius": N_("Done: only what is within {km} km comes now. /settings can change it."),
    "mode": N_("Done: what fits comes as a daily digest now. /settings can change it."),
    "weekly": N_("Done: what fits comes as a weekly digest now. /settings can change it."),
    "unfollow": N_("Done: nothing of this kind comes any more: {kind}. /settings can change it."),
    "stop": N_("Done: nothing of this kind comes for two weeks: {kind}. /requests can end that."),
}


def way_in(tr: Translator, alert_id: int) -> Button:
    """Not for us"""
    return Button("✖️ " + tr._("Not for us"), ObjectionPress("why", alert_id).pack())


def reasons(tr: Translator, alert_id: int) -> tuple[Row, ...]:
    """Why not?"""
    buttons = tuple(
        Button(tr._(name), ObjectionPress("because", alert_id, reason).pack())
        for reason, name in REASONS.items()
    )
    return (*grid(buttons), (Button(tr._("Back"), ObjectionPress("back", alert_id).pack()),))


def noted(tr: Translator, objection: Objection) -> str:
    """✖️ Not for us: too far. HTML."""
    return "✖️ " + tr._("Not for you: {reason}.").format(reason=tr._(REASONS[objection]))


def thanks(tr: Translator) -> str:
    """The reason was kept. Plain text."""
    return tr._("Noted. The offer goes to others.")


def proposed(tr: Translator, change: Proposal) -> Screen:
    """Asks for one exact change; an administrator accepts it with one press."""
    yes = ProposalPress(change.change, *change.kind, change.km or int(change.mode is Mode.WEEKLY))
    rows = ((Button(tr._("Yes, change that"), yes.pack(), style="primary"),),)
    return Screen("💡 " + _worded(tr, _PROPOSALS, change), rows)


def applied(tr: Translator, change: Proposal) -> Screen:
    """The change holds."""
    return Screen("✅ " + _worded(tr, _DONE, change))


def proposal_of(press: ProposalPress) -> Proposal:
    """What a button stands for: a claim, checked where it is applied."""
    mode = Mode.WEEKLY if press.change == "mode" and press.value else Mode.DAILY
    km = press.value if press.change == "radius" else 0
    return Proposal(press.change, (press.category, press.subcategory), km, mode)


def _worded(tr: Translator, texts: Mapping[str, str], change: Proposal) -> str:
    name = "weekly" if change.change == "mode" and change.mode is Mode.WEEKLY else change.change
    kind = safe(subcategory_name(tr, *change.kind)) if change.kind[1] else ""
    text = texts[name]
    return tr._(text).format(km=tr.number(change.km), kind=kind)
