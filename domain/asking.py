"""A question of moderators to an author: what it is about, and how it stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.towns import Town

ANSWER_WITHIN = timedelta(days=14)
ANSWER_LIMIT = 600
ANSWERING_FOR = timedelta(hours=1)  # after *Answer* the next message counts as the answer


class QuestionState(StrEnum):
    """Where a question stands."""

    OPEN = "open"
    ANSWERED = "answered"
    OVER = "over"  # decided without an answer, withdrawn, or nobody answered in time


class About(StrEnum):
    """What is asked about."""

    OFFER = "offer"
    REQUEST = "request"
    ORGANISATION = "organisation"


@dataclass(frozen=True)
class Asked:
    """A question as its author sees it. `name` is the post's title or the organisation's name, `number` the post's. `until`:
    the answer counts before then."""

    decision_id: int
    words: str
    about: About
    name: str
    number: str | None
    town: Town
    state: QuestionState
    until: datetime
    post_id: int | None = None


@dataclass(frozen=True)
class Answered:
    """What a moderation chat is told: an answer came. `card`: the message that shows the card."""

    about: About
    name: str
    number: str | None
    card: int | None
