"""Everything that a town can take along, as a bundle that `services/importing` takes over elsewhere."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from db import exporting, towns
from db.engine import Session
from db.exporting import Meeting
from domain.exchange import (
    BlockPart,
    Bundle,
    MeetingPart,
    OrganisationPart,
    PersonPart,
    PostPart,
    StandingPart,
    SubscriptionPart,
    TownPart,
)
from domain.organisations import OrganisationState
from domain.posts import Kind
from domain.sides import person_id, person_name
from domain.towns import Town
from services.exporting_posts import post_part

Told = Callable[[int], None]
_EVERY = 500  # posts between two reports of progress


@dataclass(frozen=True)
class Names:
    """How towns and organisations are named outside, by their ids here."""

    towns: Mapping[int, Town]
    organisations: Mapping[int, str]


async def give_references(session: Session) -> None:
    """Gives everything without one a lasting name of its own. Wants to write; the rest only reads."""
    await exporting.give_references(session)


async def town_of(session: Session, slug: str | None) -> Town | None:
    """The town that is meant; None for all. Raises `LookupError` when there is none of this slug."""
    town = await towns.by_slug(session, slug) if slug is not None else None
    if slug is not None and town is None:
        raise LookupError(slug)
    return town


async def count_posts(session: Session, town: Town | None) -> int:
    """How many posts there are to tell about."""
    return await exporting.count_posts(session, town.id if town else None)


async def bundle(session: Session, bot: int, town: Town | None, told: Told) -> Bundle:
    """All towns, or one. `bot` is our own id; `told` hears how many posts are done."""
    town_id = town.id if town else None
    known = {one.id: one for one in await towns.all_towns(session)}
    organisations = await exporting.organisations_of(session, town_id)
    names = Names(known, {row.id: row.reference for row in organisations})
    standings = await exporting.standings(session, town_id)
    posts = await _posts(session, town_id, names, told)
    named = {name for part in posts for name in (part.author, part.written_by) if name is not None}
    return Bundle(
        towns=tuple(
            TownPart(one, frozenset())
            for one in sorted(known.values(), key=lambda one: one.slug)
            if town_id in (None, one.id)
        ),
        organisations=tuple(_organisation(row, standings[row.id], names) for row in organisations),
        people=await _people(session, town_id, names, named),
        posts=posts,
        subscriptions=await _subscriptions(session, town_id, names),
        history=tuple(_meeting(one) for one in await exporting.meetings(session, town_id)),
        blocks=tuple(
            _block(author, names.organisations[organisation_id], by_author)
            for author, organisation_id, by_author in await exporting.blocks_of(session)
            if organisation_id in names.organisations and (town_id is None or author in named)
        ),
        bot=bot,
    )


async def _posts(session: Session, town_id: int | None, names: Names, told: Told) -> tuple[PostPart, ...]:
    found: list[PostPart] = []
    async for versions in exporting.posts_with_revisions(session, town_id):
        post = versions[0].post
        part = post_part(versions, names.towns[post.town_id].slug)
        if post.kind is Kind.REQUEST:
            organisation = names.organisations.get(post.organisation_id or 0)
            part = replace(part, author=organisation, written_by=part.author)
        found.append(part)
        if len(found) % _EVERY == 0:
            told(len(found))
    told(len(found))
    return tuple(found)


def _organisation(row: Any, standings: list[Any], names: Names) -> OrganisationPart:
    return OrganisationPart(
        row.reference,
        row.name,
        tuple(
            StandingPart(names.towns[one.town_id].slug, OrganisationState(one.state), one.cleared)
            for one in standings
        ),
        row.created_at,
        row.about,
        row.contact,
        row.evidence,
    )


async def _people(
    session: Session, town_id: int | None, names: Names, named: set[str]
) -> tuple[PersonPart, ...]:
    ids = {found for name in named if (found := person_id(name)) is not None}
    rows = await exporting.people_with(session, None if town_id is None else ids, town_id)
    same = ("first_name", "locale", "consent_version", "consent_at", "created_at")
    return tuple(
        PersonPart(
            id=person_name(row.id),
            town=names.towns[row.town_id].slug
            if row.town_id in names.towns and town_id in (None, row.town_id)
            else None,
            **{name: getattr(row, name) for name in same},
        )
        for row in rows
    )


async def _subscriptions(session: Session, town_id: int | None, names: Names) -> tuple[SubscriptionPart, ...]:
    kinds = await exporting.kinds_of(session)
    return tuple(
        SubscriptionPart(
            row.reference,
            names.organisations[row.organisation_id],
            tuple(kinds[row.id]),
            tuple(row.languages),
            row.district,
            row.lat,
            row.lon,
            row.radius_km,
            row.online,
            names.towns[row.town_id].slug,
        )
        for row in await exporting.subscriptions_of(session, town_id)
        if kinds[row.id] and row.organisation_id in names.organisations
    )


def _meeting(one: Meeting) -> MeetingPart:
    return MeetingPart(one.offer, one.other, one.is_subscription, one.state, one.at)


def _block(author: str, organisation: str, by_author: bool) -> BlockPart:
    return BlockPart(author, organisation) if by_author else BlockPart(organisation, author)
