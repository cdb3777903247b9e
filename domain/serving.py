"""Fairness: an offer is shown to at most three organisations at a time, in turn; a place opens again when one declines,
or says nothing for three days."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.organisations import MatchState

PLACES = 3
PATIENCE = timedelta(hours=72)
_CLOSED = (MatchState.DECLINED, MatchState.NOT_USED, MatchState.FAILED, MatchState.DONE)


@dataclass(frozen=True)
class Showing:
    """One pair of an offer: whose it is, how it stands, and when it was shown (None: it is about to be)."""

    organisation_id: int
    state: MatchState
    shown_at: datetime | None


def open_organisations(showings: Iterable[Showing], now: datetime) -> set[int]:
    """Who has the offer before them: shown and not answered for less than three days, or in talks about it."""
    return {one.organisation_id for one in showings if _is_open(one, now)}


def free_places(open_ones: Collection[int]) -> int:
    """How many more organisations may be shown the offer now."""
    return max(0, PLACES - len(open_ones))


def _is_open(one: Showing, now: datetime) -> bool:
    if one.state in _CLOSED:
        return False
    if one.state is MatchState.SHOWN and one.shown_at is not None:
        return now - one.shown_at < PATIENCE
    return True
