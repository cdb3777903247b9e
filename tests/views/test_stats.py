"""/stats in words and as a picture: everything fits, whatever the numbers and names are."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from PIL import Image

from domain.stats import DAYS, Stats
from domain.taxonomy import TAXONOMY
from tests.services.towns import GERA
from tests.views.limits import check
from views.charts import HEIGHT, WIDTH
from views.i18n import LOCALES, translator
from views.stats import CAPTION_LIMIT, stats

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def facts(daily: tuple[int, ...], *, busy: bool = True) -> Stats:
    counts = tuple((code, 900 - n) for n, code in enumerate(TAXONOMY)) if busy else ()
    usual, oldest = (timedelta(hours=3), NOW - timedelta(days=40)) if busy else (None, None)
    first = date(2026, 10, 26)
    return Stats(GERA, NOW, first, daily, counts, usual, 40 * busy, 7 * busy, 12345 * busy, oldest)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(
    "given", [facts((0,) * DAYS, busy=False), facts(tuple(range(DAYS))), facts((9876,) * DAYS)]
)
def test_words_and_picture_are_what_telegram_takes(given: Stats, locale: str) -> None:
    screen = stats(translator(locale), given)
    assert len(check(screen)) <= CAPTION_LIMIT
    assert screen.picture is not None
    drawn = screen.picture()
    with Image.open(BytesIO(drawn)) as image:
        assert (image.format, image.size, image.mode) == ("PNG", (WIDTH, HEIGHT), "RGB")
    assert len(drawn) < 300_000


def test_the_numbers_are_written_as_the_reader_does() -> None:
    said = stats(translator("de"), facts(tuple(range(DAYS)))).text
    assert "435 Beiträge, 14,5 am Tag" in said
    assert "Freigegeben: 85\N{NO-BREAK SPACE}% (40 von 47)" in said
    assert "Sachspenden 900" in said
