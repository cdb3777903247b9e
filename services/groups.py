"""What a group is registered as, its requests and how it stands, and the button that leads to a new request."""

from dataclasses import dataclass
from datetime import datetime, time

from db import alerts, bindings, organisations, posts, reservations, stops, towns
from db.bindings import Binding
from db.engine import Session
from db.organisations import Verification
from domain.cadence import at_local
from domain.errors import Refusal, Refused
from domain.groups import GroupStatus
from domain.organisations import OrganisationState
from domain.own import OurRequests
from domain.posts import PostState
from domain.towns import Town
from services import links


@dataclass(frozen=True)
class Home:
    """A registered group: its binding, its organisation in the town, the town."""

    binding: Binding
    organisation: Verification
    town: Town


async def home(session: Session, chat_id: int) -> Home:
    """What the group is registered as. Raises `Refused` for a moderation chat and for a group that is not registered."""
    if await towns.by_moderation_chat(session, chat_id):
        raise Refused(Refusal.GROUP_IS_MODERATION_CHAT)
    binding = await bindings.active(session, chat_id)
    if binding is None:
        raise Refused(Refusal.GROUP_NOT_REGISTERED)
    known = await organisations.in_town(session, binding.organisation_id, binding.town_id)
    if known is None:
        raise Refused(Refusal.GROUP_NOT_REGISTERED)
    return Home(binding, known, await towns.by_id(session, binding.town_id))


async def able(session: Session, chat_id: int) -> Home:
    """The same for what only a welcome organisation can do. Raises `Refused` also when it is suspended or refused."""
    found = await home(session, chat_id)
    if found.organisation.state is OrganisationState.SUSPENDED:
        raise Refused(Refusal.ORGANISATION_SUSPENDED)
    if found.organisation.state is OrganisationState.REFUSED:
        raise Refused(Refusal.GROUP_NOT_REGISTERED)  # it can be registered again
    return found


async def request_link(
    session: Session, now: datetime, person_id: int, chat_id: int, thread_id: int | None
) -> str:
    """A member writes a request: gives a link's token. Raises `Refused` (see `able`)."""
    await able(session, chat_id)
    return await links.create(session, now, person_id, "request", chat_id, thread_id)


async def requests(session: Session, now: datetime, chat_id: int, page: int = 0) -> OurRequests:
    """The requests of the group's organisation. Raises `Refused` (see `home`)."""
    here = await home(session, chat_id)
    organisation_id = here.organisation.organisation_id
    mine = await posts.of_organisation(session, organisation_id, here.town.id)
    mine.sort(key=lambda version: version.post.state is PostState.CLOSED)
    held = await stops.of_organisation(session, now, organisation_id, here.town.id)
    return OurRequests(tuple(mine), held, here.town, page)


async def status(session: Session, now: datetime, chat_id: int) -> GroupStatus:
    """Where the group's organisation stands. Raises `Refused` (see `home`)."""
    here = await home(session, chat_id)
    mine = await posts.of_organisation(session, here.organisation.organisation_id, here.town.id)
    waiting = await alerts.waiting(session, here.binding.id)
    binding = here.binding
    return GroupStatus(
        here.organisation.name,
        here.town,
        here.organisation.state,
        sum(version.post.state is not PostState.CLOSED for version in mine),
        binding.mode,
        binding.next_digest_at,
        len(waiting),
        await reservations.taken_since(
            session, here.organisation.organisation_id, here.town.id, _month(now, here.town)
        ),
    )


def _month(now: datetime, town: Town) -> datetime:
    """The beginning of the month, by the town's clock."""
    return at_local(now.astimezone(town.zone).date().replace(day=1), time(), town.zone)
