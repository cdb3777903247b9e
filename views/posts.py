"""A post in words, the same for its author, the moderators and the groups. Callers decide who may see it."""

from domain.details import NOTHING_SAID, Details
from domain.posts import Revision
from domain.taxonomy import Risk
from domain.towns import Town
from views.details import lines
from views.i18n import Translator
from views.places import online_in, place
from views.screen import safe
from views.taxonomy import kind_label, subcategory_name

LISTED = 450  # characters of a text within a list: five of the longest must fit into one message
DETAILS_LISTED = 120  # characters of its details


def body(tr: Translator, revision: Revision, town: Town, away: str = "") -> str:
    """Category, words and place; `away` (HTML) says how far that is. HTML."""
    text, details = revision.text, revision.details
    return words(
        tr,
        revision.category,
        revision.subcategory,
        text,
        where(tr, revision, town) + away,
        details,
        revision.radius_km,
    )


def more_lines(tr: Translator, revision: Revision, town: Town) -> list[str]:
    """What stands below the words: the place, and everything else that was said. HTML."""
    return [_within(tr, where(tr, revision, town), revision.radius_km), *lines(tr, revision.details)]


def where(tr: Translator, revision: Revision, town: Town) -> str:
    """The place, or that none is needed. HTML."""
    if revision.details.online and revision.district is None and revision.lat is None:
        return online_in(tr, town)
    return place(tr, town, revision.district, revision.lat, revision.lon)


BUTTON_LIMIT = 32  # characters of a button that has a row to itself, on a narrow phone


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters; what was left out shows as three dots."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def words(
    tr: Translator,
    category: str,
    subcategory: str | None,
    text: str,
    where: str,
    details: Details = NOTHING_SAID,
    radius_km: float | None = None,
) -> str:
    """The same of a post that is still being written. `where` is HTML already."""
    more = "\n".join((_within(tr, where, radius_km), *lines(tr, details)))
    return f"<b>{kind_label(tr, category, subcategory)}</b>\n\n{safe(text)}\n\n{more}"


def _within(tr: Translator, where: str, radius_km: float | None) -> str:
    if not radius_km:
        return where
    return where + " · " + tr._("up to {count} km").format(count=tr.number(radius_km))


def listed(tr: Translator, revision: Revision, town: Town) -> str:
    """A post within a list, its place last: of a red one only sub-category and district. HTML."""
    if revision.risk is Risk.RED:
        kind = subcategory_name(tr, revision.category, revision.subcategory)
        return f"{kind}\n{place(tr, town, revision.district, None, None)}"
    text, more = safe(shortened(revision.text, LISTED)), _in_short(tr, revision.details)
    return "\n".join(filter(None, (text, more, where(tr, revision, town))))


def _in_short(tr: Translator, details: Details) -> str:
    """As many of the details as go into a line of a list, the most important first. HTML."""
    said: list[str] = []
    for line in lines(tr, details):
        if len(" · ".join((*said, line))) <= DETAILS_LISTED:
            said.append(line)
    return " · ".join(said)
