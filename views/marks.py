"""What moderators are warned of, with the words that are the reason. Advice: it says what something looks like."""

from collections.abc import Mapping, Sequence

from domain.marks import Code, Mark
from views.i18n import N_, Translator
from views.screen import safe

MARKS: Mapping[Code, str] = {
    Code.PERSON_FILTER: N_("people chosen by sex, age or looks"),
    Code.SERVICE_IN_RETURN: N_("a service in return"),
    Code.OFF_CHANNEL_CONTACT: N_("contact outside the bot"),
    Code.MONEY: N_("money given or asked for"),
    Code.NOT_FREE: N_("a price or fee"),
    Code.PERSONAL_DATA: N_("personal data"),
    Code.WORK_UNPAID: N_("work without pay"),
    Code.MINORS_ALONE: N_("being alone with children"),
    Code.NIGHT_LIFT: N_("a lift at night"),
    Code.LEGAL_ADVICE: N_("legal advice by a layperson"),
    Code.HATE: N_("insult or exclusion"),
    Code.UNSAFE_ITEM: N_("an unsafe thing"),
}


QUOTED = 500  # characters quoted on one card, which has to show more than warnings


def warned(tr: Translator, marks: Sequence[Mark]) -> str:
    """One line for each mark. HTML."""
    lines, left = [], QUOTED
    for mark in marks:
        words = list(mark.words) if left > 0 else []
        left -= sum(map(len, words))
        lines.append("⚠️ " + _line(tr, mark, words))
    return "\n".join(lines)


def _line(tr: Translator, mark: Mark, words: list[str]) -> str:
    if mark.code is Code.DUPLICATE:
        return tr._("duplicate of {number}").format(number=f"<b>{mark.number}</b>")
    quoted = ", ".join(f"‹{safe(word)}›" for word in words) or "…"
    return tr._("looks like {mark}: {words}").format(mark=tr._(MARKS[mark.code]), words=quoted)
