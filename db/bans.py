"""Bans: said, in force, lifted; found by the shadow of a person, or by the post for which they were said."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, insert, or_, select, update

from db.engine import Session
from db.tables import bans
from domain.bans import Ban

_BAN = select(*(bans.c[name] for name in Ban.__dataclass_fields__))


async def propose(
    session: Session, now: datetime, person: str, town_id: int, post_id: int, words: str
) -> int:
    """A ban that does not hold yet; gives its id."""
    values = {"person": person, "town_id": town_id, "post_id": post_id, "words": words, "proposed_at": now}
    made: int = (await session.execute(insert(bans).values(values).returning(bans.c.id))).scalar_one()
    return made


async def by_id(session: Session, ban_id: int) -> Ban | None:
    """The ban of this id."""
    row = (await session.execute(_BAN.where(bans.c.id == ban_id))).first()
    return Ban(*row) if row else None


async def holding(session: Session, now: datetime, person: str, town_id: int) -> list[Ban]:
    """The bans that keep a person from posting in this town; what holds everywhere and what ends last come first."""
    here = or_(bans.c.town_id == town_id, bans.c.everywhere)
    found = await session.execute(
        _BAN.where(bans.c.person == person, here, _holds(now)).order_by(bans.c.id.desc())
    )
    rows = [Ban(*row) for row in found]
    return sorted(rows, key=lambda ban: (ban.everywhere, ban.until is None, ban.until or now), reverse=True)


async def of_post(session: Session, now: datetime, post_id: int) -> list[Ban]:
    """The bans in force that were said by this post."""
    found = await session.execute(_BAN.where(bans.c.post_id == post_id, _holds(now)).order_by(bans.c.id))
    return [Ban(*row) for row in found]


async def latest(
    session: Session, post_id: int, person: str | None, town_id: int, *, lifted: bool = False
) -> Ban | None:
    """What was said last of whoever wrote the post, or the ban of theirs that a moderator `lifted` last."""
    here = and_(bans.c.person == person, or_(bans.c.town_id == town_id, bans.c.everywhere))
    found = _BAN.where(or_(bans.c.post_id == post_id, here)).order_by(bans.c.proposed_at.desc())
    if lifted:
        found = _BAN.where(or_(bans.c.post_id == post_id, here), bans.c.ended_name.is_not(None))
        found = found.order_by(bans.c.ended_at.desc())
    row = (await session.execute(found.order_by(bans.c.id.desc()).limit(1))).first()
    return Ban(*row) if row else None


async def names(session: Session, post_id: int) -> dict[tuple[str, datetime], str]:
    """Who banned, lifted and kept bans that were said by this post: by the action in the audit trail and its instant."""
    found = [Ban(*row) for row in await session.execute(_BAN.where(bans.c.post_id == post_id))]
    done = (
        (action, at, name)
        for ban in found
        for action, at, name in (
            ("ban", ban.banned_at, ban.banned_name),
            ("unban", ban.ended_at, ban.ended_name),
            ("keep", ban.kept_at, ban.kept_name),
        )
    )
    return {(action, at): name for action, at, name in done if at and name}


async def impose(session: Session, ban_id: int, now: datetime, **values: Any) -> bool:
    """Puts a proposed ban in force; gives whether it was still proposed."""
    return await _changed(session, and_(bans.c.id == ban_id, _proposed()), banned_at=now, **values)


async def drop(session: Session, ban_id: int, now: datetime) -> bool:
    """Ends a proposed ban; gives whether it was one. The row stays: its id must not come back on another one's buttons."""
    return await _changed(session, and_(bans.c.id == ban_id, _proposed()), ended_at=now, words=None)


async def forget_proposed(session: Session, before: datetime, now: datetime) -> None:
    """Ends what was proposed before then and never put in force."""
    await _changed(session, and_(_proposed(), bans.c.proposed_at < before), ended_at=now, words=None)


async def lift(session: Session, ban_id: int, now: datetime, name: str) -> bool:
    """Ends a ban; gives whether it held."""
    return await _changed(session, and_(bans.c.id == ban_id, _holds(now)), ended_at=now, ended_name=name)


async def appeal(session: Session, ban_id: int, now: datetime) -> bool:
    """Notes the one appeal; gives whether it was the first, against a ban that holds."""
    first = and_(bans.c.id == ban_id, _holds(now), bans.c.appealed_at.is_(None))
    return await _changed(session, first, appealed_at=now)


async def explain(session: Session, ban_id: int, now: datetime, words: str) -> bool:
    """Adds what the banned person says to it, once, while the appeal waits; gives whether that was so."""
    return await _changed(session, and_(_waits(ban_id, now), bans.c.appeal.is_(None)), appeal=words)


async def keep(session: Session, ban_id: int, now: datetime, name: str) -> bool:
    """Notes that an appeal changes nothing; gives whether it waited for an answer."""
    return await _changed(session, _waits(ban_id, now), kept_at=now, kept_name=name)


def _waits(ban_id: int, now: datetime) -> ColumnElement[bool]:
    appealed = and_(bans.c.appealed_at.is_not(None), bans.c.kept_at.is_(None))
    return and_(bans.c.id == ban_id, _holds(now), appealed)


def _proposed() -> ColumnElement[bool]:
    return and_(bans.c.banned_at.is_(None), bans.c.ended_at.is_(None))


def _holds(now: datetime) -> ColumnElement[bool]:
    in_time = or_(bans.c.until.is_(None), bans.c.until > now)
    return and_(bans.c.banned_at.is_not(None), bans.c.ended_at.is_(None), in_time)


async def _changed(session: Session, seen: ColumnElement[bool], **values: Any) -> bool:
    changed = update(bans).where(seen).values(**values).returning(bans.c.id)
    return (await session.execute(changed)).first() is not None
