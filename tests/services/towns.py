"""A town for tests of services: moderators, organisations with groups and volunteers, acting through the services alone."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from db import organisations as stored
from db import outbox, people, posts, towns
from db.engine import Database, Session
from db.outbox import Row
from db.tables import audit
from db.tables import outbox as outbox_table
from domain.audit import Thing
from domain.cadence import QuietHours
from domain.moderation import Verdict
from domain.options import Options
from domain.organisations import Application
from domain.people import Person
from domain.posts import Kind
from domain.sending import Action, Ending, Outgoing
from domain.taxonomy import risk_of
from domain.towns import District, Town
from services import (
    decisions,
    group_life,
    groups,
    moderation,
    organisations,
    outgoing,
    settings,
    verifying,
)
from services.pressing import Press
from tests.conftest import StandingClock

MODERATION = -1000
MIA, PAUL = (11, "Mia"), (12, "Paul")
GERA = Town(
    "gera",
    "Gera",
    "Europe/Berlin",
    "en",
    50.8803,
    12.0833,
    MODERATION,
    (District("lusan", "Lusan", 50.842, 12.064), District("zentrum", "Zentrum", 50.8779, 12.0823)),
)
DAY_OPTIONS = Options(quiet=QuietHours(), undo=timedelta(0))  # what is released goes out at once


@dataclass
class Here:
    """A town whose people act; every act is one transaction."""

    database: Database
    clock: StandingClock
    town: Town
    options: Options = DAY_OPTIONS
    _numbers: int = field(default=0)

    @property
    def chat(self) -> int:
        """Where the town's moderators sit."""
        assert self.town.moderation_chat is not None
        return self.town.moderation_chat

    async def volunteer(self, person_id: int = 1, name: str = "Anna") -> Person:
        """Somebody who agreed."""
        async with self.database.write() as session:
            await people.meet(session, person_id, name, "en", self.clock.now())
            await people.change_person(session, person_id, town_id=self.town.id)
            found = await people.person(session, person_id)
        assert found is not None
        return found

    async def organisation(self, chat_id: int, name: str = "Store", *, verified: bool = True) -> int:
        """An organisation with a group; gives the id of its verification."""
        person = await self.volunteer(-chat_id, f"Head of {name}")
        async with self.database.write() as session:
            await group_life.joined(session, self.clock.now(), chat_id, f"Group of {name}")
            made = await organisations.apply(
                session, self.clock.now(), person, Application(name), town_id=self.town.id, chat_id=chat_id
            )
        if verified:
            await self.judges(verifying.verify, made.verification_id)
        return made.verification_id

    async def judges(self, deed: Any, verification_id: int, *, by: tuple[int, str] = MIA) -> None:
        """A moderator presses on an organisation's card as it is now."""
        async with self.database.write() as session:
            known = await stored.by_id(session, verification_id)
            assert known is not None
            press = Press(self.chat, *by, verification_id, known.version)
            await deed(session, self.clock.now(), press)

    async def writes(self, kind: Kind = Kind.OFFER, *, chat_id: int | None = None, **words: Any) -> int:
        """A post that waits for review; gives its revision."""
        said = {"category": "goods", "subcategory": "shoes", "text": "Winter boots", "title": "Winter boots"}
        said |= words
        risk = risk_of(said["category"], said["subcategory"], said["text"])
        self._numbers += 1
        async with self.database.write() as session:
            home = await groups.home(session, chat_id) if chat_id else None
            post = {
                "number": f"{'AG'[kind is Kind.REQUEST]}-{self._numbers:04}",
                "kind": kind,
                "town_id": self.town.id,
                "author_id": words.pop("author_id", 1),
                "organisation_id": home.binding.organisation_id if home else None,
                "binding_id": home.binding.id if home else None,
                "created_at": self.clock.now(),
            }
            said.pop("author_id", None)
            revision = {**said, "risk": said.get("risk", risk), "created_at": self.clock.now()}
            _, revision_id = await posts.create(session, post, revision)
            await moderation.queue_card(session, self.clock.now(), revision_id)
        return revision_id

    async def press(self, revision_id: int, by: tuple[int, str] = MIA) -> Press:
        """A press on the card as it is now."""
        async with self.database.read() as session:
            version = await posts.version_of_revision(session, revision_id)
        assert version is not None
        return Press(self.chat, *by, revision_id, version.revision.version)

    async def approves(self, revision_id: int, by: tuple[int, str] = MIA) -> Verdict:
        """A moderator approves what the card shows now."""
        press = await self.press(revision_id, by)
        async with self.database.write() as session:
            return await decisions.approve(session, self.clock.now(), press, self.options)

    async def posts_live(self, kind: Kind = Kind.OFFER, *, chat_id: int | None = None, **words: Any) -> int:
        """A released post; gives its revision."""
        revision_id = await self.writes(kind, chat_id=chat_id, **words)
        while await self.approves(revision_id) is Verdict.SECONDED:
            await self.approves(revision_id, PAUL)
            break
        return revision_id

    async def sets(self, deed: Any, chat_id: int, *arguments: Any) -> Any:
        """An administrator changes the settings of a group."""
        async with self.database.write() as session:
            return await deed(session, self.clock.now(), chat_id, *arguments)

    async def follows(self, chat_id: int, category: str = "goods", part: str | None = None) -> None:
        """A group follows a kind."""
        await self.sets(settings.follow, chat_id, (category, part))

    async def rows(
        self, screen: Outgoing | None = None, *, state: Ending | None = Ending.QUEUED
    ) -> list[Any]:
        """What is in the outbox."""
        found = select(outbox_table).order_by(outbox_table.c.id)
        if screen is not None:
            found = found.where(outbox_table.c.screen == screen)
        if state is not None:
            found = found.where(outbox_table.c.state == state)
        async with self.database.read() as session:
            return list(await session.execute(found))

    async def actions(self, revision_id: int) -> list[str]:
        """What the audit trail says was done to a revision."""
        mine = (audit.c.object_kind == Thing.REVISION, audit.c.object_id == revision_id)
        async with self.database.read() as session:
            return list(await session.scalars(select(audit.c.action).where(*mine).order_by(audit.c.id)))

    async def delivers(self) -> list[tuple[Outgoing, int, Any]]:
        """Sends everything that is due, as the worker does, to nobody; gives (screen, chat, facts)."""
        sent = []
        for row in await self.rows():
            if row.due_at > self.clock.now():
                continue
            fields = Row.__dataclass_fields__
            values = {name: value for name, value in row._mapping.items() if name in fields}
            made = Row(**values | {"action": Action(row.action), "screen": Outgoing(row.screen)})
            async with self.database.write() as session:
                facts = await outgoing.FACTS[made.screen](session, self.clock.now(), made)
                if made.action is Action.EDIT and not await _shown(session, made):
                    facts = None
                await self._settle(session, made, facts)
            if facts is not None:
                sent.append((made.screen, made.chat_id, facts))
        return sent

    async def _settle(self, session: Session, row: Row, facts: object | None) -> None:
        now = self.clock.now()
        await outbox.settle(session, row.id, Ending.OBSOLETE if facts is None else Ending.DELIVERED, now)
        if facts is not None and row.action is Action.SEND:
            await outbox.remember_copy(session, row.screen, row.object_id, row.chat_id, 1000 + row.id, now)
            await outgoing.delivered(session, now, row)


async def _shown(session: Session, row: Row) -> bool:
    """Whether there is a message to edit."""
    return bool(await outbox.card_messages(session, row.screen, row.object_id, row.chat_id))


async def settle_in(database: Database, clock: StandingClock, town: Town = GERA) -> Here:
    """The town is stored, and its first volunteer is there."""
    async with database.write() as session:
        await towns.save(session, town)
        stored_town = await towns.by_slug(session, town.slug)
    assert stored_town is not None
    here = Here(database, clock, stored_town)
    await here.volunteer()
    return here
