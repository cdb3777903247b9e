"""An organisation wants an offer: one member reserves it, the volunteer is asked, and only then contact is made.

held → agreed | declined, or given_back, lapsed (nobody answered in time), void (offer or group are gone). Matches follow:
held is *wanted*, agreed *agreed*, declined *declined*, everything else back to *shown*.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.organisations import MatchState
from domain.posts import Version
from domain.towns import Town

LIFE = timedelta(hours=48)  # so long the volunteer may take to answer
CARD_LIFE = timedelta(days=14)  # then the card with the contact is emptied


class ReservationState(StrEnum):
    """How it stands between a member who pressed *Contact* and a volunteer."""

    HELD = "held"
    AGREED = "agreed"
    DECLINED = "declined"
    GIVEN_BACK = "given_back"
    LAPSED = "lapsed"
    VOID = "void"


MATCHED = {
    ReservationState.HELD: MatchState.WANTED,
    ReservationState.AGREED: MatchState.AGREED,
    ReservationState.DECLINED: MatchState.DECLINED,
    ReservationState.GIVEN_BACK: MatchState.SHOWN,
    ReservationState.LAPSED: MatchState.SHOWN,
    ReservationState.VOID: MatchState.SHOWN,
}
_STANDING = (ReservationState.HELD, ReservationState.AGREED, ReservationState.DECLINED)


@dataclass(frozen=True)
class Reservation:
    """`member_id` and `member_name`: who pressed; None, when nobody of the group is in charge. `exclusive`: nobody else can
    have the offer meanwhile. `amount` is what the agreement took from the offer. `contact` is there only on its way."""

    id: int
    post_id: int
    organisation_id: int
    binding_id: int
    alert_id: int
    member_id: int | None
    member_name: str | None
    state: ReservationState
    version: int
    exclusive: bool
    amount: int | None
    made_at: datetime
    until: datetime
    answered_at: datetime | None
    phone_asked_at: datetime | None
    contact: str | None
    delivered_at: datetime | None
    emptied_at: datetime | None


@dataclass(frozen=True)
class Hold:
    """How an offer is reserved, as one group sees it: by itself (then with the name of who pressed, None when they left), or
    by others."""

    ours: bool
    state: ReservationState
    name: str | None = None
    until: datetime | None = None


@dataclass(frozen=True)
class Contacting:
    """A reservation with what both sides may know of it. `first_name` is the volunteer's, who chose it; `organisation` the
    name of who asks. `private` tells the volunteer, else the group is told."""

    reservation: Reservation
    offer: Version
    organisation: str
    first_name: str
    town: Town
    private: bool


@dataclass(frozen=True)
class Taken:
    """What the own group's message says when the offer is not to be had any more, because this group has it."""

    number: str
    hold: Hold
    town: Town


def hold_of(organisation_id: int, made: Sequence[Reservation]) -> Hold | None:
    """How an offer stands for an organisation, by all reservations that were ever made of it, the latest first."""
    mine = next((one for one in made if one.organisation_id == organisation_id), None)
    if mine is not None and mine.state in _STANDING:
        return Hold(True, mine.state, mine.member_name, mine.until)
    if any(one.exclusive and one.state is ReservationState.HELD for one in made):
        return Hold(False, ReservationState.HELD)
    return None


def stays_open(offer: Version) -> bool:
    """Whether others may want the offer, too: it never runs out, or can be given in parts and more than one is left."""
    quantity = offer.revision.details.quantity
    if quantity is None:
        return False
    left = offer.post.amount_left if offer.post.amount_left is not None else quantity.amount
    return left is None or (quantity.splittable and left > 1)


@dataclass(frozen=True)
class Portion:
    """What an agreement takes from the offer and gives to each request; None: nothing is counted."""

    taken: int | None
    given: tuple[int, ...]


def portion(left: int | None, *, whole: bool, wanted: Sequence[int]) -> Portion:
    """How `left` of an offer is shared among requests that want so many, first come, first served. `whole`: all of it goes,
    however little is wanted."""
    if left is None:
        return Portion(None, (0,) * len(wanted))
    rest, given = left, []
    for wish in wanted:
        given.append(min(rest, wish))
        rest -= given[-1]
    return Portion(left if whole else (sum(given) or None), tuple(given))
