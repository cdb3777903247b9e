"""Why an offer fits: the strongest parts about which both sides said something, and no others."""

from hypothesis import given

from domain.details import Availability, Part, Quantity
from domain.matching import Given, Place, Wanted
from domain.scoring import score
from domain.strengths import MOST, Strength, Why, strengths
from tests.domain.pairs import FOLLOWER, NOW, ZENTRUM, given_any, offer, request, wanted_any

MONDAY = Availability(weekly=frozenset({(0, Part.MORNING)}))


def test_the_strongest_three_in_their_order() -> None:
    one = offer(languages=("ar",), times=MONDAY, quantity=Quantity(2, None, True))
    wish = request(languages=("ar", "de"), times=MONDAY, quantity=Quantity(2, None, True))
    assert strengths(one, wish, NOW) == (
        Strength(Why.SUBCATEGORY, True),
        Strength(Why.TIME, True),
        Strength(Why.DISTANCE, False),
    )


def test_what_one_side_left_open_says_nothing() -> None:
    assert strengths(offer(place=Place()), request(times=MONDAY), NOW) == (Strength(Why.SUBCATEGORY, True),)


def test_the_whole_category_says_nothing_of_the_sub_category() -> None:
    assert strengths(offer(), request(kinds=(("goods", None),), place=Place(ZENTRUM)), NOW) == (
        Strength(Why.DISTANCE, False),
    )


def test_a_subscription_gives_its_place_and_languages() -> None:
    found = strengths(offer(languages=("ar", "de"), times=MONDAY), FOLLOWER, NOW)
    assert [one.why for one in found] == [Why.DISTANCE]


@given(given_any, wanted_any)
def test_each_strength_has_points_and_the_stronger_comes_first(one: Given, wish: Wanted) -> None:
    found = [score(one, wish, NOW).named()[one_.why] for one_ in strengths(one, wish, NOW)]
    assert len(found) <= MOST
    assert all(found)
    assert found == sorted(found, reverse=True)
