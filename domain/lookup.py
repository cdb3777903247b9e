"""What moderators look up: what waits, what is found, and what happened to a post."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from domain.audit import Role
from domain.organisations import OrganisationState
from domain.posts import Version
from domain.towns import Town


@dataclass(frozen=True)
class Waiting:
    """One line of the queue: a post, or else an organisation by its name. `message_id`: its card in the moderation chat."""

    version: Version | None
    name: str | None
    since: datetime
    message_id: int | None = None


@dataclass(frozen=True)
class Queue:
    """What waits for a town's moderators, oldest first: one page of it (counted from 0), and how many there are in all."""

    lines: tuple[Waiting, ...]
    total: int
    now: datetime
    chat_id: int = 0
    page: int = 0
    pages: int = 1


@dataclass(frozen=True)
class FoundPost:
    """A post that was looked for, with its newest words."""

    version: Version
    message_id: int | None


@dataclass(frozen=True)
class FoundOrganisation:
    """An organisation that was looked for."""

    name: str
    state: OrganisationState
    message_id: int | None


@dataclass(frozen=True)
class Found:
    """The first results, the latest first, and how many there are `more`."""

    posts: tuple[FoundPost, ...]
    organisations: tuple[FoundOrganisation, ...]
    more: int
    chat_id: int


@dataclass(frozen=True)
class Event:
    """One thing that happened. `name`: the moderator who did it, or the organisation that was shown the post. `words`: a
    moderator's own."""

    at: datetime
    role: Role
    name: str | None
    action: str
    facts: Mapping[str, Any]
    words: str | None = None


@dataclass(frozen=True)
class History:
    """Everything that happened to a post, oldest first; `left_out` of the earliest were too many to be shown."""

    version: Version
    town: Town
    events: tuple[Event, ...]
    left_out: int
    message_id: int | None
    chat_id: int
