"""The answer that a town promises: what is overdue is called to mind twice, and its author is told once."""

from dataclasses import dataclass
from datetime import timedelta
from enum import IntEnum

from domain.lookup import Queue
from domain.posts import Version
from domain.towns import Town

DAY = timedelta(hours=24)
GAP = timedelta(hours=1)  # between two reminders in a chat: what becomes overdue meanwhile is in the next one
OLDEST = 5  # cards that the second reminder names


class Stage(IntEnum):
    """How late the answer is: within what was promised, overdue, or for so long that the moderators are reminded again."""

    IN_TIME = 0
    LATE = 1
    VERY_LATE = 2


def stage(waited: timedelta, limit: timedelta) -> Stage:
    """How late it is after this time."""
    if waited >= very_late_after(limit):
        return Stage.VERY_LATE
    return Stage.LATE if waited >= limit else Stage.IN_TIME


def very_late_after(limit: timedelta) -> timedelta:
    """When moderators are reminded again: after a day, or after twice what was promised where that is a day or more."""
    return DAY if limit < DAY else 2 * limit


@dataclass(frozen=True)
class Reminder:
    """What moderators are reminded of: `late` holds the oldest that wait for at least `after`, and how many do."""

    stage: Stage
    after: timedelta
    late: Queue


@dataclass(frozen=True)
class Delay:
    """What the author of an overdue post is told."""

    version: Version
    town: Town
    limit: timedelta
