"""Organisations in a town: their states, and the start values of a group."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.cadence import EVERY_DAY
from domain.towns import Town


class OrganisationState(StrEnum):
    """applied → verified → suspended, or refused."""

    APPLIED = "applied"
    VERIFIED = "verified"
    SUSPENDED = "suspended"
    REFUSED = "refused"


@dataclass(frozen=True)
class Application:
    """What an organisation says of itself. `contact`: whom the moderators may ask; `evidence`: a web page or a register
    number."""

    name: str
    about: str = ""
    contact: str = ""
    evidence: str = ""


@dataclass(frozen=True)
class GroupFacts:
    """What Telegram tells of a group; None: not asked yet."""

    title: str
    members: int | None = None
    public: bool | None = None


@dataclass(frozen=True)
class Code:
    """A one-time code for a further group of the organisation `name`."""

    text: str
    name: str
    town: Town
    expires_at: datetime


class Mode(StrEnum):
    """How a group wants to hear of what fits."""

    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"


MAX_ITEMS = (3, 5, 10, 15, 20)  # how many posts a day a group can choose to get at most
RADII_KM = (2, 5, 10, 20)  # how far something may be


def weekdays_for(mode: Mode, chosen: frozenset[int]) -> frozenset[int]:
    """The weekdays of the digest when a group changes to this mode: a weekly one has a single day, any other all of them
    unless several were chosen."""
    if mode is Mode.WEEKLY:
        return chosen if len(chosen) == 1 else frozenset({0})
    return chosen if len(chosen) > 1 else EVERY_DAY


class AlertState(StrEnum):
    """A post found for a group: waiting → shown, or obsolete when it may no longer be shown."""

    WAITING = "waiting"
    SHOWN = "shown"
    OBSOLETE = "obsolete"


class MatchState(StrEnum):
    """found → shown → wanted → agreed → done | not_used | failed, or declined."""

    FOUND = "found"
    SHOWN = "shown"
    WANTED = "wanted"
    AGREED = "agreed"
    DONE = "done"
    NOT_USED = "not_used"
    FAILED = "failed"
    DECLINED = "declined"


@dataclass(frozen=True)
class GroupDefaults:
    """Start values, so that nothing has to be set: a digest at nine, ten items, needs of others on."""

    mode: Mode = Mode.DAILY
    hour: int = 9
    weekdays: frozenset[int] = EVERY_DAY
    max_items: int = 10
    show_needs: bool = True
