"""Messages about a post that stand in groups already: whatever becomes of it, every copy tells what is true now."""

from datetime import datetime

from db import alerts, digests
from db.engine import Session
from domain.sending import Outgoing
from services import outbox, reservations


async def changed(session: Session, now: datetime, post_id: int) -> None:
    """Call it in the transaction that pauses, resumes, closes, reserves or changes a post.

    Who waits for an offer that is not to be had any more waits no longer.
    """
    await reservations.offer_gone(session, now, post_id)
    for alert_id in await alerts.out_of_post(session, post_id):
        await outbox.refresh(session, now, Outgoing.ALERT, alert_id)
    for digest_id in await digests.showing(session, post_id):
        await outbox.refresh(session, now, Outgoing.DIGEST, digest_id)
