"""What the cards in a moderation chat show: facts for `views/moderation` and `views/organisations`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.marks import Mark
from domain.moderation import CLAIM_LIFE, ENDING, UNDOABLE, VOIDING, Reason, Verdict
from domain.organisations import Application, GroupFacts, OrganisationState
from domain.posts import Revision, Version
from domain.taxonomy import Kind
from domain.towns import Town


@dataclass(frozen=True)
class Answer:
    """What an author said to a question; without `words` the post was changed instead."""

    words: str | None
    at: datetime


@dataclass(frozen=True)
class Decided:
    """One press that counted. `undo_until`: it can be undone before then, by the same moderator. `answer` is the one to a
    question. `id` 0: not stored yet. `kind`: the category, and sub-category, that a post was moved to."""

    verdict: Verdict
    moderator_id: int
    name: str
    at: datetime
    reason: Reason | None = None
    words: str | None = None
    undo_until: datetime | None = None
    answer: Answer | None = None
    id: int = 0
    kind: Kind | None = None


def standing(decisions: Iterable[Decided]) -> tuple[Decided, ...]:
    """Those of an object's decisions (oldest first) that nobody took back. A question makes approvals before it void: the
    answer may change everything. So does another category."""
    counting: list[Decided] = []
    for one in decisions:
        if one.verdict is Verdict.UNDONE:
            undone = next((each for each in reversed(counting) if each.verdict in UNDOABLE), None)
            counting = [each for each in counting if each is not undone]
            continue
        if one.verdict in VOIDING:
            counting = [each for each in counting if each.verdict is not Verdict.SECONDED]
        counting.append(one)
    return tuple(counting)


def ending(decisions: Iterable[Decided]) -> Decided | None:
    """The decision that ended the review of a revision, if it stands."""
    return next((one for one in reversed(standing(decisions)) if one.verdict in ENDING), None)


@dataclass(frozen=True)
class Claim:
    """Who looks after a card; others see it and may decide all the same."""

    moderator_id: int
    name: str
    since: datetime

    @property
    def until(self) -> datetime:
        """When it is released without a press."""
        return self.since + CLAIM_LIFE


@dataclass(frozen=True)
class Record:
    """What came of an author's earlier posts; nothing about who they are."""

    approved: int
    rejected: int


@dataclass(frozen=True)
class PostCard:
    """A post as its moderators see it. `organisation` is the name on a request. `decisions` are all that counted so far,
    oldest first. `marks`: what to look at twice. `undoable`: the last decision can be undone now. `claim`: somebody looks
    after it now. `before`: the words that others see as long as a change of them is not released. `operator`: it is an
    operator's card, in private. `meant`: the number of the request that an offer was made for."""

    version: Version
    town: Town
    organisation: str | None
    verified: bool
    record: Record
    decisions: tuple[Decided, ...]
    marks: tuple[Mark, ...] = ()
    undoable: bool = False
    claim: Claim | None = None
    before: Revision | None = None
    operator: bool = False
    meant: str | None = None


@dataclass(frozen=True)
class CardPhotos:
    """The photos of a post as its moderators see them; none: those that they saw are taken away. `card`: the message that
    shows the card already."""

    number: str
    photos: tuple[str, ...] = ()
    card: int | None = None


@dataclass(frozen=True)
class OrganisationCard:
    """An organisation as its town's moderators see it. `twins` are other organisations of the same name. `waits_for_words`
    of a moderator, for the purpose `words_for`; a question is answered before `lapses_at`, or it is over. `operator`: it is
    an operator's card, in private. `applicant`: the name that who applied chose, unless their data are erased."""

    verification_id: int
    version: int
    said: Application
    groups: tuple[GroupFacts, ...]
    twins: tuple[str, ...]
    state: OrganisationState
    cleared: bool
    since: datetime
    decisions: tuple[Decided, ...]
    town: Town
    waits_for_words: bool = False
    words_for: str | None = None
    lapses_at: datetime | None = None
    operator: bool = False
    applicant: str | None = None


@dataclass(frozen=True)
class Decision:
    """What the author of a post is told. `ours`: it goes to an organisation's group. `first` is False for a change of a
    post whose former words stay. `moved`: where a moderator moved it before."""

    version: Version
    town: Town
    decided: Decided
    ours: bool
    first: bool
    moved: Kind | None = None


@dataclass(frozen=True)
class Standing:
    """What an organisation's group is told about its place in the town; `news` is a state, "cleared", "lifted" or
    "late", `words` the moderators' own about it."""

    name: str
    town: Town
    state: OrganisationState
    news: str
    words: str | None = None
