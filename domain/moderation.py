"""What a moderator can decide, and what a decision needs."""

from datetime import timedelta
from enum import StrEnum

from domain.taxonomy import Risk


class Verdict(StrEnum):
    """A press on a card that counted. `SECONDED` is the first of the two approvals that a red post needs; `UNDONE` takes
    back the last one before it that can be undone. `MOVED`: into another category; `RAISED`: to the red class. `LIFTED`
    ends a suspension."""

    APPROVED = "approved"
    SECONDED = "seconded"
    REJECTED = "rejected"
    ASKED = "asked"
    MOVED = "moved"
    RAISED = "raised"
    VERIFIED = "verified"
    REFUSED = "refused"
    CLEARED = "cleared"
    SUSPENDED = "suspended"
    LIFTED = "lifted"
    UNDONE = "undone"


ENDING = frozenset({Verdict.APPROVED, Verdict.REJECTED})  # a revision is decided
VOIDING = frozenset({Verdict.ASKED, Verdict.MOVED})  # makes approvals before it void
UNDOABLE = ENDING | {Verdict.SECONDED, Verdict.RAISED}


class Reason(StrEnum):
    """Why a post was rejected. `OTHER` comes with the moderator's own words."""

    PERSONAL_DATA = "personal_data"
    NOT_FREE = "not_free"
    UNSAFE = "unsafe"
    DUPLICATE = "duplicate"
    NOT_NEEDED = "not_needed"
    OTHER = "other"


class Purpose(StrEnum):
    """What a moderator's own words will be."""

    REJECT = "reject"
    ASK = "ask"
    SUSPEND = "suspend"  # an organisation


WORDS_LIMIT = 300
CLAIM_LIFE = timedelta(minutes=15)


def approvals_wanted(risk: Risk) -> int:
    """A red post is released by two different moderators, any other by one."""
    return 2 if risk is Risk.RED else 1
