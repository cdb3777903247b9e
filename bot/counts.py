"""What this process has done since it started: plain numbers, read by `bot/health` when somebody asks."""

import time
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field

BOUNDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


@dataclass
class Spans:
    """How often something took at most so many seconds (`BOUNDS`, the last place is for longer ones), and all together."""

    places: list[int] = field(default_factory=lambda: [0] * (len(BOUNDS) + 1))
    total: float = 0.0

    def add(self, seconds: float) -> None:
        """One more."""
        self.places[bisect_left(BOUNDS, seconds)] += 1
        self.total += seconds


@dataclass
class Counts:
    """Updates by what became of them, `answers` from their arrival until they were answered, outbox rows by their ending,
    transactions by theirs. `missed` are alerts that only the nightly sweep found. `polled_at` is the moment (of the steady
    clock) of the last poll that Telegram answered."""

    received: int = 0
    handled: int = 0
    failed: int = 0
    dead: int = 0
    missed: int = 0
    answers: Spans = field(default_factory=Spans)
    settled: Counter[str] = field(default_factory=Counter)
    transactions: Counter[str] = field(default_factory=Counter)
    polled_at: float = field(default_factory=time.monotonic)

    def polled(self) -> None:
        """Telegram answered a poll, and what it gave is stored."""
        self.polled_at = time.monotonic()
