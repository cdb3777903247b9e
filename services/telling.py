"""The author of a post is told what moderators decide: each decision once, and once that it was taken back."""

from datetime import datetime

from db.engine import Session
from domain.sending import Outgoing
from services import outbox, ownership
from services.moderation import at_night
from services.pressing import Case


async def tell_author(session: Session, now: datetime, case: Case, decision_id: int) -> None:
    """Into the private chat for an offer, into the group it was written from for a request."""
    home = await ownership.home(session, case.version.post)
    if home is None:
        return
    await outbox.send(
        session,
        now,
        Outgoing.DECISION,
        case.version.revision.id,
        home[0],
        key=str(decision_id),
        thread_id=home[1],
        params={"decision": decision_id},
        silent=at_night(now, case.town),
    )
