"""*Ask*: a moderator's question goes to the author, or to who applied, in private; what it is about waits for the answer."""

from datetime import datetime

from db import questions
from db.engine import Session
from domain.asking import ANSWER_WITHIN
from domain.cards import Decided
from domain.errors import Refusal, Refused
from domain.moderation import Verdict
from domain.posts import RevisionState
from domain.sending import Outgoing
from domain.towns import Town
from services import outbox, pressing, verifying
from services.moderation import at_night
from services.pressing import NOBODY_AT_IT, Case, Press


def check(case: Case) -> int:
    """Who can be asked about a post. Raises `Refused` when nobody can, or was asked already."""
    if case.version.post.author_id is None:
        raise Refused(Refusal.NOBODY_TO_ASK)
    if case.version.revision.state is RevisionState.ASKED_BACK:
        raise Refused(Refusal.ASKED_ALREADY)
    return case.version.post.author_id


async def ask(session: Session, now: datetime, press: Press, words: str) -> None:
    """Asks the author of a post. Raises `Refused` (see `pressing.check`), also when nobody can be asked."""
    case = await pressing.check(session, press)
    author_id = check(case)
    waits = {"state": RevisionState.ASKED_BACK, "lapses_at": now + ANSWER_WITHIN}
    await pressing.change(session, now, case, **{**NOBODY_AT_IT, **waits})
    asked = Decided(Verdict.ASKED, press.moderator_id, press.name, now, words=words)
    decision_id = await pressing.record(session, now, case, asked)
    await send(session, now, decision_id, author_id, case.town)


async def ask_applicant(session: Session, now: datetime, press: Press, words: str) -> None:
    """Asks who applied for an organisation. Raises `Refused` (see `check_applicant`)."""
    person_id, town = await check_applicant(session, press)
    known = await verifying.decide(session, now, press, Verdict.ASKED, words, lapses_at=now + ANSWER_WITHIN)
    decision_id = await questions.newest(session, None, known.id)
    assert decision_id is not None
    await send(session, now, decision_id, person_id, town)


async def check_applicant(session: Session, press: Press) -> tuple[int, Town]:
    """Who can be asked about an organisation. Raises `Refused` (see `verifying.check`), and when nobody can, or was asked
    already."""
    known, town = await verifying.check(session, press, Verdict.ASKED)
    if known.applied_by is None:
        raise Refused(Refusal.NOBODY_TO_ASK)
    if known.lapses_at is not None:
        raise Refused(Refusal.ASKED_ALREADY)
    return known.applied_by, town


async def send(session: Session, now: datetime, decision_id: int, person_id: int, town: Town) -> None:
    """The question, in private."""
    silent = at_night(now, town)
    await outbox.send(session, now, Outgoing.QUESTION, decision_id, person_id, silent=silent)
