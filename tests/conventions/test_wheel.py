"""What is installed from a wheel speaks every language: the compiled catalogues are in it, the sources are not."""

import gettext
import io
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.conventions.tree import ROOMS, ROOT
from views.i18n import LOCALES, SOURCE


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> ZipFile:
    folder: Path = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return ZipFile(next(folder.glob("*.whl")))


def test_wheel_has_every_room(wheel: ZipFile) -> None:
    assert {f"{room}/__init__.py" for room in ROOMS} <= set(wheel.namelist())


def test_wheel_has_compiled_catalogues_only(wheel: ZipFile) -> None:
    inside = {name for name in wheel.namelist() if name.startswith("locales/")}
    assert inside == {f"locales/{locale}/LC_MESSAGES/handreich.mo" for locale in LOCALES if locale != SOURCE}
    for name in inside:
        assert gettext.GNUTranslations(io.BytesIO(wheel.read(name))).info()["language"] in LOCALES


def test_wheel_has_the_migrations(wheel: ZipFile) -> None:
    assert any(name.startswith("db/migrations/versions/") for name in wheel.namelist())


def test_wheel_has_the_page(wheel: ZipFile) -> None:
    names = set(wheel.namelist())
    assert {
        "simulator/page/static/index.html",
        "simulator/page/static/js/main.js",
        "bot/demo/tour.json",
        "views/fonts/DejaVuSans.ttf",
        "views/fonts/LICENSE",
    } <= names
