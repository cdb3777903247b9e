"""What the author of a post is told when it is decided, with the reason and what can be done next."""

from domain.cards import Decision
from domain.moderation import Reason, Verdict
from domain.posts import Kind
from views.i18n import N_, Translator
from views.screen import Screen, safe
from views.taxonomy import kind_label

_ADVICE = {
    Reason.PERSONAL_DATA: N_(
        "It names a person or tells something personal. Please write it again without that."
    ),
    Reason.NOT_FREE: N_("Only things and help that cost nothing are shown here."),
    Reason.UNSAFE: N_("It could be unsafe for somebody."),
    Reason.DUPLICATE: N_("The same is here already."),
    Reason.NOT_NEEDED: N_("It is not needed at the moment. Please try again later."),
    Reason.OTHER: N_("The moderators wrote:"),
}


def told(tr: Translator, facts: Decision) -> Screen:
    """Approved, or not and why. Who decided is not named."""
    if facts.decided.verdict is Verdict.APPROVED:
        return Screen("\n\n".join(filter(None, (_approved(tr, facts), _moved(tr, facts)))))
    if facts.decided.verdict is Verdict.UNDONE:
        return Screen(_undone(tr, facts))
    parts = [_head(tr, facts), _why(tr, facts), *filter(None, (_moved(tr, facts),))]
    parts.append(_again(tr, facts))
    return Screen("\n\n".join(parts))


def _again(tr: Translator, facts: Decision) -> str:
    """What is shown can be changed once more; what never was is written anew."""
    if facts.first:
        return tr._("You can write it anew: {command}").format(command="/request" if facts.ours else "/offer")
    stays = tr._("What was shown before stays as it is.")
    change = tr._("You can change it again: {command}").format(command="/requests" if facts.ours else "/my")
    return f"{stays} {change}"


def _approved(tr: Translator, facts: Decision) -> str:
    number = facts.version.post.number
    if facts.version.post.kind is Kind.REQUEST:
        text = tr._(
            "✅ Your request {number} ({title}) is approved. What fits comes into this group. /requests shows all of them."
        )
    else:
        text = tr._(
            "✅ Your offer {number} ({title}) is approved. Organisations that look for this hear of it now. /my shows your"
            " offers: please say when it is gone."
        )
    return text.format(number=f"<b>{number}</b>", title=safe(facts.version.revision.title))


def _moved(tr: Translator, facts: Decision) -> str:
    if facts.moved is None:
        return ""
    text = tr._("🗂 The moderators have moved it to: {kind}")
    return text.format(kind=f"<b>{kind_label(tr, *facts.moved)}</b>")


def _undone(tr: Translator, facts: Decision) -> str:
    text = tr._(
        "↩️ Your offer {number} ({title}) is being looked at again. You need not do anything: I tell you what comes of it."
    )
    if facts.version.post.kind is Kind.REQUEST:
        text = tr._(
            "↩️ Your request {number} ({title}) is being looked at again. You need not do anything: I tell you what comes of"
            " it."
        )
    return text.format(number=f"<b>{facts.version.post.number}</b>", title=safe(facts.version.revision.title))


def _head(tr: Translator, facts: Decision) -> str:
    offer = facts.version.post.kind is Kind.OFFER
    if facts.first:
        text = tr._("❌ Your offer {number} ({title}) is not shown.")
        if not offer:
            text = tr._("❌ Your request {number} ({title}) is not shown.")
    else:
        text = tr._("❌ Your change of the offer {number} ({title}) was not released.")
        if not offer:
            text = tr._("❌ Your change of the request {number} ({title}) was not released.")
    number = f"<b>{facts.version.post.number}</b>"
    return text.format(number=number, title=safe(facts.version.revision.title))


def _why(tr: Translator, facts: Decision) -> str:
    decided = facts.decided
    advice = tr._(_ADVICE[decided.reason or Reason.OTHER])
    return f"{advice}\n<i>{safe(decided.words)}</i>" if decided.words else advice
