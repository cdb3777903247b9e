"""Questions that nobody answered in time: a post is closed, an application is over, and whoever was asked is told."""

from datetime import datetime

from db import organisations, posts, questions
from db.engine import Session
from domain.lives import closed
from domain.organisations import OrganisationState
from domain.posts import Closing, PostState, RevisionState
from domain.sending import Outgoing
from services import albums, asked, audit, outbox
from services.asked import Subject
from services.audit import Role
from services.moderation import at_night


async def any_due(session: Session, now: datetime) -> bool:
    """Whether somebody did not answer in time."""
    late = await questions.lapsed_revisions(session, now) or await questions.lapsed_verifications(
        session, now
    )
    return bool(late)


async def lapse_due(session: Session, now: datetime) -> None:
    """Ends every question that was not answered in time."""
    for revision_id in await questions.lapsed_revisions(session, now):
        await _end(session, now, await questions.newest(session, revision_id, None))
    for verification_id in await questions.lapsed_verifications(session, now):
        await _end(session, now, await questions.newest(session, None, verification_id))


async def _end(session: Session, now: datetime, decision_id: int | None) -> None:
    assert decision_id is not None
    subject = await asked.find(session, decision_id)
    version = await (
        _end_post(session, now, subject) if subject.version else _end_application(session, subject)
    )
    thing, object_id = subject.thing
    await audit.note(session, now, Role.BOT, None, "lapsed", thing, object_id, subject.town.id)
    card = Outgoing.POST_CARD if subject.version else Outgoing.ORGANISATION_CARD
    await outbox.redraw(session, now, card, object_id, version + 1)
    await outbox.refresh(session, now, Outgoing.QUESTION, decision_id)
    if subject.author_id is not None:
        silent = at_night(now, subject.town)
        await outbox.send(session, now, Outgoing.LAPSED, decision_id, subject.author_id, silent=silent)


async def _end_post(session: Session, now: datetime, subject: Subject) -> int:
    """`lapses_at` stays: it tells this from a post that its author withdrew."""
    assert subject.version is not None
    post, revision = subject.version.post, subject.version.revision
    withdrawn = {"state": RevisionState.WITHDRAWN}
    await posts.change_revision(session, revision.id, revision.version, RevisionState.ASKED_BACK, **withdrawn)
    await albums.take_away(session, now, revision.id, revision.version + 1)
    if post.state is PostState.PENDING:
        await posts.change_post(session, post.id, post.version, **closed(post, Closing.WITHDRAWN, now))
    return revision.version


async def _end_application(session: Session, subject: Subject) -> int:
    assert subject.known is not None
    known, refused = subject.known, {"state": OrganisationState.REFUSED}
    await organisations.change(session, known.id, known.version, OrganisationState.APPLIED, **refused)
    return known.version
