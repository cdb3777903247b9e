"""A post's card in the moderation chat, the queue, and what moderators are told."""

from datetime import datetime

from domain.cards import Answer, CardPhotos, Claim, Decided, PostCard, standing
from domain.moderation import WORDS_LIMIT, Purpose, Verdict, approvals_wanted
from domain.posts import Kind, PostState, RevisionState
from domain.taxonomy import Risk
from domain.towns import Town
from views import card_buttons
from views.card_buttons import Menu, buttons
from views.changes import changed_body
from views.i18n import N_, Translator
from views.marks import warned
from views.posts import body
from views.screen import LIMIT, Screen, length, safe
from views.taxonomy import kind_label, kind_name, reason_name

_SAID = {
    Verdict.APPROVED: N_("Approved by {name}, {time}."),
    Verdict.SECONDED: N_("1 of 2, by {name}, {time}. A second moderator decides now."),
    Verdict.REJECTED: N_("Rejected by {name}, {time}."),
    Verdict.VERIFIED: N_("Verified by {name}, {time}."),
    Verdict.REFUSED: N_("Refused by {name}, {time}."),
    Verdict.CLEARED: N_("Cleared for red by {name}, {time}."),
    Verdict.SUSPENDED: N_("Suspended by {name}, {time}."),
    Verdict.LIFTED: N_("Suspension lifted by {name}, {time}."),
    Verdict.UNDONE: N_("Undone by {name}, {time}. It is open again."),
    Verdict.ASKED: N_("{name} asks, {time}:"),
    Verdict.MOVED: N_("Moved by {name} to {kind}, {time}."),
    Verdict.RAISED: N_("Raised to red by {name}, {time}."),
}
_SIGNS = {
    Verdict.REJECTED: "❌",
    Verdict.REFUSED: "❌",
    Verdict.SECONDED: "☝️",
    Verdict.UNDONE: "↩️",
    Verdict.ASKED: "❓",
    Verdict.MOVED: "🗂",
    Verdict.RAISED: "🔴",
    Verdict.SUSPENDED: "⏸",
}


_OPEN = (RevisionState.PENDING, RevisionState.ASKED_BACK)
QUESTIONS_SHOWN = 2


def card(tr: Translator, facts: PostCard, menu: Menu = Menu.MAIN, category: str = "") -> Screen:
    """The card as it stands; `category` is the one whose sub-categories the menu shows. A change of what is shown already
    stands beside the words before, if both fit into a message."""
    revision = facts.version.revision
    shown = _card(tr, facts, body(tr, revision, facts.town), menu, category)
    if facts.before is None:
        return shown
    compared = _card(tr, facts, changed_body(tr, facts.before, revision, facts.town), menu, category)
    return compared if length(compared.text) <= LIMIT else shown


def _card(tr: Translator, facts: PostCard, words: str, menu: Menu, category: str) -> Screen:
    post, revision = facts.version.post, facts.version.revision
    head = f"<b>{post.number}</b> · {kind_name(tr, post.kind)}"
    parts = [head, words, _background(tr, facts)]
    parts += [warned(tr, facts.marks)] if facts.marks else []
    parts += [decided(tr, one, facts.town) for one in shown_decisions(facts.decisions)]
    if revision.state is RevisionState.WITHDRAWN:
        parts.append(_taken_back(tr, facts))
    if revision.state not in _OPEN:
        return Screen("\n\n".join(parts), card_buttons.undo(tr, facts), protect=True)
    if revision.state is RevisionState.ASKED_BACK and revision.lapses_at is not None:
        parts.append(asked_back(tr, revision.lapses_at, facts.town))
    if revision.operator_called_at is not None:
        parts.append(_called(tr, facts))
    if facts.claim is not None:
        parts.append(_held(tr, facts.claim, facts.town))
    if revision.words_from is not None and not facts.operator:
        parts.append(awaited(tr, revision.words_for))
        return Screen("\n\n".join(parts), card_buttons.no_words(tr, facts), protect=True)
    return Screen("\n\n".join(parts), buttons(tr, facts, menu, category), protect=True)


def photos(tr: Translator, facts: CardPhotos) -> Screen:
    """What stands above the card, or that nothing stands there any more."""
    text = tr._("Photos of {number}").format(number=f"<b>{facts.number}</b>")
    return Screen(f"📷 {text}", protect=True, reply_to=facts.card, photos=facts.photos, gone=not facts.photos)


def shown_decisions(decisions: tuple[Decided, ...]) -> tuple[Decided, ...]:
    """What counts (of questions and moves the latest: a message has its limits), and last that something was undone just
    now."""
    last, counting = decisions[-1:], standing(decisions)
    old = [one for one in counting if one.verdict is Verdict.ASKED][:-QUESTIONS_SHOWN]
    old += [one for one in counting if one.verdict is Verdict.MOVED][:-1]
    shown = tuple(one for one in counting if one not in old)
    return shown + (last if last and last[0].verdict is Verdict.UNDONE else ())


def decided(tr: Translator, one: Decided, town: Town) -> str:
    """Who, when, what; a rejection with its reason. HTML."""
    time = tr.datetime(one.at, town.zone)
    kind = kind_label(tr, *one.kind) if one.kind else ""
    said = tr._(_SAID[one.verdict]).format(name=safe(one.name), time=time, kind=kind)
    lines = [f"{_SIGNS.get(one.verdict, '✅')} {said}"]
    if one.reason is not None:
        lines.append(tr._("Reason: {reason}").format(reason=reason_name(tr, one.reason)))
    if one.words:
        lines.append(f"<i>{safe(one.words)}</i>")
    if one.answer:
        lines.append(_answer(tr, one.answer, town))
    return "\n".join(lines)


def _answer(tr: Translator, answer: Answer, town: Town) -> str:
    time = tr.datetime(answer.at, town.zone)
    if answer.words is None:
        return "✏️ " + tr._("The author has changed it, {time}.").format(time=time)
    return "💬 " + tr._("Answer, {time}:").format(time=time) + f"\n<i>{safe(answer.words)}</i>"


def manual(tr: Translator) -> Screen:
    """What can be done in a moderation chat."""
    return Screen(
        tr._(
            "<b>This is the moderation chat.</b>\n\nEverything that people write comes here as a card first. One press on"
            " <i>Approve</i> or <i>Reject</i> decides; the author is told. Cards of the red class need two"
            " moderators.\n\n/queue: what waits, oldest first\n/find: a post by its number or by words, like"
            " /find winter boots\n/log: what happened to a post, like /log A-7K3F\n/ban: nothing more from an author, with"
            " the reason, like /ban A-7K3F asks people for money\n/unban: the author may post again, like /unban A-7K3F\n"
            "/stats: what came, and how fast it was decided\n/help: this text"
        )
    )


def greeting(tr: Translator, town: Town) -> Screen:
    """The bot came into the moderation chat."""
    text = tr._(
        "Hello. This is the moderation chat of {town}. Cards of new posts come here. /help says more."
    )
    return Screen(text.format(town=safe(town.name)))


def reply_wanted(tr: Translator, purpose: Purpose) -> str:
    """Over the chat, for the moderator who wants to write own words. Plain text."""
    if purpose is Purpose.ASK:
        return tr._("Please reply to the card with your question. The author gets it in private.")
    if purpose is Purpose.SUSPEND:
        return tr._("Please reply to the card with your reason. The group reads it.")
    return tr._("Please reply to the card with your reason.")


def noted(tr: Translator, verdict: Verdict) -> str:
    """Over the chat, for the moderator who pressed. Plain text."""
    if verdict is Verdict.SECONDED:
        return tr._("Noted. A second moderator decides now.")
    return tr._("Done. The author is told.")


def moved(tr: Translator) -> str:
    """Over the chat, for the moderator who changed the category. Plain text."""
    return tr._("Moved. The author is told with the decision.")


def raised(tr: Translator) -> str:
    """Over the chat, for the moderator who raised a post to the red class. Plain text."""
    return tr._("Red class now: two different moderators have to approve it.")


def operator_called(tr: Translator) -> str:
    """Over the chat, for a moderator who may not decide (again) where nobody else can. Plain text."""
    return tr._("You cannot decide this alone, and nobody else here can. The operator was asked.")


def undone(tr: Translator) -> str:
    """Over the chat, for the moderator who took a decision back. Plain text."""
    return tr._("Undone. It is open again.")


def claimed(tr: Translator) -> str:
    """Over the chat, for the moderator who claimed a card. Plain text."""
    return tr._("The others see that you look at this, for 15 minutes at most.")


def given_back(tr: Translator) -> str:
    """Over the chat, for the moderator who has a card no more. Plain text."""
    return tr._("Given back.")


def group_told(tr: Translator) -> str:
    """Over the chat, for the moderator who decided about an organisation. Plain text."""
    return tr._("Done. The group is told.")


def _background(tr: Translator, facts: PostCard) -> str:
    lines = [_record(tr, facts)]
    if facts.meant is not None:
        lines.append("👉 " + tr._("Offered for the request {number}").format(number=facts.meant))
    if facts.version.revision.risk is Risk.RED:
        wanted = approvals_wanted(Risk.RED)
        needed = tr.n_("needs {count} moderator", "needs {count} moderators", wanted)
        lines.append("🔴 " + tr._("Red class:") + " " + needed.format(count=tr.number(wanted)))
    since = tr.datetime(facts.version.revision.created_at, facts.town.zone)
    lines.append("🕒 " + tr._("Waiting since {time}").format(time=since))
    return "\n".join(lines)


def needs_operator(tr: Translator, town: Town) -> str:
    """Why an operator has a card. HTML."""
    text = tr._("In {town} too few moderators may decide this, so it needs you, too.")
    return "🔑 " + text.format(town=safe(town.name))


def _called(tr: Translator, facts: PostCard) -> str:
    if facts.operator:
        return needs_operator(tr, facts.town)
    return "🔑 " + tr._("Too few moderators here may decide this, so the operator was asked, too.")


def _record(tr: Translator, facts: PostCard) -> str:
    earlier = tr._("no earlier posts")
    if facts.record.approved or facts.record.rejected:
        earlier = tr._("earlier posts: {approved} approved, {rejected} rejected").format(
            approved=tr.number(facts.record.approved), rejected=tr.number(facts.record.rejected)
        )
    if facts.version.post.kind is Kind.OFFER:
        return "👤 " + tr._("Author: {record}").format(record=earlier)
    state = tr._("verified") if facts.verified else tr._("not verified")
    return "🏢 " + tr._("{organisation} ({state}): {record}").format(
        organisation=safe(facts.organisation or ""), state=state, record=earlier
    )


def _taken_back(tr: Translator, facts: PostCard) -> str:
    if facts.version.revision.lapses_at is not None:
        return tr._("⌛ The author did not answer in time. There is nothing left to decide.")
    if facts.version.post.state is PostState.CLOSED:
        return tr._("↩️ Withdrawn. There is nothing left to decide.")
    return tr._("↩️ The author has changed it. What counts is the newer card.")


def asked_back(tr: Translator, until: datetime, town: Town) -> str:
    return "⏳ " + tr._("Waits for the author's answer, until {time} at most.").format(
        time=tr.datetime(until, town.zone)
    )


def awaited(tr: Translator, purpose: str | None) -> str:
    """A card waits for a moderator's own words. HTML."""
    text = tr._(
        "Whoever pressed <i>Other</i>: please reply to this card with the reason, {limit} characters at most."
    )
    if purpose == Purpose.ASK:
        text = tr._(
            "Whoever pressed <i>Ask</i>: please reply to this card with the question, {limit} characters at most."
        )
    elif purpose == Purpose.SUSPEND:
        text = tr._(
            "Whoever pressed <i>Suspend</i>: please reply to this card with the reason, {limit} characters at most. The"
            " group reads it."
        )
    return "✍️ " + text.format(limit=tr.number(WORDS_LIMIT))


def _held(tr: Translator, claim: Claim, town: Town) -> str:
    return "👀 " + tr._(
        "{name} is looking at this, until {time} at most. Others may decide all the same."
    ).format(name=safe(claim.name), time=tr.time(claim.until.astimezone(town.zone).time()))
