"""Posts and their revisions.

"Nothing unreviewed leaves" is kept here: whatever is shown to others is read through `showable`, which knows only live,
fresh posts and only their released revision. `version_of_revision` is for the author and the moderators.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, insert, or_, select, update

from db.chunks import chunks
from db.engine import Session
from db.tables import audit, posts, revisions
from db.welcome import is_welcome
from domain.details import from_json
from domain.lives import OPEN, QUESTION_DAYS
from domain.posts import Closing, Kind, Post, PostState, Revision, RevisionState, Version
from domain.taxonomy import Risk

_POST = tuple(posts.c[name] for name in Post.__dataclass_fields__)
_REVISION = tuple(revisions.c[name] for name in Revision.__dataclass_fields__)
_WAITING = (RevisionState.PENDING, RevisionState.ASKED_BACK)


def is_showable(now: datetime) -> ColumnElement[bool]:
    """The one condition under which somebody other than author and moderators may see a post's revision."""
    return and_(
        is_welcome(),
        posts.c.state == PostState.LIVE,
        posts.c.released_id == revisions.c.id,
        revisions.c.state == RevisionState.RELEASED,
        posts.c.expires_at > now,
    )


async def showable(
    session: Session,
    now: datetime,
    *conditions: ColumnElement[bool],
    limit: int | None = None,
    offset: int = 0,
    first: ColumnElement[int] | None = None,
) -> list[Version]:
    """Posts that others may see, newest first; `first` may put another order before that."""
    order = () if first is None else (first,)
    found = (
        _versions()
        .where(is_showable(now), *conditions)
        .order_by(*order, posts.c.confirmed_at.desc(), posts.c.id.desc())
    )
    return [_version(row) for row in await session.execute(found.limit(limit).offset(offset))]


async def showable_post(session: Session, now: datetime, post_id: int) -> Version | None:
    """This post, if others may see it."""
    return next(iter(await showable(session, now, posts.c.id == post_id)), None)


async def version_of_revision(session: Session, revision_id: int) -> Version | None:
    """A revision with its post, reviewed or not: for the author and the moderators only."""
    row = (await session.execute(_versions().where(revisions.c.id == revision_id))).first()
    return _version(row) if row else None


async def newest_or_released(session: Session, *conditions: ColumnElement[bool]) -> list[Version]:
    """Posts with the words that others see, else the newest ones, reviewed or not: for the operator only."""
    shown = or_(posts.c.released_id == revisions.c.id, and_(posts.c.released_id.is_(None), is_newest()))
    found = _versions().where(shown, *conditions).order_by(posts.c.id)
    return [_version(row) for row in await session.execute(found)]


async def all_versions(session: Session, post_ids: Collection[int]) -> list[Version]:
    """These posts with each of their revisions, in order: for the operator only."""
    found = _versions().where(posts.c.id.in_(list(post_ids))).order_by(posts.c.id, revisions.c.seq)
    return [_version(row) for row in await session.execute(found)]


async def own(session: Session, author_id: int, kind: Kind) -> list[Version]:
    """All posts of a person with their newest revision, newest first: for the author only."""
    found = _versions().where(posts.c.author_id == author_id, posts.c.kind == kind, is_newest())
    return [_version(row) for row in await session.execute(found.order_by(posts.c.id.desc()))]


async def newest(session: Session, post_id: int) -> Version | None:
    """A post with its newest revision, reviewed or not: for its author only."""
    row = (await session.execute(_versions().where(posts.c.id == post_id, is_newest()))).first()
    return _version(row) if row else None


async def of_organisation(session: Session, organisation_id: int, town_id: int) -> list[Version]:
    """All posts of an organisation in a town with their newest revision, newest first: for the organisation only."""
    mine = and_(posts.c.organisation_id == organisation_id, posts.c.town_id == town_id)
    found = _versions().where(mine, is_newest()).order_by(posts.c.id.desc())
    return [_version(row) for row in await session.execute(found)]


async def pending(session: Session, *conditions: ColumnElement[bool]) -> list[Version]:
    """Revisions that wait for moderators, with their posts, oldest first: for moderators only."""
    found = _versions().where(revisions.c.state == RevisionState.PENDING, *conditions)
    return [
        _version(row) for row in await session.execute(found.order_by(revisions.c.created_at, revisions.c.id))
    ]


async def looked_up(
    session: Session, *conditions: ColumnElement[bool], limit: int | None = None
) -> list[Version]:
    """Posts with their newest revision, reviewed or not, the latest first: for moderators only."""
    found = _versions().where(is_newest(), *conditions).order_by(posts.c.id.desc()).limit(limit)
    return [_version(row) for row in await session.execute(found)]


async def submitted_with(session: Session, author_id: int, nonce: str) -> Version | None:
    """What the author submitted with the button of this nonce, new or as a change, as long as it waits."""
    done = audit.c.action.in_(("submit", "change"))
    noted = and_(audit.c.object_kind == "post", audit.c.object_id == posts.c.id, done)
    found = (
        _versions()
        .join(audit, noted)
        .where(
            posts.c.author_id == author_id,
            revisions.c.state == RevisionState.PENDING,
            audit.c.facts["nonce"].as_string() == nonce,
        )
    )
    row = (await session.execute(found)).first()
    return _version(row) if row else None


async def count_waiting(session: Session, town_id: int, before: int | None = None) -> int:
    """How many posts wait for the moderators of a town; with `before` only those that came before this revision."""
    mine = and_(posts.c.town_id == town_id, revisions.c.state == RevisionState.PENDING)
    if before is not None:
        mine = and_(mine, revisions.c.id < before)
    found = select(func.count()).select_from(revisions.join(posts, revisions.c.post_id == posts.c.id))
    return await session.scalar(found.where(mine)) or 0


async def create(session: Session, post: Mapping[str, Any], revision: Mapping[str, Any]) -> tuple[int, int]:
    """A new post with its first revision, both pending; gives their ids."""
    made = await session.execute(insert(posts).values(state=PostState.PENDING, **post).returning(posts.c.id))
    post_id: int = made.scalar_one()
    values = {"post_id": post_id, "seq": 1, "state": RevisionState.PENDING, **revision}
    made = await session.execute(insert(revisions).values(values).returning(revisions.c.id))
    return post_id, made.scalar_one()


async def near_end(session: Session, now: datetime, limit: int) -> list[Version]:
    """Open posts with their newest revision whose author is to be asked whether they hold, or whose end has come; the most
    pressing first."""
    asking = [
        and_(posts.c.expires_at <= now + timedelta(days=days), posts.c.questions < count)
        for count, days in enumerate(QUESTION_DAYS, start=1)
    ]
    # Before the other conditions: so that the index of ends is used, which holds only open posts.
    soon = posts.c.expires_at <= now + timedelta(days=max(QUESTION_DAYS))
    found = _versions().where(posts.c.state.in_(OPEN), soon, or_(posts.c.expires_at <= now, *asking))
    ordered = found.where(is_newest()).order_by(posts.c.expires_at, posts.c.id)
    return [_version(row) for row in await session.execute(ordered.limit(limit))]


async def note_questions(session: Session, post_id: int, count: int) -> None:
    """So many times the author was asked whether the post holds. Not a new version: its buttons stay good."""
    await session.execute(update(posts).where(posts.c.id == post_id).values(questions=count))


async def add_revision(session: Session, post_id: int, revision: Mapping[str, Any]) -> int:
    """Another revision of a post, pending; gives its id."""
    last = select(func.max(revisions.c.seq)).where(revisions.c.post_id == post_id).scalar_subquery()
    values = {"post_id": post_id, "seq": last + 1, "state": RevisionState.PENDING, **revision}
    made = await session.execute(insert(revisions).values(values).returning(revisions.c.id))
    added: int = made.scalar_one()
    return added


async def number_taken(session: Session, number: str) -> bool:
    """Whether a post has this number already."""
    return await session.scalar(select(posts.c.id).where(posts.c.number == number)) is not None


async def numbers_taken(session: Session, numbers: Collection[str]) -> set[str]:
    """Which of these numbers posts have already."""
    found = set[str]()
    for some in chunks(numbers):
        found |= set(await session.scalars(select(posts.c.number).where(posts.c.number.in_(some))))
    return found


async def change_post(session: Session, post_id: int, version: int, **values: Any) -> bool:
    """Changes a post that still has the version somebody saw; gives whether it had."""
    seen = and_(posts.c.id == post_id, posts.c.version == version)
    changed = update(posts).where(seen).values(version=version + 1, **values)
    return await _change(session, changed.returning(posts.c.id))


async def change_revision(
    session: Session, revision_id: int, version: int, state: RevisionState, /, **values: Any
) -> bool:
    """Changes a revision that still has the version and state somebody saw; gives whether it had."""
    seen = and_(revisions.c.id == revision_id, revisions.c.version == version, revisions.c.state == state)
    changed = update(revisions).where(seen).values({"version": version + 1, **values})
    return await _change(session, changed.returning(revisions.c.post_id))


async def claim(session: Session, revision_id: int, **values: Any) -> None:
    """Sets who looks after a revision that waits. Its version stays: a claim decides nothing."""
    waits = and_(revisions.c.id == revision_id, revisions.c.state.in_(_WAITING))
    await session.execute(update(revisions).where(waits).values(values))


async def release(
    session: Session, post_id: int, revision_id: int, now: datetime, expires_at: datetime
) -> None:
    """Makes a revision the one that others see, and its post live (a paused one stays paused). What is left is what the
    revision says, unless the words before said the same."""
    values: dict[str, Any] = {"released_id": revision_id, "confirmed_at": now, "expires_at": expires_at}
    values |= {"questions": 0} | await _amount(session, post_id, revision_id)
    await session.execute(
        update(posts).where(posts.c.id == post_id).values(version=posts.c.version + 1, **values)
    )
    pending = and_(posts.c.id == post_id, posts.c.state == PostState.PENDING)
    await session.execute(update(posts).where(pending).values(state=PostState.LIVE))
    await repack(session, post_id)


async def _amount(session: Session, post_id: int, revision_id: int) -> dict[str, int | None]:
    shown = select(posts.c.released_id).where(posts.c.id == post_id).scalar_subquery()
    said = select(revisions.c.id, revisions.c.details)
    found = await session.execute(said.where(or_(revisions.c.id == revision_id, revisions.c.id == shown)))
    amounts = {row.id: (row.details.get("quantity") or {}).get("amount") for row in found}
    now_said = amounts.pop(revision_id)
    return {} if list(amounts.values()) == [now_said] else {"amount_left": now_said}


async def repack(session: Session, post_id: int) -> None:
    """What matching looks at follows the post: called by whatever changes one."""
    from db import openings  # which reads posts through this module

    await openings.keep(session, [post_id])


async def drop_waiting(session: Session, post_id: int) -> list[int]:
    """Takes revisions that wait out of the queue (their post was withdrawn); gives their ids."""
    waits = and_(revisions.c.post_id == post_id, revisions.c.state.in_(_WAITING))
    values = {"state": RevisionState.WITHDRAWN, "version": revisions.c.version + 1, "lapses_at": None}
    dropped = await session.execute(update(revisions).where(waits).values(values).returning(revisions.c.id))
    return list(dropped.scalars())


async def _change(session: Session, statement: Any) -> bool:
    """`statement` returns the post."""
    changed = (await session.execute(statement)).first()
    if changed is not None:
        await repack(session, changed[0])
    return changed is not None


def _versions() -> Select[Any]:
    return select(*_POST, *_REVISION).join_from(posts, revisions, revisions.c.post_id == posts.c.id)


def is_newest() -> ColumnElement[bool]:
    """The post's last revision; under another name, or the subquery would look only at the row outside."""
    other = revisions.alias()
    return (
        revisions.c.seq
        == select(func.max(other.c.seq)).where(other.c.post_id == posts.c.id).scalar_subquery()
    )


def _version(row: Row[Any]) -> Version:
    post, revision = tuple(row[: len(_POST)]), tuple(row[len(_POST) :])
    names = (Post.__dataclass_fields__, Revision.__dataclass_fields__)
    facts, words = (
        dict(zip(fields, values, strict=True)) for fields, values in zip(names, (post, revision), strict=True)
    )
    facts |= {"kind": Kind(facts["kind"]), "state": PostState(facts["state"])}
    facts["closing"] = Closing(facts["closing"]) if facts["closing"] else None
    words |= {"state": RevisionState(words["state"]), "risk": Risk(words["risk"])}
    words |= {
        "raised": Risk(words["raised"]) if words["raised"] else None,
        "details": from_json(words["details"]),
    }
    return Version(Post(**facts), Revision(**words))
