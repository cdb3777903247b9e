"""A moderation chat is bound, asks whether it shall replace another one, and hears when its decisions rest."""

from collections.abc import Mapping, Sequence

from domain.seats import News, Seat, SeatNews, Warned
from views.callbacks import SeatPress
from views.i18n import N_, Translator
from views.screen import Button, Screen, safe

_WARNED: Mapping[Warned, str] = {
    Warned.CANNOT_WRITE: N_(
        "I may not write in this group. Please allow it, or make me an administrator: else no card arrives."
    ),
    Warned.NO_PHOTOS: N_(
        "I may not send photos in this group. Please allow it, or make me an administrator: else you do not see photos of"
        " posts."
    ),
    Warned.HISTORY_VISIBLE: N_(
        "New members of this group see all earlier messages, also old cards. Please hide the chat history for new members"
        " in the group's settings."
    ),
}
_NEWS: Mapping[News, str] = {
    News.PUBLIC: N_(
        "⚠️ <b>This group is public now.</b> Everybody could read cards that nobody has reviewed. So decisions rest, and new"
        " cards wait. Please make the group private again. After that the operator lets decisions go on with: handreich"
        " city confirm {slug}"
    ),
    News.CONFIRMED: N_(
        "✅ The operator has confirmed this group. Decisions go on, and cards that waited come now."
    ),
    News.MOVED: N_(
        "The moderators of {town} sit in another group now. What is open comes there again; the buttons here do not count"
        " any more."
    ),
}


def bound(tr: Translator, seat: Seat, warnings: Sequence[Warned]) -> Screen:
    """The group is the town's moderation chat now."""
    lines = [
        tr._(
            "✅ This is the moderation chat of {town} now. Cards of new posts come here. /help says more."
        ).format(town=safe(seat.town.name)),
        tr._("Whoever is a member of this group decides: please check who is in it."),
        *("⚠️ " + tr._(_WARNED[warned]) for warned in warnings),
    ]
    return Screen("\n\n".join(lines))


def asks(tr: Translator, seat: Seat, code: str) -> Screen:
    """The town has another group already."""
    text = tr._(
        "{town} has a moderation chat already. Shall this group replace it? Cards that are still open come here then, and"
        " the buttons in the other group do not count any more."
    )
    use = Button(tr._("Yes, use this group"), SeatPress("yes", code).pack(), style="danger")
    keep = Button(tr._("No, leave it"), SeatPress("no", code).pack())
    return Screen(text.format(town=safe(seat.town.name)), ((use,), (keep,)))


def left(tr: Translator) -> Screen:
    """Nothing was changed."""
    return Screen(tr._("Everything stays as it was. The code can be used until it is 24 hours old."))


def news(tr: Translator, facts: SeatNews) -> Screen:
    """What the chat is told about itself."""
    return Screen(tr._(_NEWS[facts.news]).format(town=safe(facts.town.name), slug=facts.town.slug))
