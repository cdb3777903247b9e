"""Why alerts were not for their groups."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import and_, func, select, update

from db.engine import Session
from db.tables import alerts, posts, revisions
from domain.objections import OF_KIND, Objection
from domain.posts import Version


async def note(session: Session, now: datetime, alert_id: int, objection: Objection) -> None:
    """Keeps why; a later reason replaces an earlier one."""
    values = {"objection": objection, "objected_at": now}
    await session.execute(update(alerts).where(alerts.c.id == alert_id).values(values))


async def of_alerts(session: Session, alert_ids: Collection[int]) -> dict[int, Objection]:
    """The reasons against those of these alerts that have one."""
    has = and_(alerts.c.id.in_(list(alert_ids)), alerts.c.objection.is_not(None))
    found = await session.execute(select(alerts.c.id, alerts.c.objection).where(has))
    return {row[0]: Objection(row[1]) for row in found}


async def count(
    session: Session, binding_id: int, objection: Objection, offer: Version, since: datetime
) -> int:
    """How often a group has given this reason since then; where it is about the kind, against offers of the same kind."""
    same = and_(alerts.c.binding_id == binding_id, alerts.c.objection == objection)
    found = select(func.count()).select_from(alerts).join(posts, posts.c.id == alerts.c.post_id)
    found = found.join(revisions, revisions.c.id == posts.c.released_id)
    if objection in OF_KIND:
        mine = offer.revision
        same = and_(same, revisions.c.category == mine.category, revisions.c.subcategory == mine.subcategory)
    return await session.scalar(found.where(same, alerts.c.objected_at >= since)) or 0


async def posts_of(session: Session, binding_id: int, objection: Objection, since: datetime) -> list[int]:
    """The offers against which a group has given this reason since then."""
    same = and_(alerts.c.binding_id == binding_id, alerts.c.objection == objection)
    return list(await session.scalars(select(alerts.c.post_id).where(same, alerts.c.objected_at >= since)))
