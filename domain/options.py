"""What the operator may set for all towns, as far as rules need it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from domain.cadence import QuietHours
from domain.marks import Rules
from domain.taxonomy import Risk


@dataclass(frozen=True)
class Options:
    """`risk` maps "category/subcategory" to the class that replaces the built-in one; `bot_name` is ours, without the @.
    `undo`: how long a decision can be undone and what it pushes waits; nothing means at once, and no *Undo*. `secret`
    hides who is banned."""

    risk: Mapping[str, Risk] = field(default_factory=dict)
    quiet: QuietHours = field(default_factory=QuietHours)
    operators: frozenset[int] = frozenset()
    bot_name: str = ""
    marks: Rules = field(default_factory=Rules)
    undo: timedelta = timedelta(seconds=120)
    secret: bytes = field(default=b"", repr=False)
