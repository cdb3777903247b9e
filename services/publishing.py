"""A post becomes live: what fits it is found in the same transaction, and every group concerned will hear of it, once."""

from collections.abc import Iterable
from datetime import datetime

from db import alerts, bindings, matching, posts, towns
from db.bindings import Binding
from db.engine import Session
from domain.options import Options
from domain.posts import Kind, Version
from domain.towns import Town
from services import posted, pushing

CATCH_UP = 30  # what was there before somebody followed comes along in this number at most


async def publish(session: Session, now: datetime, post_id: int, options: Options) -> None:
    """Finds what fits a post that just became live; for one that may not be shown, or whose release can still be undone,
    nothing happens."""
    version = await posts.showable_post(session, now, post_id)
    if version is None or version.post.publish_at is not None:
        return
    town = await towns.by_id(session, version.post.town_id)
    await towns.hold(session, town.id)
    await alerts.drop_unsent(session, post_id)
    await posted.changed(session, now, post_id)
    find = _offer if version.post.kind is Kind.OFFER else _request
    found = await find(session, now, version, town)
    await pushing.push(session, now, town, found, options)


async def catch_up(session: Session, now: datetime, binding: Binding) -> None:
    """A group follows something new, or its organisation was verified or cleared: what is live already waits for its next
    digest."""
    town = await towns.by_id(session, binding.town_id)
    await towns.hold(session, town.id)
    post_ids = await matching.posts_for(session, now, binding.id, town, CATCH_UP)
    found = [(binding.id, post_id) for post_id in post_ids]
    await pushing.keep_for_digest(session, now, town, found)


async def _offer(session: Session, now: datetime, offer: Version, town: Town) -> list[tuple[int, int]]:
    """(binding, post) for the groups whose requests the offer answers and for those that follow its kind."""
    pairs = await matching.requests_for(session, now, offer, town)
    followers = await matching.followers_of(session, offer, town)
    await matching.remember_pairs(session, now, pairs)
    await matching.remember_followers(session, now, offer.post.id, followers)
    homes = await _homes(session, pairs, town)
    return [
        *((homes[pair], offer.post.id) for pair in pairs if pair in homes),
        *((one.binding_id, offer.post.id) for one in followers),
    ]


async def _request(session: Session, now: datetime, request: Version, town: Town) -> list[tuple[int, int]]:
    """(binding, post): the offers for the group that asks, and the need itself for others that want to see needs."""
    pairs = await matching.offers_for(session, now, request, town)
    followers = await matching.followers_of(session, request, town)
    await matching.remember_pairs(session, now, pairs)
    homes = await _homes(session, pairs, town)
    return [
        *((homes[pair], pair.offer_id) for pair in pairs if pair in homes),
        *((one.binding_id, request.post.id) for one in followers),
    ]


async def _homes(session: Session, pairs: Iterable[matching.Pair], town: Town) -> dict[matching.Pair, int]:
    """Where an organisation hears of what its request found: the group it was written from, else its oldest one."""
    homes: dict[matching.Pair, int] = {}
    groups: dict[int, list[int]] = {}
    for pair in pairs:
        if pair.organisation_id not in groups:
            bound = await bindings.of_organisation(session, pair.organisation_id, town.id)
            groups[pair.organisation_id] = [binding.id for binding in bound]
        mine = groups[pair.organisation_id]
        if mine:
            homes[pair] = pair.binding_id if pair.binding_id in mine else mine[0]
    return homes
