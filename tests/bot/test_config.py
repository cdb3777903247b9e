"""A configuration is read from file, secret files and environment, the later one winning."""

from datetime import time
from pathlib import Path

import pytest

from bot.config import Settings, load
from domain.taxonomy import Risk
from domain.towns import District
from tests.conventions.tree import ROOT

TOKEN = {"HANDREICH_TELEGRAM__TOKEN": "1:token"}
TOWN = '[[towns]]\nslug = "gera"\nname = "Gera"\nlat = 50.88\nlon = 12.08\n'


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def read(file: Path, text: str, **environ: str) -> Settings:
    file.write_text(text, encoding="utf-8")
    return load(file, TOKEN | environ)


def test_a_token_is_enough(written: Path) -> None:
    settings = read(written, "")
    assert settings.telegram.token.get_secret_value() == "1:token"
    assert settings.telegram.api_base == "https://api.telegram.org"
    assert settings.telegram.mode == "polling"
    assert settings.database.url == "sqlite:///handreich.sqlite3"
    assert settings.towns == ()
    assert (settings.limits.per_second, settings.limits.per_group_per_minute) == (30, 20)
    assert (settings.quiet_hours.start, settings.quiet_hours.end) == (time(21), time(8))


def test_the_example_needs_only_a_token() -> None:
    settings = load(ROOT / "config.example.toml", TOKEN)
    assert [town.slug for town in settings.towns] == ["gera"]
    defaults = Settings.model_validate({"telegram": {"token": "1:token"}})
    for table in ("telegram", "database", "limits", "quiet_hours", "log", "operators", "risk"):
        assert getattr(settings, table) == getattr(defaults, table), f"not the default any more: {table}"


def test_environment_wins_over_secret_files_and_these_over_the_file(written: Path, tmp_path: Path) -> None:
    secrets = tmp_path / "secrets"
    secrets.mkdir()
    (secrets / "handreich_telegram__token").write_text("2:secret\n")
    (secrets / "handreich_log__level").write_text("error")
    (secrets / "something_else").write_text("ignored")
    written.write_text('[telegram]\ntoken = "1:file"\n[log]\nlevel = "debug"\nformat = "json"\n')
    settings = load(written, {"HANDREICH_SECRETS_DIR": str(secrets), "HANDREICH_LOG__LEVEL": "warning"})
    assert settings.telegram.token.get_secret_value() == "2:secret"
    assert (settings.log.level, settings.log.format) == ("warning", "json")


def test_lists_come_from_the_environment_as_json(written: Path) -> None:
    settings = read(
        written,
        "operators = [1]",
        HANDREICH_OPERATORS="[2, 3]",
        HANDREICH_RISK='{"goods/bicycle": "yellow"}',
        HANDREICH_TOWNS='[{"slug": "jena", "name": "Jena", "lat": 50.9, "lon": 11.6}]',
    )
    assert settings.operators == (2, 3)
    assert settings.risk == {"goods/bicycle": Risk.YELLOW}
    assert settings.towns[0].slug == "jena"


def test_the_file_is_named_by_the_variable_or_is_config_toml(
    written: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written.write_text("operators = [7]")
    assert load(None, TOKEN | {"HANDREICH_CONFIG": str(written)}).operators == (7,)
    monkeypatch.chdir(tmp_path)
    assert load(None, TOKEN).operators == (7,)


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("sqlite:///data.sqlite3", "sqlite:///data.sqlite3"),
        ("sqlite+aiosqlite:////var/data.sqlite3", "sqlite:////var/data.sqlite3"),
        ("postgresql://me:word@host/db", "postgresql+asyncpg://me:word@host/db"),
        ("postgres:///db?host=/run", "postgresql+asyncpg:///db?host=/run"),
    ],
)
def test_a_database_gets_the_driver_the_program_speaks_with(written: Path, given: str, used: str) -> None:
    assert read(written, "", HANDREICH_DATABASE__URL=given).database.url == used


def test_a_town_becomes_the_town_of_the_rules(written: Path) -> None:
    districts = (
        'districts = [{ code = "n", name = "Nord", lat = 50.9, lon = 12.1 }]\nneighbours = ["later"]\n'
    )
    town = read(written, TOWN + districts).towns[0].as_town()
    assert (town.slug, town.timezone, town.locale, town.moderation_limit_hours) == (
        "gera",
        "Europe/Berlin",
        "de",
        12,
    )
    assert town.districts == (District("n", "Nord", 50.9, 12.1),)
    assert town.neighbours == ("later",)


def test_a_webhook_listens_where_it_is_told(written: Path) -> None:
    telegram = '[telegram]\nmode = "webhook"\nwebhook_url = "https://bot.example.org/t"\nwebhook_listen = "[::1]:8443"\n'
    settings = read(written, telegram, HANDREICH_TELEGRAM__WEBHOOK_SECRET="a" * 16)
    assert (settings.telegram.listen_host, settings.telegram.listen_port) == ("::1", 8443)


def test_only_the_demo_may_have_another_clock(written: Path) -> None:
    written.write_text('[demo]\nclock_url = "http://127.0.0.1:8081/clock/"\n')
    assert load(written, TOKEN, demo=True).demo.clock_url == "http://127.0.0.1:8081/clock"


def test_variables_of_the_tests_are_none_of_its_business(written: Path) -> None:
    assert read(written, "", HANDREICH_TEST_POSTGRESQL="postgresql:///x").operators == ()


def test_secrets_do_not_show_themselves(written: Path) -> None:
    settings = read(written, "", HANDREICH_DATABASE__URL="postgresql://me:word@host/db")
    assert "1:token" not in repr(settings)
    assert "word" not in repr(settings)
