"""`handreich marks` shows what the rules make of an import file; a broken rules file is told before anything runs."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main

POSTS: list[dict[str, Any]] = [
    {"id": "a", "kind": "offer", "town": "gera", "author": "p1", "category": "goods", "subcategory": "furniture",
     "text": "Verkaufe Sofa, 50 Euro", "state": "live", "created_at": "2026-11-20T06:00:00Z"},
    {"id": "b", "kind": "offer", "town": "gera", "author": "p2", "category": "goods", "subcategory": "furniture",
     "text": "Esstisch mit vier Stühlen, zerlegbar", "state": "live", "created_at": "2026-11-21T06:00:00+01:00"},
    {"id": "c", "kind": "offer", "town": "gera", "author": "p2", "category": "goods", "subcategory": "furniture",
     "text": "Esstisch mit 4 Stühlen, zerlegbar!", "state": "pending", "created_at": "2026-11-22T06:00:00Z"},
    {"id": "d", "kind": "offer", "town": "jena", "author": "p2", "category": "goods", "subcategory": "furniture",
     "text": "Esstisch mit 4 Stühlen, zerlegbar!", "state": "pending", "created_at": "2026-11-23T06:00:00Z"},
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "posts.json").write_text(json.dumps({"posts": POSTS}), encoding="utf-8")
    return tmp_path


def configured(folder: Path, rules: str) -> None:
    (folder / "config.toml").write_text(
        '[telegram]\ntoken = "1:token"\napi_base = "http://127.0.0.1:9"\n'
        f'[database]\nurl = "sqlite:///{folder / "data.sqlite3"}"\n[moderation]\nmarks_file = "rules.toml"\n'
    )
    (folder / "rules.toml").write_text(rules, encoding="utf-8")


def test_codes_of_every_post_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["marks", "posts.json", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"a": ["not_free"], "b": [], "c": ["duplicate"], "d": []}


def test_words_for_people(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["marks", "posts.json"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "a  not_free: Verkaufe, 50 Euro",
        "c  duplicate: b",
        "2 of 4 posts have marks.",
    ]


def test_the_operators_own_rules(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configured(folder, '[[hate.any]]\nguilty = ["sofa"]\n')
    assert main(["marks", "posts.json", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["a"] == ["hate"]
    assert main(["check"]) == 1  # there is no Telegram
    assert "ok     marks: 1 rules, from rules.toml" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["run", "check", "marks posts.json --json"])
def test_a_broken_rules_file_is_told_with_its_line(
    folder: Path, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    configured(folder, '[[hate.any]]\nguilty = [\n  "sofa",\n  "(sofa",\n]\n')
    assert main(command.split()) == 2
    said = "".join(capsys.readouterr())
    assert "moderation.marks_file: rules.toml, line 4: '(sofa': a bracket is open or closed too often" in said


def test_a_rules_file_that_is_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    configured(folder, "")
    (folder / "rules.toml").unlink()
    assert main(["check"]) == 2
    assert "moderation.marks_file: rules.toml: no such file or directory" in capsys.readouterr().out


def test_the_shipped_rules_can_be_copied(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["marks", "--rules"]) == 0
    configured(folder, capsys.readouterr().out)
    assert main(["marks", "posts.json", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["a"] == ["not_free"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("nothing", "no JSON"),
        ('{"offers": []}', 'no list "posts"'),
        ('{"posts": [{"id": 1}]}', "posts[0] cannot be used: 'kind' is missing"),
        ('{"posts": [7]}', "posts[0] cannot be used"),
    ],
)
def test_a_file_that_cannot_be_used(
    folder: Path, written: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "posts.json").write_text(written)
    assert main(["marks", "posts.json"]) == 1
    assert said in capsys.readouterr().err


def test_no_file_at_all(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["marks"]) == 1
    assert "name a file" in capsys.readouterr().err
    assert main(["marks", "nowhere.json"]) == 1
    assert "nowhere.json: there is no such file" in capsys.readouterr().err
