"""*Undo*: whoever decided takes it back, while nothing was pushed yet. The author is told that it is looked at again."""

from datetime import datetime

from db import moderation as stored
from db import releases
from db.engine import Session
from domain.cards import Decided, standing
from domain.errors import Refusal, Refused
from domain.moderation import UNDOABLE, Verdict
from domain.posts import PostState, RevisionState
from services import pressing
from services.pressing import Case, Press
from services.telling import tell_author


async def undo(session: Session, now: datetime, press: Press) -> None:
    """Takes the last decision about a revision back. Raises `Refused`: another chat, somebody else's decision, too late, or
    the post went on meanwhile."""
    case = await pressing.find(session, press)
    last = await _last(session, case)
    if not press.by_hand_of(last):
        raise Refused(Refusal.UNDO_NOT_YOURS, name=last.name)
    if last.undo_until is None or now >= last.undo_until:
        raise Refused(Refusal.UNDO_TOO_LATE)
    if not await releases.is_newest(session, case.version.post.id, case.version.revision.seq):
        raise Refused(Refusal.POST_CHANGED)
    await pressing.change(session, now, case, state=RevisionState.PENDING)
    await _back(session, case, last)
    undone = Decided(Verdict.UNDONE, press.moderator_id, press.name, now)
    made = await pressing.record(session, now, case, undone)
    if last.verdict is not Verdict.SECONDED:
        await tell_author(session, now, case, made)


async def _last(session: Session, case: Case) -> Decided:
    decisions = standing(await stored.about_revision(session, case.version.revision.id))
    undoable = [one for one in decisions if one.verdict in UNDOABLE]
    if not undoable or case.version.revision.version != case.press.version:
        raise await pressing.too_late(session, case)
    return undoable[-1]


async def _back(session: Session, case: Case, last: Decided) -> None:
    """The post as it was before the decision. Raises `Refused` when its author closed it, or it went out."""
    post, done = case.version.post, True
    if last.verdict is Verdict.APPROVED:
        done = await releases.recall(session, post.id, case.version.revision.id)
    elif last.verdict is Verdict.REJECTED and post.state is PostState.CLOSED:
        done = await releases.reopen(session, post.id)
    if not done:
        raise Refused(Refusal.POST_GONE if post.state is PostState.CLOSED else Refusal.UNDO_TOO_LATE)
