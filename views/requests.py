"""An organisation's requests in its group: the list, and one of them with what can be done."""

from collections.abc import Mapping

from domain.lives import OPEN, Way, age_in_days, ways
from domain.own import OurRequests, OwnPost
from domain.posts import Version
from views import stops
from views.callbacks import GroupPress, RequestPress
from views.freshness import confirmed
from views.i18n import N_, Translator
from views.own import LABELS as OFFERS
from views.paging import page_row, slice_of
from views.posts import BUTTON_LIMIT, body, shortened
from views.screen import Button, Screen, grid, safe
from views.taxonomy import standing

PER_PAGE = 8
LABELS: Mapping[Way, str] = {**OFFERS, Way.DONE: N_("Fulfilled")}


def overview(tr: Translator, facts: OurRequests) -> Screen:
    """All requests, a button for each, and what is stopped."""
    shown, page, pages = slice_of(facts.versions, facts.page, PER_PAGE)
    title = tr._("<b>Our requests</b>")
    lines = [_line(tr, version) for version in shown]
    if not facts.versions:
        title = tr._("You have no requests yet. /request: say what you need.")
    lines += stops.lines(tr, facts.stops, facts.town)
    open_ = tuple((_open(version),) for version in shown)
    turning = page_row(tr, page, pages, lambda number: RequestPress("list", number, 0).pack())
    again = grid(tuple(stops.lift_button(tr, one) for one in facts.stops))
    write = (Button("✍️ " + tr._("Write the request"), GroupPress("request").pack()),)
    return Screen("\n\n".join((title, *lines)), (*open_, *turning, *again, write))


def one(tr: Translator, own: OwnPost) -> Screen:
    """One request, how it stands, and what can be done with it."""
    post = own.version.post
    parts = [f"<b>{post.number}</b>", body(tr, own.version.revision, own.town), _standing(tr, own)]
    buttons = [_way(tr, own, way) for way in ways(post, own.now)]
    back = Button(tr._("Back"), RequestPress("list", 0, 0).pack())
    return Screen("\n\n".join(parts), (*grid(tuple(buttons)), (back,)))


def remaining(tr: Translator, version: Version) -> str:
    """4 of 10 are still needed; empty where nothing is counted."""
    quantity, left = version.revision.details.quantity, version.post.amount_left
    if quantity is None or quantity.amount is None or left is None or left == quantity.amount:
        return ""
    text = tr._("{left} of {count} still needed")
    return text.format(left=tr.number(left), count=tr.number(quantity.amount))


def _line(tr: Translator, version: Version) -> str:
    state = ", ".join(filter(None, (standing(tr, version), remaining(tr, version))))
    return tr._("{number} · {title}: {state}").format(
        number=f"<b>{version.post.number}</b>", title=safe(version.revision.title), state=state
    )


def _open(version: Version) -> Button:
    label = shortened(f"{version.post.number} · {version.revision.title}", BUTTON_LIMIT)
    return Button(label, RequestPress("show", version.post.id, version.post.version).pack())


def _standing(tr: Translator, own: OwnPost) -> str:
    post = own.version.post
    lines = [tr._("State: {state}").format(state=standing(tr, own.newest))]
    if left := remaining(tr, own.version):
        lines.append("🔢 " + left)
    if post.state in OPEN and post.expires_at:
        until = tr.short_date(post.expires_at.astimezone(own.town.zone).date())
        lines.append(confirmed(tr, age_in_days(post, own.now, own.town)))
        lines.append("📅 " + tr._("Valid until {day}").format(day=until))
    return "\n".join(lines)


def _way(tr: Translator, own: OwnPost, way: Way) -> Button:
    post = own.version.post
    style = "danger" if way is Way.WITHDRAW else None
    return Button(tr._(LABELS[way]), RequestPress(way, post.id, post.version).pack(), style=style)
