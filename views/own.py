"""*My offers*: the list, and one offer with its state, where it was shown, and what can be done with it."""

from collections.abc import Mapping, Sequence

from domain.lives import OPEN, Way, age_in_days, undo_until, ways
from domain.own import OwnPost, change_of
from domain.posts import RevisionState, Version
from views.callbacks import MenuPress, OwnPress
from views.freshness import confirmed
from views.i18n import N_, Translator
from views.menu import item, menu_row
from views.paging import page_row, slice_of
from views.posts import BUTTON_LIMIT, body, shortened
from views.screen import Button, Row, Screen, grid, safe
from views.taxonomy import standing

PER_PAGE = 8
NAMED = 5  # organisations that are named; of more the number must do

LABELS: Mapping[Way, str] = {
    Way.CHANGE: N_("Change"),
    Way.PAUSE: N_("Pause"),
    Way.RESUME: N_("Resume"),
    Way.RENEW: N_("Renew"),
    Way.DONE: N_("Done"),
    Way.WITHDRAW: N_("Withdraw"),
    Way.UNDO: N_("Undo"),
}
_SIGNS = {Way.CHANGE: "✏️", Way.PAUSE: "⏸", Way.RESUME: "▶️", Way.RENEW: "🔄", Way.DONE: "✅", Way.UNDO: "↩️"}
_DONE: Mapping[Way, str] = {
    Way.PAUSE: N_("The offer is paused. Nobody sees it until you press Resume."),
    Way.RESUME: N_("The offer is shown again."),
    Way.RENEW: N_("Thank you. The offer is up to date again."),
    Way.DONE: N_("Thank you. The offer is marked as done."),
    Way.WITHDRAW: N_("The offer is withdrawn. Nobody sees it any more."),
    Way.UNDO: N_("Undone. The offer is as it was before."),
}
_CHANGES: Mapping[RevisionState, str] = {
    RevisionState.PENDING: N_(
        "Your change waits for the moderators. Until then everybody sees the words above."
    ),
    RevisionState.ASKED_BACK: N_("The moderators have a question about your change."),
    RevisionState.REJECTED: N_("Your change was not released. Everybody sees the words above."),
}


def own_list(tr: Translator, versions: Sequence[Version], page: int = 0) -> Screen:
    """All own offers, a button for each."""
    if not versions:
        text = tr._("You have no offers yet.")
        return Screen(text, ((item(tr._("Offer help"), "offer", "🤝"),), menu_row(tr)))
    shown, page, pages = slice_of(versions, page, PER_PAGE)
    lines = [_line(tr, version) for version in shown]
    buttons = tuple((_open(version),) for version in shown)
    turning = page_row(tr, page, pages, lambda number: MenuPress("my", number).pack())
    title = f"<b>{tr._('My offers')}</b>"
    return Screen("\n\n".join((title, *lines)), (*buttons, *turning, menu_row(tr)))


def _line(tr: Translator, version: Version) -> str:
    state = standing(tr, version)
    if change_of(version) is RevisionState.PENDING:
        state = tr._("{state}, a change waits for the moderators").format(state=state)
    return tr._("{number} · {title}: {state}").format(
        number=f"<b>{version.post.number}</b>", title=safe(version.revision.title), state=state
    )


def _open(version: Version) -> Button:
    label = shortened(f"{version.post.number} · {version.revision.title}", BUTTON_LIMIT)
    return Button(label, OwnPress("show", version.post.id, version.post.version).pack())


def own_post(tr: Translator, own: OwnPost, said: str = "") -> Screen:
    """One offer, how it stands, and what can be done; `said` (plain text) stands above."""
    head = f"<b>{own.version.post.number}</b>"
    parts = (safe(said), head, body(tr, own.version.revision, own.town), _standing(tr, own), *_notes(tr, own))
    way_back = (item(tr._("My offers"), "my", "📋"), *menu_row(tr))
    return Screen("\n\n".join(filter(None, parts)), (*_ways(tr, own), way_back))


def done(tr: Translator, way: Way) -> str:
    """What was done with the offer. Plain text."""
    return tr._(_DONE[way])


def _standing(tr: Translator, own: OwnPost) -> str:
    post = own.version.post
    lines = [tr._("State: {state}").format(state=standing(tr, own.newest))]
    if post.state in OPEN and post.expires_at:
        until = tr.short_date(post.expires_at.astimezone(own.town.zone).date())
        lines.append(confirmed(tr, age_in_days(post, own.now, own.town)))
        lines.append("📅 " + tr._("Valid until {day}").format(day=until))
    if own.released is not None:
        lines.append("👁 " + _audience(tr, own))
    return "\n".join(lines)


def _audience(tr: Translator, own: OwnPost) -> str:
    if not own.audience:
        return tr._("Not shown to an organisation yet: none looks for this just now.")
    times = sum(one.times for one in own.audience)
    names = [safe(one.organisation) for one in own.audience[:NAMED]]
    if len(own.audience) > NAMED:
        names.append(tr._("others"))
    text = tr.n_("Shown once: {names}.", "Shown {count} times: {names}.", times)
    return text.format(count=tr.number(times), names=tr.list(names))


def _notes(tr: Translator, own: OwnPost) -> list[str]:
    notes = []
    if own.change is not None:
        notes.append(tr._(_CHANGES[own.change]))
    until = undo_until(own.version.post)
    if until and Way.UNDO in ways(own.version.post, own.now):
        notes.append(tr._("You can undo this until {time}.").format(time=tr.datetime(until, own.town.zone)))
    return notes


def _ways(tr: Translator, own: OwnPost) -> tuple[Row, ...]:
    return grid(tuple(way_button(tr, way, own.version) for way in ways(own.version.post, own.now)))


def way_button(tr: Translator, way: Way, version: Version) -> Button:
    """A button that does this with the offer."""
    post = version.post
    label = f"{_SIGNS.get(way, '')} {tr._(LABELS[way])}".strip()
    style = "danger" if way is Way.WITHDRAW else None
    return Button(label, OwnPress(way, post.id, post.version).pack(), style=style)
