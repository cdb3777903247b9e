"""A question of the moderators: what its author sees and answers, and what the moderators hear of that."""

from collections.abc import Mapping

from domain.asking import ANSWER_LIMIT, About, Answered, Asked, QuestionState
from views.callbacks import AnswerPress
from views.i18n import N_, Translator
from views.menu import menu_row
from views.screen import Button, Row, Screen, safe

_HEAD: Mapping[About, str] = {
    About.OFFER: N_("❓ The moderators of {town} have a question about your offer {number} ({name}):"),
    About.REQUEST: N_("❓ The moderators of {town} have a question about your request {number} ({name}):"),
    About.ORGANISATION: N_("❓ The moderators of {town} have a question about the organisation {name}:"),
}
_LAPSED: Mapping[About, str] = {
    About.OFFER: N_(
        "⌛ Nobody answered the question about your offer {number} ({name}) within 14 days, so it is not looked at any more."
        " /my shows your offers, /offer begins a new one."
    ),
    About.REQUEST: N_(
        "⌛ Nobody answered the question about your request {number} ({name}) within 14 days, so it is not looked at any"
        " more. In your group /requests shows your requests, /request begins a new one."
    ),
    About.ORGANISATION: N_(
        "⌛ Nobody answered the question about the organisation {name} within 14 days, so the application is closed. An"
        " administrator can register the group again: /help in the group."
    ),
}


def question(tr: Translator, facts: Asked) -> Screen:
    """The question, and how to answer it."""
    head, words = _worded(tr, _HEAD[facts.about], facts), f"<i>{safe(facts.words)}</i>"
    if facts.state is QuestionState.ANSWERED:
        return Screen(
            "\n\n".join((head, words, tr._("✅ You have answered. The moderators look at it again.")))
        )
    if facts.state is QuestionState.OVER:
        return Screen("\n\n".join((head, words, tr._("This question needs no answer any more."))))
    until = tr._("Please answer by {time}; until then it is kept and not shown.").format(
        time=tr.datetime(facts.until, facts.town.zone)
    )
    return Screen(f"{head}\n\n{words}\n\n{until}", _ways(tr, facts))


def prompt(tr: Translator, facts: Asked, said: str = "") -> Screen:
    """The answer is awaited; `said` (plain text) stands above."""
    if facts.state is not QuestionState.OPEN:
        return question(tr, facts)
    please = tr._("✍️ Please write your answer now as a message, {limit} characters at most.").format(
        limit=tr.number(ANSWER_LIMIT)
    )
    head = _worded(tr, _HEAD[facts.about], facts)
    back = Button(tr._("Back"), AnswerPress("back", facts.decision_id).pack())
    parts = (safe(said), head, f"<i>{safe(facts.words)}</i>", please)
    return Screen("\n\n".join(filter(None, parts)), ((back,),))


def thanks(tr: Translator, facts: Asked) -> Screen:
    """The answer was passed on."""
    text = tr._("✅ Thank you. The moderators have your answer. I tell you what comes of it.")
    if facts.number is not None:
        text = tr._(
            "✅ Thank you. The moderators have your answer. Your number stays {number}. I tell you what comes of it."
        ).format(number=f"<b>{facts.number}</b>")
    return Screen(text, (menu_row(tr),))


def lapsed(tr: Translator, facts: Asked) -> Screen:
    """Nobody answered in time."""
    return Screen(_worded(tr, _LAPSED[facts.about], facts))


def notice(tr: Translator, facts: Answered) -> Screen:
    """For the moderators, as a reply to the card."""
    named = f"<b>{facts.number}</b>" if facts.number else f"<b>{safe(facts.name)}</b>"
    text = tr._("💬 The question about {name} is answered. The card waits for you.").format(name=named)
    return Screen(text, reply_to=facts.card, protect=True)


def _ways(tr: Translator, facts: Asked) -> tuple[Row, ...]:
    answer = Button("💬 " + tr._("Answer"), AnswerPress("answer", facts.decision_id).pack(), style="primary")
    if facts.about is not About.OFFER:
        return ((answer,),)
    change = Button("✏️ " + tr._("Change"), AnswerPress("change", facts.decision_id).pack())
    return ((answer, change),)


def _worded(tr: Translator, text: str, facts: Asked) -> str:
    return tr._(text).format(
        town=safe(facts.town.name), number=f"<b>{facts.number or ''}</b>", name=safe(facts.name)
    )
