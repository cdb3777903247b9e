"""How a group comes to speak for an organisation: registered, brought back, or as a further group by a one-time code."""

from datetime import datetime, timedelta
from random import SystemRandom

from db import bindings, codes, organisations, subscriptions, towns
from db.bindings import Binding
from db.codes import Issued
from db.engine import Session
from db.organisations import Verification
from domain import codes as written
from domain.errors import Refusal, Refused
from domain.groups import News
from domain.organisations import Code, Mode, OrganisationState
from domain.sending import Outgoing
from domain.towns import Town
from services import audit, group_news, links, moderation, outbox, publishing, slots
from services.audit import Role, Thing
from services.groups import able
from services.organisations import bind, check_group, tell_group

CODE_LIFE = timedelta(hours=24)
_pick = SystemRandom().choice


async def register(
    session: Session, now: datetime, person_id: int, chat_id: int, thread_id: int | None
) -> str:
    """An administrator registers the group: gives a link's token. Raises `Refused` (see
    `services.organisations.check_group`)."""
    await check_group(session, chat_id)
    return await links.create(session, now, person_id, "register", chat_id, thread_id)


async def reconnect(
    session: Session, now: datetime, person_id: int, chat_id: int, thread_id: int | None
) -> None:
    """The group is again what it was before the bot was removed, with all settings. Raises `Refused`: it is registered, or
    never was."""
    await check_group(session, chat_id)
    ended, known = await bindings.last_ended(session, chat_id), await former(session, chat_id)
    if ended is None or known is None:
        raise Refused(Refusal.GROUP_NOT_REGISTERED)
    again = await bind(session, now, person_id, known.organisation_id, known.town_id, chat_id, thread_id)
    await _take_over(session, now, ended, again)
    await audit.note(
        session, now, Role.ORGANISATION, person_id, "bind_again", Thing.BINDING, again, known.town_id
    )


async def former(session: Session, chat_id: int) -> Verification | None:
    """The organisation that this very group was registered for before, unless the town refused it."""
    ended = await bindings.last_ended(session, chat_id)
    if ended is None:
        return None
    found = await organisations.in_town(session, ended.organisation_id, ended.town_id)
    return found if found and found.state is not OrganisationState.REFUSED else None


async def code_link(
    session: Session, now: datetime, person_id: int, chat_id: int, thread_id: int | None
) -> str:
    """An administrator wants a code for a further group: gives the token of a link to it. Raises `Refused` also when the
    organisation is not verified."""
    await _verified(session, chat_id)
    return await links.create(session, now, person_id, "code", chat_id, thread_id)


async def make_code(session: Session, now: datetime, person_id: int, chat_id: int) -> Code:
    """A code, made in a bound group. Raises `Refused` (see `code_link`)."""
    here = await _verified(session, chat_id)
    text = written.draw(_pick)
    while await codes.taken(session, text):
        text = written.draw(_pick)
    town = await towns.by_id(session, here.town_id)
    made = Code(text, here.name, town, now + CODE_LIFE)
    issued = Issued(here.organisation_id, here.town_id, chat_id)
    await codes.create(session, text, issued, person_id, made.expires_at)
    await audit.note(
        session, now, Role.ORGANISATION, person_id, "make_code", Thing.VERIFICATION, here.id, here.town_id
    )
    return made


async def join(
    session: Session,
    now: datetime,
    person_id: int,
    chat_id: int,
    thread_id: int | None,
    code: str,
    town_id: int | None = None,
) -> Town:
    """A further group, in the code's town or in another one: there the organisation applies, like everybody.

    Raises `Refused`: the code is used, too old or unknown, the group is taken (see `services.organisations.check_group`), or
    the town has suspended the organisation.
    """
    await check_group(session, chat_id)
    issued = await codes.use(session, now, code)
    if issued is None:
        raise Refused(Refusal.CODE_UNKNOWN)
    town = await towns.by_id(session, town_id or issued.town_id)
    known = await _known_in(session, now, issued.organisation_id, town)
    if refused := await bindings.active(session, chat_id):
        await bindings.change(session, refused.id, ended_at=now)
    binding_id = await bind(session, now, person_id, issued.organisation_id, town.id, chat_id, thread_id)
    await audit.note(session, now, Role.ORGANISATION, person_id, "join", Thing.BINDING, binding_id, town.id)
    await tell_group(session, now, known.id, chat_id, thread_id, known.state)
    await outbox.refresh(session, now, Outgoing.ORGANISATION_CARD, known.id)
    if known.state is OrganisationState.VERIFIED:
        await group_news.moderators(session, now, binding_id, News.FURTHER)
    return town


async def _known_in(session: Session, now: datetime, organisation_id: int, town: Town) -> Verification:
    """What the town thinks of the organisation; where it is new, or was refused, it applies."""
    known = await organisations.in_town(session, organisation_id, town.id)
    if known is not None and known.state is OrganisationState.SUSPENDED:
        raise Refused(Refusal.ORGANISATION_SUSPENDED)
    if known is not None and known.state is not OrganisationState.REFUSED:
        return known
    if known is None:
        await organisations.apply_in(session, organisation_id, town.id)
    else:
        again = {"state": OrganisationState.APPLIED}
        await organisations.change(session, known.id, known.version, known.state, **again)
    fresh = await organisations.in_town(session, organisation_id, town.id)
    assert fresh is not None
    await moderation.queue_organisation_card(session, now, fresh.id)
    return fresh


async def _verified(session: Session, chat_id: int) -> Verification:
    here = await able(session, chat_id)
    if here.organisation.state is not OrganisationState.VERIFIED:
        raise Refused(Refusal.NOT_VERIFIED_YET)
    return here.organisation


async def _take_over(session: Session, now: datetime, ended: Binding, binding_id: int) -> None:
    """Settings and followed categories are as they were; what is live waits for the next digest."""
    town = await towns.by_id(session, ended.town_id)
    settings = {name: getattr(ended, name) for name in bindings.SETTINGS}
    due = await slots.following(session, now, ended, town) if ended.mode is not Mode.AT_ONCE else None
    await bindings.change(session, binding_id, next_digest_at=due, **settings)
    await subscriptions.copy(session, ended.id, binding_id)
    await publishing.catch_up_organisation(session, now, ended.organisation_id, town.id)
