"""What a group's administrators set: what it follows, how and when it hears of it. Every change names its goal, so that a
second press changes nothing."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any

from db import alerts, bindings, matching, people, subscriptions
from db.engine import Session
from domain.cadence import EVERY_DAY, HOURS, NEVER_QUIET
from domain.errors import Refusal, Refused
from domain.groups import GroupSettings
from domain.options import Options
from domain.organisations import MAX_ITEMS, RADII_KM, Mode, weekdays_for
from domain.taxonomy import TAXONOMY
from services import group_life, publishing, slots
from services.groups import Home, able

Kind = tuple[str, str | None]


async def show(session: Session, chat_id: int) -> GroupSettings:
    """What the group chose. Raises `Refused` (see `services.groups.able`), like everything here."""
    return await _settings(session, await able(session, chat_id))


async def follow(session: Session, now: datetime, chat_id: int, kind: Kind) -> GroupSettings:
    """Follows a category or one of its parts; what is live already comes with the next digest. Raises `Refused`."""
    category, subcategory = _known(kind)
    here = await able(session, chat_id)
    await publishing.hold(session, here.town.id)
    if subcategory is None:
        await subscriptions.drop_parts(session, here.binding.id, category)
    else:
        await subscriptions.drop(session, here.binding.id, category, None)
    if await subscriptions.add(session, here.binding.id, category, subcategory):
        await publishing.catch_up(session, now, here.binding)
        await _forget_unwanted(session, now, here)
    return await _settings(session, here)


async def unfollow(session: Session, now: datetime, chat_id: int, kind: Kind) -> GroupSettings:
    """Follows it no more; what waited only because of it is not shown. Raises `Refused`."""
    category, subcategory = _known(kind)
    here = await able(session, chat_id)
    if await subscriptions.drop(session, here.binding.id, category, subcategory):
        await _forget_unwanted(session, now, here)
    return await _settings(session, here)


async def set_mode(session: Session, now: datetime, chat_id: int, mode: Mode) -> GroupSettings:
    """At once or in a daily or weekly digest; what waits already still comes as a digest. Raises `Refused`."""
    here = await able(session, chat_id)
    if mode is not here.binding.mode:
        weekdays = weekdays_for(mode, here.binding.weekdays)
        await bindings.change(session, here.binding.id, mode=mode, weekdays=weekdays)
        expects = mode is not Mode.AT_ONCE or bool(await alerts.waiting(session, here.binding.id))
        await _plan(session, now, chat_id, expects=expects)
    return await show(session, chat_id)


async def set_hour(
    session: Session, now: datetime, chat_id: int, hour: int, options: Options
) -> GroupSettings:
    """The hour of the digest, on the town's clocks. Raises `Refused` also for an hour inside the quiet hours."""
    here = await able(session, chat_id)
    if not 0 <= hour < 24:
        raise Refused(Refusal.UNKNOWN_OPTION)
    if here.binding.quiet(options.quiet).covers(time(hour)):
        raise Refused(Refusal.QUIET_HOUR)
    await bindings.change(session, here.binding.id, hour=hour)
    await _plan(session, now, chat_id, expects=here.binding.next_digest_at is not None)
    return await show(session, chat_id)


async def set_weekday(session: Session, now: datetime, chat_id: int, day: int, wanted: bool) -> GroupSettings:
    """Whether the digest comes on this weekday (Monday is 0); a weekly one has one day. Raises `Refused` also for the last
    one that is left."""
    here = await able(session, chat_id)
    if day not in EVERY_DAY:
        raise Refused(Refusal.UNKNOWN_OPTION)
    chosen = here.binding.weekdays | {day} if wanted else here.binding.weekdays - {day}
    if here.binding.mode is Mode.WEEKLY and wanted:
        chosen = frozenset({day})
    if not chosen:
        raise Refused(Refusal.LAST_WEEKDAY)
    await bindings.change(session, here.binding.id, weekdays=chosen)
    await _plan(session, now, chat_id, expects=here.binding.next_digest_at is not None)
    return await show(session, chat_id)


async def set_quiet(
    session: Session, now: datetime, chat_id: int, start: int | None, end: int | None
) -> GroupSettings:
    """The group's own quiet hours, from one full hour to another; equal ones are never quiet, None are the operator's.

    Raises `Refused` also when the hour of the digest would lie inside.
    """
    here = await able(session, chat_id)
    own = start is not None and end is not None
    if own and not (start in HOURS and end in HOURS):
        raise Refused(Refusal.UNKNOWN_OPTION)
    changed = replace(here.binding, quiet_from=start, quiet_until=end)
    if own and changed.quiet(NEVER_QUIET).covers(time(here.binding.hour)):
        raise Refused(Refusal.QUIET_AT_DIGEST)
    await bindings.change(session, here.binding.id, quiet_from=start, quiet_until=end)
    return await show(session, chat_id)


async def set_max(session: Session, now: datetime, chat_id: int, count: int) -> GroupSettings:
    """How many posts a day at most. Raises `Refused`."""
    here = await able(session, chat_id)
    if count not in MAX_ITEMS:
        raise Refused(Refusal.UNKNOWN_OPTION)
    await bindings.change(session, here.binding.id, max_items=count)
    return await show(session, chat_id)


async def set_radius(session: Session, now: datetime, chat_id: int, km: int | None) -> GroupSettings:
    """How far away something may be that the group follows; None: the whole town. Raises `Refused`."""
    if km not in (None, *RADII_KM):
        raise Refused(Refusal.UNKNOWN_OPTION)
    return await _move(session, now, await able(session, chat_id), radius_km=km)


async def set_district(session: Session, now: datetime, chat_id: int, code: str | None) -> GroupSettings:
    """From where that is counted; None: from the town's centre. Raises `Refused`."""
    here = await able(session, chat_id)
    if code is not None and here.town.district(code) is None:
        raise Refused(Refusal.UNKNOWN_OPTION)
    return await _move(session, now, here, district=code)


async def set_needs(session: Session, now: datetime, chat_id: int, wanted: bool) -> GroupSettings:
    """Whether needs of other organisations are shown too. Raises `Refused`."""
    here = await able(session, chat_id)
    await publishing.hold(session, here.town.id)
    if wanted is not here.binding.show_needs:
        await bindings.change(session, here.binding.id, show_needs=wanted)
        await (
            publishing.catch_up(session, now, here.binding)
            if wanted
            else _forget_unwanted(session, now, here)
        )
    return await show(session, chat_id)


async def set_topic(session: Session, now: datetime, chat_id: int, topic: int | None) -> GroupSettings:
    """What comes for the group comes into this topic; None is the group itself. Raises `Refused`."""
    await group_life.write_in(session, now, chat_id, topic)
    return await show(session, chat_id)


async def set_locale(session: Session, now: datetime, chat_id: int, title: str, locale: str) -> None:
    """The language of a group, registered or not."""
    await people.meet_chat(session, chat_id, title, now)
    await people.change_chat(session, chat_id, locale=locale)


async def _plan(session: Session, now: datetime, chat_id: int, *, expects: bool) -> None:
    """The next digest by what is set now; none unless the group `expects` one."""
    here = await able(session, chat_id)
    due = await slots.following(session, now, here.binding, here.town) if expects else None
    await bindings.change(session, here.binding.id, next_digest_at=due)


async def _move(session: Session, now: datetime, here: Home, **values: Any) -> GroupSettings:
    """Another place or radius: what is within reach now comes with the next digest, what is not is not shown."""
    await publishing.hold(session, here.town.id)
    await subscriptions.move(session, here.binding.id, here.town, **values)
    await publishing.catch_up(session, now, here.binding)
    await _forget_unwanted(session, now, here)
    return await _settings(session, here)


async def _settings(session: Session, here: Home) -> GroupSettings:
    binding = here.binding
    area = await subscriptions.area_of(session, binding.id)
    return GroupSettings(
        here.organisation.name,
        here.town,
        binding.mode,
        binding.hour,
        binding.max_items,
        binding.show_needs,
        await subscriptions.of_binding(session, binding.id),
        binding.weekdays,
        binding.quiet(NEVER_QUIET) if binding.quiet_from is not None else None,
        area.radius_km,
        area.district,
        binding.thread_id,
    )


async def _forget_unwanted(session: Session, now: datetime, here: Home) -> None:
    """Waiting alerts that neither a followed kind nor an own request asks for any more are dropped."""
    waiting = await alerts.waiting(session, here.binding.id)
    followed = await publishing.followed(session, now, here.binding, [post_id for _, post_id in waiting])
    rest = [(alert_id, post_id) for alert_id, post_id in waiting if post_id not in followed]
    organisation_id = here.organisation.organisation_id
    asked = await matching.answered(session, now, organisation_id, [post_id for _, post_id in rest])
    unwanted = {alert_id: post_id for alert_id, post_id in rest if not asked.get(post_id)}
    await alerts.drop_waiting(session, here.binding.id, unwanted)
    await publishing.let_go(session, now, here.binding.id, unwanted.values())


def _known(kind: Kind) -> Kind:
    """Buttons are claims. Raises `Refused` for a kind that does not exist."""
    category = TAXONOMY.get(kind[0])
    if category is None or kind[1] not in (None, *category.subcategories):
        raise Refused(Refusal.UNKNOWN_OPTION)
    return kind
