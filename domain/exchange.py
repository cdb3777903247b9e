"""What an import or export file holds, free of the file's form: towns, organisations, posts and what happened between them.

Things are named by the ids of the file; the database keeps these as references, so that importing twice changes nothing.
"""

from dataclasses import dataclass, field
from datetime import datetime

from domain.details import Details
from domain.matching import Kind as KindOfThing
from domain.organisations import OrganisationState
from domain.posts import Closing, Kind, PostState, RevisionState
from domain.taxonomy import Risk
from domain.towns import Town


@dataclass(frozen=True)
class TownPart:
    """A town, and which of its values the file gave: the others of a known town stay as they are."""

    town: Town
    given: frozenset[str]


@dataclass(frozen=True)
class StandingPart:
    """What a town thinks of an organisation."""

    town: str
    state: OrganisationState
    cleared: bool


@dataclass(frozen=True)
class OrganisationPart:
    """An organisation with its standing in each of its towns, the first one being its own."""

    id: str
    name: str
    standings: tuple[StandingPart, ...]
    created_at: datetime | None = None
    about: str = ""
    contact: str = ""
    evidence: str = ""


@dataclass(frozen=True)
class PersonPart:
    """Somebody who talks with the bot. They can be reached only by the bot that they started."""

    id: str
    first_name: str
    locale: str
    town: str | None
    consent_version: str | None
    consent_at: datetime | None
    created_at: datetime


@dataclass(frozen=True)
class WordsPart:
    """What a revision says; see `domain.posts.Revision`."""

    category: str
    subcategory: str | None
    title: str
    text: str
    text_language: str | None
    district: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    details: Details
    raised: Risk | None = None


@dataclass(frozen=True)
class RevisionPart:
    """One of several revisions, oldest first."""

    state: RevisionState
    created_at: datetime
    words: WordsPart


@dataclass(frozen=True)
class PostPart:
    """A post. `author` names a person for an offer and an organisation for a request. `revisions` is empty where the words
    alone and the state say all; else they are all listed, and `words` are those that others see."""

    id: str
    kind: Kind
    town: str
    author: str | None
    words: WordsPart
    state: PostState
    created_at: datetime | None
    confirmed_at: datetime | None
    expires_at: datetime | None
    closing: Closing | None = None
    number: str | None = None
    written_by: str | None = None
    revisions: tuple[RevisionPart, ...] = ()


@dataclass(frozen=True)
class SubscriptionPart:
    """What an organisation wants to hear of besides its requests."""

    id: str
    organisation: str
    kinds: tuple[KindOfThing, ...]
    languages: tuple[str, ...]
    district: str | None
    lat: float | None
    lon: float | None
    radius_km: float | None
    online: bool
    town: str | None = None  # none: the organisation's own


@dataclass(frozen=True)
class MeetingPart:
    """An offer was shown for a request or subscription (`other`), or declined; `state` tells what became of it."""

    offer: str
    other: str
    is_subscription: bool
    state: str
    at: datetime | None


@dataclass(frozen=True)
class BlockPart:
    """A person and an organisation, or the other way round: the first wants nothing of the second."""

    by: str
    against: str


@dataclass(frozen=True)
class Bundle:
    """A whole file. `bot` is the id of the bot that wrote it: photos and people are of use only to the same one."""

    towns: tuple[TownPart, ...] = ()
    organisations: tuple[OrganisationPart, ...] = ()
    people: tuple[PersonPart, ...] = ()
    posts: tuple[PostPart, ...] = ()
    subscriptions: tuple[SubscriptionPart, ...] = ()
    history: tuple[MeetingPart, ...] = ()
    blocks: tuple[BlockPart, ...] = ()
    bot: int | None = None


@dataclass(frozen=True)
class Unknown:
    """Something that a file names and that is neither in it nor in the database. `where` leads to it in the file."""

    where: tuple[str | int, ...]
    what: str
    name: str


@dataclass
class Report:
    """What an import did: new and known things by their name in the file, and what was left out."""

    new: dict[str, int] = field(default_factory=dict)
    known: dict[str, int] = field(default_factory=dict)
    left_out: dict[str, int] = field(default_factory=dict)
