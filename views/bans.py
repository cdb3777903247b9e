"""Bans: what moderators ask for and decide, what who is banned is told, and the appeal."""

from collections.abc import Mapping

from domain.bans import Ban, BanCard, BanNews, BanState, Term
from views.callbacks import BanPress
from views.i18n import N_, Translator
from views.screen import Button, Row, Screen, safe

_TERMS: Mapping[Term, str] = {
    Term.WEEK: N_("7 days"),
    Term.MONTH: N_("30 days"),
    Term.GOOD: N_("For good"),
    Term.EVERYWHERE: N_("For good, in every town"),
}


def card(tr: Translator, facts: BanCard) -> Screen:
    """The question for how long; or who banned the author, until when."""
    if facts.state is BanState.PROPOSED:
        ask = tr._(
            "For how long? For a time what they show is paused, for good it is withdrawn; what waits for you is withdrawn."
            " They are told the reason and can appeal once."
        )
        head = "🚫 " + tr._("Ban the author of {post}?").format(post=_post(facts))
        return Screen("\n\n".join((head, _reason(tr, facts.ban), ask)), _terms(tr, facts), protect=True)
    lines = ["🚫 " + _banned(tr, facts), _reason(tr, facts.ban)]
    if facts.state is BanState.LIFTED:
        lines.append("✅ " + _lifted(tr, facts))
    else:
        lines.append(tr._("The author is told. /unban {number} ends it.").format(number=_number(facts)))
    return Screen("\n\n".join(lines), protect=True)


def cancelled(tr: Translator) -> Screen:
    """Nobody was banned."""
    return Screen(tr._("Nobody was banned."))


def told(tr: Translator, facts: BanCard) -> Screen:
    """For who is banned: until when, why, and what can be done."""
    ban, town = facts.ban, safe(facts.town.name)
    head = tr._("🚫 The moderators of {town} have decided that you cannot post there any more.")
    if ban.everywhere:
        head = tr._("🚫 It was decided that you cannot post with this bot any more.")
    elif ban.until is not None:
        head = tr._("🚫 The moderators of {town} have decided that you cannot post there until {time}.")
    until = tr.datetime(ban.until, facts.town.zone) if ban.until else ""
    parts = [head.format(town=town, time=until), _reason(tr, ban), _taken_away(tr, ban)]
    rows: tuple[Row, ...] = ()
    if facts.state is BanState.LIFTED:
        parts = [head.format(town=town, time=until), "✅ " + tr._("This was lifted. You can post again.")]
    elif facts.state is BanState.HOLDS and ban.appealed_at is None:
        parts.append(tr._("You see it differently? You can appeal once. The moderators look at it again."))
        rows = ((Button(tr._("Appeal"), BanPress("appeal", ban.id).pack()),),)
    elif facts.state is BanState.HOLDS and ban.kept_at is None:
        parts.append(_appealed(tr, ban))
    return Screen("\n\n".join(parts), rows)


def thanks(tr: Translator, facts: BanCard) -> Screen:
    """Words to an appeal were passed on."""
    return Screen(tr._("✅ Thank you. The moderators have your words. I tell you what comes of it."))


def appeal(tr: Translator, facts: BanCard) -> Screen:
    """For the moderators."""
    ban = facts.ban
    parts = ["⚖️ " + tr._("The author of {post} appeals.").format(post=_post(facts)), _banned(tr, facts)]
    parts.append(_reason(tr, ban))
    if ban.appeal:
        parts.append(tr._("They say:") + f"\n<i>{safe(ban.appeal)}</i>")
    if facts.state is BanState.LIFTED:
        return Screen("\n\n".join((*parts, "✅ " + _lifted(tr, facts))), protect=True)
    if ban.kept_at is not None:
        time = tr.datetime(ban.kept_at, facts.town.zone)
        kept = tr._("Kept by {name}, {time}.").format(name=safe(ban.kept_name or ""), time=time)
        return Screen("\n\n".join((*parts, "❌ " + kept)), protect=True)
    lift = Button("✅ " + tr._("Lift"), BanPress("lift", ban.id).pack(), style="success")
    keep = Button("❌ " + tr._("Keep"), BanPress("keep", ban.id).pack(), style="danger")
    return Screen("\n\n".join(parts), ((lift, keep),), protect=True)


def news(tr: Translator, facts: tuple[BanCard, BanNews]) -> Screen:
    """For who is or was banned."""
    found, what = facts
    town = safe(found.town.name)
    if what is BanNews.LIFTED:
        text = tr._(
            "✅ The moderators of {town} have lifted your ban. You can post again: /offer. /my shows your offers."
        )
        return Screen(text.format(town=town))
    text = tr._("The moderators of {town} have looked at your appeal. The ban stays.")
    if found.ban.until is not None:
        text = tr._("The moderators of {town} have looked at your appeal. The ban stays, until {time}.")
    until = tr.datetime(found.ban.until, found.town.zone) if found.ban.until else ""
    return Screen(text.format(town=town, time=until))


def answered(tr: Translator) -> str:
    """Over the chat, for the moderator who answered an appeal. Plain text."""
    return tr._("Done. The author is told.")


def _banned(tr: Translator, facts: BanCard) -> str:
    ban = facts.ban
    text = tr._("{name} has banned the author of {post}, {time}: for good.")
    if ban.everywhere:
        text = tr._("{name} has banned the author of {post}, {time}: for good, in every town.")
    elif ban.until is not None:
        text = tr._("{name} has banned the author of {post}, {time}: until {until}.")
    zone = facts.town.zone
    return text.format(
        name=safe(ban.banned_name or ""),
        post=_post(facts),
        time=tr.datetime(ban.banned_at, zone) if ban.banned_at else "",
        until=tr.datetime(ban.until, zone) if ban.until else "",
    )


def _lifted(tr: Translator, facts: BanCard) -> str:
    time = tr.datetime(facts.ban.ended_at, facts.town.zone) if facts.ban.ended_at else ""
    return tr._("Lifted by {name}, {time}.").format(name=safe(facts.ban.ended_name or ""), time=time)


def _taken_away(tr: Translator, ban: Ban) -> str:
    if ban.until is not None:
        return tr._("What you show there is paused. When that time is over you can resume it: /my")
    return tr._("What you showed there was withdrawn.")


def _appealed(tr: Translator, ban: Ban) -> str:
    if ban.appeal:
        return tr._("You have appealed. I tell you what comes of it.")
    return tr._(
        "You have appealed. I tell you what comes of it. You can add one message: please reply to this one with it."
    )


def _reason(tr: Translator, ban: Ban) -> str:
    return tr._("Reason: {reason}").format(reason=f"<i>{safe(ban.words)}</i>") if ban.words else ""


def _post(facts: BanCard) -> str:
    if facts.version is None:
        return "–"
    return f"<b>{facts.version.post.number}</b> ({safe(facts.version.revision.title)})"


def _number(facts: BanCard) -> str:
    return facts.version.post.number if facts.version else "–"


def _terms(tr: Translator, facts: BanCard) -> tuple[Row, ...]:
    terms = [term for term in Term if facts.by_operator or term is not Term.EVERYWHERE]
    buttons = [
        Button(tr._(_TERMS[term]), BanPress(term, facts.ban.id).pack(), style="danger") for term in terms
    ]
    cancel = Button(tr._("Cancel"), BanPress("cancel", facts.ban.id).pack())
    return (tuple(buttons[:2]), *((one,) for one in buttons[2:]), (cancel,))
