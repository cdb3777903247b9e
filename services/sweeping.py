"""Looks once more for everything that fits: nothing should be left to find. What is found all the same is told."""

from datetime import datetime

from db import matching, pairing, towns
from db.candidates import Scope
from db.engine import Session
from services import pushing, serving

_PORTION = 200  # posts looked at in one transaction


async def sweep(session: Session, now: datetime, after: int) -> tuple[int | None, int]:
    """The posts that follow the id `after`. Gives the last of them, None when there are no more; and how many alerts were
    missing: they wait for the next digests."""
    some = await matching.open_after(session, after, _PORTION)
    if not some:
        return None, 0
    found = await serving.serve(session, now, await pairing.fitting(session, now, Scope(offers=some)))
    here = {town.id: town for town in await towns.all_towns(session)}
    for request in await matching.requests_among(session, now, some):
        groups = await matching.followers_of(session, request, here[request.post.town_id])
        found += [(binding_id, request.post.id) for binding_id in groups]
    return some[-1], await pushing.keep_for_digest(session, now, found)
