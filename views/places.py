"""Where something is, in words: a district by its name, a shared location only by the district it is nearest to."""

from domain.geo import Point
from domain.towns import Town
from views.i18n import Translator
from views.screen import safe


def place(tr: Translator, town: Town, district: str | None, lat: float | None, lon: float | None) -> str:
    """📍 Lusan, Gera; without a place the town alone. HTML."""
    return "📍 " + safe(_where(tr, town, district, lat, lon))


def online_in(tr: Translator, town: Town) -> str:
    """💻 online, for people of this town. HTML."""
    return "💻 " + tr._("Online") + ", " + safe(town.name)


def _where(tr: Translator, town: Town, code: str | None, lat: float | None, lon: float | None) -> str:
    if district := town.district(code):
        return f"{district.name}, {town.name}"
    if lat is None or lon is None:
        return town.name
    if near := town.nearest(Point(lat, lon)):
        return tr._("near {district}, {town}").format(district=near.name, town=town.name)
    return tr._("a place in or near {town}").format(town=town.name)
