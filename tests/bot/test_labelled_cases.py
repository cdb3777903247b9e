"""Labelled cases through the real command line: imported as they are, then every pair, ranking and place explained.

HANDREICH_TEST_CASES may name a larger file of the same form.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.bot.commands import Operator
from tests.conventions.tree import ROOT

OWN = ROOT / "tests/bot/examples/pairs.json"
LARGE = Path(os.environ.get("HANDREICH_TEST_CASES", ""))


@pytest.fixture(params=[OWN, LARGE], ids=["own", "large"])
def cases(request: pytest.FixtureRequest) -> dict[str, Any]:
    if not request.param.is_file():
        pytest.skip("HANDREICH_TEST_CASES names no file")
    found: dict[str, Any] = json.loads(request.param.read_text(encoding="utf-8"))
    return found


@pytest.fixture
def operator(
    cases: dict[str, Any], database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Operator:
    someone = Operator.at(tmp_path, database_url, capsys)
    someone.gets("import", "--as-is", someone.writes("cases.json", cases))
    return someone


def test_every_label_is_met(operator: Operator, cases: dict[str, Any]) -> None:
    at = ("--at", cases["now"])
    judged = operator.gets_json("explain", "--pairs", operator.writes("pairs.json", cases["pairs"]), *at)
    wrong = [
        (label, found["failing_conditions"])
        for label, found in zip(cases["pairs"], judged, strict=True)
        if set(found["failing_conditions"]) != set(label["failing_conditions"])
        or found["match"] is bool(label["failing_conditions"])
    ]
    assert not wrong
    for ranking in cases["rankings"]:
        found = [
            one["offer"] for one in operator.gets_json("explain", "--for", ranking["for"], "--json", *at)
        ]
        assert [name for name in found if name in ranking["order"]] == ranking["order"]
    for label in cases["serving"]:
        (serving,) = operator.gets_json("explain", "--serving", label["offer"], "--json", *at)
        assert serving == {key: value for key, value in label.items() if key != "note"}


def test_computed_classes_are_those_of_the_labels(operator: Operator, cases: dict[str, Any]) -> None:
    classes = {post["id"]: post["risk_expected"] for post in cases["posts"] if "risk_expected" in post}
    order = ("green", "yellow", "red")
    pairs = [pair for pair in cases["pairs"] if pair["offer"] in classes and pair.get("request") in classes]
    judged = (
        operator.gets_json("explain", "--pairs", operator.writes("pairs.json", pairs), "--at", cases["now"])
        if pairs
        else []
    )
    expected = [max((classes[pair["offer"]], classes[pair["request"]]), key=order.index) for pair in pairs]
    assert [found["risk"] for found in judged] == expected
