"""The one appeal against a ban: a press, a word to it, and what the moderators make of it."""

from datetime import datetime

from db import bans as stored
from db import outbox as cards
from db import towns
from db.engine import Session
from domain.bans import APPEAL_LIMIT, Ban, BanCard, BanNews, BanState, shadow
from domain.errors import Refusal, Refused
from domain.inputs import Input
from domain.options import Options
from domain.sending import Outgoing
from domain.widgets import Context, Text
from services import audit, bans, outbox
from services.audit import Role, Thing
from services.moderation import at_night
from services.pressing import Press


async def appeal(session: Session, now: datetime, options: Options, person_id: int, ban_id: int) -> BanCard:
    """*Appeal*: the moderators get a card. Raises `Refused`: somebody else's ban, over, or appealed before."""
    ban = await _own(session, options, person_id, ban_id)
    if ban.state(now) is not BanState.HOLDS:
        raise Refused(Refusal.APPEAL_OVER)
    if not await stored.appeal(session, ban.id, now):
        raise Refused(Refusal.APPEALED_ALREADY)
    await _note(session, now, Role.VOLUNTEER, person_id, "appeal", ban)
    town = await towns.by_id(session, ban.town_id)
    if town.moderation_chat is not None:
        silent = at_night(now, town)
        await outbox.send(session, now, Outgoing.APPEAL, ban.id, town.moderation_chat, silent=silent)
    return await bans.card(session, now, options, ban.id, person_id)


async def replied_to(session: Session, person_id: int, message_id: int) -> int | None:
    """The ban whose message somebody replies to in private, if it is one."""
    shown = await cards.card_at(session, person_id, message_id)
    return shown[1] if shown is not None and shown[0] is Outgoing.BANNED else None


async def explain(
    session: Session, now: datetime, options: Options, person_id: int, ban_id: int, given: Input
) -> BanCard:
    """What the banned person says to it; the moderators' card shows it. Raises `Refused`, also for a second word."""
    ban = await _own(session, options, person_id, ban_id)
    words = Text(APPEAL_LIMIT).accept(given, {}, Context())
    if ban.open_to_appeal(now):
        await appeal(session, now, options, person_id, ban_id)
        await outbox.redraw(session, now, Outgoing.BANNED, ban.id, "appealed")
    if not await stored.explain(session, ban.id, now, words):
        said = ban.appeal is not None and ban.appeal_waits(now)
        raise Refused(Refusal.APPEALED_ALREADY if said else Refusal.APPEAL_OVER)
    await outbox.redraw(session, now, Outgoing.APPEAL, ban.id, "words")
    return await bans.card(session, now, options, ban.id, person_id)


async def answer(session: Session, now: datetime, options: Options, press: Press, *, lift: bool) -> None:
    """*Lift* or *Keep*. Raises `Refused`: another chat, answered before, over, or for an operator to say."""
    ban, town = await bans.of_chat(session, press)
    if ban.everywhere and press.moderator_id not in options.operators:
        raise Refused(Refusal.OPERATORS_ONLY)
    if shadow(options.secret, press.moderator_id) == ban.person:
        raise Refused(Refusal.OWN_POST)
    await towns.hold(session, town.id)  # of *Lift* and *Keep* at the same moment one counts
    if not ban.appeal_waits(now):
        raise Refused(Refusal.APPEAL_OVER)
    if lift:
        await bans.lift(session, now, ban, press)
        return
    if not await stored.keep(session, ban.id, now, press.name):
        raise Refused(Refusal.APPEAL_OVER)
    await _note(session, now, Role.MODERATOR, press.moderator_id, "keep", ban)
    await bans.tell_news(session, now, ban, BanNews.KEPT)


async def _own(session: Session, options: Options, person_id: int, ban_id: int) -> Ban:
    ban = await stored.by_id(session, ban_id)
    if ban is None or ban.person != shadow(options.secret, person_id):
        raise Refused(Refusal.NOT_YOURS)
    return ban


async def _note(session: Session, now: datetime, role: Role, person_id: int, action: str, ban: Ban) -> None:
    await audit.note(session, now, role, person_id, action, Thing.POST, ban.post_id or 0, ban.town_id)
