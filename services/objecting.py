"""*Not for us*: the reason is kept, the offer goes to others; what is said again and again proposes a change of settings."""

from datetime import datetime, timedelta

from db import bindings, objections, posts, reservations, subscriptions
from db.bindings import Binding
from db.engine import Session
from domain.errors import Refusal, Refused
from domain.geo import Point, distance_km
from domain.objections import REPEATED, Hearing, Objection, Proposal, proposal
from domain.options import Options
from domain.organisations import Mode
from domain.posts import Kind
from domain.pushes import Item
from domain.reservations import ReservationState
from domain.taxonomy import TAXONOMY
from domain.towns import Town
from services import alerts, posted, settings, stops

REMEMBERED = timedelta(days=60)


async def against(
    session: Session, now: datetime, chat_id: int, alert_id: int, objection: Objection
) -> tuple[Item, Proposal | None]:
    """Keeps why an offer is not for this group; every third equal reason gives a change to propose, as does that it is
    covered. Raises `Refused`: another group's, gone, or reserved by this one."""
    item = await alerts.card_in(session, now, chat_id, alert_id)
    binding = await bindings.active(session, chat_id)
    if binding is None or item.version.post.kind is not Kind.OFFER:
        raise Refused(Refusal.WRONG_CHAT)
    if item.hold is not None and item.hold.ours:
        raise Refused(Refusal.TAKEN)
    await objections.note(session, now, alert_id, objection)
    offer_id = item.version.post.id
    await reservations.match(session, now, offer_id, binding.organisation_id, ReservationState.DECLINED)
    await posted.changed(session, now, offer_id)
    since = now - REMEMBERED
    times = await objections.count(session, binding.id, objection, item.version, since)
    due = objection is Objection.COVERED or times % REPEATED == 0
    found = await _proposal(session, binding, item, objection, since) if due else None
    return await alerts.card_in(session, now, chat_id, alert_id), found


async def apply(
    session: Session, now: datetime, chat_id: int, person_id: int, options: Options, change: Proposal
) -> None:
    """The proposed change, accepted by an administrator. Raises `Refused` for what settings cannot be."""
    category, subcategory = change.kind
    match change.change:
        case "radius":
            await settings.set_radius(session, now, chat_id, change.km)
        case "mode":
            await settings.set_mode(session, now, chat_id, change.mode)
        case "stop":
            await stops.stop(session, now, chat_id, person_id, change.kind)
        case "unfollow":
            await _unfollow(session, now, chat_id, category, subcategory)
        case _:
            raise Refused(Refusal.STALE_BUTTON)


async def _unfollow(session: Session, now: datetime, chat_id: int, category: str, subcategory: str) -> None:
    """Of a category that is followed as a whole, all the other parts are followed from now on."""
    facts = await settings.show(session, chat_id)
    if facts.whole(category):
        for part in TAXONOMY[category].subcategories:
            if part != subcategory:
                await settings.follow(session, now, chat_id, (category, part))
    else:
        await settings.unfollow(session, now, chat_id, (category, subcategory))


async def _proposal(
    session: Session, binding: Binding, item: Item, objection: Objection, since: datetime
) -> Proposal | None:
    area = await subscriptions.area_of(session, binding.id)
    follows = await subscriptions.of_binding(session, binding.id)
    nearest = None
    if objection is Objection.TOO_FAR:
        nearest = await _nearest(session, binding, item.town, since)
    hearing = Hearing(Mode(binding.mode), area.radius_km, follows, nearest)
    revision = item.version.revision
    return proposal(objection, (revision.category, revision.subcategory or ""), hearing)


async def _nearest(session: Session, binding: Binding, town: Town, since: datetime) -> float | None:
    """How far from where the group looks the nearest offer was that it found too far."""
    area = await subscriptions.area_of(session, binding.id)
    here = area.place(town).point or Point(town.lat, town.lon)
    far = []
    for post_id in await objections.posts_of(session, binding.id, Objection.TOO_FAR, since):
        found = await posts.newest(session, post_id)
        there = found.revision.point(town) if found else None
        if there is not None:
            far.append(distance_km(here, there))
    return min(far, default=None)
