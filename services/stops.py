"""An organisation needs no more of a kind for two weeks: nothing of it is sent, and volunteers read it before they write.

Every member of the group may say so, and take it back.
"""

from datetime import datetime

from db import alerts, bindings
from db import stops as stored
from db.engine import Session
from domain.errors import Refusal, Refused
from domain.stops import Stop, end_of
from domain.taxonomy import TAXONOMY
from services import audit, publishing
from services.audit import Role, Thing
from services.groups import able

Kind = tuple[str, str]


async def stop(session: Session, now: datetime, chat_id: int, person_id: int, kind: Kind) -> Stop:
    """ "No more of this until …". Raises `Refused` (see `services.groups.able`), also for a kind that does not exist."""
    here, (category, subcategory) = await able(session, chat_id), _known(kind)
    until = end_of(now, here.town)
    organisation_id = here.organisation.organisation_id
    await publishing.hold(session, here.town.id)
    await stored.put(session, now, organisation_id, here.town.id, kind, until)
    unseen: dict[int, int] = {}
    for binding in await bindings.of_organisation(session, organisation_id, here.town.id):
        waiting = await stored.waiting(session, binding.id, kind)
        await alerts.drop_waiting(session, binding.id, waiting)
        unseen |= waiting
    await publishing.give_up(session, now, organisation_id, unseen.values())
    facts = {"kind": f"{category}/{subcategory}"}
    await audit.note(
        session,
        now,
        Role.ORGANISATION,
        person_id,
        "stop",
        Thing.BINDING,
        here.binding.id,
        here.town.id,
        **facts,
    )
    return Stop(here.organisation.name, category, subcategory, until)


async def lift(session: Session, now: datetime, chat_id: int, person_id: int, kind: Kind) -> None:
    """It is needed again: what is live comes with the next digest. Raises `Refused` (see `stop`)."""
    here, (category, subcategory) = await able(session, chat_id), _known(kind)
    organisation_id = here.organisation.organisation_id
    if not await stored.lift(session, organisation_id, here.town.id, kind):
        return
    await publishing.catch_up_organisation(session, now, organisation_id, here.town.id)
    facts = {"kind": f"{category}/{subcategory}"}
    await audit.note(
        session,
        now,
        Role.ORGANISATION,
        person_id,
        "lift",
        Thing.BINDING,
        here.binding.id,
        here.town.id,
        **facts,
    )


def _known(kind: Kind) -> Kind:
    """Buttons are claims. Raises `Refused` for a kind that does not exist."""
    category = TAXONOMY.get(kind[0])
    if category is None or kind[1] not in category.subcategories:
        raise Refused(Refusal.UNKNOWN_OPTION)
    return kind
