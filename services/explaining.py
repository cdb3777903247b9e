"""Why an offer fits a request or subscription, and why not: for the operator. Everything is judged by `domain/matching`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from db import explaining, organisations, towns
from db.engine import Session
from db.explaining import Standing, Subscription
from domain.matching import Between, Condition, Given, Wanted, failing, pair_risk
from domain.posts import Kind, Version
from domain.scoring import Parts, rank, score
from domain.serving import free_places, open_organisations
from domain.sides import author_name, given, wanted
from domain.taxonomy import Risk
from domain.towns import Town

_NOT_VERIFIED = Standing(verified=False, cleared=False)
Other = Version | Subscription


@dataclass(frozen=True)
class Judged:
    """A pair by its names: what fails of it, and how well it would fit."""

    offer: str
    other: str
    follows: bool
    given: Given
    wanted: Wanted
    failing: tuple[Condition, ...]
    parts: Parts

    @property
    def risk(self) -> Risk:
        return pair_risk(self.given, self.wanted)


@dataclass(frozen=True)
class Serving:
    """Where an offer stands: which requests fit, who has it before them, and how many more may."""

    fitting_requests: tuple[str, ...]
    open_organisations: tuple[str, ...]
    free_places: int


class Unnamed(LookupError):
    """Names that nothing has. `names` holds what each should be, and the name."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self.names = tuple(dict.fromkeys(names))
        super().__init__(", ".join(name for _, name in self.names))


async def judge(session: Session, at: datetime, pairs: Sequence[tuple[str, str]]) -> list[Judged]:
    """Pairs of an offer with a request or subscription, by name. Raises `Unnamed`."""
    found = await explaining.posts_named(session, {name for pair in pairs for name in pair})
    follows = await explaining.subscriptions_named(
        session, {other for _, other in pairs if other not in found}
    )
    offers = {name: one for name, one in found.items() if one.post.kind is Kind.OFFER}
    others: dict[str, Other] = {name: one for name, one in found.items() if one.post.kind is Kind.REQUEST}
    others |= follows
    missing = [("offer", name) for name, _ in pairs if name not in offers]
    missing += [("wish", name) for _, name in pairs if name not in others]
    if missing:
        raise Unnamed(missing)
    named = [(offer, offers[offer], other, others[other]) for offer, other in pairs]
    return await _judge(session, at, named)


async def offers_for(session: Session, at: datetime, name: str) -> list[Judged]:
    """The offers that fit a request or subscription, best first. Raises `Unnamed`."""
    other = await _wish(session, name)
    if other is None:
        raise Unnamed([("wish", name)])
    beside = await _beside(session, other.post.town_id if isinstance(other, Version) else other.town_id)
    categories = (
        {other.revision.category} if isinstance(other, Version) else {category for category, _ in other.kinds}
    )
    offers = [
        offer
        for category in sorted(categories)
        for offer in await explaining.live_posts(session, Kind.OFFER, beside, category)
    ]
    judged = await _judge(session, at, [(name_of(offer), offer, name, other) for offer in offers])
    return _best_first(judged)


async def wishes_for(session: Session, at: datetime, name: str) -> list[Judged]:
    """The requests and subscriptions that an offer fits, best first. Raises `Unnamed`."""
    offer = await _offer(session, name)
    beside = await _beside(session, offer.post.town_id)
    category = offer.revision.category
    requests = await explaining.live_posts(session, Kind.REQUEST, beside, category)
    followed = await explaining.subscriptions_of(session, beside, category)
    pairs: list[tuple[str, Version, str, Other]] = [
        (name, offer, name_of(request), request) for request in requests
    ]
    pairs += [(name, offer, one.name, one) for one in followed]
    return _best_first(await _judge(session, at, pairs))


async def serving(session: Session, at: datetime, name: str) -> Serving:
    """Who may be shown an offer. Raises `Unnamed`."""
    offer = await _offer(session, name)
    fitting = [one.other for one in await wishes_for(session, at, name) if not one.follows]
    shown = await explaining.showings(session, [offer.post.id])
    opened = open_organisations(shown.get(offer.post.id, ()), at)
    names = await organisations.names(session, opened)
    return Serving(tuple(fitting), tuple(names), free_places(opened))


async def is_offer(session: Session, name: str) -> bool:
    """Whether this names an offer."""
    found = (await explaining.posts_named(session, [name])).get(name)
    return found is not None and found.post.kind is Kind.OFFER


def name_of(version: Version) -> str:
    """The id in the import, else the number."""
    return version.post.reference or version.post.number


async def _offer(session: Session, name: str) -> Version:
    found = (await explaining.posts_named(session, [name])).get(name)
    if found is None or found.post.kind is not Kind.OFFER:
        raise Unnamed([("offer", name)])
    return found


async def _wish(session: Session, name: str) -> Other | None:
    found = (await explaining.posts_named(session, [name])).get(name)
    if found is not None and found.post.kind is Kind.REQUEST:
        return found
    return (await explaining.subscriptions_named(session, [name])).get(name)


async def _beside(session: Session, town_id: int) -> list[int]:
    """The town and the neighbours that posts cross to."""
    return [town.id for town in await towns.beside(session, await towns.by_id(session, town_id))]


def _best_first(judged: Iterable[Judged]) -> list[Judged]:
    fitting = [one for one in judged if not one.failing]
    return sorted(fitting, key=lambda one: rank(one.given, one.wanted, one.parts), reverse=True)


async def _judge(
    session: Session, at: datetime, pairs: Sequence[tuple[str, Version, str, Other]]
) -> list[Judged]:
    known = {town.id: town for town in await towns.all_towns(session)}
    owners = {_owner(other) for _, _, _, other in pairs}
    standings = await explaining.standings(session, owners)
    met = await explaining.met(session, {offer.post.id for _, offer, _, _ in pairs})
    authors = {name for _, offer, _, _ in pairs if (name := author_name(offer.post)) is not None}
    blocked = await explaining.blocked(session, authors)
    found = []
    for offer_name, offer, other_name, other in pairs:
        town = known[offer.post.town_id]
        one, wish = given(offer, town), _wanted(other, known, standings)
        between = Between(
            _key(offer.post.id, other) in met, (author_name(offer.post) or "", _owner(other)) in blocked
        )
        found.append(
            Judged(
                offer_name,
                other_name,
                wish.follows,
                one,
                wish,
                failing(one, wish, at, between),
                score(one, wish, at),
            )
        )
    return found


def _owner(other: Other) -> int:
    return (other.post.organisation_id or 0) if isinstance(other, Version) else other.organisation_id


def _key(offer_id: int, other: Other) -> tuple[int, int | None, int | None]:
    return (offer_id, other.post.id, None) if isinstance(other, Version) else (offer_id, None, other.id)


def _wanted(other: Other, known: dict[int, Town], standings: dict[tuple[int, int], Standing]) -> Wanted:
    town_id = other.post.town_id if isinstance(other, Version) else other.town_id
    standing = standings.get((_owner(other), town_id), _NOT_VERIFIED)
    town = known[town_id]
    if isinstance(other, Version):
        return wanted(other, town, verified=standing.verified, cleared=standing.cleared)
    return other.wanted(town, standing)
