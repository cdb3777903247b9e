"""Organisations and what a town thinks of them: applied, verified, suspended, refused; cleared for red or not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, insert, select, update

from db import openings
from db.engine import Session
from db.tables import organisations, verifications
from domain.organisations import Application, OrganisationState


@dataclass(frozen=True)
class Verification:
    """An organisation in a town. `version` grows with every change."""

    id: int
    organisation_id: int
    town_id: int
    state: OrganisationState
    cleared: bool
    version: int
    said: Application
    applied_by: int | None
    created_at: datetime
    words_from: int | None = None
    words_for: str | None = None
    lapses_at: datetime | None = None

    @property
    def name(self) -> str:
        return self.said.name


_SAID = tuple(Application.__dataclass_fields__)
_COLUMNS = (
    *(verifications.c[name] for name in ("id", "organisation_id", "town_id", "state", "cleared", "version")),
    *(organisations.c[name] for name in _SAID),
    organisations.c.applied_by,
    organisations.c.created_at,
    *(verifications.c[name] for name in ("words_from", "words_for", "lapses_at")),
)


async def create(session: Session, now: datetime, said: Application, applied_by: int, town_id: int) -> int:
    """A new organisation that applies in a town; gives the id of its verification."""
    values = {**vars(said), "applied_by": applied_by, "created_at": now}
    made = await session.execute(insert(organisations).values(values).returning(organisations.c.id))
    return await apply_in(session, made.scalar_one(), town_id)


async def apply_in(session: Session, organisation_id: int, town_id: int) -> int:
    """A known organisation applies in another town; gives the id of that verification."""
    values = {
        "organisation_id": organisation_id,
        "town_id": town_id,
        "state": OrganisationState.APPLIED,
        "cleared": False,
        "version": 1,
    }
    made = await session.execute(insert(verifications).values(values).returning(verifications.c.id))
    created: int = made.scalar_one()
    return created


async def by_id(session: Session, verification_id: int) -> Verification | None:
    """The verification of this id."""
    return next(iter(await find(session, verifications.c.id == verification_id)), None)


async def names(session: Session, organisation_ids: Iterable[int]) -> list[str]:
    """How an operator names these organisations: by the id of an import, else by name."""
    named = func.coalesce(organisations.c.reference, organisations.c.name)
    found = select(named).where(organisations.c.id.in_(list(organisation_ids))).order_by(organisations.c.id)
    return list(await session.scalars(found))


async def in_town(session: Session, organisation_id: int, town_id: int) -> Verification | None:
    """What this town thinks of the organisation."""
    mine = and_(verifications.c.organisation_id == organisation_id, verifications.c.town_id == town_id)
    return next(iter(await find(session, mine)), None)


async def of_town(session: Session, town_id: int) -> list[Verification]:
    """All organisations of a town, oldest first."""
    return await find(session, verifications.c.town_id == town_id)


async def waiting(session: Session, town_id: int) -> list[Verification]:
    """The organisations that wait for the town's moderators, oldest first."""
    applied = verifications.c.state == OrganisationState.APPLIED
    return await find(session, verifications.c.town_id == town_id, applied)


async def change(
    session: Session, verification_id: int, version: int, state: OrganisationState, /, **values: Any
) -> bool:
    """Changes a verification that still has the version and state somebody saw; gives whether it had."""
    seen = and_(
        verifications.c.id == verification_id,
        verifications.c.version == version,
        verifications.c.state == state,
    )
    changed = update(verifications).where(seen).values({"version": version + 1, **values})
    columns = (verifications.c.organisation_id, verifications.c.town_id)
    found = (await session.execute(changed.returning(*columns))).first()
    if found is not None:
        await openings.keep_of_organisation(session, *found)
    return found is not None


async def find(session: Session, *conditions: ColumnElement[bool]) -> list[Verification]:
    """Organisations in towns that meet the conditions, oldest first."""
    found = select(*_COLUMNS).join_from(verifications, organisations).where(*conditions)
    rows = (await session.execute(found.order_by(verifications.c.id))).mappings()
    return [_verification(dict(row)) for row in rows]


def _verification(row: dict[str, Any]) -> Verification:
    said = Application(**{name: row.pop(name) for name in _SAID})
    return Verification(**row | {"said": said, "state": OrganisationState(row["state"])})
