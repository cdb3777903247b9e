"""Who is shown an offer: at most three organisations at a time, in turn (`domain/serving` is the rule)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime, timedelta

from db import alerts, bindings, explaining, matching, needs, stops
from db.engine import Session
from db.pairing import Pair
from domain.serving import Candidate, chosen, open_organisations
from services import posted

_NEXT = timedelta(microseconds=1)  # between two turns of one moment
Told = tuple[int, int]  # a group (binding) and the post that it is told of


async def serve(session: Session, now: datetime, pairs: Iterable[Pair]) -> list[Told]:
    """Gives the free places of offers to the organisations whose turn it is, and remembers these pairs. What comes back is
    to be told, in the order of `pairs`; whoever was told before is not told again (`services/pushing`)."""
    homes = await _homes(session, now, pairs)
    by_offer: dict[int, list[Pair]] = defaultdict(list)
    for pair in homes:
        by_offer[pair.offer_id].append(pair)
    for offer_id in await matching.reserved(session, by_offer):
        by_offer.pop(offer_id)
    given = await _give(session, now, by_offer)
    await matching.remember(session, now, given)
    await _name_further_requests(session, now, given, homes)
    return list(dict.fromkeys((homes[pair], pair.offer_id) for pair in given))


async def _give(session: Session, now: datetime, by_offer: dict[int, list[Pair]]) -> dict[Pair, datetime]:
    """The pairs that have their turn, and when: at one moment one after the other, so that next time it goes on there."""
    showings = await explaining.showings(session, by_offer)
    everybody = {pair.organisation_id for pairs in by_offer.values() for pair in pairs}
    turns = await matching.turns(session, everybody)
    meant = await needs.meant_for(session, by_offer)
    given: dict[Pair, datetime] = {}
    moment = now
    for offer_id, pairs in by_offer.items():
        opened = open_organisations(showings.get(offer_id, ()), now)
        for organisation_id in chosen(list(_candidates(pairs, turns, meant.get(offer_id))), opened):
            moment += _NEXT
            turns[organisation_id] = moment
            given |= {pair: moment for pair in pairs if pair.organisation_id == organisation_id}
    return given


def _candidates(pairs: list[Pair], turns: dict[int, datetime], meant: int | None) -> Iterator[Candidate]:
    """`meant`: the request that the offer was made for."""
    by_organisation: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        by_organisation[pair.organisation_id].append(pair)
    for organisation_id, mine in by_organisation.items():
        asked = any(pair.request_id is not None for pair in mine)
        best = max(pair.rank[0] for pair in mine)
        first = meant is not None and any(pair.request_id == meant for pair in mine)
        yield Candidate(organisation_id, asked, best, turns.get(organisation_id), first)


async def _homes(session: Session, now: datetime, pairs: Iterable[Pair]) -> dict[Pair, int]:
    """Where an organisation hears of what was found: the group that asked or follows, else its oldest one in that town. An
    organisation without a group hears nothing, and takes no place; nor does one that needs no more of that kind now."""
    groups: dict[tuple[int, int], list[int]] = {}
    homes: dict[Pair, int] = {}
    for pair in pairs:
        whose = (pair.organisation_id, pair.town_id)
        if whose not in groups:
            groups[whose] = [one.id for one in await bindings.of_organisation(session, *whose)]
        if groups[whose]:
            homes[pair] = pair.binding_id if pair.binding_id in groups[whose] else groups[whose][0]
    wanted = set(await stops.passing(session, now, {(home, pair.offer_id) for pair, home in homes.items()}))
    return {pair: home for pair, home in homes.items() if (home, pair.offer_id) in wanted}


async def _name_further_requests(
    session: Session, now: datetime, given: Collection[Pair], homes: dict[Pair, int]
) -> None:
    """Who sees an offer already sees on the same card that it answers another request."""
    seen = await alerts.seen(session, {(homes[pair], pair.offer_id) for pair in given})
    by_organisation: dict[int, set[int]] = defaultdict(set)
    for pair in given:
        if (homes[pair], pair.offer_id) in seen:
            by_organisation[pair.organisation_id].add(pair.offer_id)
    for organisation_id, offer_ids in by_organisation.items():
        for offer_id in await matching.mark_shown(session, now, organisation_id, offer_ids):
            await posted.changed(session, now, offer_id)
