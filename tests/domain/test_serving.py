"""Three at a time, in turn; who says nothing for three days or declines makes room."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from domain.organisations import MatchState
from domain.serving import PATIENCE, PLACES, Candidate, Showing, chosen, free_places, open_organisations
from tests.domain.pairs import NOW


def candidate(
    organisation_id: int, days_ago: int | None = None, *, asked: bool = True, cents: int = 5000
) -> Candidate:
    last = None if days_ago is None else NOW - timedelta(days=days_ago)
    return Candidate(organisation_id, asked, cents, last)


def test_whose_last_turn_is_longest_ago_comes_first_and_whoever_had_none_before_them() -> None:
    assert chosen([candidate(1, 1), candidate(2, 5), candidate(3), candidate(4, 3)], ()) == [3, 2, 4]


def test_who_asked_for_it_comes_before_who_only_follows() -> None:
    assert chosen([candidate(1, asked=False), candidate(2, 1)], {7, 8}) == [2]


def test_whom_it_was_made_for_comes_before_everybody() -> None:
    meant = Candidate(1, True, 1000, NOW, meant=True)
    assert chosen([candidate(2), meant, candidate(3)], {7, 8}) == [1]


def test_among_equals_it_goes_where_it_fits_best() -> None:
    assert chosen([candidate(1), candidate(2, cents=9000)], {7, 8}) == [2]


def test_who_has_it_already_may_hear_of_another_request_without_a_place() -> None:
    assert chosen([candidate(7), candidate(2)], {7, 8, 9}) == [7]


def test_silence_and_refusal_open_a_place_talks_do_not() -> None:
    long_ago, lately = NOW - PATIENCE, NOW - PATIENCE + timedelta(seconds=1)
    showings = [
        Showing(1, MatchState.SHOWN, long_ago),
        Showing(2, MatchState.SHOWN, lately),
        Showing(3, MatchState.FOUND, long_ago),
        Showing(4, MatchState.WANTED, long_ago),
        Showing(5, MatchState.DECLINED, lately),
        Showing(6, MatchState.NOT_USED, lately),
    ]
    assert open_organisations(showings, NOW) == {2, 4}
    assert free_places({2, 4}) == 1


candidates = st.lists(
    st.builds(candidate, st.integers(1, 9), st.none() | st.integers(0, 9), asked=st.booleans()),
    unique_by=lambda one: one.organisation_id,
)


@given(candidates, st.frozensets(st.integers(1, 12), max_size=5))
def test_never_more_than_three_and_no_place_stays_empty(
    found: list[Candidate], opened: frozenset[int]
) -> None:
    new = [one for one in chosen(found, opened) if one not in opened]
    assert len(opened | set(new)) <= max(PLACES, len(opened))
    others = {one.organisation_id for one in found} - opened
    assert len(new) == min(free_places(opened), len(others))


@given(candidates)
def test_everybody_has_a_turn_before_anybody_has_a_second(found: list[Candidate]) -> None:
    asked = {one.organisation_id: candidate(one.organisation_id) for one in found}
    served: list[int] = []
    for round_ in range(len(asked)):
        for organisation_id in chosen(list(asked.values()), ()):
            served.append(organisation_id)
            asked[organisation_id] = candidate(organisation_id, days_ago=100 - round_)
    assert set(served[: len(asked)]) == set(asked)
