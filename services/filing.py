"""Under what a post is filed: a moderator moves it into another category, or raises it to the red class, before deciding."""

from datetime import datetime

from db.engine import Session
from domain.cards import Decided
from domain.errors import Refusal, Refused
from domain.moderation import Verdict
from domain.options import Options
from domain.posts import Kind, Revision
from domain.taxonomy import Risk, higher, kind_of, risk_of
from services import marks, pressing
from services.pressing import Press


async def move(session: Session, now: datetime, press: Press, options: Options, kind: str) -> None:
    """Into the category and sub-category that `kind` names. Its class follows, and approvals before are void.

    Raises `Refused` (see `pressing.check`), also when there is no such kind, or it is filed there already.
    """
    case = await pressing.check(session, press)
    post, revision, found = case.version.post, case.version.revision, kind_of(kind)
    whole = found is not None and found[1] is None
    if found is None or (whole and post.kind is not Kind.REQUEST):
        raise Refused(Refusal.UNKNOWN_OPTION)
    if found == (revision.category, revision.subcategory):
        raise Refused(Refusal.FILED_THERE)
    risk = higher(computed(revision, options, *found), revision.raised or Risk.GREEN)
    await pressing.change(session, now, case, category=found[0], subcategory=found[1], risk=risk)
    moved = Decided(Verdict.MOVED, press.moderator_id, press.name, now, kind=found)
    await pressing.record(session, now, case, moved)
    await marks.note(session, options, revision.id)


async def raise_to_red(session: Session, now: datetime, press: Press, options: Options) -> None:
    """The post needs the care of the red class. Raises `Refused` (see `pressing.check`), also when it is red already."""
    case = await pressing.check(session, press)
    if case.version.revision.risk is Risk.RED:
        raise Refused(Refusal.STALE_BUTTON)
    await pressing.change(session, now, case, raised=Risk.RED, risk=Risk.RED)
    until = now + options.undo if options.undo else None
    raised = Decided(Verdict.RAISED, press.moderator_id, press.name, now, undo_until=until)
    await pressing.record(session, now, case, raised)


def computed(revision: Revision, options: Options, category: str, subcategory: str | None) -> Risk:
    """The class of a revision without what a moderator raised it to."""
    setting = revision.details.family.setting if revision.details.family else None
    return risk_of(category, subcategory, revision.text, options.risk, setting)
