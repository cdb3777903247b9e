"""A group's digest: one message, five posts a page, turned by buttons."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from domain.digests import Group, Heading
from domain.pushes import Digest, Item
from domain.taxonomy import Risk
from views import contacts
from views.alerts import deeds_with, distance, freshness, reasons
from views.callbacks import AlertPress, DigestPress
from views.i18n import Translator
from views.paging import page_row
from views.posts import listed, shortened
from views.screen import Button, Row, Screen, safe
from views.taxonomy import category_name, kind_label, kind_name

PER_PAGE = 5
TITLE_SHOWN = 40  # characters of the title of an own request, in a heading
TEXT_SHOWN = 200  # characters of a post; the button with its number shows all


def page(tr: Translator, facts: Digest) -> Screen:
    """The page that is to be shown, else the nearest one that there is."""
    if not facts.items:
        return Screen(_gone(tr, facts))
    pages = max(1, -(-len(facts.items) // PER_PAGE))
    number = max(0, min(facts.page, pages - 1))
    shown = facts.items[number * PER_PAGE : (number + 1) * PER_PAGE]
    title = tr.n_(
        "<b>{count} post fits you</b> · {day}", "<b>{count} posts fit you</b> · {day}", len(facts.items)
    ).format(count=tr.number(len(facts.items)), day=tr.date(facts.day))
    parts = [title, *_listed(tr, facts, number * PER_PAGE, shown), tr._("A button shows the whole post.")]
    parts += [_gone(tr, facts)] if facts.gone else []
    buttons = tuple(_buttons(tr, item) for item in shown)
    turning = page_row(tr, number, pages, lambda to: DigestPress(facts.id, to).pack())
    return Screen("\n\n".join(parts), (*buttons, *turning))


def _buttons(tr: Translator, item: Item) -> Row:
    """The whole post, and what can be done with an offer. Of a red one its card says all, before anybody wants it."""
    number = item.version.post.number
    whole = Button(number, AlertPress(item.alert_id).pack())
    if item.version.revision.risk is Risk.RED:
        return (whole,)
    deeds = deeds_with(tr, item)
    return (whole, *(replace(deed, label=f"{deed.label} · {number}") for deed in deeds))


def _listed(tr: Translator, facts: Digest, start: int, shown: Sequence[Item]) -> Iterator[str]:
    """The items of a page; before the first of each group its heading."""
    before = None
    for number, item in enumerate(shown, start):
        group = facts.groups[number] if facts.groups else None
        words = _item(tr, item)
        same = group is None or group == before
        yield words if same or group is None else f"{_heading(tr, group)}\n\n{words}"
        before = group


def _heading(tr: Translator, group: Group) -> str:
    match group.heading:
        case Heading.ANSWERS if group.title:
            text = tr._("For your request {number}: {title}").format(
                number=group.number, title=safe(shortened(group.title, TITLE_SHOWN))
            )
        case Heading.ANSWERS:
            text = tr._("For your request {number}").format(number=group.number)
        case Heading.FOLLOWED:
            text = tr._("You follow: {kinds}").format(kinds=category_name(tr, group.category))
        case _:
            text = tr._("What others need")
    return f"➤ <b><u>{text}</u></b>"


def _gone(tr: Translator, facts: Digest) -> str:
    text = tr._("No longer available: {numbers}.")
    return "☑️ " + text.format(numbers=tr.list(facts.gone))


def _item(tr: Translator, item: Item) -> str:
    post, revision = item.version.post, item.version.revision
    who = safe(item.organisation) if item.organisation else kind_name(tr, post.kind)
    head = f"<b>{post.number}</b> · {who}"
    if revision.risk is not Risk.RED:  # of a red post the next line says all there is to say
        head += f" · {kind_label(tr, revision.category, revision.subcategory)}"
    short = revision.text if len(revision.text) <= TEXT_SHOWN else revision.text[: TEXT_SHOWN - 1] + "…"
    words = listed(tr, replace(revision, text=short), item.town) + distance(tr, item)
    held = (contacts.standing(tr, item.hold, item.town),) if item.hold else ()
    return "\n".join((head, words, freshness(tr, item), *reasons(tr, item), *held))
