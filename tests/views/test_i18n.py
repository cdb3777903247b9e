"""Languages: which one is chosen, and what dates, numbers and names look like in it."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from views import i18n
from views.i18n import LOCALES, best_locale, translator

MOMENT = dt.datetime(2025, 3, 5, 8, 5, tzinfo=dt.UTC)
BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("code", "locale"),
    [
        ("de", "de"),
        ("de-AT", "de"),
        ("EN_us", "en"),
        ("uk", "de"),
        ("", "de"),
        (None, "de"),
        ("deutsch", "de"),
    ],
)
def test_the_nearest_language_is_taken(code: str | None, locale: str) -> None:
    assert best_locale(code, default="de") == locale


def test_an_unknown_locale_is_a_programming_error() -> None:
    with pytest.raises(ValueError, match="tlh"):
        translator("tlh")


def test_english_needs_no_catalogue() -> None:
    tr = translator("en")
    assert tr._("Never translated") == "Never translated"
    assert [tr.n_("{n} post", "{n} posts", n).format(n=n) for n in (0, 1, 2)] == [
        "0 posts",
        "1 post",
        "2 posts",
    ]
    assert tr.p_("button", "Open") == "Open"
    assert tr.np_("button", "{n} Open", "{n} Opens", 1) == "{n} Open"


@pytest.mark.parametrize("locale", LOCALES)
def test_every_locale_has_a_translator_and_only_one(locale: str) -> None:
    assert translator(locale) is translator(locale)
    assert translator(locale).locale == locale


def test_german_forms() -> None:
    tr = translator("de")
    assert tr.date(MOMENT.date()) == "Mittwoch, 5. März 2025"
    assert tr.short_date(MOMENT.date()) == "05.03.2025"
    assert tr.datetime(MOMENT, BERLIN) == "05.03.2025, 09:05"
    assert tr.time(dt.time(17, 30)) == "17:30"
    assert tr.number(1234.5) == "1.234,5"
    assert tr.list(["a", "b", "c"]) == "a, b und c"
    assert tr.timedelta(dt.timedelta(days=2)) == "2 Tage"
    assert tr.ago(dt.timedelta(days=2)) == "vor 2 Tagen"
    assert (tr.weekday(0), tr.weekday_short(6)) == ("Montag", "So")
    assert (tr.language_name("ar"), tr.language_name("xx-unknown")) == ("Arabisch", "xx-unknown")


def test_english_forms_are_those_of_europe() -> None:
    tr = translator("en")
    assert tr.datetime(MOMENT, BERLIN) == "5 Mar 2025, 09:05"
    assert tr.time(dt.time(17, 30)) == "17:30"


def test_an_installed_wheel_reads_the_compiled_catalogue(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("installed")
    messages = folder / "de" / "LC_MESSAGES"
    messages.mkdir(parents=True)
    (messages / "handreich.po").write_text('msgid ""\nmsgstr "Language: de\\n"\n\nmsgid "Yes"\nmsgstr "Ja"\n')
    checkout = i18n.catalogue("de", folder)
    (messages / "handreich.mo").write_bytes(i18n.compiled(messages / "handreich.po"))
    (messages / "handreich.po").unlink()
    assert checkout.gettext("Yes") == i18n.catalogue("de", folder).gettext("Yes") == "Ja"
