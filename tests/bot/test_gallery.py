"""The gallery shows everything that people can read, and all of it is what Telegram takes."""

import inspect
import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import CodeType, FrameType, FunctionType

import pytest

import views
from bot.cli import main
from bot.gallery.chapters import CHAPTERS
from bot.gallery.examples import Examples
from bot.gallery.page import page
from bot.gallery.shots import Shot
from tests.conventions.tree import files
from tests.views.limits import check
from views import profile
from views.errors import LIMIT
from views.i18n import LOCALES, translator
from views.screen import Screen


def shots(locale: str) -> Iterator[tuple[str, Shot]]:
    for chapter in CHAPTERS:
        for shot in chapter.shots(Examples(locale)):
            yield chapter.title, shot


def speaking() -> Iterator[FunctionType]:
    """The public functions of views/ that put something into words."""
    for file in files(views.__name__):
        module = import_module(".".join(file.with_suffix("").parts))
        for name, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__ == module.__name__ and not name.startswith("_")
            if own and next(iter(inspect.signature(function).parameters), None) == "tr":
                yield function


@pytest.mark.parametrize("locale", LOCALES)
def test_every_screen_is_what_telegram_takes(locale: str) -> None:
    tr = translator(locale)
    for chapter, shot in shots(locale):
        drawn = shot.draw(tr)
        if isinstance(drawn, Screen):
            assert check(drawn), (chapter, shot.title)
        elif isinstance(drawn, str):
            limit = profile.DESCRIPTION_LIMIT if chapter == CHAPTERS[0].title else LIMIT
            assert 0 < len(drawn) <= limit, (chapter, shot.title)


def test_every_view_has_a_screen_in_the_gallery() -> None:
    """If this fails: a line `shot(title, view, facts …)` in a file of bot/gallery shows the new view."""
    seen: set[CodeType] = set()

    def note(frame: FrameType, event: str, argument: object) -> None:
        if event == "call":
            seen.add(frame.f_code)

    drawn = [shot for _, shot in shots(LOCALES[0])]
    before = sys.getprofile()
    sys.setprofile(note)
    try:
        for shot in drawn:
            shot.draw(translator(LOCALES[0]))
    finally:
        sys.setprofile(before)
    missing = [f"{one.__module__}.{one.__name__}" for one in speaking() if one.__code__ not in seen]
    assert not missing


def test_a_title_stands_for_one_screen() -> None:
    for locale in LOCALES:
        titles = [(chapter, shot.title) for chapter, shot in shots(locale)]
        assert len(titles) == len(set(titles))


def test_the_page_needs_nothing_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "screens.html"
    assert main(["gallery", "--out", str(out)]) == 0
    assert str(out) in capsys.readouterr().out
    html = out.read_text(encoding="utf-8")
    assert html == page(CHAPTERS, LOCALES)
    assert not re.search(r"<script|<link|<img|url\(|@import|src=", html)
    assert all(html.count(f'class="phone in-{locale}"') == len(list(shots(locale))) for locale in LOCALES)
