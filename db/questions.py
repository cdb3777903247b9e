"""Questions of moderators (decisions that ask) and the answers to them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import insert, select

from db.engine import Session
from db.tables import answers, decisions, revisions, verifications
from domain.moderation import Verdict
from domain.organisations import OrganisationState
from domain.posts import RevisionState


@dataclass(frozen=True)
class Question:
    """Either about a revision or about a verification. `newest`: nothing was asked about it afterwards."""

    id: int
    words: str
    at: datetime
    revision_id: int | None
    verification_id: int | None
    answered: bool
    newest: bool


async def question(session: Session, decision_id: int) -> Question | None:
    """The question of this id."""
    found = (
        select(decisions, answers.c.decision_id.label("answered"))
        .outerjoin(answers, answers.c.decision_id == decisions.c.id)
        .where(decisions.c.id == decision_id, decisions.c.verdict == Verdict.ASKED)
    )
    row = (await session.execute(found)).first()
    if row is None:
        return None
    last = await newest(session, row.revision_id, row.verification_id)
    answered = row.answered is not None
    return Question(
        row.id, row.words or "", row.at, row.revision_id, row.verification_id, answered, last == row.id
    )


async def newest(session: Session, revision_id: int | None, verification_id: int | None) -> int | None:
    """The last question about a revision, or about a verification."""
    about = decisions.c.revision_id == revision_id
    if revision_id is None:
        about = decisions.c.verification_id == verification_id
    found = select(decisions.c.id).where(about, decisions.c.verdict == Verdict.ASKED)
    last: int | None = await session.scalar(found.order_by(decisions.c.id.desc()).limit(1))
    return last


async def answer(session: Session, decision_id: int, words: str | None, now: datetime) -> None:
    """Keeps the answer to a question; without words the author changed the post instead."""
    await session.execute(insert(answers).values(decision_id=decision_id, words=words, at=now))


async def lapsed_revisions(session: Session, now: datetime) -> list[int]:
    """Revisions whose author did not answer in time."""
    late = revisions.c.lapses_at <= now
    found = select(revisions.c.id).where(revisions.c.state == RevisionState.ASKED_BACK, late)
    return list(await session.scalars(found.order_by(revisions.c.id)))


async def lapsed_verifications(session: Session, now: datetime) -> list[int]:
    """Applications about which nobody answered in time."""
    late = verifications.c.lapses_at <= now
    found = select(verifications.c.id).where(verifications.c.state == OrganisationState.APPLIED, late)
    return list(await session.scalars(found.order_by(verifications.c.id)))
