"""Takes over what a file holds. What the database has already, by the names of the file, stays as it is."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

from db import exchange, towns
from db.engine import Session
from domain.exchange import Bundle, OrganisationPart, PersonPart, Report, SubscriptionPart
from domain.options import Options
from domain.organisations import MatchState
from domain.serving import PATIENCE
from domain.sides import person_id
from domain.towns import Town
from services import audit, importing_posts
from services.audit import Role, Thing
from services.import_checks import merged, organisations_named
from services.importing_posts import Known, count

Told = Callable[[int], None]


async def store(
    session: Session, now: datetime, bundle: Bundle, options: Options, bot: int, as_is: bool, told: Told
) -> Report:
    """Takes over a file that `check` found nothing in. `bot` is our own id; `as_is` keeps the states of posts, else they go
    to review. `told` hears how many posts are done."""
    report = Report()
    same_bot = bundle.bot == bot
    by_slug = await _take_towns(session, bundle, report, same_bot)
    by_name = await _take_organisations(session, now, bundle, by_slug, report)
    await _take_people(session, bundle, by_slug, report, same_bot)
    known = Known(by_slug, by_name, same_bot, await _reachable(session, bundle))
    await importing_posts.store(session, now, bundle.posts, known, options, as_is, report, told)
    await _take_subscriptions(session, bundle, by_slug, by_name, report)
    await _take_history(session, now, bundle, report)
    await _take_blocks(session, now, bundle, by_name, report)
    await audit.note(session, now, Role.OPERATOR, None, "import", Thing.FILE, 0, as_is=as_is, **report.new)
    return report


async def _take_towns(session: Session, bundle: Bundle, report: Report, same_bot: bool) -> dict[str, Town]:
    known = {town.slug: town for town in await towns.all_towns(session)}
    for part in bundle.towns:
        town = merged(known.get(part.town.slug), part)
        if not same_bot and "moderation_chat" in part.given and part.town.moderation_chat is not None:
            before = known.get(town.slug)
            town = replace(town, moderation_chat=before.moderation_chat if before else None)
            count(report.left_out, "moderation_chats")
        await towns.save(session, town)
        count(report.known if town.slug in known else report.new, "towns")
    return {town.slug: town for town in await towns.all_towns(session)}


async def _take_organisations(
    session: Session, now: datetime, bundle: Bundle, by_slug: dict[str, Town], report: Report
) -> dict[str, int]:
    """The ids of all organisations that the file names."""
    names = {*organisations_named(bundle), *(one.id for one in bundle.organisations)}
    names |= {name for one in bundle.blocks for name in (one.by, one.against)}
    known = await exchange.organisations_known(session, names)
    new = [one for one in bundle.organisations if one.id not in known]
    rows = [
        {
            "name": one.name,
            "about": one.about,
            "contact": one.contact,
            "evidence": one.evidence,
            "applied_by": None,
            "created_at": one.created_at or now,
            "reference": one.id,
        }
        for one in new
    ]
    ids = await exchange.add(session, "organisations", rows)
    standings = [row for made, one in zip(ids, new, strict=True) for row in _standings(made, one, by_slug)]
    await exchange.add(session, "verifications", standings)
    count(report.new, "organisations", len(new))
    count(report.known, "organisations", len(bundle.organisations) - len(new))
    return known | {one.id: made for made, one in zip(ids, new, strict=True)}


def _standings(made: int, one: OrganisationPart, by_slug: dict[str, Town]) -> Iterator[dict[str, Any]]:
    for standing in one.standings:
        yield {
            "organisation_id": made,
            "town_id": by_slug[standing.town].id,
            "state": standing.state,
            "cleared": standing.cleared,
            "version": 1,
        }


async def _take_people(
    session: Session, bundle: Bundle, by_slug: dict[str, Town], report: Report, same_bot: bool
) -> None:
    """People come along only to the bot that they started; another one cannot write to them."""
    if not same_bot:
        count(report.left_out, "people", len(bundle.people))
        return
    rows = [_person(one, by_slug) for one in bundle.people]
    known = await exchange.people_known(session, (row["id"] for row in rows))
    await exchange.add(session, "people", [row for row in rows if row["id"] not in known])
    count(report.new, "people", len(rows) - len(known))
    count(report.known, "people", len(known))


def _person(one: PersonPart, by_slug: dict[str, Town]) -> dict[str, Any]:
    town = by_slug.get(one.town or "")
    same = ("first_name", "locale", "consent_version", "consent_at", "created_at")
    return {
        "id": person_id(one.id),
        "town_id": town.id if town else None,
        **{name: getattr(one, name) for name in same},
    }


async def _reachable(session: Session, bundle: Bundle) -> set[int]:
    """Authors who have started this bot."""
    named = {name for one in bundle.posts for name in (one.author, one.written_by) if name is not None}
    ids = {found for name in named if (found := person_id(name)) is not None}
    return await exchange.people_known(session, ids)


async def _take_subscriptions(
    session: Session, bundle: Bundle, by_slug: dict[str, Town], by_name: dict[str, int], report: Report
) -> None:
    known = await exchange.subscriptions_known(session, (one.id for one in bundle.subscriptions))
    new = [one for one in bundle.subscriptions if one.id not in known]
    homes = await exchange.home_towns(session, {by_name[one.organisation] for one in new})
    rows = [_subscription(one, by_name[one.organisation], by_slug, homes) for one in new]
    ids = await exchange.add(session, "subscriptions", rows)
    kinds = [
        {"subscription_id": made, "category": category, "subcategory": part}
        for made, one in zip(ids, new, strict=True)
        for category, part in dict.fromkeys(one.kinds)
    ]
    await exchange.add(session, "subscription_kinds", kinds)
    count(report.new, "subscriptions", len(new))
    count(report.known, "subscriptions", len(known))


def _subscription(
    one: SubscriptionPart, organisation_id: int, by_slug: dict[str, Town], homes: dict[int, int]
) -> dict[str, Any]:
    same = ("district", "lat", "lon", "radius_km", "online")
    return {
        "reference": one.id,
        "organisation_id": organisation_id,
        "town_id": by_slug[one.town].id if one.town else homes[organisation_id],
        "languages": list(one.languages),
        **{name: getattr(one, name) for name in same},
    }


async def _take_history(session: Session, now: datetime, bundle: Bundle, report: Report) -> None:
    """Of several events of one pair the last one counts. One without an instant is as recent as it can be."""
    last = {(one.offer, one.other, one.is_subscription): one for one in bundle.history}
    names = {name for one in last.values() for name in (one.offer, one.other)}
    stored = await exchange.posts_known(session, names)
    followed = await exchange.subscriptions_known(session, names)
    facts = await exchange.facts_of_pairs(session, set(stored.values()), set(followed.values()))
    rows = []
    for one in last.values():
        offer, other = stored.get(one.offer), (followed if one.is_subscription else stored).get(one.other)
        if offer is None or other is None:  # a closed post that does not go to review
            continue
        shown_at = one.at or max(now, facts.confirmed.get(offer, now))
        rows.append(
            {
                "offer_id": offer,
                "request_id": None if one.is_subscription else other,
                "subscription_id": other if one.is_subscription else None,
                "organisation_id": (facts.followers if one.is_subscription else facts.asking)[other],
                "state": MatchState(one.state),
                "found_at": shown_at,
                "shown_at": shown_at,
                "opens_at": shown_at + PATIENCE if one.state is MatchState.SHOWN else None,
            }
        )
    await _add_new(session, "matches", "history", rows, report)


async def _take_blocks(
    session: Session, now: datetime, bundle: Bundle, by_name: dict[str, int], report: Report
) -> None:
    rows = []
    for one in bundle.blocks:
        by_author = one.against in by_name
        author, organisation = (one.by, one.against) if by_author else (one.against, one.by)
        rows.append(
            {
                "author": author,
                "organisation_id": by_name[organisation],
                "by_author": by_author,
                "created_at": now,
            }
        )
    await _add_new(session, "blocks", "blocks", rows, report)


async def _add_new(
    session: Session, table: str, what: str, rows: list[dict[str, Any]], report: Report
) -> None:
    added = await exchange.add_new(session, table, rows)
    count(report.new, what, added)
    count(report.known, what, len(rows) - added)
