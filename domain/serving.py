"""Fairness: an offer is shown to at most three organisations at a time, in turn; a place opens again when one declines,
or says nothing for three days."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.organisations import MatchState

PLACES = 3
PATIENCE = timedelta(hours=72)
_CLOSED = (MatchState.DECLINED, MatchState.NOT_USED, MatchState.FAILED, MatchState.DONE)
_SILENT = (MatchState.FOUND, MatchState.SHOWN)


@dataclass(frozen=True)
class Showing:
    """One pair of an offer: whose it is, how it stands, and since when: shown, or found and about to be shown."""

    organisation_id: int
    state: MatchState
    since: datetime


@dataclass(frozen=True)
class Candidate:
    """An organisation that an offer fits. `asked`: one of its requests is answered, else it only follows the kind. `cents`:
    the best score. `last_turn`: when it was given an offer last, None never. `meant`: the offer was made for a request of
    it."""

    organisation_id: int
    asked: bool
    cents: int
    last_turn: datetime | None
    meant: bool = False


def open_organisations(showings: Iterable[Showing], now: datetime) -> set[int]:
    """Who has the offer before them: shown, or about to be, and not answered for less than three days; or in talks."""
    return {one.organisation_id for one in showings if _is_open(one, now)}


def free_places(open_ones: Collection[int]) -> int:
    """How many more organisations may be shown the offer now."""
    return max(0, PLACES - len(open_ones))


def chosen(candidates: Collection[Candidate], open_ones: Collection[int]) -> list[int]:
    """Who is shown the offer now, first come first. Who has it before them already may hear of another fitting request; the
    free places go to whom the offer was made for, then to those that asked, and among them to whom had no turn for
    longest."""
    waiting = [one for one in candidates if one.organisation_id not in open_ones]
    waiting.sort(key=_turn)
    known = [one.organisation_id for one in candidates if one.organisation_id in open_ones]
    return known + [one.organisation_id for one in waiting[: free_places(open_ones)]]


def _turn(one: Candidate) -> tuple[bool, bool, float, int, int]:
    last = one.last_turn.timestamp() if one.last_turn else float("-inf")
    return not one.meant, not one.asked, last, -one.cents, one.organisation_id


def _is_open(one: Showing, now: datetime) -> bool:
    if one.state in _CLOSED:
        return False
    return one.state not in _SILENT or now - one.since < PATIENCE
