"""What moderators decided, what an author's earlier posts came to, and which cards a moderation chat never got."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    and_,
    case,
    cast,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
)

from db.engine import Session
from db.tables import answers, decisions, organisations, outbox, posts, revisions, towns, verifications
from domain.cards import Answer, Decided, Record
from domain.moderation import Reason, Verdict
from domain.organisations import OrganisationState
from domain.posts import Closing, Kind, Post, RevisionState
from domain.sending import Ending, Outgoing
from domain.taxonomy import kind_of, written

_DECIDED = (
    decisions.c.verdict,
    decisions.c.moderator_id,
    decisions.c.moderator_name,
    decisions.c.at,
    decisions.c.reason,
    decisions.c.words,
    decisions.c.undo_until,
    decisions.c.id,
    decisions.c.kind,
    answers.c.words.label("answer"),
    answers.c.at.label("answered_at"),
)


async def decide(
    session: Session,
    decided: Decided,
    version: int,
    *,
    revision_id: int | None = None,
    verification_id: int | None = None,
) -> int:
    """Adds a decision about this version of a revision or of an organisation; gives its id."""
    added = insert(decisions).values(
        revision_id=revision_id,
        verification_id=verification_id,
        version=version,
        moderator_id=decided.moderator_id,
        moderator_name=decided.name,
        verdict=decided.verdict,
        reason=decided.reason,
        words=decided.words,
        kind=written(decided.kind) if decided.kind else None,
        at=decided.at,
        undo_until=decided.undo_until,
    )
    made: int = (await session.execute(added.returning(decisions.c.id))).scalar_one()
    return made


async def about_revision(session: Session, revision_id: int) -> tuple[Decided, ...]:
    """What was decided about a revision, oldest first."""
    return await _about(session, decisions.c.revision_id == revision_id)


async def about_verification(session: Session, verification_id: int) -> tuple[Decided, ...]:
    """What was decided about an organisation, oldest first."""
    return await _about(session, decisions.c.verification_id == verification_id)


async def _about(session: Session, condition: ColumnElement[bool]) -> tuple[Decided, ...]:
    joined = select(*_DECIDED).outerjoin(answers, answers.c.decision_id == decisions.c.id)
    found = await session.execute(joined.where(condition).order_by(decisions.c.id))
    return tuple(
        Decided(
            Verdict(row.verdict),
            row.moderator_id,
            row.moderator_name,
            row.at,
            Reason(row.reason) if row.reason else None,
            row.words,
            row.undo_until,
            Answer(row.answer, row.answered_at) if row.answered_at else None,
            row.id,
            kind_of(row.kind or ""),
        )
        for row in found
    )


async def record(session: Session, post: Post) -> Record:
    """What came of the earlier posts of this post's author: the organisation for a request, else the person."""
    if post.kind is Kind.REQUEST:
        mine = posts.c.organisation_id == post.organisation_id
    else:
        mine = and_(posts.c.author_id == post.author_id, posts.c.kind == Kind.OFFER)
    approved = func.count(case((posts.c.released_id.is_not(None), 1)))
    rejected = func.count(case((posts.c.closing == Closing.REJECTED, 1)))
    row = (await session.execute(select(approved, rejected).where(mine, posts.c.id < post.id))).one()
    return Record(row[0], row[1])


async def latest_spans(session: Session, town_id: int, limit: int) -> list[timedelta]:
    """How long a town's latest decisions about posts took."""
    found = (
        select(decisions.c.at, revisions.c.created_at)
        .join(revisions, revisions.c.id == decisions.c.revision_id)
        .join(posts, posts.c.id == revisions.c.post_id)
        .where(posts.c.town_id == town_id, decisions.c.verdict.in_((Verdict.APPROVED, Verdict.REJECTED)))
        .order_by(decisions.c.id.desc())
    )
    return [row.at - row.created_at for row in await session.execute(found.limit(limit))]


async def oldest_waiting(session: Session, town_id: int) -> datetime | None:
    """Since when the oldest post waits for a town's moderators."""
    since: datetime | None = await session.scalar(
        _pending(func.min(revisions.c.created_at)).where(posts.c.town_id == town_id)
    )
    return since


async def waiting_of_organisation(session: Session, organisation_id: int, town_id: int) -> list[int]:
    """The revisions of an organisation that wait for a town's moderators, oldest first."""
    mine = and_(posts.c.organisation_id == organisation_id, posts.c.town_id == town_id)
    found = _pending(revisions.c.id).where(mine).order_by(revisions.c.id)
    return list(await session.scalars(found))


async def revisions_without_card(session: Session) -> list[int]:
    """Revisions ready for review whose card was never queued for their town's present moderation chat."""
    verified = exists().where(
        verifications.c.organisation_id == posts.c.organisation_id,
        verifications.c.town_id == posts.c.town_id,
        verifications.c.state == OrganisationState.VERIFIED,
    )
    found = (
        _pending(revisions.c.id)
        .join(towns, towns.c.id == posts.c.town_id)
        .where(towns.c.moderation_chat.is_not(None))
        .where(or_(posts.c.kind == Kind.OFFER, verified))
        .where(~_queued(Outgoing.POST_CARD, revisions.c.id))
    )
    return list(await session.scalars(found.order_by(revisions.c.id)))


async def verifications_without_card(session: Session) -> list[int]:
    """Applications whose card was never queued for their town's present moderation chat."""
    found = (
        select(verifications.c.id)
        .join(towns, towns.c.id == verifications.c.town_id)
        .where(towns.c.moderation_chat.is_not(None), verifications.c.state == OrganisationState.APPLIED)
        .where(~_queued(Outgoing.ORGANISATION_CARD, verifications.c.id))
    )
    return list(await session.scalars(found.order_by(verifications.c.id)))


async def forget_failed_cards(session: Session, chat_id: int) -> bool:
    """Cards that were given up, because nothing could be sent to the chat, may be queued again; gives whether there are."""
    cards = outbox.c.screen.in_((Outgoing.POST_CARD, Outgoing.CARD_PHOTOS, Outgoing.ORGANISATION_CARD))
    failed = delete(outbox).where(outbox.c.chat_id == chat_id, cards, outbox.c.state == Ending.GIVEN_UP)
    return (await session.execute(failed.returning(outbox.c.id))).first() is not None


async def names_in_town(session: Session, town_id: int, but_id: int) -> list[str]:
    """The names of the town's organisations, but for one verification."""
    found = (
        select(organisations.c.name)
        .join(verifications, verifications.c.organisation_id == organisations.c.id)
        .where(verifications.c.town_id == town_id, verifications.c.id != but_id)
        .where(verifications.c.state != OrganisationState.REFUSED)
    )
    return list(await session.scalars(found))


def _pending(column: ColumnElement[Any]) -> Select[Any]:
    joined = select(column).select_from(revisions).join(posts, posts.c.id == revisions.c.post_id)
    return joined.where(revisions.c.state == RevisionState.PENDING)


def _queued(screen: Outgoing, object_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether `services.outbox.send` queued this card for the moderation chat: looked up by its unique key."""
    key = f"{screen}:" + cast(object_id, String) + ":"
    return exists().where(outbox.c.chat_id == towns.c.moderation_chat, outbox.c.key == key)
