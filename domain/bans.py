"""Who may not post in a town, for how long, and what became of the appeal."""

import hmac
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.posts import Version
from domain.towns import Town

WORDS_LIMIT = 300  # of a reason
APPEAL_LIMIT = 600
PROPOSED_FOR = timedelta(days=1)  # without a term it is forgotten


class Term(StrEnum):
    """For how long. `EVERYWHERE` holds in every town; only an operator can say so."""

    WEEK = "week"
    MONTH = "month"
    GOOD = "good"
    EVERYWHERE = "everywhere"


DAYS = {Term.WEEK: 7, Term.MONTH: 30}


class BanState(StrEnum):
    """A ban is said with its reason first, and counts when a term was pressed."""

    PROPOSED = "proposed"
    HOLDS = "holds"
    OVER = "over"  # its term has ended
    LIFTED = "lifted"


class BanNews(StrEnum):
    """What somebody banned is told later."""

    LIFTED = "lifted"
    KEPT = "kept"


@dataclass(frozen=True)
class Ban:
    """`person` is a shadow of their Telegram id. `town_id` is where it was said, and where it holds unless `everywhere`.
    `until` None: for good. `words`: the reason. `appeal`: what the banned person said to it, if anything."""

    id: int
    person: str
    town_id: int
    everywhere: bool
    post_id: int | None
    words: str | None
    proposed_at: datetime
    banned_at: datetime | None
    banned_name: str | None
    until: datetime | None
    ended_at: datetime | None
    ended_name: str | None
    appealed_at: datetime | None
    appeal: str | None
    kept_at: datetime | None
    kept_name: str | None

    def state(self, now: datetime) -> BanState:
        """Where it stands."""
        if self.ended_at is not None:
            return BanState.LIFTED
        if self.banned_at is None:
            return BanState.PROPOSED
        return BanState.HOLDS if self.until is None or now < self.until else BanState.OVER

    def open_to_appeal(self, now: datetime) -> bool:
        """Whether the one appeal can be made now."""
        return self.state(now) is BanState.HOLDS and self.appealed_at is None

    def appeal_waits(self, now: datetime) -> bool:
        """Whether moderators have to answer an appeal."""
        return self.state(now) is BanState.HOLDS and self.appealed_at is not None and self.kept_at is None


@dataclass(frozen=True)
class BanCard:
    """A ban as moderators, and who is banned, see it. `version`: the post by which it was said, if it is still there.
    `by_operator`: it can be made to hold in every town."""

    ban: Ban
    town: Town
    version: Version | None
    state: BanState
    by_operator: bool = False


def shadow(secret: bytes, person_id: int) -> str:
    """What stays of a Telegram id: nobody can tell the id from it without the secret."""
    return hmac.digest(secret, str(person_id).encode(), "sha256").hex()


def ends(now: datetime, term: Term) -> datetime | None:
    """When a ban of this term is over; None: never."""
    days = DAYS.get(term)
    return now + timedelta(days=days) if days else None
