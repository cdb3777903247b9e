"""Whether a post still holds: the question before its end, the word when nobody answered, and the answer in a group."""

from collections.abc import Mapping

from domain.lives import RENEWED_LIFE, Way, ways
from domain.own import OwnPost
from domain.posts import Kind
from domain.stops import end_of
from views import stops
from views.callbacks import OwnPress, RequestPress
from views.i18n import N_, Translator
from views.own import LABELS
from views.screen import Button, Row, Screen, abreast, safe
from views.taxonomy import standing

_DONE: Mapping[Way, str] = {  # to an organisation
    Way.PAUSE: N_("⏸ Request {number} ({title}) is paused. Nobody is shown it until you press Resume."),
    Way.RESUME: N_("▶️ Request {number} ({title}) is shown again."),
    Way.RENEW: N_("✅ Thank you. Request {number} ({title}) is shown until {day}."),
    Way.DONE: N_("✅ Request {number} ({title}) is marked as fulfilled. Thank you for saying so."),
    Way.WITHDRAW: N_("Request {number} ({title}) is withdrawn. Nobody is shown it any more."),
    Way.UNDO: N_("↩️ Undone. Request {number} ({title}) is as it was before."),
}


_ANSWERS = (Way.RENEW, Way.CHANGE, Way.WITHDRAW)


def question(tr: Translator, own: OwnPost) -> Screen:
    """Asks the author, or an organisation's group, some days before the end."""
    if own.version.post.kind is Kind.OFFER:
        text = tr._(
            "🕒 Is your offer {number} ({title}) still valid? If you do not answer, it is not shown any more after {day}."
        )
    else:
        text = tr._(
            "🕒 Is your request {number} ({title}) still needed? If nobody answers, it is not shown any more after {day}."
        )
    return Screen(_filled(tr, text, own), _buttons(tr, own, *_ANSWERS, yes=True))


def expired(tr: Translator, own: OwnPost) -> Screen:
    """Nobody answered: it is closed, and one press opens it again."""
    count = RENEWED_LIFE.days
    days = tr.n_("{count} day", "{count} days", count).format(count=tr.number(count))
    if own.version.post.kind is Kind.OFFER:
        text = tr._(
            "⌛ Your offer {number} ({title}) has expired and is not shown any more. Is it still there? Press Renew, and it"
            " is shown for another {days}."
        )
    else:
        text = tr._(
            "⌛ Your request {number} ({title}) has expired and is not shown any more. Is it still needed? Press Renew, and"
            " it is shown for another {days}."
        )
    return Screen(_filled(tr, text, own, days=days), _buttons(tr, own, Way.RENEW))


def answered(tr: Translator, own: OwnPost, way: Way) -> Screen:
    """What was done with a request, in its organisation's group."""
    revision, rows = own.version.revision, _buttons(tr, own, Way.RESUME, Way.UNDO)
    if way is Way.DONE and revision.subcategory is not None:
        kind = (revision.category, revision.subcategory)
        rows = (*rows, (stops.stop_button(tr, kind, end_of(own.now, own.town), own.town),))
    return Screen(_filled(tr, tr._(_DONE[way]), own), rows)


def present(tr: Translator, own: OwnPost) -> Screen:
    """How a request stands, after a press that came too late."""
    text = tr._("Request {number} ({title}): {state}")
    return Screen(
        _filled(tr, text, own, state=standing(tr, own.newest)), _buttons(tr, own, Way.RENEW, Way.UNDO)
    )


def _filled(tr: Translator, text: str, own: OwnPost, **more: str) -> str:
    post, revision = own.version.post, own.version.revision
    day = tr.short_date(post.expires_at.astimezone(own.town.zone).date()) if post.expires_at else "–"
    number = f"<b>{post.number}</b>"
    return text.format(number=number, title=safe(revision.title), day=day, **more)


def _buttons(tr: Translator, own: OwnPost, *wanted: Way, yes: bool = False) -> tuple[Row, ...]:
    """Those of the wanted ways that are open now; with `yes` the answer that it still holds is called so."""
    labels = {way: tr._(LABELS[way]) for way in wanted} | ({Way.RENEW: "✅ " + tr._("Yes")} if yes else {})
    possible = ways(own.version.post, own.now)
    row = tuple(Button(labels[way], _press(own, way)) for way in wanted if way in possible)
    return abreast(row)


def _press(own: OwnPost, way: Way) -> str:
    post = own.version.post
    press = OwnPress if post.kind is Kind.OFFER else RequestPress
    return press(way, post.id, post.version).pack()
