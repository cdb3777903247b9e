"""*What is needed*: the live requests of a town, for volunteers."""

from dataclasses import dataclass
from datetime import datetime

from db import organisations, posts, towns
from db.engine import Session
from domain.errors import Refusal, Refused
from domain.posts import Kind, Version
from domain.towns import Town

PER_PAGE = 5


@dataclass(frozen=True)
class Needs:
    """One page; `names` are the organisations by their id, `more` says whether another page follows."""

    town: Town
    versions: tuple[Version, ...]
    names: dict[int, str]
    page: int
    more: bool


async def page_of(session: Session, now: datetime, town_id: int | None, page: int) -> Needs:
    """A page of what the town needs, newest first. Raises `Refused` while the person has no town."""
    if town_id is None:
        raise Refused(Refusal.NO_TOWN_CHOSEN)
    page = max(page, 0)
    found = await posts.live_of_town(
        session, now, town_id, Kind.REQUEST, limit=PER_PAGE + 1, offset=page * PER_PAGE
    )
    if not found and page:
        return await page_of(session, now, town_id, 0)
    shown = tuple(found[:PER_PAGE])
    names = {}
    for organisation_id in {version.post.organisation_id for version in shown} - {None}:
        assert organisation_id is not None
        if known := await organisations.in_town(session, organisation_id, town_id):
            names[organisation_id] = known.name
    return Needs(await towns.by_id(session, town_id), shown, names, page, len(found) > PER_PAGE)
