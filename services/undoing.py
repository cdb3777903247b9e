"""*Undo*: whoever decided takes it back, while nothing was pushed yet. The author is told that it is looked at again."""

from datetime import datetime
from typing import Any

from db import moderation as stored
from db import releases
from db.engine import Session
from domain.cards import Decided, standing
from domain.errors import Refusal, Refused
from domain.moderation import ENDING, UNDOABLE, Verdict
from domain.options import Options
from domain.posts import PostState, RevisionState
from services import filing, pressing
from services.pressing import Case, Press
from services.telling import tell_author


async def undo(session: Session, now: datetime, press: Press, options: Options) -> None:
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
    await pressing.change(session, now, case, **_open(case, last, options))
    await _back(session, case, last)
    undone = Decided(Verdict.UNDONE, press.moderator_id, press.name, now)
    made = await pressing.record(session, now, case, undone)
    if last.verdict in ENDING:
        await tell_author(session, now, case, made)


def _open(case: Case, last: Decided, options: Options) -> dict[str, Any]:
    """The revision as it was before the decision, as far as that is not for `_back`."""
    revision = case.version.revision
    if last.verdict is Verdict.RAISED:
        kind = (revision.category, revision.subcategory)
        return {"raised": None, "risk": filing.computed(revision, options, *kind)}
    return {"state": RevisionState.PENDING}


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
