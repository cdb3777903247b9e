"""What waits for moderators and was not called to mind at every stage yet."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import and_, exists, func, or_, select, update

from db.engine import Session
from db.tables import organisations, outbox, posts, revisions, towns, verifications
from domain.details import Urgency, from_json
from domain.organisations import OrganisationState
from domain.posts import Kind, RevisionState
from domain.promises import Stage
from domain.sending import Outgoing


@dataclass(frozen=True)
class Pending:
    """A revision or else a verification that waits `since` then, and the stage at which it was called to mind last."""

    town_id: int
    limit: timedelta
    since: datetime
    reminded: Stage
    revision_id: int | None = None
    verification_id: int | None = None
    urgent: bool = False


async def pending(session: Session, before: datetime) -> list[Pending]:
    """What came before then, oldest first."""
    found = [*await _posts(session, before), *await _organisations(session, before)]
    return sorted(found, key=lambda one: one.since)


async def _posts(session: Session, before: datetime) -> list[Pending]:
    verified = exists().where(
        verifications.c.organisation_id == posts.c.organisation_id,
        verifications.c.town_id == posts.c.town_id,
        verifications.c.state == OrganisationState.VERIFIED,
    )
    waits = and_(revisions.c.state == RevisionState.PENDING, or_(posts.c.kind == Kind.OFFER, verified))
    found = (
        select(
            posts.c.town_id,
            towns.c.moderation_limit_hours,
            revisions.c.created_at,
            revisions.c.reminded,
            revisions.c.id,
            revisions.c.details,
        )
        .join(posts, posts.c.id == revisions.c.post_id)
        .join(towns, towns.c.id == posts.c.town_id)
        .where(waits, revisions.c.created_at <= before, revisions.c.reminded < Stage.VERY_LATE)
    )
    return [
        Pending(
            row.town_id,
            timedelta(hours=row.moderation_limit_hours),
            row.created_at,
            Stage(row.reminded),
            row.id,
            urgent=from_json(row.details).urgency is Urgency.TODAY,
        )
        for row in await session.execute(found)
    ]


async def _organisations(session: Session, before: datetime) -> list[Pending]:
    applied = and_(verifications.c.state == OrganisationState.APPLIED, verifications.c.lapses_at.is_(None))
    found = (
        select(
            verifications.c.town_id,
            towns.c.moderation_limit_hours,
            organisations.c.created_at,
            verifications.c.reminded,
            verifications.c.id,
        )
        .join(organisations, organisations.c.id == verifications.c.organisation_id)
        .join(towns, towns.c.id == verifications.c.town_id)
        .where(applied, organisations.c.created_at <= before, verifications.c.reminded < Stage.VERY_LATE)
    )
    return [
        Pending(row[0], timedelta(hours=row[1]), row[2], Stage(row[3]), verification_id=row[4])
        for row in await session.execute(found)
    ]


async def note(session: Session, reached: Stage, some: Iterable[Pending]) -> None:
    """These were called to mind at this stage."""
    for table, ids in (
        (revisions, [one.revision_id for one in some if one.revision_id is not None]),
        (verifications, [one.verification_id for one in some if one.verification_id is not None]),
    ):
        if ids:
            await session.execute(update(table).where(table.c.id.in_(ids)).values(reminded=reached))


async def last_reminder(session: Session, town_id: int) -> datetime | None:
    """When the moderators of a town were reminded last."""
    mine = and_(outbox.c.screen == Outgoing.REMINDER, outbox.c.object_id == town_id)
    found: datetime | None = await session.scalar(select(func.max(outbox.c.created_at)).where(mine))
    return found
