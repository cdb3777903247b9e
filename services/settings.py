"""What a group's administrators set: what it follows, how and when it hears of it. Every change names its goal, so that a
second press changes nothing."""

from datetime import datetime, time

from db import alerts, bindings, matching, people, subscriptions, towns
from db.engine import Session
from domain.cadence import EVERY_DAY, next_due
from domain.errors import Refusal, Refused
from domain.groups import GroupSettings
from domain.options import Options
from domain.organisations import Mode
from domain.taxonomy import TAXONOMY
from services import publishing
from services.groups import Home, able

Kind = tuple[str, str | None]


async def show(session: Session, chat_id: int) -> GroupSettings:
    """What the group chose. Raises `Refused` (see `services.groups.able`), like everything here."""
    return await _settings(session, await able(session, chat_id))


async def follow(session: Session, now: datetime, chat_id: int, kind: Kind) -> GroupSettings:
    """Follows a category or one of its parts; what is live already comes with the next digest. Raises `Refused`."""
    category, subcategory = _known(kind)
    here = await able(session, chat_id)
    await towns.hold(session, here.town.id)
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
    """At once or in a daily digest; what waits already still comes as a digest. Raises `Refused`."""
    here = await able(session, chat_id)
    due: datetime | None = next_due(now, here.town.zone, EVERY_DAY, here.binding.hour)
    if mode is Mode.AT_ONCE and not await alerts.waiting(session, here.binding.id):
        due = None
    if mode is not here.binding.mode:
        await bindings.change(session, here.binding.id, mode=mode, next_digest_at=due)
    return await show(session, chat_id)


async def set_hour(
    session: Session, now: datetime, chat_id: int, hour: int, options: Options
) -> GroupSettings:
    """The hour of the digest, on the town's clocks. Raises `Refused` also for an hour inside the quiet hours."""
    here = await able(session, chat_id)
    if not 0 <= hour < 24:
        raise Refused(Refusal.UNKNOWN_OPTION)
    if options.quiet.covers(time(hour)):
        raise Refused(Refusal.QUIET_HOUR, town=here.town.name)
    due = next_due(now, here.town.zone, EVERY_DAY, hour) if here.binding.next_digest_at else None
    await bindings.change(session, here.binding.id, hour=hour, next_digest_at=due)
    return await show(session, chat_id)


async def set_needs(session: Session, now: datetime, chat_id: int, wanted: bool) -> GroupSettings:
    """Whether needs of other organisations are shown too. Raises `Refused`."""
    here = await able(session, chat_id)
    await towns.hold(session, here.town.id)
    if wanted is not here.binding.show_needs:
        await bindings.change(session, here.binding.id, show_needs=wanted)
        await (
            publishing.catch_up(session, now, here.binding)
            if wanted
            else _forget_unwanted(session, now, here)
        )
    return await show(session, chat_id)


async def set_locale(session: Session, now: datetime, chat_id: int, title: str, locale: str) -> None:
    """The language of a group, registered or not."""
    await people.meet_chat(session, chat_id, title, now)
    await people.change_chat(session, chat_id, locale=locale)


async def _settings(session: Session, here: Home) -> GroupSettings:
    binding = here.binding
    return GroupSettings(
        here.organisation.name,
        here.town,
        binding.mode,
        binding.hour,
        binding.max_items,
        binding.show_needs,
        await subscriptions.of_binding(session, binding.id),
    )


async def _forget_unwanted(session: Session, now: datetime, here: Home) -> None:
    """Waiting alerts that neither a followed kind nor an own request asks for any more are dropped."""
    waiting = await alerts.waiting(session, here.binding.id)
    followed = set(await matching.posts_for(session, now, here.binding.id, None))
    rest = [(alert_id, post_id) for alert_id, post_id in waiting if post_id not in followed]
    organisation_id = here.organisation.organisation_id
    asked = await matching.answered(session, now, organisation_id, [post_id for _, post_id in rest])
    unwanted = [alert_id for alert_id, post_id in rest if not asked.get(post_id)]
    await alerts.drop_waiting(session, here.binding.id, unwanted)


def _known(kind: Kind) -> Kind:
    """Buttons are claims. Raises `Refused` for a kind that does not exist."""
    category = TAXONOMY.get(kind[0])
    if category is None or kind[1] not in (None, *category.subcategories):
        raise Refused(Refusal.UNKNOWN_OPTION)
    return kind
