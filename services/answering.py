"""The author answers a question of the moderators: by a message, or by changing the post. It comes back under its number."""

from datetime import datetime
from typing import Any

from db import drafts, organisations, people, posts, questions
from db import outbox as cards
from db.engine import Session
from domain.asking import ANSWER_LIMIT, ANSWERING_FOR, Answered, Asked, QuestionState
from domain.errors import Refusal, Refused
from domain.inputs import Input
from domain.organisations import OrganisationState
from domain.people import Person
from domain.posts import RevisionState, Version
from domain.sending import Outgoing
from domain.widgets import Context, Text
from services import albums, asked, audit, outbox
from services.asked import Subject
from services.moderation import at_night


async def begin(session: Session, now: datetime, person_id: int, decision_id: int) -> Asked:
    """*Answer*: the person's next message is the answer. Raises `Refused` when it is not theirs to answer (any more)."""
    subject = await _open(session, person_id, decision_id)
    await people.change_person(session, person_id, answering=decision_id, answering_at=now)
    return asked.facts(subject)


async def leave(session: Session, person_id: int, decision_id: int) -> Asked:
    """*Back*: the next message is no answer. Raises `Refused` (see `begin`)."""
    subject = await _open(session, person_id, decision_id)
    await forget(session, person_id)
    return asked.facts(subject)


async def awaited(session: Session, now: datetime, person: Person, replied_to: int | None) -> int | None:
    """The question that a message answers: the one whose message it replies to, or the one whose *Answer* was pressed
    last, unless that was long ago or another conversation went on since."""
    if replied_to is not None:
        shown = await cards.card_at(session, person.id, replied_to)
        if shown is not None and shown[0] is Outgoing.QUESTION:
            return shown[1]
    if person.answering is None or person.answering_at is None or now >= person.answering_at + ANSWERING_FOR:
        return None
    draft = await drafts.of(session, person.id)
    newer = draft is not None and draft.touched_at is not None and draft.touched_at > person.answering_at
    return None if newer else person.answering


async def answer(session: Session, now: datetime, person_id: int, decision_id: int, given: Input) -> Asked:
    """The answer, in words. Raises `Refused` when it is no text or too long, and see `begin`."""
    subject = await _open(session, person_id, decision_id)
    words = Text(ANSWER_LIMIT).accept(given, {}, Context())
    await _pending(session, now, subject, {})
    await _keep(session, now, subject, person_id, words)
    return asked.facts(await asked.find(session, decision_id))


async def change(
    session: Session, now: datetime, person_id: int, before: Version, words: dict[str, Any]
) -> None:
    """The author changed what was asked about (columns of a revision): that is an answer, too. Raises `Refused` when it
    was decided meanwhile."""
    decision_id = await questions.newest(session, before.revision.id, None)
    assert decision_id is not None
    subject = await asked.find(session, decision_id)
    await _pending(session, now, subject, words)
    after = await posts.version_of_revision(session, before.revision.id)
    assert after is not None
    await albums.replace(session, now, before.revision, after)
    await _keep(session, now, subject, person_id, None)


async def notice(session: Session, decision_id: int) -> Answered | None:
    """What the moderators are told; None when there is nothing left to decide."""
    subject = await asked.look(session, decision_id)
    if subject is None:
        return None
    found, (_, object_id) = asked.facts(subject), subject.thing
    if found.state is not QuestionState.ANSWERED or subject.town.moderation_chat is None:
        return None
    card = await cards.card_messages(session, _card(subject), object_id, subject.town.moderation_chat)
    return Answered(found.about, found.name, found.number, card[-1] if card else None)


async def _open(session: Session, person_id: int, decision_id: int) -> Subject:
    subject = await asked.find(session, decision_id)
    if subject.author_id != person_id:
        raise Refused(Refusal.NOT_YOURS)
    if subject.state is not QuestionState.OPEN:
        raise Refused(Refusal.QUESTION_OVER)
    return subject


async def _pending(session: Session, now: datetime, subject: Subject, words: dict[str, Any]) -> None:
    """What was asked about waits for the moderators again."""
    if subject.version is not None:
        revision = subject.version.revision
        values = {
            **words,
            "state": RevisionState.PENDING,
            "lapses_at": None,
            "created_at": now,
            "reminded": 0,
        }
        done = await posts.change_revision(
            session, revision.id, revision.version, RevisionState.ASKED_BACK, **values
        )
        version = revision.version
    else:
        assert subject.known is not None
        known, applied = subject.known, OrganisationState.APPLIED
        done = await organisations.change(session, known.id, known.version, applied, lapses_at=None)
        version = known.version
    if not done:
        raise Refused(Refusal.QUESTION_OVER)
    await outbox.redraw(session, now, _card(subject), subject.thing[1], version + 1)


async def _keep(session: Session, now: datetime, subject: Subject, person_id: int, words: str | None) -> None:
    question_id, town = subject.question.id, subject.town
    await questions.answer(session, question_id, words, now)
    await forget(session, person_id)
    thing, object_id = subject.thing
    await audit.note(session, now, subject.role, person_id, "answered", thing, object_id, town.id)
    await outbox.refresh(session, now, Outgoing.QUESTION, question_id)
    if town.moderation_chat is not None:
        silent = at_night(now, town)
        await outbox.send(session, now, Outgoing.ANSWERED, question_id, town.moderation_chat, silent=silent)


async def forget(session: Session, person_id: int) -> None:
    """The person's next message is no answer."""
    await people.change_person(session, person_id, answering=None, answering_at=None)


def _card(subject: Subject) -> Outgoing:
    return Outgoing.POST_CARD if subject.version is not None else Outgoing.ORGANISATION_CARD
