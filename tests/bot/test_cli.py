"""The command line: quick help, one clear sentence for every error, towns by command."""

import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import main
from tests.conventions.tree import ROOT

CONFIG = (
    '[telegram]\ntoken = "1:token"\napi_base = "http://127.0.0.1:9"\n[database]\nurl = "sqlite:///{file}"\n'
)
HELP = """
import sys
from bot.cli import main
try:
    main(["--help"])
finally:
    print(sorted({"aiogram", "sqlalchemy", "pydantic", "aiohttp", "babel", "asyncio"} & set(sys.modules)))
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    file = tmp_path / "config.toml"
    file.write_text(CONFIG.format(file=tmp_path / "data.sqlite3"))
    return file


def test_help_imports_nothing_heavy() -> None:
    done = subprocess.run([sys.executable, "-c", HELP], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_it_can_be_run_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "--version"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.startswith("handreich ")


@pytest.mark.parametrize(
    "arguments", ["", "city", "fly", "demo --port 70000", "city add x", "city add x X --lat a --lon 1"]
)
def test_wrong_arguments_end_with_usage(arguments: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments.split())
    assert caught.value.code == 2
    assert "usage: handreich" in capsys.readouterr().err


def test_towns_are_added_and_listed(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--config", str(config)]
    assert main(["city", "list", *options]) == 0
    assert "There is no town yet" in capsys.readouterr().out
    place = [
        "--lat",
        "50.88",
        "--lon",
        "12.08",
        "--moderation-chat",
        "-100123",
        "--district",
        "n:Nord:50.9:12.1",
    ]
    assert main(["city", "add", "gera", "Gera", *place, *options]) == 0
    assert "?start=gera" in capsys.readouterr().out
    assert main(["city", "list", *options]) == 0
    listed = capsys.readouterr().out
    assert all(word in listed for word in ("gera", "Gera", "Europe/Berlin", "districts: 1", "-100123"))


def test_a_town_is_added_only_once(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["city", "add", "gera", "Gera", "--lat", "50.88", "--lon", "12.08", "--config", str(config)]
    assert main(command) == 0
    assert main(command) == 1
    assert capsys.readouterr().err == "handreich: there is a town with this slug already\n"


def test_a_wrong_town_is_refused_with_the_names_of_the_arguments(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = ["--lat", "95", "--lon", "12", "--timezone", "Mars", "--district", "n:Nord:x:12"]
    assert main(["city", "add", "GERA", "Gera", *wrong, "--config", str(config)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert [line.split(":")[1].strip() for line in lines] == ["SLUG", "--timezone", "--lat", "--district"]


def test_a_missing_configuration_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["migrate", "--config", str(tmp_path / "none.toml")]) == 2
    error = capsys.readouterr().err
    assert "none.toml: is not there; copy config.example.toml" in error
    assert "Traceback" not in error


def test_debug_shows_where_an_error_arose(config: Path) -> None:
    config.write_text(CONFIG.format(file="/not/there/data.sqlite3"))
    with pytest.raises(Exception, match="unable to open database file"):
        main(["migrate", "--debug", "--config", str(config)])
