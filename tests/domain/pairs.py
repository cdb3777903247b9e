"""An offer and a request that fit, to be changed in one thing at a time; and strategies for any."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st

from domain.details import PARTS, Appointment, Availability, Housing, Quantity
from domain.geo import Point
from domain.matching import Given, Place, Wanted
from domain.taxonomy import Risk
from domain.towns import Town

NOW = datetime(2026, 11, 23, 6, tzinfo=UTC)  # a Monday, 7:00 in Gera
TODAY = date(2026, 11, 23)
LATER = NOW + timedelta(days=20)
GERA = Town("gera", "Gera", "Europe/Berlin", "de", 50.8803, 12.0833, neighbours=("ronneburg",))
RONNEBURG = Town("ronneburg", "Ronneburg", "Europe/Berlin", "de", 50.8636, 12.1861, neighbours=("gera",))
ALONE = replace(RONNEBURG, neighbours=())
LUSAN, ZENTRUM = Point(50.842, 12.064), Point(50.8779, 12.0823)  # 4.2 km apart
OFFER = Given(GERA, "goods", "furniture", NOW, LATER, place=Place(LUSAN, 10))
REQUEST = Wanted(GERA, (("goods", "furniture"),), expires_at=LATER, place=Place(ZENTRUM, 10))
FOLLOWER = replace(REQUEST, kinds=(("goods", None), ("language", "tandem")), follows=True, expires_at=None)


def offer(**changes: Any) -> Given:
    """The offer, changed."""
    return replace(OFFER, **changes)


def request(**changes: Any) -> Wanted:
    """The request, changed."""
    return replace(REQUEST, **changes)


def housing_offer(**there: Any) -> Given:
    """A room of which this is known."""
    return offer(
        category="housing", subcategory="room", risk=Risk.RED, housing=Housing(**there) if there else None
    )


def housing_request(**asked: Any) -> Wanted:
    """Somebody needs a room, with these demands."""
    return request(kinds=(("housing", "room"),), risk=Risk.RED, cleared=True, housing=Housing(**asked))


days = st.dates(TODAY - timedelta(days=10), TODAY + timedelta(days=30))
clocks = st.none() | st.sampled_from([time(9), time(12), time(17, 59), time(18)])
times = st.builds(
    Availability,
    always=st.sampled_from([False] * 4 + [True]),
    weekly=st.frozensets(st.tuples(st.integers(0, 6), st.sampled_from(PARTS)), max_size=4),
    first=st.none() | days,
    last=st.none() | days,
    dates=st.lists(st.builds(Appointment, days, clocks), max_size=2).map(tuple),
)
points = st.sampled_from([None, LUSAN, ZENTRUM, Point(50.9, 12.1)])
places = st.builds(
    Place, points, st.sampled_from([None, 0.0, 1.0, 4.3, 15.0]), st.sampled_from([False, False, True])
)
languages = st.lists(st.sampled_from(["ar", "de", "fa", "prs"]), max_size=3, unique=True).map(tuple)
quantities = st.none() | st.builds(
    Quantity, st.none() | st.integers(0, 6), st.sampled_from([None, "Stück"]), st.booleans()
)
yes_no = st.none() | st.booleans()
houses = st.none() | st.builds(Housing, st.none() | st.integers(1, 4), st.none(), yes_no, yes_no, yes_no)
towns = st.sampled_from([GERA, GERA, RONNEBURG, ALONE])
kinds = st.sampled_from([("goods", "furniture"), ("goods", "toys"), ("housing", "room"), ("goods", None)])
ends = st.sampled_from([LATER, LATER, NOW, NOW + timedelta(seconds=1)])
confirmed = st.integers(0, 40).map(lambda number: NOW - timedelta(days=number))
given_any = st.builds(
    lambda kind, **values: Given(category=kind[0], subcategory=kind[1], **values),
    kinds,
    town=towns,
    confirmed_at=confirmed,
    expires_at=ends,
    live=st.sampled_from([True, True, False]),
    risk=st.sampled_from(Risk),
    place=places,
    languages=languages,
    times=times,
    quantity=quantities,
    housing=houses,
)
wanted_any = st.builds(
    Wanted,
    town=towns,
    kinds=kinds.map(lambda kind: (kind,)),
    verified=st.sampled_from([True, True, False]),
    cleared=st.booleans(),
    follows=st.booleans(),
    expires_at=ends,
    live=st.sampled_from([True, True, False]),
    risk=st.sampled_from(Risk),
    place=places,
    languages=languages,
    demanded=languages,
    times=times,
    needed_by=st.none() | days,
    quantity=quantities,
    housing=houses,
)
