"""The order of a digest: what was asked for first, the more urgent before the better, every group together."""

from datetime import UTC, datetime, timedelta
from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from domain.details import Urgency
from domain.digests import NEEDS, Group, Heading, Weighed, arranged, best

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
OURS, OTHER = Group(Heading.ANSWERS, "G-7K3F"), Group(Heading.ANSWERS, "G-4T9P")
GOODS = Group(Heading.FOLLOWED, category="goods")
weighed = st.lists(
    st.builds(
        Weighed,
        st.integers(1, 99),
        st.sampled_from((OURS, OTHER, GOODS, NEEDS)),
        st.integers(0, 10000),
        st.integers(0, 9).map(lambda days: NOW - timedelta(days=days)),
        st.sampled_from(Urgency),
    ),
    unique_by=lambda one: one.alert_id,
)


def test_an_offer_made_for_the_request_comes_before_all_others() -> None:
    meant = Weighed(1, OURS, 1000, NOW, meant=True)
    better = Weighed(2, OURS, 9000, NOW, Urgency.TODAY)
    assert best([better, meant], 1) == [meant]


def test_what_was_asked_for_comes_first_and_the_more_urgent_before_the_better() -> None:
    good = Weighed(1, GOODS, 9000, NOW)
    calm, urgent = Weighed(2, OURS, 8000, NOW), Weighed(3, OTHER, 2000, NOW, Urgency.SOON)
    need, older = Weighed(4, NEEDS, 100, NOW, Urgency.TODAY), Weighed(5, OURS, 8000, NOW - timedelta(days=1))
    assert best([good, older, calm, need, urgent], 9) == [urgent, calm, older, need, good]
    assert arranged([good, older, calm, need, urgent]) == [urgent, calm, older, need, good]
    assert best([good, calm], 1) == [calm]
    assert not best([good], 0)


@given(weighed)
def test_nothing_is_lost_and_every_group_stands_together_best_first(some: list[Weighed]) -> None:
    found = arranged(some)
    assert sorted(one.alert_id for one in found) == sorted(one.alert_id for one in some)
    assert len([*groupby(found, key=lambda one: one.group)]) == len({one.group for one in some})
    for _, group in groupby(found, key=lambda one: one.group):
        weights = [one.weight for one in group]
        assert weights == sorted(weights, reverse=True)
    assert found[:1] == best(some, 1)
