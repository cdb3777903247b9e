"""A post that fits a group: one card, with the reason why it came here."""

from collections.abc import Mapping

from domain.posts import Kind
from domain.pushes import Gone, Item
from domain.reservations import Taken
from domain.taxonomy import Risk
from views import contacts, objections
from views.callbacks import PhotosPress
from views.freshness import confirmed
from views.i18n import N_, Translator
from views.posts import body
from views.screen import Button, Row, Screen, safe
from views.taxonomy import category_name, subcategory_name

_PARTS: Mapping[str, str] = {  # of the score
    "subcategory": N_("the kind"),
    "distance": N_("the distance"),
    "time": N_("the times"),
    "language": N_("the languages"),
    "quantity": N_("the quantity"),
}


def card(tr: Translator, item: Item, *, why: bool = False) -> Screen:
    """The whole post. Red ones cannot be forwarded. `why`: the reasons of *Not for us* instead of the buttons."""
    parts = [_head(tr, item), body(tr, item.version.revision, item.town, distance(tr, item))]
    parts.append("\n".join((freshness(tr, item), *reasons(tr, item), *strongest(tr, item))))
    parts.append(tr._("Why is it not for you?") if why else _next(tr, item))
    rows = objections.reasons(tr, item.alert_id) if why else _rows(tr, item)
    return Screen("\n\n".join(parts), rows, protect=item.version.revision.risk is Risk.RED)


def copy(tr: Translator, facts: Item | Taken | Gone) -> Screen:
    """What a message says that shows a post: the post, or that this group has it, or that it is not to be had any more."""
    if isinstance(facts, Item):
        return card(tr, facts)
    return taken(tr, facts) if isinstance(facts, Taken) else gone(tr, facts)


def taken(tr: Translator, facts: Taken) -> Screen:
    """The group's own: its number, and who has the contact."""
    return Screen(f"<b>{facts.number}</b>\n{contacts.standing(tr, facts.hold, facts.town)}")


def gone(tr: Translator, facts: Gone) -> Screen:
    """Nothing of the post but its number."""
    text = tr._("<b>{number}</b> is no longer available. You need not do anything.")
    return Screen("☑️ " + text.format(number=facts.number))


def freshness(tr: Translator, item: Item) -> str:
    """Confirmed 2 days ago"""
    return confirmed(tr, item.age_days)


def distance(tr: Translator, item: Item) -> str:
    """How far it is from the request that it answers, if both gave a place; begins with a comma."""
    if item.distance_km is None:
        return ""
    if item.distance_km < 1:
        return ", " + tr._("less than 1 km from you")
    return ", " + tr._("about {km} km from you").format(km=tr.number(round(item.distance_km)))


def reasons(tr: Translator, item: Item) -> tuple[str, ...]:
    """Why it came here: the own requests that it answers, else what the group follows."""
    if item.meant:
        return ("👉 " + tr._("It was offered for your request {number}.").format(number=item.meant),)
    if item.answers:
        numbers = tr.list(item.answers)
        text = tr.n_(
            "It answers your request {numbers}.", "It answers your requests {numbers}.", len(item.answers)
        )
        return ("👉 " + text.format(numbers=numbers),)
    if not item.follows:
        return ()
    names = [
        category_name(tr, category) if part is None else subcategory_name(tr, category, part)
        for category, part in item.follows
    ]
    return ("👉 " + tr._("You follow: {kinds}.").format(kinds=tr.list(names)),)


def strongest(tr: Translator, item: Item) -> tuple[str, ...]:
    """What speaks most for an offer, the strongest first. Of the kind alone the line above says enough."""
    if item.version.post.kind is not Kind.OFFER or item.strongest in ((), ("subcategory",)):
        return ()
    names = tr.list([tr._(_PARTS[name]) for name in item.strongest])
    return ("👍 " + tr._("What fits best: {parts}.").format(parts=names),)


def _head(tr: Translator, item: Item) -> str:
    number = item.version.post.number
    if item.version.post.kind is Kind.OFFER:
        return "🎁 " + tr._("<b>{number}</b> · Offer").format(number=number)
    return "🙋 " + tr._("<b>{number}</b> · {organisation} needs").format(
        number=number, organisation=safe(item.organisation or "")
    )


def deeds_with(tr: Translator, item: Item) -> Row:
    """What a group can do with an offer now."""
    if item.version.post.kind is not Kind.OFFER or not item.asked:
        return ()
    return contacts.buttons(tr, item.alert_id, item.hold)


def _rows(tr: Translator, item: Item) -> tuple[Row, ...]:
    if item.version.post.kind is not Kind.OFFER:
        return ()
    ours = item.hold is not None and item.hold.ours
    more = []
    if item.version.revision.details.photos:
        more.append(Button("🖼 " + tr._("Photos"), PhotosPress(item.alert_id).pack()))
    if item.objection is None and not ours:
        more.append(objections.way_in(tr, item.alert_id))
    return tuple(filter(None, (deeds_with(tr, item), tuple(more))))


def _next(tr: Translator, item: Item) -> str:
    number = item.version.post.number
    if item.objection is not None and item.hold is None:
        return objections.noted(tr, item.objection)
    if item.hold is not None:
        return contacts.standing(tr, item.hold, item.town)
    if item.version.post.kind is Kind.OFFER and item.asked:
        text = tr._("Can you use it? Press Contact: it is reserved for you, and I ask the volunteer.")
    elif item.version.post.kind is Kind.OFFER:
        text = tr._("Can you use it? Please talk to the town and name the number {number}.")
    else:
        text = tr._("Can you help? Please talk to {organisation} and name the number {number}.")
    return text.format(number=number, organisation=safe(item.organisation or ""))
