"""Errors become one clear sentence, whatever library they come from."""

import errno
import sqlite3
from pathlib import Path

import aiohttp
import pytest

from bot.cli import main
from bot.complaints import Complaint, complaint
from bot.config import ConfigError, Problem
from domain.errors import Refused


def test_the_full_list_of_a_broken_configuration_is_kept() -> None:
    status, text = complaint(ConfigError([Problem("a", "is wrong"), Problem("b", "is missing")]))
    assert status == 2
    assert text.splitlines()[1:] == ["  a: is wrong", "  b: is missing"]


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full"),
        (
            PermissionError(errno.EACCES, "Permission denied", "data.sqlite3"),
            "data.sqlite3: permission denied",
        ),
        (OSError(errno.EADDRINUSE, "Address already in use"), "the port is in use"),
        (ConnectionRefusedError(errno.ECONNREFUSED, "Connection refused"), "no connection"),
        (TimeoutError(), "no answer in time"),
        (aiohttp.ClientConnectionError("cannot connect"), "no connection to Telegram"),
        (Refused("town_exists", town="gera"), "there is a town with this slug already"),
        (Complaint("the cat sat on it"), "the cat sat on it"),
        (ExceptionGroup("tasks", [OSError(errno.ENOSPC, "No space left on device")]), "the disk is full"),
        (KeyError("x"), "an error nobody expected (KeyError)"),
    ],
)
def test_an_error_is_told_in_words(error: Exception, words: str) -> None:
    status, text = complaint(error)
    assert status == 1
    assert words in text
    assert "\n" not in text


def test_a_reader_that_went_away_hears_nothing() -> None:
    assert complaint(BrokenPipeError()) == (1, "")


def test_the_cause_below_a_library_error_is_found() -> None:
    with pytest.raises(RuntimeError) as caught:
        _fail_to_open()
    assert "cannot be opened" in complaint(caught.value)[1]


def _fail_to_open() -> None:
    try:
        sqlite3.connect("/not/there/data.sqlite3")
    except sqlite3.Error as error:
        raise RuntimeError("wrapped") from error


@pytest.mark.parametrize(
    ("content", "words"),
    [(None, "the database file cannot be opened"), (b"no database at all " * 99, "is not a SQLite database")],
)
def test_a_database_that_cannot_be_used_is_one_sentence(
    tmp_path: Path, content: bytes | None, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "folder" / "data.sqlite3"
    if content:
        file.parent.mkdir()
        file.write_bytes(content)
    config = tmp_path / "config.toml"
    config.write_text(f'[telegram]\ntoken = "1:a"\n[database]\nurl = "sqlite:///{file}"\n')
    assert main(["migrate", "--config", str(config)]) == 1
    error = capsys.readouterr().err
    assert words in error
    assert len(error.splitlines()) == 1
