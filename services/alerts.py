"""What a group is shown of a post that was found for it: only while it may be shown, with the reason why it fits."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from db import (
    alerts,
    bindings,
    digests,
    matching,
    objections,
    organisations,
    reservations,
    subscriptions,
    towns,
)
from db.bindings import Binding
from db.engine import Session
from domain.digests import arranged
from domain.errors import Refusal, Refused
from domain.geo import distance_km
from domain.matching import overlap
from domain.posts import Kind, Version
from domain.pushes import Digest, Gone, Item
from domain.reservations import ReservationState, Taken, hold_of
from domain.sending import Outgoing
from domain.towns import Town
from services import outbox
from services.weighing import weigh


async def card(session: Session, now: datetime, alert_id: int) -> Item | None:
    """One post for one group; None when it may not be shown there now."""
    binding_id = await alerts.group_of(session, alert_id)
    binding = await bindings.by_id(session, binding_id) if binding_id is not None else None
    if binding is None:
        return None
    found = await alerts.showable_in(session, now, binding.id, alert_ids=[alert_id])
    weighed = await weigh(session, now, binding, found)
    items = zip(await _items(session, now, binding, found), weighed, strict=True)
    return next((replace(item, strongest=one.strongest) for item, one in items), None)


async def copy(session: Session, now: datetime, alert_id: int) -> Item | Taken | Gone | None:
    """The same for a message that shows the post already; None for a group that the bot left."""
    binding_id = await alerts.group_of(session, alert_id)
    binding = await bindings.by_id(session, binding_id) if binding_id is not None else None
    if binding is None:
        return None
    if item := await card(session, now, alert_id):
        return item
    number, post_id = await alerts.number_of(session, alert_id) or "", await alerts.post_of(session, alert_id)
    made = await reservations.of_posts(session, [post_id])
    hold = hold_of(binding.organisation_id, made[post_id])
    if hold is None or hold.state is not ReservationState.AGREED:
        return Gone(number)
    return Taken(number, hold, await towns.by_id(session, binding.town_id))


async def card_in(session: Session, now: datetime, chat_id: int, alert_id: int) -> Item:
    """The same, opened by a button. Raises `Refused`: the group is another one, or the post is not shown any more."""
    binding = await bindings.active(session, chat_id)
    if binding is None or await alerts.group_of(session, alert_id) != binding.id:
        raise Refused(Refusal.WRONG_CHAT)
    found = await card(session, now, alert_id)
    if found is None:
        raise Refused(Refusal.POST_GONE)
    return found


async def digest(session: Session, now: datetime, digest_id: int) -> Digest | None:
    """What a digest shows; None when it is unknown, or the bot left its group."""
    stored = await digests.by_id(session, digest_id)
    binding = await bindings.by_id(session, stored.binding_id) if stored else None
    if stored is None or binding is None:
        return None
    found = await alerts.showable_in(session, now, binding.id, slot=stored.slot)
    order = arranged(await weigh(session, stored.created_at, binding, found))  # pages stay what they are
    items = await _items(session, now, binding, {one.alert_id: found[one.alert_id] for one in order})
    gone = await alerts.gone_of(session, binding.id, stored.slot, found)
    groups = tuple(one.group for one in order)
    return Digest(stored.id, date.fromisoformat(stored.slot), stored.page, items, tuple(gone), groups)


async def turn_digest(session: Session, now: datetime, chat_id: int, digest_id: int, page: int) -> Digest:
    """Another page of it. Raises `Refused`: the digest is another group's."""
    stored = await digests.by_id(session, digest_id)
    binding = await bindings.active(session, chat_id)
    if stored is None or binding is None or binding.id != stored.binding_id:
        raise Refused(Refusal.WRONG_CHAT)
    await digests.turn(session, digest_id, page)
    found = await digest(session, now, digest_id)
    assert found is not None
    return found


async def note_card(session: Session, now: datetime, alert_id: int) -> None:
    """A card was delivered."""
    binding_id = await alerts.group_of(session, alert_id)
    if binding_id is not None:
        found = await alerts.showable_in(session, now, binding_id, alert_ids=[alert_id])
        await alerts.mark_shown(session, now, [alert_id])
        await _note_matches(session, now, binding_id, found)


async def note_opened(session: Session, now: datetime, chat_id: int, item: Item, message_id: int) -> None:
    """A card was opened from a digest. What changed while it was sent is drawn at once."""
    late = await card(session, now, item.alert_id) != item
    await outbox.adopt(session, now, Outgoing.ALERT, item.alert_id, chat_id, message_id, redraw=late)


async def note_digest(session: Session, now: datetime, digest_id: int) -> None:
    """A digest was delivered."""
    stored = await digests.by_id(session, digest_id)
    if stored is None:
        return
    found = await alerts.showable_in(session, now, stored.binding_id, slot=stored.slot)
    await alerts.settle(session, now, stored.binding_id, stored.slot, list(found))
    await _note_matches(session, now, stored.binding_id, found)


async def wait_again(session: Session, alert_id: int) -> None:
    """A card could not be sent."""
    await alerts.untake(session, [alert_id])


async def wait_again_all(session: Session, digest_id: int) -> None:
    """A digest could not be sent."""
    stored = await digests.by_id(session, digest_id)
    if stored is not None:
        await alerts.untake(session, await alerts.in_slot(session, stored.binding_id, stored.slot))


async def _note_matches(
    session: Session, now: datetime, binding_id: int, found: Mapping[int, Version]
) -> None:
    binding = await bindings.by_id(session, binding_id)
    offers = [version.post.id for version in found.values() if version.post.kind is Kind.OFFER]
    if binding and offers:
        await matching.mark_shown(session, now, binding.organisation_id, offers)


async def _items(
    session: Session, now: datetime, binding: Binding, found: Mapping[int, Version]
) -> tuple[Item, ...]:
    town = await towns.by_id(session, binding.town_id)
    followed = await subscriptions.of_binding(session, binding.id)
    offers = [version.post.id for version in found.values() if version.post.kind is Kind.OFFER]
    asked = await matching.answered(session, now, binding.organisation_id, offers)
    made = await reservations.of_posts(session, offers)
    against = await objections.of_alerts(session, list(found))
    return tuple(
        [
            Item(
                alert_id,
                version,
                town,
                await _asking(session, version),
                tuple(request.post.number for request in asked.get(version.post.id, [])),
                tuple(kind for kind in followed if _meets(version, kind)),
                _distance(version, asked.get(version.post.id, []), town),
                _age(version, now, town),
                hold_of(binding.organisation_id, made.get(version.post.id, [])),
                version.post.author_id is not None,
                _meant(version, asked.get(version.post.id, [])),
                against.get(alert_id),
            )
            for alert_id, version in found.items()
        ]
    )


async def _asking(session: Session, version: Version) -> str | None:
    post = version.post
    if post.organisation_id is None:
        return None
    found = await organisations.in_town(session, post.organisation_id, post.town_id)
    return found.name if found else None


def _meant(offer: Version, requests: list[Version]) -> str | None:
    """The number of the own request that an offer was made for."""
    return next((one.post.number for one in requests if one.post.id == offer.post.request_id), None)


def _meets(version: Version, kind: tuple[str, str | None]) -> bool:
    mine = (version.revision.category, version.revision.subcategory)
    if version.post.kind is Kind.OFFER:
        return kind in (mine, (mine[0], None))
    return overlap(mine, kind)


def _distance(version: Version, requests: list[Version], town: Town) -> float | None:
    """To the nearest of the requests that it answers, if both gave a place."""
    here = version.revision.point(town)
    there = [request.revision.point(town) for request in requests]
    return min((distance_km(here, point) for point in there if here and point), default=None)


def _age(version: Version, now: datetime, town: Town) -> int:
    said = version.post.confirmed_at or version.post.created_at
    return (now.astimezone(town.zone).date() - said.astimezone(town.zone).date()).days
