"""What is wrong with a configuration is told at once, each with its place and what to write instead."""

from pathlib import Path

import pytest

from bot.config import ConfigError, load

TOKEN = {"HANDREICH_TELEGRAM__TOKEN": "1:token"}
TOWN = '[[towns]]\nslug = "gera"\nname = "Gera"\nlat = 50.88\nlon = 12.08\n'


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def problems(file: Path, text: str, environ: dict[str, str] | None = None) -> dict[str, str]:
    """Where -> what."""
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        load(file, TOKEN | (environ or {}))
    return {problem.where: problem.what for problem in caught.value.problems}


@pytest.mark.parametrize(
    ("text", "where", "what"),
    [
        ("opertors = [1]", "opertors", "is not a known key; write operators"),
        ("[telegram]\ntokn = 1", "telegram.tokn", "is not a known key; write token"),
        ('[telegram]\nmode = "pull"', "telegram.mode", 'write "polling" or "webhook"'),
        ('[telegram]\napi_base = "ftp://x"', "telegram.api_base", "begins with http or https"),
        ('[telegram]\nwebhook_listen = "8080"', "telegram.webhook_listen", "host:port"),
        ('[telegram]\nwebhook_url = "http://example.org"', "telegram.webhook_url", "begins with https"),
        ('[telegram]\nmode = "webhook"', "telegram.webhook_url", "is missing"),
        ('[telegram]\nmode = "webhook"', "telegram.webhook_secret", "is missing"),
        ('[database]\nurl = "mysql://host/db"', "database.url", "is not an address of SQLite or PostgreSQL"),
        ('[database]\nurl = "sqlite://data.sqlite3"', "database.url", "too few slashes"),
        ('operators = ["me"]', "operators[0]", "is not a whole number"),
        ("[limits]\nper_second = -1", "limits.per_second", "is too small"),
        ('[quiet_hours]\nstart = "25:00"', "quiet_hours.start", "is not a time of day"),
        ('[risk]\n"goods/baby" = "purple"', "risk.goods/baby", 'write "green", "yellow" or "red"'),
        ('[risk]\n"good/baby" = "red"', "risk.good/baby", "names no category"),
        ('[risk]\n"goods/babe" = "red"', "risk.goods/babe", "names no sub-category of goods"),
        ('[demo]\nclock_url = "http://127.0.0.1/"', "demo", "is only for `handreich demo`"),
        ('[demo]\nclock_url = "http://example.org/"', "demo.clock_url", "is not an address on this machine"),
        ("towns = 3", "towns", "is not a list"),
        (
            TOWN + 'timezone = "Europa/Berlin"',
            "towns[0].timezone",
            "'Europa/Berlin' is not a known time zone",
        ),
        (TOWN + 'timezone = "../etc"', "towns[0].timezone", "is not a known time zone"),
        (TOWN + 'timezone = "Europe"', "towns[0].timezone", "is not a known time zone"),
        (TOWN + 'locale = "fr"', "towns[0].locale", 'write one of "de", "en"'),
        (TOWN + "moderation_chat = 12", "towns[0].moderation_chat", "is not the id of a group"),
        (TOWN + "moderation_limit_hours = 0", "towns[0].moderation_limit_hours", "is too small"),
        (TOWN + 'neighbours = ["gera"]', "towns[0].neighbours", "names the town itself"),
        (TOWN + 'neighbours = ["a b"]', "towns[0].neighbours[0]", "does not have the right form"),
        (TOWN.replace("50.88", "95"), "towns[0].lat", "is too large"),
        (TOWN.replace("12.08", "nan"), "towns[0].lon", "is"),
        (TOWN.replace('"gera"', '"Gera!"'), "towns[0].slug", "does not have the right form"),
        (TOWN + TOWN, "towns[1].slug", "'gera' is taken by entry [0]"),
        (TOWN + "districts = [3]", "towns[0].districts[0]", "is not a table"),
    ],
)
def test_each_mistake_is_named_with_what_to_write(written: Path, text: str, where: str, what: str) -> None:
    assert what in problems(written, text)[where]


def test_doubled_districts_are_found(written: Path) -> None:
    twice = ", ".join(2 * ['{ code = "n", name = "Nord", lat = 50.9, lon = 12.1 }'])
    assert "taken" in problems(written, f"{TOWN}districts = [{twice}]")["towns[0].districts[1].code"]


def test_all_mistakes_are_told_at_once(written: Path) -> None:
    text = f'opertors = 3\n[risk]\n"x/y" = "red"\n{TOWN}locale = "fr"\n{TOWN}'
    found = problems(written, text, {"HANDREICH_TOKEN": "1:a", "HANDREICH_SECRETS_DIR": "/not/there"})
    assert set(found) == {
        "HANDREICH_SECRETS_DIR",
        "HANDREICH_TOKEN",
        "opertors",
        "risk.x/y",
        "towns[0].locale",
        "towns[1].slug",
    }


def test_a_value_from_the_environment_is_named_by_its_variable(written: Path) -> None:
    environ = {
        "HANDREICH_LOG__LEVEL": "loud",
        "HANDREICH_LOG__LEVL": "info",
        "HANDREICH_OPERATORS": "[1",
        "HANDREICH_TOWNS": '[{"slug": "jena", "name": "Jena", "lat": 50.9, "lon": 200}]',
    }
    found = problems(written, "", environ)
    assert set(found) == {
        "HANDREICH_LOG__LEVEL",
        "HANDREICH_LOG__LEVL",
        "HANDREICH_OPERATORS",
        "HANDREICH_TOWNS[0].lon",
    }
    assert found["HANDREICH_OPERATORS"].startswith("is not a list")


def test_a_value_from_a_secret_file_is_named_by_its_file(written: Path, tmp_path: Path) -> None:
    (tmp_path / "handreich_log__level").write_text("loud")
    assert "handreich_log__level" in problems(written, "", {"HANDREICH_SECRETS_DIR": str(tmp_path)})


def test_a_missing_token_is_the_only_thing_an_empty_file_lacks(written: Path) -> None:
    written.write_text("")
    with pytest.raises(
        ConfigError, match=r"^telegram\.token: is missing; write the token @BotFather gave you.*$"
    ):
        load(written, {})


def test_a_missing_file_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(
        ConfigError, match=r"config\.toml: is not there; copy config\.example\.toml"
    ) as caught:
        load(tmp_path / "config.toml", {"HANDREICH_TYPO": "1"})
    assert [problem.where for problem in caught.value.problems][1:] == ["HANDREICH_TYPO"]


def test_broken_toml_is_told_with_its_line(written: Path) -> None:
    assert "at line 2" in problems(written, "operators = []\n[telegram\n")[str(written)]


def test_a_file_in_another_encoding_is_told(written: Path) -> None:
    written.write_bytes('controller = "Jülich"'.encode("latin-1"))
    with pytest.raises(ConfigError, match="UTF-8"):
        load(written, TOKEN)


def test_no_secret_is_ever_repeated(written: Path) -> None:
    text = '[telegram]\ntoken = "geheim1"\nwebhook_secret = "geheim2"\ntokn = "geheim3"\n'
    found = problems(
        written, text, {"HANDREICH_TELEGRAM__TOKEN": "geheim4", "HANDREICH_DATABASE__URL": "x://a:geheim5@h"}
    )
    assert len(found) == 4
    assert "geheim" not in str(found)
