"""What moderators looked up: the queue, what was found, and what happened to a post. Numbers lead to the cards."""

from collections.abc import Mapping

from domain.audit import Role
from domain.lookup import Event, Found, FoundOrganisation, FoundPost, History, Queue, Waiting
from domain.moderation import Reason
from domain.posts import Version
from domain.taxonomy import kind_of
from domain.towns import Town
from views.callbacks import QueuePress
from views.i18n import N_, Translator
from views.links import message_link
from views.paging import page_row
from views.screen import Screen, safe
from views.taxonomy import ORGANISATIONS, kind_label, kind_name, reason_name, standing

_LINK = '<a href="{address}">{html}</a>'
ENTRIES_LENGTH = 3500  # characters of a history; a message holds 4096
EVENTS: Mapping[str, str] = {
    "submit": N_("written"),
    "seconded": N_("approved for the first time of two"),
    "approved": N_("approved"),
    "rejected": N_("rejected"),
    "asked": N_("asked the author"),
    "answered": N_("answered"),
    "lapsed": N_("not answered in time"),
    "undone": N_("decision undone"),
    "moved": N_("moved to another category"),
    "raised": N_("raised to red"),
    "call_operator": N_("operator asked"),
    "claimed": N_("claimed"),
    "given_back": N_("given back"),
    "change": N_("changed"),
    "pause": N_("paused"),
    "resume": N_("resumed"),
    "renew": N_("renewed"),
    "done": N_("done"),
    "withdraw": N_("withdrawn"),
    "expire": N_("expired"),
    "undo": N_("taken back"),
    "import": N_("taken over from a file"),
    "ban": N_("author banned"),
    "unban": N_("ban lifted"),
    "appeal": N_("appealed against the ban"),
    "keep": N_("ban kept after the appeal"),
    "contact_held": N_("wanted by an organisation"),
    "contact_agreed": N_("contact shared"),
    "contact_declined": N_("contact declined"),
    "contact_given_back": N_("given back by the organisation"),
    "contact_lapsed": N_("not answered, free again"),
    "contact_void": N_("no longer wanted: offer, group or volunteer gone"),
    "contact_taken_over": N_("taken over by another member"),
    "contact_delivered": N_("contact given to the member who asked"),
    "shown": N_("shown to an organisation"),
}
_ROLES: Mapping[Role, str] = {
    Role.MODERATOR: N_("moderator"),
    Role.ORGANISATION: N_("organisation"),
    Role.VOLUNTEER: N_("author"),
    Role.OPERATOR: N_("operator"),
    Role.BOT: N_("bot"),
}


def queue(tr: Translator, facts: Queue) -> Screen:
    """What waits, oldest first."""
    if not facts.total:
        return Screen(tr._("Nothing waits. New cards come here by themselves."))
    title = tr.n_("{count} thing waits, oldest first:", "{count} things wait, oldest first:", facts.total)
    lines = [line(tr, one, facts) for one in facts.lines]
    if any(message_link(facts.chat_id, line.message_id) is None for line in facts.lines):
        lines.append(tr._("The cards are further up in this chat: search for the number."))
    text = "\n".join((f"<b>{title.format(count=tr.number(facts.total))}</b>", *lines))
    return Screen(text, page_row(tr, facts.page, facts.pages, lambda page: QueuePress(page).pack()))


def found(tr: Translator, facts: Found) -> Screen:
    """Posts and organisations that were looked for."""
    if not facts.posts and not facts.organisations:
        return Screen(tr._("Nothing found. Please try fewer or other words, or the number of a post."))
    lines = [_organisation(tr, one, facts.chat_id) for one in facts.organisations]
    lines += [_post(tr, one, facts.chat_id) for one in facts.posts]
    if facts.more:
        more = tr.n_(
            "… and {count} more. More words find fewer.",
            "… and {count} more. More words find fewer.",
            facts.more,
        )
        lines.append(more.format(count=tr.number(facts.more)))
    return Screen("\n\n".join(lines), protect=True)


def history(tr: Translator, facts: History) -> Screen:
    """Everything that happened to a post."""
    version = facts.version
    head = tr._("{number} · {kind}: {state}").format(
        number=_number(version, facts.chat_id, facts.message_id),
        kind=kind_name(tr, version.post.kind),
        state=standing(tr, version),
    )
    entries = _fitting([_event(tr, event, facts.town) for event in facts.events])
    left_out = facts.left_out + len(facts.events) - len(entries)
    lines = [head, f"<i>{safe(version.revision.title)}</i>", ""]
    if left_out:
        earlier = tr.n_("… {count} earlier entry", "… {count} earlier entries", left_out)
        lines.append(earlier.format(count=tr.number(left_out)))
    return Screen("\n".join((*lines, *entries)), protect=True)


def _fitting(entries: list[str]) -> list[str]:
    """The latest entries that fit into one message."""
    kept: list[str] = []
    left = ENTRIES_LENGTH
    for entry in reversed(entries):
        left -= len(entry)
        if left < 0:
            break
        kept.insert(0, entry)
    return kept


def line(tr: Translator, line: Waiting, facts: Queue) -> str:
    """One thing that waits, in a line. HTML."""
    span = max(facts.now - line.since, facts.now - facts.now)
    waits = tr._("waits {span}").format(span=tr.timedelta(span))
    if line.version is None:
        name = _linked(safe(line.name or ""), facts.chat_id, line.message_id)
        return tr._("🏢 {name} · {waits}").format(name=name, waits=waits)
    revision = line.version.revision
    return tr._("{number} · {kind} · {waits}").format(
        number=_number(line.version, facts.chat_id, line.message_id),
        kind=kind_label(tr, revision.category, revision.subcategory),
        waits=waits,
    )


def _post(tr: Translator, one: FoundPost, chat_id: int) -> str:
    revision = one.version.revision
    return tr._("{number} · {kind} · {state}\n{title}").format(
        number=_number(one.version, chat_id, one.message_id),
        kind=kind_label(tr, revision.category, revision.subcategory),
        state=standing(tr, one.version),
        title=safe(revision.title),
    )


def _organisation(tr: Translator, one: FoundOrganisation, chat_id: int) -> str:
    name = _linked(f"<b>{safe(one.name)}</b>", chat_id, one.message_id)
    return f"🏢 {name} · {tr._(ORGANISATIONS[one.state])}"


def _event(tr: Translator, event: Event, town: Town) -> str:
    """5 March 2025 at 09:00 · rejected: Not free of charge · Maria"""
    what = tr._(EVENTS[event.action]) if event.action in EVENTS else safe(event.action)
    reason = event.facts.get("reason")
    if reason in list(Reason):
        what = tr._("{what}: {reason}").format(what=what, reason=reason_name(tr, Reason(reason)))
    if moved := kind_of(str(event.facts.get("kind", ""))):
        what = tr._("{what}: {reason}").format(what=what, reason=kind_label(tr, *moved))
    if event.words:
        what += f" <i>{safe(event.words)}</i>"
    who = safe(event.name) if event.name else tr._(_ROLES[event.role])
    return "• " + tr._("{time} · {what} · {who}").format(
        time=tr.datetime(event.at, town.zone), what=what, who=who
    )


def _number(version: Version, chat_id: int, message_id: int | None) -> str:
    return _linked(f"<b>{version.post.number}</b>", chat_id, message_id)


def _linked(html: str, chat_id: int, message_id: int | None) -> str:
    link = message_link(chat_id, message_id)
    return _LINK.format(address=link, html=html) if link else html
