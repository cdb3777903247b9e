"""Who is banned posts nothing: asked wherever something would go to the moderators, or be shown again."""

from datetime import datetime

from db import bans as stored
from db.engine import Session
from domain import bans
from domain.errors import Refusal, Refused
from domain.options import Options
from domain.towns import Town


async def check(session: Session, now: datetime, options: Options, person_id: int, town: Town) -> None:
    """Raises `Refused` when this person may not post in the town."""
    held = await stored.holding(session, now, bans.shadow(options.secret, person_id), town.id)
    if not held:
        return
    if held[0].until is None:
        raise Refused(Refusal.BANNED, town=town.name)
    until = held[0].until.astimezone(town.zone).date()
    raise Refused(Refusal.BANNED_UNTIL, town=town.name, until=until.isoformat())
