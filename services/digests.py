"""Digests: one message a group and local day, exactly once; nothing waiting, nothing sent."""

from datetime import datetime

from db import alerts, bindings, digests, towns
from db.bindings import Binding
from db.engine import Session
from domain.cadence import awake
from domain.digests import best
from domain.options import Options
from domain.organisations import Mode
from domain.sending import Outgoing
from domain.towns import Town
from services import outbox, slots
from services.pushing import card_slot
from services.weighing import weigh

AT_ONCE = 25  # groups of one transaction
LOOKED_AT = 200  # of what waits, the newest; the best of them are shown


async def any_due(session: Session, now: datetime) -> bool:
    """Whether a group's hour has come."""
    return await bindings.any_digest_due(session, now)


async def queue_due(session: Session, now: datetime, options: Options, limit: int = AT_ONCE) -> int:
    """Queues the digests of groups whose hour has come; gives of how many. After a time when the bot was down it goes out on
    return; inside quiet hours, when they end."""
    due = await bindings.digests_due(session, now, limit)
    for binding in due:
        town = await towns.by_id(session, binding.town_id)
        due_at = awake(now, town.zone, binding.quiet(options.quiet))
        await _queue(session, now, binding, town, due_at)
        await _plan_next(session, binding, town, due_at)
    return len(due)


async def _queue(session: Session, now: datetime, binding: Binding, town: Town, due_at: datetime) -> None:
    slot = slots.of(due_at, town)
    if await digests.had(session, binding.chat_id, slot):
        return  # the hour was changed after this day's digest
    room = binding.max_items - await alerts.count_in_slot(session, binding.id, card_slot(due_at, town))
    found_by = binding.next_digest_at or now  # what is found after the hour belongs to the next digest
    chosen = await _best(session, now, binding, room, found_by)
    digest_id = await digests.create(session, now, binding.id, slot) if chosen else None
    if digest_id is None:
        return
    await alerts.take(session, chosen, slot)
    await outbox.send(
        session,
        now,
        Outgoing.DIGEST,
        digest_id,
        binding.chat_id,
        thread_id=binding.thread_id,
        due_at=due_at,
    )


async def _best(
    session: Session, now: datetime, binding: Binding, room: int, found_by: datetime
) -> list[int]:
    """The alerts that are worth most to the group, as many as there is room for."""
    if room <= 0:
        return []
    newest = await alerts.newest_waiting(session, now, binding.id, LOOKED_AT, found_by)
    if len(newest) <= room:
        return newest
    found = await alerts.showable_in(session, now, binding.id, alert_ids=newest)
    return [one.alert_id for one in best(await weigh(session, now, binding, found), room)]


async def _plan_next(session: Session, binding: Binding, town: Town, due_at: datetime) -> None:
    """The group's next day, at its hour. A group that is told at once has a digest only while something waits for it."""
    due: datetime | None = await slots.following(session, due_at, binding, town)
    if binding.mode is Mode.AT_ONCE and not await alerts.waiting(session, binding.id):
        due = None
    await bindings.change(session, binding.id, next_digest_at=due)
