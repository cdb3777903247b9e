"""*What is needed*: the live requests of a town, a few on each page."""

from collections.abc import Mapping, Sequence

from domain.posts import Version
from domain.towns import Town
from views.callbacks import MenuPress
from views.i18n import Translator
from views.menu import item, menu_row
from views.paging import page_row
from views.posts import listed
from views.screen import Screen, safe
from views.taxonomy import category_label


def needs(
    tr: Translator, town: Town, versions: Sequence[Version], names: Mapping[int, str], page: int, more: bool
) -> Screen:
    """A page of requests; `names` are the organisations by their id."""
    title = f"<b>{tr._('What is needed in {town}').format(town=safe(town.name))}</b>"
    offer = (item(tr._("Offer help"), "offer", "🤝"),)
    if not versions:
        text = tr._("Nothing is asked for at the moment. You can offer help all the same.")
        return Screen(f"{title}\n\n{text}", (offer, menu_row(tr)))
    entries = (_entry(tr, town, version, names) for version in versions)
    pages = page + 2 if more else page + 1
    turning = page_row(tr, page, pages, lambda number: MenuPress("needs", number).pack())
    return Screen("\n\n".join((title, *entries)), (*turning, offer, menu_row(tr)))


def _entry(tr: Translator, town: Town, version: Version, names: Mapping[int, str]) -> str:
    head = f"<b>{version.post.number}</b> · {category_label(tr, version.revision.category)}"
    name = names.get(version.post.organisation_id or 0)
    by = f"\n{safe(name)}" if name else ""
    return f"{head}{by}\n{listed(tr, version.revision, town)}"
