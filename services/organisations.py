"""An organisation applies for a group, and the town's moderators say what they think of it."""

from dataclasses import dataclass
from datetime import datetime

from db import bindings, organisations, people, towns
from db.engine import Session
from domain.cadence import EVERY_DAY, next_due
from domain.errors import Refusal, Refused
from domain.organisations import Application, GroupDefaults, Mode, OrganisationState
from domain.people import Person
from domain.sending import Outgoing
from services import audit, moderation, outbox
from services.audit import Role, Thing

CLEARED, LIFTED, LATE = "cleared", "lifted", "late"  # news beside the states themselves


@dataclass(frozen=True)
class Applied:
    """An application that was passed on to the moderators; `moderated` is False while the town has no moderation chat."""

    organisation_id: int
    verification_id: int
    binding_id: int
    name: str
    town: str
    group_title: str
    moderated: bool


async def check_group(session: Session, chat_id: int) -> None:
    """Raises `Refused` when no organisation can be registered for this group: moderators sit in it, or it is bound."""
    if await towns.by_moderation_chat(session, chat_id):
        raise Refused(Refusal.GROUP_IS_MODERATION_CHAT)
    bound = await bindings.active(session, chat_id)
    if bound is None:
        return
    known = await organisations.in_town(session, bound.organisation_id, bound.town_id)
    if known is None or known.state is not OrganisationState.REFUSED:
        raise Refused(Refusal.GROUP_ALREADY_REGISTERED)


async def apply(
    session: Session,
    now: datetime,
    person: Person,
    said: Application,
    *,
    town_id: int,
    chat_id: int,
    thread_id: int | None = None,
) -> Applied:
    """A group's administrator registers the organisation behind the group. Raises `Refused` (see `check_group`)."""
    await check_group(session, chat_id)
    if refused := await bindings.active(session, chat_id):
        await bindings.change(session, refused.id, ended_at=now)
    town = await towns.by_id(session, town_id)
    verification_id = await organisations.create(session, now, said, person.id, town_id)
    made = await organisations.by_id(session, verification_id)
    assert made is not None
    binding_id = await bind(session, now, person.id, made.organisation_id, town_id, chat_id, thread_id)
    await audit.note(
        session, now, Role.ORGANISATION, person.id, "apply", Thing.VERIFICATION, verification_id, town_id
    )
    await moderation.queue_organisation_card(session, now, verification_id)
    await tell_group(session, now, verification_id, chat_id, thread_id, OrganisationState.APPLIED)
    title = await people.chat_title(session, chat_id)
    return Applied(
        made.organisation_id,
        verification_id,
        binding_id,
        said.name,
        town.name,
        title,
        town.moderation_chat is not None,
    )


async def bind(
    session: Session,
    now: datetime,
    person_id: int,
    organisation_id: int,
    town_id: int,
    chat_id: int,
    thread_id: int | None,
) -> int:
    """Binds the group with start values, so that nothing has to be set; gives the binding's id."""
    start = GroupDefaults()
    await people.change_chat(session, chat_id, leaving_at=None)
    town = await towns.by_id(session, town_id)
    return await bindings.create(
        session,
        organisation_id=organisation_id,
        town_id=town_id,
        chat_id=chat_id,
        thread_id=thread_id,
        mode=start.mode,
        hour=start.hour,
        weekdays=start.weekdays,
        bound_by=person_id,
        max_items=start.max_items,
        show_needs=start.show_needs,
        next_digest_at=next_due(now, town.zone, EVERY_DAY, start.hour) if start.mode is Mode.DAILY else None,
        created_at=now,
    )


async def tell_group(
    session: Session,
    now: datetime,
    verification_id: int,
    chat_id: int,
    thread_id: int | None,
    news: str,
) -> None:
    """Tells a group what became of its organisation; news that is overtaken before its turn is not sent."""
    await outbox.send(
        session,
        now,
        Outgoing.VERIFICATION,
        verification_id,
        chat_id,
        key=f"{news}:{int(now.timestamp())}",
        thread_id=thread_id,
        params={"news": news},
    )
