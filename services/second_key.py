"""The operator's key: where too few moderators of a town may decide, the operator gets the card in private."""

from dataclasses import dataclass
from datetime import datetime

from db import moderation as stored
from db import organisations, posts, towns
from db.engine import Session
from domain.cards import standing
from domain.moderation import Verdict, approvals_wanted
from domain.options import Options
from domain.sending import Outgoing
from domain.taxonomy import Risk
from services import albums, audit, decisions, outbox, pressing
from services.audit import Role, Thing
from services.pressing import Case, Press

_CALL = "call_operator"


@dataclass(frozen=True)
class Doubt:
    """A post about which it matters how many members of the moderation chat may decide: all but its author."""

    author_id: int | None


async def doubt(session: Session, press: Press) -> Doubt | None:
    """Whether it has to be asked how many may decide. Raises `Refused` for a press from another chat."""
    case = await pressing.find(session, press)
    revision, author_id = case.version.revision, case.version.post.author_id
    matters = revision.risk is Risk.RED or author_id == press.moderator_id
    return Doubt(author_id) if matters and not press.operator and not revision.operator_called_at else None


async def approve(
    session: Session, now: datetime, press: Press, options: Options, eligible: int | None
) -> Verdict | None:
    """Approves (see `decisions.approve`). Where only `eligible` members may decide and that is too few, the operator is
    called; None: that was all that could be done. Raises `Refused`."""
    called = eligible is not None and await _call(session, now, press, options, eligible)
    if called:
        case = await pressing.find(session, press)
        if case.version.post.author_id == press.moderator_id or press.moderator_id in await _seconds(
            session, case
        ):
            return None
    return await decisions.approve(session, now, press, options)


async def own_application(session: Session, press: Press) -> bool:
    """Whether somebody presses on the card of an organisation for which they applied themselves."""
    known = await organisations.by_id(session, press.object_id)
    return known is not None and known.applied_by == press.moderator_id and not press.operator


async def call_about_organisation(session: Session, now: datetime, press: Press, options: Options) -> bool:
    """Sends the card of an organisation to every operator but who pressed, where nobody else in its town's moderation chat
    may decide; gives whether there is one."""
    known = await organisations.by_id(session, press.object_id)
    town = await towns.by_moderation_chat(session, press.chat_id)
    if known is None or town is None or town.id != known.town_id:
        return False
    keys = options.operators - {press.moderator_id}
    screen, thing = Outgoing.ORGANISATION_CARD, Thing.VERIFICATION
    for operator in sorted(keys):
        await outbox.send(session, now, screen, known.id, operator, key="operator")
    if keys:
        await audit.note(session, now, Role.BOT, None, _CALL, thing, known.id, town.id)
    return bool(keys)


async def _call(session: Session, now: datetime, press: Press, options: Options, eligible: int) -> bool:
    """Sends the card to every operator who may decide; gives whether there is one."""
    case = await pressing.find(session, press)
    post, revision = case.version.post, case.version.revision
    if revision.state not in pressing.OPEN or eligible >= approvals_wanted(revision.risk):
        return False
    keys = options.operators - {post.author_id, press.moderator_id} - await _seconds(session, case)
    for operator in sorted(keys):
        await albums.queue(session, now, revision, operator, "operator")
        await outbox.send(session, now, Outgoing.POST_CARD, revision.id, operator, key="operator")
    if keys:
        await posts.claim(session, revision.id, operator_called_at=now)
        thing, town_id = Thing.REVISION, case.town.id
        await audit.note(session, now, Role.BOT, None, _CALL, thing, revision.id, town_id, number=post.number)
        await outbox.redraw(session, now, Outgoing.POST_CARD, revision.id, "operator")
    return bool(keys)


async def _seconds(session: Session, case: Case) -> set[int]:
    decided = standing(await stored.about_revision(session, case.version.revision.id))
    return {one.moderator_id for one in decided if one.verdict is Verdict.SECONDED}
