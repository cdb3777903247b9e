"""Posts found for groups: each once a group. `slot` says how one is told: None waits for a digest, a local day is that day's
digest, "once" with a day its own card."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select, true, update

from db.chunks import chunks
from db.engine import Session
from db.posts import showable
from db.releases import is_pushable
from db.tables import (
    alerts,
    bindings,
    digests,
    matches,
    organisations,
    outbox,
    posts,
    revisions,
    verifications,
)
from db.upsert import insert
from domain.details import Urgency
from domain.organisations import AlertState, MatchState, OrganisationState
from domain.posts import Audience, Kind, PostState, Version
from domain.sending import Ending, Outgoing
from domain.serving import PATIENCE, PLACES
from domain.taxonomy import Risk

_AT_ONCE = 1000  # rows of one INSERT: databases limit the number of parameters
_WAITING = alerts.c.state == AlertState.WAITING


async def add(session: Session, now: datetime, found: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Adds (binding, post); gives (alert, binding) of those that are new. One that was dropped unseen waits again."""
    rows = [
        {"binding_id": binding, "post_id": post, "state": AlertState.WAITING, "created_at": now}
        for binding, post in dict.fromkeys(found)
    ]
    made: list[tuple[int, int]] = []
    for start in range(0, len(rows), _AT_ONCE):
        new = insert(session, alerts).values(rows[start : start + _AT_ONCE])
        again = new.on_conflict_do_update(
            index_elements=["binding_id", "post_id"],
            set_={"state": AlertState.WAITING, "slot": None, "created_at": now},
            where=and_(alerts.c.state == AlertState.OBSOLETE, alerts.c.shown_at.is_(None)),
        )
        result = await session.execute(again.returning(alerts.c.id, alerts.c.binding_id))
        made += [(row[0], row[1]) for row in result]
    return sorted(made)


async def group_of(session: Session, alert_id: int) -> int | None:
    """The binding that an alert belongs to."""
    found: int | None = await session.scalar(select(alerts.c.binding_id).where(alerts.c.id == alert_id))
    return found


async def urgent(session: Session, alert_ids: Iterable[int]) -> set[int]:
    """Those of these alerts that are about what is needed today: such a need, or an offer that answers such a request of the
    group's organisation."""
    today = revisions.c.details["urgency"].as_string() == Urgency.TODAY
    asked = posts.join(revisions, revisions.c.id == posts.c.released_id)
    answers = and_(
        matches.c.offer_id == alerts.c.post_id, matches.c.organisation_id == bindings.c.organisation_id
    )
    wanted = select(matches.c.request_id).where(answers).correlate(alerts, bindings)
    pressing = (
        exists()
        .select_from(asked)
        .where(
            or_(posts.c.id == alerts.c.post_id, posts.c.id.in_(wanted)),
            posts.c.kind == Kind.REQUEST,
            posts.c.state == PostState.LIVE,
            today,
        )
    )
    found = select(alerts.c.id).join(bindings, bindings.c.id == alerts.c.binding_id)
    return set(await session.scalars(found.where(alerts.c.id.in_(list(alert_ids)), pressing)))


async def post_of(session: Session, alert_id: int) -> int:
    """The post that an alert is about; 0 for an alert that never was."""
    found: int | None = await session.scalar(select(alerts.c.post_id).where(alerts.c.id == alert_id))
    return found or 0


async def out_of_post(session: Session, post_id: int) -> list[int]:
    """The alerts by which groups have heard of a post, or will as soon as it can be sent."""
    mine = and_(alerts.c.post_id == post_id, alerts.c.slot.is_not(None))
    return list(await session.scalars(select(alerts.c.id).where(mine).order_by(alerts.c.id)))


async def shown_live(session: Session, binding_id: int) -> list[tuple[Outgoing, int]]:
    """The cards and digests of a group that show posts which are live."""
    mine = and_(alerts.c.binding_id == binding_id, alerts.c.shown_at.is_not(None))
    live = select(alerts.c.id, alerts.c.slot).join(posts, posts.c.id == alerts.c.post_id)
    rows = list(await session.execute(live.where(mine, posts.c.state == PostState.LIVE)))
    named = and_(digests.c.binding_id == binding_id, digests.c.slot.in_({row.slot for row in rows}))
    found = list(await session.scalars(select(digests.c.id).where(named)))
    return [*((Outgoing.ALERT, row.id) for row in rows), *((Outgoing.DIGEST, one) for one in found)]


async def audience(session: Session, post_id: int) -> list[Audience]:
    """The organisations that were shown a post, the latest first."""
    last = func.max(alerts.c.shown_at)
    found = (
        select(organisations.c.name, func.count(), last)
        .select_from(alerts)
        .join(bindings, bindings.c.id == alerts.c.binding_id)
        .join(organisations, organisations.c.id == bindings.c.organisation_id)
        .where(alerts.c.post_id == post_id, alerts.c.shown_at.is_not(None))
        .group_by(organisations.c.id, organisations.c.name)
        .order_by(last.desc(), organisations.c.name)
    )
    return [Audience(*row) for row in await session.execute(found)]


async def seen(session: Session, told: Collection[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those of these (binding, post) that the group was shown."""
    found: set[tuple[int, int]] = set()
    pair = (alerts.c.binding_id, alerts.c.post_id)
    shown = alerts.c.state == AlertState.SHOWN
    for some in chunks({post_id for _, post_id in told}):
        rows = await session.execute(select(*pair).where(shown, alerts.c.post_id.in_(some)))
        found |= {(row[0], row[1]) for row in rows}
    return found & set(told)


async def count_in_slot(session: Session, binding_id: int, slot: str) -> int:
    """How many alerts of a group go out this way on this day."""
    mine = and_(alerts.c.binding_id == binding_id, alerts.c.slot == slot)
    return await session.scalar(select(func.count()).select_from(alerts).where(mine)) or 0


async def take(session: Session, alert_ids: Iterable[int], slot: str) -> None:
    """Stamps alerts with the way they go out."""
    await session.execute(update(alerts).where(alerts.c.id.in_(list(alert_ids))).values(slot=slot))


async def in_slot(session: Session, binding_id: int, slot: str) -> list[int]:
    """The alerts of a group that go out this way on this day."""
    mine = and_(alerts.c.binding_id == binding_id, alerts.c.slot == slot)
    return list(await session.scalars(select(alerts.c.id).where(mine)))


async def untake(session: Session, alert_ids: Iterable[int]) -> None:
    """Alerts that nobody saw wait for a digest again."""
    unseen = and_(alerts.c.id.in_(list(alert_ids)), _WAITING)
    await session.execute(update(alerts).where(unseen).values(slot=None))


async def newest_waiting(
    session: Session, now: datetime, binding_id: int, limit: int, found_by: datetime
) -> list[int]:
    """The alerts that a group's digest waited for until `found_by` and that may be shown now, newest confirmation first."""
    found = (
        select(alerts.c.id)
        .join(posts, posts.c.id == alerts.c.post_id)
        .join(revisions, revisions.c.post_id == posts.c.id)
        .join(bindings, bindings.c.id == alerts.c.binding_id)
        .join(verifications, _of_binding())
        .where(alerts.c.binding_id == binding_id, _WAITING, alerts.c.slot.is_(None))
        .where(alerts.c.created_at <= found_by, is_pushable(now), _trusted(), _has_place(now))
        .order_by(posts.c.confirmed_at.desc(), posts.c.id.desc())
    )
    return list(await session.scalars(found.limit(limit)))


async def showable_in(
    session: Session,
    now: datetime,
    binding_id: int,
    *,
    slot: str | None = None,
    alert_ids: Collection[int] | None = None,
) -> dict[int, Version]:
    """The posts of one digest, or of some alerts, that this group may see now, newest confirmation first, by alert."""
    which = alerts.c.id.in_(list(alert_ids)) if alert_ids is not None else alerts.c.slot == slot
    not_gone = alerts.c.state != AlertState.OBSOLETE
    found = (
        select(alerts.c.post_id, alerts.c.id)
        .join(bindings, bindings.c.id == alerts.c.binding_id)
        .join(verifications, _of_binding())
        .where(alerts.c.binding_id == binding_id, which, not_gone, bindings.c.ended_at.is_(None))
        .where(verifications.c.state == OrganisationState.VERIFIED)
    )
    by_post = {row.post_id: row.id for row in await session.execute(found)}
    calm = or_(revisions.c.risk != Risk.RED, await _cleared(session, binding_id))
    versions = await showable(session, now, posts.c.id.in_(list(by_post)), calm)
    return {by_post[version.post.id]: version for version in versions}


async def gone_of(session: Session, binding_id: int, slot: str, shown: Iterable[int]) -> list[str]:
    """The numbers of the posts that a digest has named, other than these alerts."""
    named = and_(alerts.c.binding_id == binding_id, alerts.c.slot == slot, alerts.c.shown_at.is_not(None))
    found = select(posts.c.number).join_from(alerts, posts, posts.c.id == alerts.c.post_id)
    rest = found.where(named, alerts.c.id.not_in(list(shown)))
    return list(await session.scalars(rest.order_by(alerts.c.id)))


async def number_of(session: Session, alert_id: int) -> str | None:
    """The number of the post that an alert is about."""
    found: str | None = await session.scalar(
        select(posts.c.number).join(alerts, alerts.c.post_id == posts.c.id).where(alerts.c.id == alert_id)
    )
    return found


async def settle(session: Session, now: datetime, binding_id: int, slot: str, shown: Iterable[int]) -> None:
    """A digest was delivered: what it showed is shown, the rest of it is not to be shown any more."""
    waiting = and_(_WAITING, alerts.c.binding_id == binding_id, alerts.c.slot == slot)
    await mark_shown(session, now, shown)
    await session.execute(update(alerts).where(waiting).values(state=AlertState.OBSOLETE))


async def mark_shown(session: Session, now: datetime, alert_ids: Iterable[int]) -> None:
    """These alerts were seen by their group."""
    seen = and_(alerts.c.id.in_(list(alert_ids)), _WAITING)
    await session.execute(update(alerts).where(seen).values(state=AlertState.SHOWN, shown_at=now))


async def drop_waiting(session: Session, binding_id: int, alert_ids: Iterable[int] | None = None) -> None:
    """Alerts of a group that need not be shown any more: all that wait, or these."""
    mine = and_(alerts.c.binding_id == binding_id, _WAITING)
    if alert_ids is not None:
        mine = and_(mine, alerts.c.id.in_(list(alert_ids)))
    await session.execute(update(alerts).where(mine).values(state=AlertState.OBSOLETE))


async def drop_unsent(session: Session, post_id: int) -> None:
    """Cards of a post that were not sent because it was not shown just then: found again, they may go out."""
    coming = exists().where(
        outbox.c.screen == Outgoing.ALERT,
        outbox.c.object_id == alerts.c.id,
        outbox.c.state == Ending.QUEUED,
    )
    unsent = and_(alerts.c.post_id == post_id, _WAITING, alerts.c.slot.is_not(None), ~coming)
    single = alerts.c.slot.startswith("once")
    await session.execute(update(alerts).where(unsent, single).values(state=AlertState.OBSOLETE))


async def waiting(session: Session, binding_id: int) -> list[tuple[int, int]]:
    """(alert, post) of what waits for a group's digest."""
    mine = and_(alerts.c.binding_id == binding_id, _WAITING, alerts.c.slot.is_(None))
    found = select(alerts.c.id, alerts.c.post_id).where(mine).order_by(alerts.c.id)
    return [(row[0], row[1]) for row in await session.execute(found)]


def _has_place(now: datetime) -> ColumnElement[bool]:
    """Fewer than three other organisations have the offer before them: who waited too long for its digest waits on."""
    patient = matches.c.state.in_((MatchState.FOUND, MatchState.SHOWN))
    in_talks = matches.c.state.in_((MatchState.WANTED, MatchState.AGREED))
    since = func.coalesce(matches.c.shown_at, matches.c.found_at)
    others = (
        select(func.count(matches.c.organisation_id.distinct()))
        .where(matches.c.offer_id == alerts.c.post_id)
        .where(matches.c.organisation_id != bindings.c.organisation_id)
        .where(or_(in_talks, and_(patient, since > now - PATIENCE)))
        .scalar_subquery()
    )
    return others < PLACES


def _of_binding() -> ColumnElement[bool]:
    return and_(
        verifications.c.organisation_id == bindings.c.organisation_id,
        verifications.c.town_id == bindings.c.town_id,
    )


def _trusted() -> ColumnElement[bool]:
    verified = verifications.c.state == OrganisationState.VERIFIED
    return and_(verified, or_(verifications.c.cleared.is_(True), revisions.c.risk != Risk.RED))


async def _cleared(session: Session, binding_id: int) -> ColumnElement[bool]:
    found = select(verifications.c.cleared).join_from(bindings, verifications, _of_binding())
    cleared = await session.scalar(found.where(bindings.c.id == binding_id))
    return true() if cleared else false()
