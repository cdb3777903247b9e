"""Verdicts on posts: released, seconded, rejected."""

from datetime import datetime, timedelta

from db import moderation as stored
from db import posts
from db.engine import Session
from domain.cards import Decided, standing
from domain.errors import Refusal, Refused
from domain.lives import closed, life_of
from domain.moderation import Reason, Verdict, approvals_wanted
from domain.options import Options
from domain.posts import Closing, PostState, RevisionState
from services import albums, asked, pressing, releasing
from services.pressing import NOBODY_AT_IT, Case, Press
from services.telling import tell_author


async def approve(session: Session, now: datetime, press: Press, options: Options) -> Verdict:
    """Releases a post, or takes the first of two approvals of a red one. Raises `Refused` (see `pressing.check`), and
    SECOND_MODERATOR_WANTED when the same moderator approves twice."""
    case = await pressing.check_open(session, press)
    revision = case.version.revision
    before = standing(await stored.about_revision(session, revision.id))
    seconds = {one.moderator_id for one in before if one.verdict is Verdict.SECONDED}
    if press.moderator_id in seconds:
        raise Refused(Refusal.SECOND_MODERATOR_WANTED)
    if revision.version != press.version:
        raise Refused(Refusal.STALE_BUTTON)
    if len(seconds) + 1 < approvals_wanted(revision.risk):
        await _decide(
            session, now, case, RevisionState.PENDING, _decided(now, press, Verdict.SECONDED, options)
        )
        return Verdict.SECONDED
    await _release(session, now, case, options)
    return Verdict.APPROVED


async def reject(
    session: Session,
    now: datetime,
    press: Press,
    options: Options,
    reason: Reason,
    words: str | None = None,
) -> None:
    """Rejects a post. Raises `Refused` (see `pressing.check`)."""
    case = await pressing.check(session, press)
    decided = _decided(now, press, Verdict.REJECTED, options, reason, words)
    made = await _decide(session, now, case, RevisionState.REJECTED, decided)
    post = case.version.post
    if post.state is PostState.PENDING:
        await posts.change_post(session, post.id, post.version, **closed(post, Closing.REJECTED, now))
    await tell_author(session, now, case, made)


async def _release(session: Session, now: datetime, case: Case, options: Options) -> None:
    undo = releasing.undo_of(case.version.revision, options)
    decided = _decided(now, case.press, Verdict.APPROVED, options, undo=undo)
    made = await _decide(session, now, case, RevisionState.RELEASED, decided)
    post_id, revision = case.version.post.id, case.version.revision
    await posts.release(session, post_id, revision.id, now, now + life_of(revision.category))
    await tell_author(session, now, case, made)
    await releasing.release(session, now, post_id, undo, options)


def _decided(
    now: datetime,
    press: Press,
    verdict: Verdict,
    options: Options,
    reason: Reason | None = None,
    words: str | None = None,
    *,
    undo: timedelta | None = None,
) -> Decided:
    span = options.undo if undo is None else undo
    return Decided(verdict, press.moderator_id, press.name, now, reason, words, now + span if span else None)


async def _decide(session: Session, now: datetime, case: Case, state: RevisionState, decided: Decided) -> int:
    await pressing.change(session, now, case, **{**NOBODY_AT_IT, "state": state})
    await asked.over(session, now, case.version.revision.id)
    if state is RevisionState.REJECTED:
        revision_id, version = case.version.revision.id, case.press.version + 1
        await albums.take_away(session, now, revision_id, version, due_at=decided.undo_until)
    return await pressing.record(session, now, case, decided)
