"""How much one person may do: posts a day, and messages a minute. Zero means without limit."""

from collections import deque
from dataclasses import dataclass
from enum import Enum, auto

MINUTE = 60.0  # seconds


@dataclass(frozen=True)
class FairUse:
    """Limits for each person: what is submitted in a day of the town, and messages and presses in a minute."""

    offers_per_day: int = 10
    requests_per_day: int = 30
    changes_per_day: int = 30
    updates_per_minute: int = 60


class Turn(Enum):
    """What becomes of a message or press."""

    TAKEN = auto()
    FIRST_TOO_MANY = auto()  # the person is told, once
    TOO_MANY = auto()


class Flood:
    """Counts the messages and presses of each person in the last minute. A flood is over when everything was taken for a
    minute. Only who wrote within the last minute is remembered."""

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        self._taken: dict[int, deque[float]] = {}
        self._refused_at: dict[int, float] = {}

    def take(self, person_id: int, now: float) -> Turn:
        """One more of this person at `now`, in seconds of any clock that only goes forward."""
        if not self._per_minute:
            return Turn.TAKEN
        self._forget(now)
        mine = self._taken.setdefault(person_id, deque())
        while mine and mine[0] <= now - MINUTE:
            mine.popleft()
        if len(mine) < self._per_minute:
            self._taken[person_id] = self._taken.pop(person_id)  # who wrote last stands last
            mine.append(now)
            return Turn.TAKEN
        told = person_id in self._refused_at
        self._refused_at.pop(person_id, None)
        self._refused_at[person_id] = now
        return Turn.TOO_MANY if told else Turn.FIRST_TOO_MANY

    def _forget(self, now: float) -> None:
        while self._taken:
            person_id = next(iter(self._taken))
            if self._taken[person_id] and self._taken[person_id][-1] > now - MINUTE:
                break
            del self._taken[person_id]
        while self._refused_at:
            person_id = next(iter(self._refused_at))
            if self._refused_at[person_id] > now - MINUTE:
                break
            del self._refused_at[person_id]
