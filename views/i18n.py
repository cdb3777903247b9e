"""Languages of the chats: one translator per locale, always named explicitly, never a hidden current one.

    tr = translator("de")
    tr._("Number {number}").format(number=post.number)
    tr.n_("{count} post waits.", "{count} posts wait.", count).format(count=tr.number(count))
    tr.p_("button", "Open")

English is the language of the sources and needs no catalogue. A checkout reads the .po files themselves, so an
edited sentence shows at the next start; an installed wheel carries compiled catalogues instead.
"""

import datetime as dt
from collections.abc import Sequence
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel import Locale, dates, lists, numbers, units
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALES = ("de", "en")
SOURCE = "en"
DOMAIN = "handreich"
# English is read in European towns here: 5 March 2025, 17:30, not March 5, 5:30 PM.
CLDR = {"de": "de", "en": "en_GB"}
IN_CLDR = {"prs": "fa_AF"}  # CLDR's names for what we know by another code
FOLDER = Path(__file__).resolve().parent.parent / "locales"


def N_(text: str) -> str:  # noqa: N802 - gettext's customary name for "extract, but translate later"
    """Marks a text for extraction where no translator is at hand yet."""
    return text


UNNAMED = {  # languages that CLDR does not name, or by a name that their speakers do not use
    "kmr": N_("Kurdish (Kurmanji)"),
    "ckb": N_("Kurdish (Sorani)"),
}


class Translator:
    """Speaks one language: sentences from the catalogue, numbers, dates and names from CLDR."""

    def __init__(self, locale: str, sentences: NullTranslations) -> None:
        self.locale = locale
        self._cldr = Locale.parse(CLDR[locale])
        self._ = sentences.gettext
        self.n_ = sentences.ngettext
        self.p_ = sentences.pgettext
        self.np_ = sentences.npgettext

    def number(self, value: float) -> str:
        """1.234,5 in German"""
        return numbers.format_decimal(value, locale=self._cldr)

    def percent(self, share: float) -> str:
        """82 %"""
        return numbers.format_percent(share, locale=self._cldr)

    def list(self, items: Sequence[str]) -> str:
        """A, B und C"""
        return lists.format_list(list(items), locale=self._cldr)

    def date(self, day: dt.date) -> str:
        """Mittwoch, 5. März 2025"""
        return dates.format_date(day, "full", locale=self._cldr)

    def short_date(self, day: dt.date) -> str:
        """05.03.2025"""
        return dates.format_date(day, "medium", locale=self._cldr)

    def day_and_month(self, day: dt.date) -> str:
        """5.3."""
        return dates.format_skeleton("Md", day, locale=self._cldr)

    def time(self, moment: dt.time) -> str:
        """09:00"""
        return dates.format_time(moment, "short", locale=self._cldr)

    def datetime(self, moment: dt.datetime, zone: dt.tzinfo) -> str:
        """05.03.2025, 09:00, on the clocks of that zone"""
        local = moment.astimezone(zone)
        day = dates.format_date(local, "medium", locale=self._cldr)
        pattern = str(dates.get_datetime_format("medium", locale=self._cldr))
        return pattern.replace("{1}", day).replace("{0}", self.time(local.time()))

    def timedelta(self, span: dt.timedelta, *, hours: bool = False) -> str:
        """2 Tage; with `hours` 48 Stunden"""
        if hours:
            return str(units.format_unit(span // dt.timedelta(hours=1), "hour", locale=self._cldr))
        return dates.format_timedelta(span, locale=self._cldr)

    def ago(self, span: dt.timedelta) -> str:
        """vor 2 Tagen"""
        return dates.format_timedelta(-span, add_direction=True, locale=self._cldr)

    def weekday(self, day: int) -> str:
        """Montag for 0"""
        return str(dates.get_day_names("wide", "stand-alone", self._cldr)[day])

    def weekday_short(self, day: int) -> str:
        """Mo for 0"""
        return str(dates.get_day_names("abbreviated", "stand-alone", self._cldr)[day])

    def week(self) -> tuple[int, ...]:
        """The weekdays in the order of the country's calendars; Monday is 0."""
        first = self._cldr.first_week_day
        return tuple((first + day) % 7 for day in range(7))

    def month(self, day: dt.date) -> str:
        """März 2025"""
        return dates.format_skeleton("yMMMM", day, locale=self._cldr)

    def language_name(self, code: str) -> str:
        """Arabisch for ar; the code itself where nobody has a name"""
        if code in UNNAMED:
            return self._(UNNAMED[code])
        return str(self._cldr.languages.get(IN_CLDR.get(code, code), code))


@cache
def translator(locale: str) -> Translator:
    """The translator for one of LOCALES."""
    if locale not in LOCALES:
        raise ValueError(f"no such locale: {locale}")
    return Translator(locale, NullTranslations() if locale == SOURCE else catalogue(locale))


def best_locale(code: str | None, default: str) -> str:
    """The locale for a language code as Telegram sends it, like de-AT; the default for an unknown one."""
    language = (code or "").replace("_", "-").partition("-")[0].lower()
    return language if language in LOCALES else default


def catalogue(locale: str, folder: Path = FOLDER) -> NullTranslations:
    """The sentences of a locale, from its .po file where there is one."""
    source = folder / locale / "LC_MESSAGES" / f"{DOMAIN}.po"
    content = compiled(source) if source.exists() else source.with_suffix(".mo").read_bytes()
    return GNUTranslations(BytesIO(content))


def compiled(source: Path) -> bytes:
    """What an .mo file made from this .po file holds."""
    target = BytesIO()
    with source.open("rb") as readable:
        write_mo(target, read_po(readable))
    return target.getvalue()
