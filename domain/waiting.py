"""How long the moderators of a town will take to answer: what can honestly be said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import median

LATEST = 20  # decisions that count: what was usual last year tells nothing


@dataclass(frozen=True)
class Outlook:
    """`usual`: how long the latest answers took, None when there were none; `limit`: what the town promises; `late`: what
    waits longest has waited longer than that."""

    usual: timedelta | None
    limit: timedelta
    late: bool = False


def outlook(spans: Sequence[timedelta], limit: timedelta, longest: timedelta) -> Outlook:
    """From how long the latest answers took, and how long the oldest question has waited."""
    usual = timedelta(seconds=median(span.total_seconds() for span in spans)) if spans else None
    return Outlook(usual, limit, longest > limit)
