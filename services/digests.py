"""Digests: one message a group and local day, exactly once; nothing waiting, nothing sent."""

from datetime import datetime

from db import alerts, bindings, digests, towns
from db.bindings import Binding
from db.engine import Session
from domain.cadence import EVERY_DAY, awake, next_due
from domain.options import Options
from domain.organisations import Mode
from domain.sending import Outgoing
from domain.towns import Town
from services import outbox
from services.pushing import card_slot


async def queue_due(session: Session, now: datetime, options: Options) -> None:
    """Queues the digest of every group whose hour has come. After a time when the bot was down it goes out on return; inside
    quiet hours, when they end."""
    for binding in await bindings.digests_due(session, now):
        town = await towns.by_id(session, binding.town_id)
        due_at = awake(now, town.zone, options.quiet)
        await _queue(session, now, binding, town, due_at)
        await _plan_next(session, binding, town, due_at)


async def _queue(session: Session, now: datetime, binding: Binding, town: Town, due_at: datetime) -> None:
    slot = str(due_at.astimezone(town.zone).date())
    if await digests.of_day(session, binding.id, slot):
        return  # the hour was changed after this day's digest
    room = binding.max_items - await alerts.count_in_slot(session, binding.id, card_slot(due_at, town))
    found_by = binding.next_digest_at or now  # what is found after the hour belongs to the next digest
    chosen = await alerts.best_waiting(session, now, binding.id, max(room, 0), found_by)
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


async def _plan_next(session: Session, binding: Binding, town: Town, due_at: datetime) -> None:
    """Tomorrow at the group's hour. A group that is told at once has a digest only while something waits for it."""
    due: datetime | None = next_due(due_at, town.zone, EVERY_DAY, binding.hour)
    if binding.mode is Mode.AT_ONCE and not await alerts.waiting(session, binding.id):
        due = None
    await bindings.change(session, binding.id, next_digest_at=due)
