"""*Claim*: others see who looks after a card. It informs and never blocks; after a while, or by a press, it is over."""

from datetime import datetime
from secrets import token_hex

from db import posts
from db.engine import Session
from domain.cards import Claim
from domain.errors import Refusal, Refused
from domain.sending import Outgoing
from services import audit, outbox, pressing
from services.audit import Role, Thing
from services.moderation import claim_of
from services.pressing import Case, Press


async def claim(session: Session, now: datetime, press: Press) -> Claim | None:
    """The moderator looks after it from now on; whoever has it already gives it back. Raises `Refused` (see
    `pressing.check_open`); an older drawing of the card is as good."""
    case = await pressing.check_open(session, press)
    mine = claim_of(case.version.revision, now)
    if mine is not None and mine.moderator_id == press.moderator_id:
        await _set(session, now, case, None)
        return None
    taken = Claim(press.moderator_id, press.name, now)
    await _set(session, now, case, taken)
    await _redraw(session, now, case, taken.until)
    return taken


async def give_back(session: Session, now: datetime, press: Press) -> None:
    """The moderator looks after it no more. Raises `Refused`, also when somebody else has it."""
    case = await pressing.check_open(session, press)
    held = claim_of(case.version.revision, now)
    if held is None:
        raise Refused(Refusal.STALE_BUTTON)
    if held.moderator_id != press.moderator_id:
        raise Refused(Refusal.CLAIMED_BY, name=held.name)
    await _set(session, now, case, None)


async def _set(session: Session, now: datetime, case: Case, held: Claim | None) -> None:
    values = {
        "claimed_by": held.moderator_id if held else None,
        "claimed_name": held.name if held else None,
        "claimed_at": held.since if held else None,
    }
    revision, press = case.version.revision, case.press
    await posts.claim(session, revision.id, **values)
    action = "claimed" if held else "given_back"
    number = case.version.post.number
    await audit.note(
        session, now, Role.MODERATOR, press.moderator_id, action, Thing.REVISION, revision.id, case.town.id,
        number=number,
    )  # fmt: skip
    await _redraw(session, now, case, now)


async def _redraw(session: Session, now: datetime, case: Case, due_at: datetime) -> None:
    """The version stays, because buttons drawn before a claim still count; so each drawing has a name of its own."""
    name = f"claim:{token_hex(4)}"
    await outbox.redraw(session, now, Outgoing.POST_CARD, case.version.revision.id, name, due_at=due_at)
