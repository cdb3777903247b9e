"""Queries for moderators who look something up in their own town."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, or_, select

from db import bans
from db import organisations as stored
from db.engine import Session
from db.organisations import Verification
from db.posts import is_newest, looked_up, pending
from db.tables import (
    alerts,
    audit,
    bindings,
    cards,
    decisions,
    organisations,
    people,
    posts,
    revisions,
    verifications,
)
from domain.audit import Role, Thing
from domain.lookup import Event
from domain.organisations import OrganisationState
from domain.posts import Kind, Version
from domain.sending import Outgoing

SHOWN = "shown"  # the action of an event that the audit trail does not hold: an organisation saw the post


async def waiting(session: Session, town_id: int) -> list[Version]:
    """Posts that the moderators of a town can decide, oldest first: not those of organisations that are not verified."""
    verified = exists().where(
        verifications.c.organisation_id == posts.c.organisation_id,
        verifications.c.town_id == posts.c.town_id,
        verifications.c.state == OrganisationState.VERIFIED,
    )
    return await pending(session, posts.c.town_id == town_id, or_(posts.c.kind == Kind.OFFER, verified))


async def card_messages(
    session: Session, screen: Outgoing, chat_id: int, object_ids: Iterable[int]
) -> dict[int, int]:
    """The latest message in the chat that shows each of these objects."""
    shown = and_(
        cards.c.screen == screen, cards.c.chat_id == chat_id, cards.c.object_id.in_(list(object_ids))
    )
    found = select(cards.c.object_id, func.max(cards.c.message_id)).where(shown).group_by(cards.c.object_id)
    return {row[0]: row[1] for row in await session.execute(found)}


async def numbered(session: Session, town_id: int, numbers: Collection[str]) -> list[Version]:
    """The town's posts with one of these numbers."""
    return await looked_up(session, posts.c.town_id == town_id, posts.c.number.in_(list(numbers)))


async def worded(
    session: Session, town_id: int, words: Sequence[str], limit: int
) -> tuple[list[Version], int]:
    """The town's latest posts whose newest text has all of these words, and how many there are."""
    held = and_(posts.c.town_id == town_id, *(_holds(revisions.c.text, word) for word in words))
    joined = posts.join(revisions, revisions.c.post_id == posts.c.id)
    total = select(func.count()).select_from(joined).where(held, is_newest())
    return await looked_up(session, held, limit=limit), await session.scalar(total) or 0


async def organisations_named(session: Session, town_id: int, words: Sequence[str]) -> list[Verification]:
    """The town's organisations whose name has all of these words."""
    held = [_holds(organisations.c.name, word) for word in words]
    return await stored.find(session, verifications.c.town_id == town_id, *held)


async def events(session: Session, post_id: int) -> list[Event]:
    """What the audit trail holds about a post and its revisions, and which organisations saw it; in no order."""
    return [*await _noted(session, post_id), *await _shown(session, post_id)]


async def _noted(session: Session, post_id: int) -> list[Event]:
    mine = select(revisions.c.id).where(revisions.c.post_id == post_id)
    about = or_(
        and_(audit.c.object_kind == Thing.POST, audit.c.object_id == post_id),
        and_(audit.c.object_kind == Thing.REVISION, audit.c.object_id.in_(mine)),
    )
    rows = list(await session.execute(select(audit).where(about).order_by(audit.c.id)))
    decided = await _decided(session, post_id)
    names = await moderator_names(session, {row.actor_id for row in rows if row.role == Role.MODERATOR})
    banned = await bans.names(session, post_id)
    return [_event(row._mapping, decided, names, banned) for row in rows]


def _event(
    row: Any,
    decided: dict[tuple[int, datetime], Any],
    names: dict[int, str],
    banned: dict[tuple[str, datetime], str],
) -> Event:
    verdict = decided.get((row["object_id"], row["at"])) if row["object_kind"] == Thing.REVISION else None
    name = verdict.moderator_name if verdict else names.get(row["actor_id"])
    name = banned.get((row["action"], row["at"]), name)
    facts = row["facts"] or {}
    return Event(row["at"], Role(row["role"]), name, row["action"], facts, verdict.words if verdict else None)


async def _decided(session: Session, post_id: int) -> dict[tuple[int, datetime], Any]:
    """Decisions by revision and instant."""
    found = (
        select(decisions)
        .join(revisions, revisions.c.id == decisions.c.revision_id)
        .where(revisions.c.post_id == post_id)
    )
    return {(row.revision_id, row.at): row for row in await session.execute(found)}


async def moderator_names(session: Session, ids: Collection[int | None]) -> dict[int, str]:
    """The first names of moderators: as they pressed last, else as they are known from a private chat."""
    wanted = [one for one in ids if one is not None]
    known = select(people.c.id, people.c.first_name).where(people.c.id.in_(wanted))
    pressed = (
        select(decisions.c.moderator_id, decisions.c.moderator_name)
        .where(decisions.c.moderator_id.in_(wanted))
        .order_by(decisions.c.id)
    )
    names = {row[0]: row[1] for row in await session.execute(known)}
    return names | {row[0]: row[1] for row in await session.execute(pressed)}


async def _shown(session: Session, post_id: int) -> list[Event]:
    found = (
        select(alerts.c.shown_at, organisations.c.name)
        .join(bindings, bindings.c.id == alerts.c.binding_id)
        .join(organisations, organisations.c.id == bindings.c.organisation_id)
        .where(alerts.c.post_id == post_id, alerts.c.shown_at.is_not(None))
    )
    return [Event(row.shown_at, Role.BOT, row.name, SHOWN, {}) for row in await session.execute(found)]


def _holds(column: Any, word: str) -> ColumnElement[bool]:
    """Whether the column has the word. SQLite knows capitals only of plain letters, so umlauts are tried both ways."""
    spellings = {word, word.lower(), word.upper(), word.capitalize()}
    return or_(*(column.icontains(spelling, autoescape=True) for spelling in sorted(spellings)))
