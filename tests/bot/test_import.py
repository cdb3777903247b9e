"""`handreich import`: all of a file or nothing, every problem at once, and nothing twice."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from db.engine import open_database
from db.tables import posts, revisions
from tests.bot.commands import Operator
from tests.conventions.tree import ROOT

EXAMPLE = ROOT / "tests/bot/examples/pairs.json"
OFFERS = """\
id;town;author;category;subcategory;text;weekly;amount;unit;online;languages;district
boots;gera;anna;goods;shoes;"Boots,
nearly new";tue evening, sat morning;2;pairs;no;;lusan
talk;gera;;language;tandem;A tandem;;;;yes;ar:native, de;
"""


@pytest.fixture
def operator(database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Operator:
    return Operator.at(tmp_path, database_url, capsys)


@pytest.fixture
def example() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    return found


def stored(url: str) -> list[Any]:
    async def read() -> list[Any]:
        async with open_database(url) as database, database.read() as session:
            columns = (posts.c.reference, posts.c.state, revisions.c.state, posts.c.author_reference)
            found = select(*columns, revisions.c.details).join_from(
                posts, revisions, revisions.c.post_id == posts.c.id
            )
            return list(await session.execute(found.order_by(posts.c.id)))

    return asyncio.run(read())


def test_importing_twice_changes_nothing(operator: Operator, database_url: str) -> None:
    first = operator.gets("import", "--as-is", str(EXAMPLE))
    assert "new       6 posts" in first
    assert "skipped   now, pairs, rankings, serving (labels, nothing to store)" in first
    before = stored(database_url)
    again = operator.gets("import", "--as-is", str(EXAMPLE))
    assert "new" not in again
    assert "known     6 posts" in again
    assert stored(database_url) == before


def test_posts_go_to_review_unless_they_are_taken_as_they_are(
    operator: Operator, database_url: str, example: dict[str, Any]
) -> None:
    example["posts"][0] |= {"state": "closed", "closing": "withdrawn"}
    said = operator.gets("import", operator.writes("file.json", example))
    assert "left out  1 closed posts" in said
    rows = stored(database_url)
    assert {row[0] for row in rows} == {"table", "room", "chairs", "shelter", "early"}
    assert {(row[1], row[2]) for row in rows} == {("pending", "pending")}


def test_all_problems_are_told_at_once_and_nothing_is_stored(
    operator: Operator, database_url: str, example: dict[str, Any]
) -> None:
    sofa, table = example["posts"][:2]
    sofa |= {"category": "food", "quantity": {"amount": -1}, "colour": "red"}
    table |= {"created_at": "2026-11-01", "availability": {"dates": ["soon"]}, "place": {"lat": 50.9}}
    example["organisations"][1]["id"] = "store"
    status, _, errors = operator.types("import", operator.writes("file.json", example))
    assert status == 1
    places = [line.split(": ")[2] for line in errors.splitlines() if "file.json" in line]
    assert places == [
        "posts[0].category (sofa)",
        "posts[0].quantity.amount (sofa)",
        "posts[0].colour (sofa)",
        "posts[1].place (table)",
        "posts[1].availability.dates[0] (table)",
        "posts[1].created_at (table)",
    ]
    assert errors.endswith("nothing was imported\n")


def test_what_a_file_names_must_be_there(
    operator: Operator, database_url: str, example: dict[str, Any]
) -> None:
    example["posts"][0] |= {"town": "erfurt"}
    example["posts"][1]["place"] = {"district": "nowhere"}
    example["posts"][3] |= {"author": "nobody"}
    example["history"][0] |= {"offer": "ghost"}
    example["blocks"][0] |= {"by": "x", "against": "y"}
    status, _, errors = operator.types("import", operator.writes("file.json", example))
    assert status == 1
    assert [line.split(": ")[2] for line in errors.splitlines() if "file.json" in line] == [
        "posts[0].town (sofa)",
        "posts[1].place.district (table)",
        "posts[3].author (chairs)",
        "blocks[0].against",
        "history[0].offer",
    ]
    assert stored(database_url) == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "line 1, column 2: is not JSON"),
        ("[]", "is not a JSON object"),
        ('{"bar": 1}', "bar: is not a known key"),
    ],
)
def test_a_file_that_is_something_else(operator: Operator, text: str, problem: str) -> None:
    status, _, errors = operator.types("import", operator.writes("file.json", text))
    assert status == 1
    assert problem in errors


def test_a_table_of_offers(operator: Operator, database_url: str, example: dict[str, Any]) -> None:
    operator.gets("import", operator.writes("towns.json", {"towns": example["towns"]}))
    assert "new       2 posts" in operator.gets("import", operator.writes("offers.csv", OFFERS))
    boots, talk = stored(database_url)
    assert boots[4] == {
        "availability": {
            "always": False,
            "dates": [],
            "from": None,
            "until": None,
            "weekly": [[1, "evening"], [5, "morning"]],
        },
        "quantity": {"amount": 2, "splittable": False, "unit": "pairs"},
    }
    assert boots[3] == "anna"
    assert talk[4] == {
        "languages": [{"code": "ar", "level": "native"}, {"code": "de", "level": None}],
        "online": True,
    }


def test_problems_in_a_table_are_told_by_line_and_column(operator: Operator) -> None:
    wrong = OFFERS.replace("tue evening", "someday").replace(";2;", ";many;").replace("tandem;A", "chat;A")
    wrong = wrong.replace(";yes;", ";maybe;")
    status, _, errors = operator.types("import", operator.writes("offers.csv", wrong))
    assert status == 1
    assert [line.split(": ")[2] for line in errors.splitlines()[:-1]] == [
        "line 2, column weekly",
        "line 4, column online",
        "line 2, column amount",
        "line 4, column subcategory",
    ]
    _, _, errors = operator.types("import", operator.writes("offers.csv", "id;text;colour;id\n"))
    assert [line.split(": ")[2] for line in errors.splitlines()[:-1]] == [
        "line 1, column colour",
        "line 1, column id",
    ]


def test_tables_of_organisations_and_requests(
    operator: Operator, database_url: str, example: dict[str, Any]
) -> None:
    operator.gets("import", operator.writes("towns.json", {"towns": example["towns"]}))
    organisations = "id,name,town,state,cleared_for_red\nstore,Store,gera,verified,yes\n"
    assert "new       1 organisations" in operator.gets("import", operator.writes("o.csv", organisations))
    requests = (
        "id,town,organisation,category,text,urgency,needed_by,languages_demanded\n"
        'beds,gera,store,goods,Beds,soon,2026-12-01,"ar, de"\n'
    )
    assert "new       1 posts" in operator.gets("import", operator.writes("r.csv", requests))
    (beds,) = stored(database_url)
    assert beds[4] == {"urgency": "soon", "needed_by": "2026-12-01", "languages_demanded": ["ar", "de"]}
