"""A stop: an organisation needs no more of a kind for a while. Volunteers read it before they offer that kind."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from domain.cadence import at_local
from domain.towns import Town

DAYS = 14


@dataclass(frozen=True)
class Stop:
    """`organisation` needs no more of a kind until that instant, the end of a local day."""

    organisation: str
    category: str
    subcategory: str
    until: datetime


def end_of(now: datetime, town: Town) -> datetime:
    """Until when a stop that is set now holds: to the end of the day two weeks ahead, by the town's clock."""
    after = now.astimezone(town.zone).date() + timedelta(days=DAYS + 1)
    return at_local(after, time(), town.zone)
