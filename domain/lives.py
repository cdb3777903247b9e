"""The life of a post after it was written: what its author can do with it, what that makes of it, and until when it counts.

Nothing here needs a moderator: that a thing is still there, or gone, is for its author to say.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from domain.errors import Refusal, Refused
from domain.posts import Closing, Post, PostState, Version
from domain.taxonomy import TAXONOMY
from domain.towns import Town

UNDO_FOR = timedelta(hours=24)  # after *Withdraw* and *Done*
RENEW_WITHIN = timedelta(days=30)  # after a post has expired
RENEWED_LIFE = timedelta(days=30)
QUESTION_DAYS = (5, 2)  # before the end, "still valid?" is asked
OPEN = (PostState.LIVE, PostState.PAUSED)


class Way(StrEnum):
    """What an author can do with a post."""

    CHANGE = "change"
    PAUSE = "pause"
    RESUME = "resume"
    RENEW = "renew"
    DONE = "done"
    WITHDRAW = "withdraw"
    UNDO = "undo"


_CLOSINGS = {Way.DONE: Closing.FULFILLED, Way.WITHDRAW: Closing.WITHDRAWN}
_OPENED: Mapping[str, Any] = {"closing": None, "closed_at": None, "closed_from": None}


def life_of(category: str) -> timedelta:
    """How long a post of this category counts after it was released or confirmed."""
    return timedelta(days=TAXONOMY[category].life_days)


def ways(post: Post, now: datetime) -> tuple[Way, ...]:
    """What its author can do with a post now, in the order of the buttons."""
    match post.state:
        case PostState.PENDING:
            return (Way.CHANGE, Way.WITHDRAW)
        case PostState.LIVE:
            return (Way.CHANGE, Way.PAUSE, Way.RENEW, Way.DONE, Way.WITHDRAW)
        case PostState.PAUSED:
            return (Way.CHANGE, Way.RESUME, Way.RENEW, Way.DONE, Way.WITHDRAW)
        case PostState.CLOSED if (until := undo_until(post)) and until > now:
            return (Way.UNDO,)
        case PostState.CLOSED if (until := renew_until(post)) and until > now:
            return (Way.RENEW,)
        case _:
            return ()


def undo_until(post: Post) -> datetime | None:
    """Until when a post that its author closed can be opened again: a day, if it would not have ended before that."""
    if post.closing not in _CLOSINGS.values() or post.closed_at is None:
        return None
    until = post.closed_at + UNDO_FOR
    return min(until, post.expires_at) if post.expires_at else until


def renew_until(post: Post) -> datetime | None:
    """Until when an expired post can be renewed."""
    expired = post.closing is Closing.EXPIRED and post.expires_at is not None
    return post.expires_at + RENEW_WITHIN if expired and post.expires_at else None


def step(version: Version, way: Way, now: datetime) -> dict[str, Any]:
    """What changes on the post (*Change* makes a revision and is none of it). `version` holds its newest revision.

    Raises `Refused` when this cannot be done (any more).
    """
    post = version.post
    if way not in ways(post, now):
        raise Refused(Refusal.POST_CHANGED)
    if way in _CLOSINGS:
        return closed(post, _CLOSINGS[way], now)
    if way is Way.RENEW and post.state is PostState.CLOSED:
        return {"state": PostState.LIVE, **_OPENED, **confirmed(now, RENEWED_LIFE)}
    if way is Way.RENEW:
        return confirmed(now, life_of(version.revision.category))
    if way is Way.UNDO:
        return {"state": PostState(post.closed_from or PostState.PENDING), **_OPENED}
    return {"state": PostState.PAUSED if way is Way.PAUSE else PostState.LIVE}


def closed(post: Post, closing: Closing, now: datetime) -> dict[str, Any]:
    """What changes on a post that is closed."""
    return {"state": PostState.CLOSED, "closing": closing, "closed_at": now, "closed_from": post.state}


def confirmed(now: datetime, life: timedelta) -> dict[str, Any]:
    """What changes on a post whose author says that it holds: a new life, in which nothing was asked yet."""
    return {"confirmed_at": now, "expires_at": now + life, "questions": 0}


def questions_due(expires_at: datetime, now: datetime) -> int:
    """How many of the questions "still valid?" should have been asked by now in this life."""
    left = expires_at - now
    return sum(left <= timedelta(days=days) for days in QUESTION_DAYS) if left > timedelta() else 0


def age_in_days(post: Post, now: datetime, town: Town) -> int:
    """Local days since its author last said that it holds."""
    said = post.confirmed_at or post.created_at
    return (now.astimezone(town.zone).date() - said.astimezone(town.zone).date()).days
