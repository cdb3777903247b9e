"""*Suspend*: an organisation hears of nothing, gets no contact and none of its requests is shown, at once, until a moderator
lifts that."""

from datetime import datetime

from db import alerts, bindings, posts
from db.engine import Session
from db.organisations import Verification
from domain.moderation import Verdict
from domain.organisations import OrganisationState
from domain.posts import PostState
from services import outbox, posted, publishing, reservations, verifying
from services.organisations import LIFTED
from services.pressing import Press


async def suspend(session: Session, now: datetime, press: Press, words: str) -> None:
    """`words` are the reason, which its groups are told. Raises `Refused` (see `verifying.check`)."""
    known = await verifying.decide(session, now, press, Verdict.SUSPENDED, words)
    await verifying.tell(session, now, known, OrganisationState.SUSPENDED)
    await publishing.hold(session, known.town_id)
    for group in await bindings.of_organisation(session, known.organisation_id, known.town_id):
        unseen = [post_id for _, post_id in await alerts.waiting(session, group.id)]
        await alerts.drop_waiting(session, group.id)
        await publishing.give_up(session, now, known.organisation_id, unseen)
        await reservations.group_gone(session, now, group)
    await _redraw(session, now, known)


async def lift(session: Session, now: datetime, press: Press) -> None:
    """It is verified again, and cleared for red if it was. Raises `Refused` (see `verifying.check`)."""
    known = await verifying.decide(session, now, press, Verdict.LIFTED)
    await verifying.tell(session, now, known, LIFTED)
    await verifying.wait_for_review(session, now, known)
    await _redraw(session, now, known)
    await publishing.catch_up_organisation(session, now, known.organisation_id, known.town_id)


async def _redraw(session: Session, now: datetime, known: Verification) -> None:
    """What its groups were shown, and its own requests in other groups: all copies tell what is true now."""
    for group in await bindings.of_organisation(session, known.organisation_id, known.town_id):
        for screen, object_id in await alerts.shown_live(session, group.id):
            await outbox.refresh(session, now, screen, object_id)
    for version in await posts.of_organisation(session, known.organisation_id, known.town_id):
        if version.post.state is PostState.LIVE:
            await posted.changed(session, now, version.post.id)
