"""What the operator may set for all towns, as far as rules need it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from domain.cadence import QuietHours
from domain.fair_use import FairUse
from domain.marks import Rules
from domain.taxonomy import Risk


@dataclass(frozen=True)
class Options:
    """`risk` maps "category/subcategory" to the class that replaces the built-in one; `bot_name` is ours, without the @.
    `undo`: how long a decision can be undone and what it pushes waits; nothing means at once, and no *Undo*. `secret`
    hides who is banned. `marks` gives the rules of marks, read when they are first needed."""

    risk: Mapping[str, Risk] = field(default_factory=dict)
    quiet: QuietHours = field(default_factory=QuietHours)
    operators: frozenset[int] = frozenset()
    bot_name: str = ""
    marks: Callable[[], Rules] = Rules
    undo: timedelta = timedelta(seconds=120)
    fair_use: FairUse = field(default_factory=FairUse)
    secret: bytes = field(default=b"", repr=False)
