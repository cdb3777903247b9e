"""A flood is slowed: so many messages a minute count, and the person is told once."""

from hypothesis import given
from hypothesis import strategies as st

from domain.fair_use import MINUTE, Flood, Turn

LIMIT = 5


def test_who_is_told_once_may_go_on_after_a_minute() -> None:
    flood = Flood(LIMIT)
    turns = [flood.take(1, second) for second in range(LIMIT + 3)]
    assert turns == [Turn.TAKEN] * LIMIT + [Turn.FIRST_TOO_MANY, Turn.TOO_MANY, Turn.TOO_MANY]
    assert flood.take(2, 8) is Turn.TAKEN
    assert flood.take(1, MINUTE) is Turn.TAKEN
    assert [flood.take(1, 200 + second) for second in range(LIMIT + 2)] == turns[: LIMIT + 2]


def test_zero_is_without_limit() -> None:
    flood = Flood(0)
    assert {flood.take(1, 0.0) for _ in range(1000)} == {Turn.TAKEN}


@given(st.lists(st.tuples(st.integers(1, 3), st.floats(0, 30)), max_size=200))
def test_no_minute_holds_more_than_the_limit_and_each_flood_is_told_once(
    steps: list[tuple[int, float]],
) -> None:
    flood, now = Flood(LIMIT), 0.0
    taken: dict[int, list[float]] = {1: [], 2: [], 3: []}
    refused: dict[int, list[float]] = {1: [], 2: [], 3: []}
    for person, wait in steps:
        now += wait
        recent = [at for at in taken[person] if at > now - MINUTE]
        told = any(at > now - MINUTE for at in refused[person])
        turn = flood.take(person, now)
        if len(recent) < LIMIT:
            assert turn is Turn.TAKEN
            taken[person].append(now)
        else:
            assert turn is (Turn.TOO_MANY if told else Turn.FIRST_TOO_MANY)
            refused[person].append(now)
