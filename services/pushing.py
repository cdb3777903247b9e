"""What was found for a group goes out at once or waits for its digest, never more in a day than the group wants."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from db import alerts, bindings, stops, towns
from db.bindings import Binding
from db.engine import Session
from domain.cadence import awake
from domain.options import Options
from domain.organisations import Mode
from domain.sending import Outgoing
from domain.towns import Town
from services import outbox, slots


def card_slot(instant: datetime, town: Town) -> str:
    """How alerts that go out as cards of their own are marked: with the local day, so that they can be counted."""
    return f"once {instant.astimezone(town.zone).date()}"


async def push(session: Session, now: datetime, found: Iterable[tuple[int, int]], options: Options) -> None:
    """Every (binding, post) becomes an alert, unless the group had it before; then it goes the way the group chose."""
    for binding, alert_ids in await _add(session, now, found):
        town = await towns.by_id(session, binding.town_id)
        late = alert_ids
        if binding.mode is Mode.AT_ONCE:
            late = await _send_cards(session, now, town, binding, alert_ids, options)
        if late:
            await _expect_digest(session, now, town, binding)


async def keep_for_digest(session: Session, now: datetime, found: Iterable[tuple[int, int]]) -> int:
    """Every (binding, post) waits for the digest, also where new posts go out at once: nobody is flooded. Gives how many are
    new."""
    new = await _add(session, now, found)
    for binding, _ in new:
        await _expect_digest(session, now, await towns.by_id(session, binding.town_id), binding)
    return sum(len(alert_ids) for _, alert_ids in new)


async def _add(
    session: Session, now: datetime, found: Iterable[tuple[int, int]]
) -> list[tuple[Binding, list[int]]]:
    new: dict[int, list[int]] = defaultdict(list)
    wanted = await stops.passing(session, now, found)
    for alert_id, binding_id in await alerts.add(session, now, wanted):
        new[binding_id].append(alert_id)
    groups = await bindings.by_ids(session, list(new))
    return [(binding, new[binding.id]) for binding in groups]


async def _send_cards(
    session: Session, now: datetime, town: Town, binding: Binding, alert_ids: list[int], options: Options
) -> list[int]:
    """Queues a card each, up to the group's number for the day; gives those above it. What is needed today does not wait
    for the end of the quiet hours."""
    urgent = await alerts.urgent(session, alert_ids)
    calm = awake(now, town.zone, binding.quiet(options.quiet))
    late: list[int] = []
    for alert_id in sorted(alert_ids, key=lambda one: (one not in urgent, one)):
        due_at = now if alert_id in urgent else calm
        slot = card_slot(due_at, town)
        if await alerts.count_in_slot(session, binding.id, slot) >= binding.max_items:
            late.append(alert_id)
            continue
        await alerts.take(session, [alert_id], slot)
        await outbox.send(
            session,
            now,
            Outgoing.ALERT,
            alert_id,
            binding.chat_id,
            key=str(int(now.timestamp())),  # one that was dropped unsent may be queued again
            thread_id=binding.thread_id,
            due_at=due_at,
        )
    return late


async def _expect_digest(session: Session, now: datetime, town: Town, binding: Binding) -> None:
    if binding.next_digest_at is None:
        due = await slots.following(session, now, binding, town)
        await bindings.change(session, binding.id, next_digest_at=due)
