"""Nobody is forgotten: what waits longer than its town promises is called to mind in the moderation chat, and its author (of
an application: the group) is told that it takes longer. Each once, also over restarts: how far it went stands with what
waits."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import groupby

from db import organisations, posts, seats, towns
from db import promises as stored
from db.engine import Session
from db.promises import Pending
from domain.cadence import awake
from domain.lookup import Queue
from domain.options import Options
from domain.posts import RevisionState
from domain.promises import GAP, OLDEST, Delay, Reminder, Stage, stage, very_late_after
from domain.sending import Outgoing
from domain.towns import Town
from services import lookup, outbox, ownership, verifying
from services.moderation import at_night
from services.organisations import LATE

_SHORTEST = timedelta(hours=1)  # no town promises less


async def any_due(session: Session, now: datetime, options: Options) -> bool:
    """Whether somebody has to be reminded now."""
    return bool(await _plan(session, now, options))


async def keep(session: Session, now: datetime, options: Options) -> None:
    """Reminds the moderators of each town of what has become overdue, and tells the authors."""
    for town, due in await _plan(session, now, options):
        await _remind(session, now, town, due)


async def _plan(session: Session, now: datetime, options: Options) -> list[tuple[Town, list[Pending]]]:
    """What each town is reminded of now: at night only of what is needed today, and an hour after the last reminder at the
    earliest."""
    due = [one for one in await stored.pending(session, now - _SHORTEST) if _due(now, one)]
    plan = []
    for town_id, some in groupby(sorted(due, key=lambda one: one.town_id), lambda one: one.town_id):
        town = await towns.by_id(session, town_id)
        asleep = awake(now, town.zone, options.quiet) > now
        now_due = [one for one in some if one.urgent or not asleep]
        last = await stored.last_reminder(session, town_id) if now_due else None
        if now_due and (last is None or now >= last + GAP):
            plan.append((town, now_due))
    return plan


async def reminder(session: Session, now: datetime, town_id: int, reached: Stage) -> Reminder | None:
    """What the moderators are reminded of; None when it is all decided."""
    town = await towns.by_id(session, town_id)
    limit = timedelta(hours=town.moderation_limit_hours)
    after = very_late_after(limit) if reached is Stage.VERY_LATE else limit
    if town.moderation_chat is None:
        return None
    lines = await lookup.waiting(session, town, town.moderation_chat)
    late = [line for line in lines if now - line.since >= after]
    shown = tuple(late[:OLDEST])
    return Reminder(reached, after, Queue(shown, len(late), now, town.moderation_chat)) if late else None


async def delay(session: Session, revision_id: int) -> Delay | None:
    """What the author is told; None when it is decided, or withdrawn."""
    version = await posts.version_of_revision(session, revision_id)
    if version is None or version.revision.state is not RevisionState.PENDING:
        return None
    town = await towns.by_id(session, version.post.town_id)
    return Delay(version, town, timedelta(hours=town.moderation_limit_hours))


def _due(now: datetime, one: Pending) -> bool:
    return stage(now - one.since, one.limit) > one.reminded


async def _remind(session: Session, now: datetime, town: Town, due: list[Pending]) -> None:
    reached = {one: stage(now - one.since, one.limit) for one in due}
    for at in (Stage.LATE, Stage.VERY_LATE):
        await stored.note(session, at, [one for one in due if reached[one] is at])
    await _tell_authors(session, now, (one for one in due if one.reminded is Stage.IN_TIME))
    chat_id, most = town.moderation_chat, max(reached.values())
    if chat_id is not None and await seats.closed_since(session, chat_id) is None:
        key, params = str(int(now.timestamp())), {"stage": int(most)}
        silent = at_night(now, town)
        await outbox.send(
            session, now, Outgoing.REMINDER, town.id, chat_id, key=key, params=params, silent=silent
        )


async def _tell_authors(session: Session, now: datetime, due: Iterable[Pending]) -> None:
    for one in due:
        if known := await organisations.by_id(session, one.verification_id) if one.verification_id else None:
            await verifying.tell(session, now, known, LATE)
        version = await posts.version_of_revision(session, one.revision_id) if one.revision_id else None
        home = await ownership.home(session, version.post) if version else None
        if version is None or home is None:
            continue
        key = str(int(one.since.timestamp()))  # a post that was asked about waits anew
        await outbox.send(
            session, now, Outgoing.DELAY, version.revision.id, home[0], key=key, thread_id=home[1]
        )
