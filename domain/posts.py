"""Posts (offers and requests), their revisions and the states both go through."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.details import NOTHING_SAID, Details
from domain.geo import Point
from domain.taxonomy import Risk
from domain.towns import Town


class Kind(StrEnum):
    """An offer is a volunteer's, a request an organisation's."""

    OFFER = "offer"
    REQUEST = "request"


class PostState(StrEnum):
    """draft → pending → live ⇄ paused → closed; the draft lives in the conversation only."""

    PENDING = "pending"
    LIVE = "live"
    PAUSED = "paused"
    CLOSED = "closed"


class Closing(StrEnum):
    """Why a post is closed."""

    FULFILLED = "fulfilled"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"


class RevisionState(StrEnum):
    """pending ⇄ asked_back → released | rejected; a withdrawn post takes its waiting revision along."""

    PENDING = "pending"
    ASKED_BACK = "asked_back"
    RELEASED = "released"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


TEXT_LIMIT = 600
TITLE_LIMIT = 60


def title_of(text: str) -> str:
    """A title made from the text: its first line, cut at a word, at most 60 characters."""
    first = text.strip().splitlines()[0].strip()
    if len(first) <= TITLE_LIMIT:
        return first
    cut = first[: TITLE_LIMIT - 1]
    head, _, _ = cut.rpartition(" ")
    return (head or cut).rstrip(" ,;:.-–") + "…"


@dataclass(frozen=True)
class Post:
    """A post without its words: those are in its revisions. `released_id` names the one that others may see. `questions`
    counts "still valid?" in this life; `closed_from` is the state before it was closed; `request_id` the request that an
    offer was made for. Before `publish_at` nothing of it is pushed: its release can still be undone."""

    id: int
    number: str
    kind: Kind
    town_id: int
    author_id: int | None
    organisation_id: int | None
    binding_id: int | None
    state: PostState
    closing: Closing | None
    released_id: int | None
    version: int
    created_at: datetime
    confirmed_at: datetime | None
    expires_at: datetime | None
    amount_left: int | None = None
    reference: str | None = None
    author_reference: str | None = None
    questions: int = 0
    closed_at: datetime | None = None
    closed_from: str | None = None
    request_id: int | None = None
    publish_at: datetime | None = None


@dataclass(frozen=True)
class Revision:
    """What somebody wrote, as reviewed or to be reviewed. `subcategory` None: a request for the whole category. `risk` is
    the class that counts: the computed one, or the one that a moderator `raised` it to."""

    id: int
    post_id: int
    seq: int
    state: RevisionState
    version: int
    category: str
    subcategory: str | None
    title: str
    text: str
    district: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    risk: Risk
    created_at: datetime
    words_from: int | None
    raised: Risk | None = None
    details: Details = NOTHING_SAID
    text_language: str | None = None
    words_for: str | None = None
    claimed_by: int | None = None
    claimed_name: str | None = None
    claimed_at: datetime | None = None
    lapses_at: datetime | None = None
    operator_called_at: datetime | None = None

    def point(self, town: Town) -> Point | None:
        """Where it is: the shared location, or the district's centre; None when no place was given."""
        if self.lat is not None and self.lon is not None:
            return Point(self.lat, self.lon)
        return town.centre(self.district)


@dataclass(frozen=True)
class Version:
    """A post with one of its revisions."""

    post: Post
    revision: Revision


@dataclass(frozen=True)
class Audience:
    """An organisation that was shown a post, in how many groups, and when last."""

    organisation: str
    times: int
    last: datetime
