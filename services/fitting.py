"""Why an offer came to a group: judged anew for the requests that it answers, else for what the group follows."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from db import explaining, towns
from db import subscriptions as following
from db.bindings import Binding
from db.engine import Session
from db.explaining import Standing
from domain.matching import Wanted, same_kind
from domain.posts import Version
from domain.scoring import score
from domain.sides import given, wanted
from domain.strengths import Strength, strengths
from domain.towns import Town

_TRUSTED = Standing(verified=True, cleared=True)  # what is shown was judged before


async def why(
    session: Session,
    now: datetime,
    binding: Binding,
    offers: Collection[Version],
    asked: Mapping[int, Sequence[Version]],
) -> dict[int, tuple[Strength, ...]]:
    """By offer, what speaks for it most. Of several requests in `asked` those of the best."""
    known = {town.id: town for town in await towns.all_towns(session)} if offers else {}
    followed = await _followed(session, binding, known)
    found = {}
    for offer in offers:
        one = given(offer, known[offer.post.town_id])
        wishes = [_wish(request, known) for request in asked.get(offer.post.id, ())]
        wishes = wishes or [wish for wish in followed if any(same_kind(one, kind) for kind in wish.kinds)]
        if wishes:
            best = max(wishes, key=lambda wish: score(one, wish, now).total)
            found[offer.post.id] = strengths(one, best, now)
    return found


async def _followed(session: Session, binding: Binding, known: Mapping[int, Town]) -> list[Wanted]:
    ids = await following.ids_of(session, [binding.id]) if known else []
    found = await explaining.subscriptions_by_id(session, ids)
    return [
        one.wanted(known[one.town_id], _TRUSTED) for one in {one.id: one for one in found.values()}.values()
    ]


def _wish(request: Version, known: Mapping[int, Town]) -> Wanted:
    return wanted(request, known[request.post.town_id], verified=True, cleared=True)
