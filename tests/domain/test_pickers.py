"""Ticks, languages, weeks, days and photos: what each press makes of the answer so far."""

from datetime import date
from typing import Any

import pytest

from domain.errors import Refusal, Refused
from domain.inputs import Input, Picked, Pictured, Typed
from domain.pickers import (
    ALWAYS,
    ENDLESS,
    NO_DAY,
    Dates,
    Day,
    Languages,
    Number,
    Period,
    Photos,
    Several,
    Week,
)
from domain.widgets import Context, Stay, Widget

TODAY = Context(today=date(2026, 11, 23))
WAYS = Several(lambda answers, context: ("on_site", "phone"))


def after(widget: Widget, *given: Input, before: Any = None) -> Any:
    """The answer after all these inputs."""
    for one in given:
        taken = widget.accept(one, {}, TODAY, before)
        before = taken.value if isinstance(taken, Stay) else taken
    return before


def refusal(widget: Widget, given: Input, before: Any = None) -> Refusal:
    with pytest.raises(Refused) as refused:
        widget.accept(given, {}, TODAY, before)
    return refused.value.code


def test_a_second_press_takes_the_tick_away() -> None:
    assert after(WAYS, Picked("phone"), Picked("on_site")) == ["on_site", "phone"]
    assert after(WAYS, Picked("phone"), Picked("phone")) is None
    assert refusal(WAYS, Picked("video")) is Refusal.UNKNOWN_OPTION


def test_each_press_on_a_language_asks_for_another_level_until_it_goes() -> None:
    widget = Languages(("prs", "fa"))
    levels = []
    value = None
    for _ in range(6):
        value = after(widget, Picked("prs"), before=value)
        levels.append(value and value[0]["level"])
    assert levels == [None, "native", "C", "B", "A", None]
    assert value is None
    assert after(widget, Picked("fa"), Picked("prs")) == [
        {"code": "fa", "level": None},
        {"code": "prs", "level": None},
    ]


@pytest.mark.parametrize("given", [Picked("12"), Typed("12", 1), Typed(" 12 ", 1)])
def test_a_number_by_button_or_typed(given: Input) -> None:
    assert after(Number(1, 99), given) == 12


@pytest.mark.parametrize("given", ["0", "100", "-3", "1.5", "twelve", "", "²", "１２", "9" * 30, "12 kg"])
def test_what_is_no_number_within_the_bounds(given: str) -> None:
    assert refusal(Number(1, 99), Typed(given, 1)) is Refusal.NUMBER_WANTED


def test_only_what_may_be_endless_is() -> None:
    assert after(Number(1, 99, endless=True), Picked(ENDLESS)) == ENDLESS
    assert refusal(Number(1, 99), Picked(ENDLESS)) is Refusal.NUMBER_WANTED
    assert refusal(Number(1, 99, endless=True), Typed(ENDLESS, 1)) is Refusal.NUMBER_WANTED


def test_a_weekday_stands_for_all_its_parts() -> None:
    whole = [[2, "morning"], [2, "afternoon"], [2, "evening"]]
    assert after(Week(), Picked("2")) == whole
    assert after(Week(), Picked("2evening"), Picked("2")) == whole
    assert after(Week(), Picked("2"), Picked("2")) is None
    assert after(Week(), Picked("2"), Picked("2morning")) == whole[1:]
    assert after(Week(), Picked("6evening"), Picked("0morning")) == [[0, "morning"], [6, "evening"]]


def test_any_time_takes_the_place_of_ticks_and_the_other_way_round() -> None:
    assert after(Week(), Picked("2"), Picked(ALWAYS)) == ALWAYS
    assert after(Week(), Picked("0evening"), before=ALWAYS) == [[0, "evening"]]
    for nonsense in ("7", "x", "", "2night", "22"):
        assert refusal(Week(), Picked(nonsense)) is Refusal.UNKNOWN_OPTION


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("24.12.2026", "2026-12-24"),
        ("24.12.26", "2026-12-24"),
        ("4. 1. 2027", "2027-01-04"),
        ("24.12.", "2026-12-24"),
        ("1.2.", "2027-02-01"),  # this year's is over
        ("23.11.", "2026-11-23"),
        ("2026-12-24", "2026-12-24"),
    ],
)
def test_days_as_people_write_them(written: str, day: str) -> None:
    assert after(Day(), Typed(written, 1)) == day


@pytest.mark.parametrize(
    "written", ["22.11.2026", "31.2.2027", "24.12.2031", "tomorrow", "24/12/2026", "1.2.3.4"]
)
def test_what_is_no_day_from_today_on(written: str) -> None:
    assert refusal(Day(), Typed(written, 1)) is Refusal.DAY_WANTED


def test_a_square_that_is_no_day_does_nothing() -> None:
    for widget, value in (
        (Day(), "2026-12-24"),
        (Dates(), ["2026-12-24"]),
        (Period(), {"from": "2026-12-24"}),
    ):
        assert after(widget, Picked(NO_DAY), before=value) == value
        assert after(widget, Picked(NO_DAY)) is None


def test_single_days_come_and_go_and_are_not_too_many() -> None:
    widget = Dates(limit=2)
    both = after(widget, Picked("2026-12-24"), Picked("2026-12-01"))
    assert both == ["2026-12-01", "2026-12-24"]
    assert refusal(widget, Picked("2026-12-25"), both) is Refusal.TOO_MANY
    assert after(widget, Picked("2026-12-24"), Picked("2026-12-01"), before=both) is None
    assert after(widget, Picked("2026-12-24"), before=["2026-12-24T10:30"]) is None


def test_a_period_is_pressed_from_its_first_day_to_its_last() -> None:
    first, middle, last = (Picked(f"2026-12-{day:02}") for day in (1, 5, 9))
    assert after(Period(), middle) == {"from": "2026-12-05", "until": None}
    assert after(Period(), middle, last) == {"from": "2026-12-05", "until": "2026-12-09"}
    assert after(Period(), middle, middle) == {"from": "2026-12-05", "until": "2026-12-05"}
    assert after(Period(), middle, first) == {"from": "2026-12-01", "until": None}
    assert after(Period(), first, middle, last) == {"from": "2026-12-09", "until": None}


def test_photos_come_one_by_one_or_as_an_album_and_at_most_as_many_as_fit() -> None:
    widget = Photos(2)
    both = after(widget, Pictured("a", 1), Pictured("b", 2, "album"))
    assert both == {"ids": ["a", "b"], "album": "album"}
    assert refusal(widget, Pictured("c", 3, "album"), both) is Refusal.TOO_MANY
    assert refusal(widget, Typed("look", 4), both) is Refusal.PHOTO_WANTED
    assert after(widget, Picked("none"), before=both) is None
