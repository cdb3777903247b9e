"""How much each post of a digest is worth to its group, and under which heading it stands."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from db import matching, subscriptions, towns
from db.bindings import Binding
from db.engine import Session
from domain.digests import NEEDS, Group, Heading, Weighed
from domain.matching import Wanted
from domain.posts import Kind, Version
from domain.scoring import cents, score, strongest
from domain.sides import given, wanted
from domain.taxonomy import Risk
from domain.towns import Town


async def weigh(
    session: Session, at: datetime, binding: Binding, found: Mapping[int, Version]
) -> list[Weighed]:
    """The posts of these alerts, weighed for this moment. What answers several requests counts for the one for which it is
    worth most."""
    known = {town.id: town for town in await _towns(session, binding, found.values())}
    offers = [one.post.id for one in found.values() if one.post.kind is Kind.OFFER]
    answered = await matching.answered(session, at, binding.organisation_id, offers)
    follows = await _follows(session, binding, known[binding.town_id])
    made = []
    for alert_id, version in found.items():
        asked = answered.get(version.post.id, [])
        choices = [_answer(alert_id, version, request, known, at) for request in asked]
        made.append(
            max(choices or [_followed(alert_id, version, follows, known, at)], key=lambda one: one.weight)
        )
    return made


async def _towns(session: Session, binding: Binding, found: Iterable[Version]) -> list[Town]:
    ids = {binding.town_id, *(version.post.town_id for version in found)}
    return [await towns.by_id(session, town_id) for town_id in sorted(ids)]


async def _follows(session: Session, binding: Binding, town: Town) -> Wanted:
    area = await subscriptions.area_of(session, binding.id)
    kinds = await subscriptions.of_binding(session, binding.id)
    return Wanted(town, kinds, follows=True, place=area.place(town), languages=area.languages)


def _answer(
    alert_id: int, offer: Version, request: Version, known: Mapping[int, Town], at: datetime
) -> Weighed:
    revision = request.revision
    wish = wanted(
        request, known.get(request.post.town_id, known[offer.post.town_id]), verified=True, cleared=True
    )
    title = "" if revision.risk is Risk.RED else revision.title
    group = Group(Heading.ANSWERS, request.post.number, title)
    return _weighed(alert_id, offer, group, wish, known, at, request)


def _followed(
    alert_id: int, version: Version, follows: Wanted, known: Mapping[int, Town], at: datetime
) -> Weighed:
    if version.post.kind is Kind.REQUEST:
        return _weighed(alert_id, version, NEEDS, follows, known, at, version)
    group = Group(Heading.FOLLOWED, category=version.revision.category)
    return _weighed(alert_id, version, group, follows, known, at)


def _weighed(
    alert_id: int,
    version: Version,
    group: Group,
    wish: Wanted,
    known: Mapping[int, Town],
    at: datetime,
    request: Version | None = None,
) -> Weighed:
    one = given(version, known[version.post.town_id])
    parts = score(one, wish, at)
    weighed = Weighed(
        alert_id, group, cents(parts.total), one.confirmed_at, strongest=strongest(one, wish, parts)
    )
    if request is None:
        return weighed
    meant = version.post.request_id == request.post.id
    return replace(weighed, urgency=request.revision.details.urgency, meant=meant)
