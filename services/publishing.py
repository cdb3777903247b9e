"""A post becomes live, or a wish appears: what fits is found in the same transaction, and every group concerned will hear
of it, once."""

from collections.abc import Collection, Iterable
from datetime import datetime

from db import alerts, bindings, matching, pairing, posts, subscriptions, towns
from db.bindings import Binding
from db.candidates import Scope
from db.engine import Session
from domain.options import Options
from domain.posts import Kind, Version
from services import followers, posted, pushing, serving


async def publish(session: Session, now: datetime, post_id: int, options: Options) -> None:
    """Finds what fits a post that just became live; for one that may not be shown, or whose release can still be undone,
    nothing happens."""
    version = await posts.showable_post(session, now, post_id)
    if version is None or version.post.publish_at is not None:
        return
    await hold(session, version.post.town_id)
    await alerts.drop_unsent(session, post_id)
    await posted.changed(session, now, post_id)
    offer = version.post.kind is Kind.OFFER
    scope = Scope(offers=[post_id]) if offer else Scope(requests=[post_id])
    found = await serving.serve(session, now, await pairing.fitting(session, now, scope))
    if not offer:
        found += await _followers(session, version)
        await followers.tell(session, now, version, options)
    await pushing.push(session, now, found, options)


async def widen(session: Session, now: datetime, offer_ids: Collection[int], options: Options) -> None:
    """Places opened: somebody declined, gave an offer back or said nothing for too long. Others have their turn."""
    if offer_ids:
        pairs = await pairing.fitting(session, now, Scope(offers=offer_ids))
        await pushing.push(session, now, await serving.serve(session, now, pairs), options)


async def catch_up(session: Session, now: datetime, binding: Binding) -> None:
    """A group follows something new, or is new itself: what is live already waits for its next digest."""
    await hold(session, binding.town_id)
    followed = await subscriptions.ids_of(session, [binding.id])
    found = await serving.serve(
        session, now, await pairing.fitting(session, now, Scope(subscriptions=followed))
    )
    town = await towns.by_id(session, binding.town_id)
    needs = await matching.needs_for(session, now, binding.id, town)
    found += [(binding.id, post_id) for post_id in needs]
    await pushing.keep_for_digest(session, now, found)


async def followed(session: Session, now: datetime, binding: Binding, post_ids: Collection[int]) -> set[int]:
    """Those of these posts that a group hears of because it follows their kind."""
    mine = await subscriptions.ids_of(session, [binding.id])
    pairs = await pairing.fitting(session, now, Scope(offers=post_ids, subscriptions=mine))
    town = await towns.by_id(session, binding.town_id)
    needs = await matching.needs_for(session, now, binding.id, town)
    return {pair.offer_id for pair in pairs} | ({*needs} & {*post_ids})


async def catch_up_organisation(session: Session, now: datetime, organisation_id: int, town_id: int) -> None:
    """An organisation was verified or cleared: its groups hear what fits their requests and what they follow."""
    await hold(session, town_id)
    asked = await matching.live_requests(session, organisation_id, town_id)
    pairs = await pairing.fitting(session, now, Scope(requests=asked))
    await pushing.keep_for_digest(session, now, await serving.serve(session, now, pairs))
    for group in await bindings.of_organisation(session, organisation_id, town_id):
        await catch_up(session, now, group)


async def let_go(session: Session, now: datetime, binding_id: int, post_ids: Iterable[int]) -> None:
    """A group does not follow these posts any more, which it was not shown yet: others have their turn, in their digests."""
    followed = await subscriptions.ids_of(session, [binding_id])
    await _pass_on(session, now, await matching.forget_found(session, followed, post_ids))


async def give_up(session: Session, now: datetime, organisation_id: int, offer_ids: Iterable[int]) -> None:
    """An organisation does not need these offers, which it was not shown yet: others have their turn, in their digests."""
    await _pass_on(session, now, await matching.forget_unseen(session, organisation_id, offer_ids))


async def _pass_on(session: Session, now: datetime, freed: Collection[int]) -> None:
    if freed:
        pairs = await pairing.fitting(session, now, Scope(offers=freed))
        await pushing.keep_for_digest(session, now, await serving.serve(session, now, pairs))


async def _followers(session: Session, request: Version) -> list[serving.Told]:
    """The need itself, for groups of others that want to see needs."""
    town = await towns.by_id(session, request.post.town_id)
    groups = await matching.followers_of(session, request, town)
    return [(binding_id, request.post.id) for binding_id in groups]


async def hold(session: Session, town_id: int) -> None:
    """Before something is found for a town: what becomes live at the same moment, there or beside, waits. Always in the same
    order."""
    beside = await towns.beside(session, await towns.by_id(session, town_id))
    for held in sorted(town.id for town in beside):
        await towns.hold(session, held)
