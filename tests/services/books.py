"""What the decisions about a post must add up to."""

from domain.cards import Decided, standing
from domain.moderation import ENDING, Verdict
from domain.posts import RevisionState, Version


def approves(one: Decided) -> bool:
    """The first or the second of two approvals, or the only one."""
    return one.verdict in (Verdict.APPROVED, Verdict.SECONDED)


def told(decided: tuple[Decided, ...]) -> list[int]:
    """The decisions that an author hears of."""
    told = []
    for place, one in enumerate(decided):
        if one.verdict in ENDING:
            told.append(one.id)
        elif one.verdict is Verdict.UNDONE:
            undone = set(standing(decided[:place])) - set(standing(decided[: place + 1]))
            told += [one.id for other in undone if other.verdict in ENDING]
    return told


def consistent(version: Version, end: Decided | None) -> None:
    """A revision is what its last decision made of it."""
    wanted = {Verdict.APPROVED: RevisionState.RELEASED, Verdict.REJECTED: RevisionState.REJECTED}
    state = version.revision.state
    assert state is wanted[end.verdict] if end else state not in wanted.values()
