"""`handreich export`: what goes out comes in again, elsewhere too, and is the same then."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.bot.commands import Operator
from tests.bot.test_labelled_cases import LARGE, OWN
from tests.conftest import Templates

WORDS = {
    "category": "family",
    "subcategory": "homework",
    "title": "Help with homework",
    "text": "I help with homework",
    "language_of_text": "en",
    "place": {"district": None, "lat": 50.9, "lon": 12.1, "radius_km": 3.5, "online": True},
    "languages": [{"code": "ar", "level": "native"}],
    "languages_demanded": [],
    "availability": {
        "always": False,
        "weekly": [[0, "morning"]],
        "from": "2026-12-01",
        "until": "2026-12-24",
        "dates": ["2026-11-26T10:30", "2026-11-28"],
    },
    "quantity": {"amount": 3, "unit": "hours", "splittable": True},
    "urgency": "normal",
    "needed_by": None,
    "housing": {"persons": 2, "beds": 1, "step_free": True, "pets_allowed": False, "pets_present": None},
    "family": {"ages": "6-9", "setting": "group"},
    "fields": {"subject": "Maths"},
    "photos": ["file-1"],
    "risk_expected": "yellow",
    "risk_raised_to": "red",
}
FULL: dict[str, Any] = {
    "bot": 1,
    "towns": [
        {
            "slug": "gera",
            "name": "Gera",
            "timezone": "Europe/Berlin",
            "locale": "de",
            "lat": 50.88,
            "lon": 12.08,
            "moderation_chat": -100,
            "controller": "The town",
            "privacy_contact": "privacy@example.org",
            "donation_text": "An account",
            "moderation_limit_hours": 6,
            "districts": [{"code": "lusan", "name": "Lusan", "lat": 50.842, "lon": 12.064}],
            "neighbours": [{"town": "jena", "allowed": True}],
        }
    ],
    "organisations": [
        {
            "id": "store",
            "name": "Store",
            "town": "gera",
            "state": "verified",
            "cleared_for_red": True,
            "created_at": "2026-10-01T06:00:00Z",
            "about": "Clothes",
            "contact": "Maria",
            "evidence": "https://example.org",
            "also_in": [],
        }
    ],
    "people": [
        {
            "id": "telegram:7",
            "first_name": "Paul",
            "locale": "en",
            "town": "gera",
            "consent_version": "1",
            "consent_at": "2026-10-01T06:00:00Z",
            "created_at": "2026-10-01T06:00:00.250000Z",
        }
    ],
    "posts": [
        {
            "id": "help",
            "kind": "offer",
            "town": "gera",
            "author": "telegram:7",
            "state": "live",
            "closing": None,
            "number": "A-7K3V",
            "written_by": None,
            **WORDS,
            "created_at": "2026-11-01T06:00:00Z",
            "confirmed_at": "2026-11-20T06:00:00Z",
            "expires_at": "2027-05-20T06:00:00Z",
            "revisions": [
                {"state": "released", "created_at": "2026-11-01T06:00:00Z", **WORDS},
                {"state": "asked_back", "created_at": "2026-11-21T06:00:00Z", **WORDS, "text": "Other words"},
            ],
        }
    ],
    "subscriptions": [
        {
            "id": "s",
            "organisation": "store",
            "town": "gera",
            "categories": ["goods", "family/homework"],
            "languages": ["ar"],
            "radius_km": 4.0,
            "place": {"district": "lusan", "lat": None, "lon": None, "radius_km": 4.0, "online": False},
        }
    ],
    "history": [
        {
            "offer": "help",
            "subscription": "s",
            "event": "shown",
            "state": "agreed",
            "at": "2026-11-21T06:00:00Z",
        }
    ],
    "blocks": [{"by": "store", "against": "telegram:7"}, {"by": "telegram:7", "against": "store"}],
}


@pytest.fixture
def here(database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Operator:
    return Operator.at(tmp_path, database_url, capsys)


@pytest.fixture
async def empty_url(database_url: str, templates: Templates, tmp_path: Path) -> AsyncIterator[str]:
    """A second database, of the same kind as the first."""
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    async with templates.copied(database_url.partition(":")[0], folder) as url:
        yield url


@pytest.fixture
def elsewhere(empty_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Operator:
    return Operator.at(tmp_path / "elsewhere", empty_url, capsys)


@pytest.mark.parametrize("file", [OWN, LARGE], ids=["own", "large"])
def test_what_is_exported_can_be_imported_and_gives_the_same_again(
    here: Operator, elsewhere: Operator, file: Path
) -> None:
    if not file.is_file():
        pytest.skip("HANDREICH_TEST_CASES names no file")
    here.gets("import", "--as-is", str(file))
    first = here.gets("export")
    assert len(json.loads(first)["posts"]) == len(json.loads(file.read_text(encoding="utf-8"))["posts"])
    elsewhere.gets("import", "--as-is", elsewhere.writes("first.json", first))
    assert elsewhere.gets("export") == first
    assert "new" not in here.gets("import", "--as-is", here.writes("first.json", first))


def test_everything_that_can_be_written_down_comes_back(here: Operator) -> None:
    here.gets("import", "--as-is", here.writes("full.json", FULL))
    assert json.loads(here.gets("export")) == FULL


def test_another_bot_leaves_out_what_is_of_no_use_to_it(here: Operator) -> None:
    said = here.gets("import", "--as-is", here.writes("full.json", FULL | {"bot": 2}))
    assert [line for line in said.splitlines() if line.startswith("left out")] == [
        "left out  1 moderation chats (they belong to another bot)",
        "left out  1 people (they started another bot; their posts go through the town)",
        "left out  1 photos (their files belong to another bot)",
    ]
    found = json.loads(here.gets("export"))
    assert found["people"] == []
    assert found["posts"][0]["author"] == "telegram:7"
    assert found["posts"][0]["photos"] == []


def test_one_town_can_leave_alone(here: Operator) -> None:
    here.gets("import", "--as-is", str(OWN))
    found = json.loads(here.gets("export", "--town", "gera"))
    assert [town["slug"] for town in found["towns"]] == ["gera"]
    assert {post["town"] for post in found["posts"]} == {"gera"}
    assert {one["id"] for one in found["organisations"]} == {"store", "new"}
    status, _, error = here.types("export", "--town", "atlantis")
    assert (status, "atlantis" in error) == (1, True)


def test_tables_come_back_too(here: Operator, elsewhere: Operator) -> None:
    here.gets("import", "--as-is", str(OWN))
    towns = {"towns": json.loads(here.gets("export"))["towns"]}
    elsewhere.gets("import", elsewhere.writes("towns.json", towns))
    for table in ("organisations", "offers", "requests"):
        file = elsewhere.folder / f"{table}.csv"
        here.gets("export", "--csv", table, "--output", str(file))
        elsewhere.gets("import", "--as-is", str(file))
        assert elsewhere.gets("export", "--csv", table) == file.read_text(encoding="utf-8")


def test_a_number_that_is_taken_is_replaced(here: Operator) -> None:
    here.gets("import", "--as-is", here.writes("full.json", FULL))
    other = FULL["posts"][0] | {"id": "other"}
    said = here.gets("import", "--as-is", here.writes("other.json", {"bot": 1, "posts": [other]}))
    assert "left out  1 numbers (other posts have them; these posts got new ones)" in said
    numbers = [post["number"] for post in json.loads(here.gets("export"))["posts"]]
    assert len(set(numbers)) == 2
