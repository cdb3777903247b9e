"""What moderators asked, about which post or application, and where that stands."""

from dataclasses import dataclass
from datetime import datetime

from db import organisations, posts, questions, towns
from db.engine import Session
from db.organisations import Verification
from db.questions import Question
from domain.asking import ANSWER_WITHIN, About, Asked, QuestionState
from domain.errors import Refusal, Refused
from domain.organisations import OrganisationState
from domain.posts import Kind, RevisionState, Version
from domain.sending import Outgoing
from domain.towns import Town
from services import outbox
from services.audit import Role, Thing


@dataclass(frozen=True)
class Subject:
    """A question with what it is about: either a post or an application."""

    question: Question
    town: Town
    version: Version | None = None
    known: Verification | None = None

    @property
    def author_id(self) -> int | None:
        """Who was asked."""
        if self.version is not None:
            return self.version.post.author_id
        return self.known.applied_by if self.known else None

    @property
    def about(self) -> About:
        if self.version is None:
            return About.ORGANISATION
        return About.OFFER if self.version.post.kind is Kind.OFFER else About.REQUEST

    @property
    def role(self) -> Role:
        """As what the author answers."""
        return Role.VOLUNTEER if self.about is About.OFFER else Role.ORGANISATION

    @property
    def thing(self) -> tuple[Thing, int]:
        """The object of the audit trail."""
        if self.question.revision_id is not None:
            return Thing.REVISION, self.question.revision_id
        return Thing.VERIFICATION, self.question.verification_id or 0

    @property
    def state(self) -> QuestionState:
        if self.question.answered:
            return QuestionState.ANSWERED
        return QuestionState.OPEN if self.question.newest and self._waits() else QuestionState.OVER

    def _waits(self) -> bool:
        if self.version is not None:
            return self.version.revision.state is RevisionState.ASKED_BACK
        assert self.known is not None
        return self.known.state is OrganisationState.APPLIED and self.known.lapses_at is not None


async def find(session: Session, decision_id: int) -> Subject:
    """The question of this id. Raises `Refused` when it is gone with what it was about."""
    found = await look(session, decision_id)
    if found is None:
        raise Refused(Refusal.POST_GONE)
    return found


async def look(session: Session, decision_id: int) -> Subject | None:
    """The same, or None."""
    question = await questions.question(session, decision_id)
    if question is not None and question.revision_id is not None:
        version = await posts.version_of_revision(session, question.revision_id)
        if version is not None:
            return Subject(question, await towns.by_id(session, version.post.town_id), version=version)
    if question is not None and question.verification_id is not None:
        known = await organisations.by_id(session, question.verification_id)
        if known is not None:
            return Subject(question, await towns.by_id(session, known.town_id), known=known)
    return None


async def over(
    session: Session, now: datetime, revision_id: int | None = None, *, verification_id: int | None = None
) -> None:
    """The author sees that a question about a revision, or about an application, needs no answer any more."""
    decision_id = await questions.newest(session, revision_id, verification_id)
    if decision_id is not None:
        await outbox.refresh(session, now, Outgoing.QUESTION, decision_id)


def facts(subject: Subject) -> Asked:
    """What the author is shown."""
    question, version, known = subject.question, subject.version, subject.known
    post = version.post if version else None
    return Asked(
        question.id,
        question.words,
        subject.about,
        version.revision.title if version else known.name if known else "",
        post.number if post else None,
        subject.town,
        subject.state,
        question.at + ANSWER_WITHIN,
        post.id if post else None,
    )
