"""Holds what people did against what the database remembers and the chats show. Every finding is a sentence."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, func, select

from db.engine import Database, Session
from db.tables import alerts, audit, decisions, drafts, inbox, outbox, posts, revisions
from domain.moderation import Verdict
from domain.posts import RevisionState
from domain.sending import Action, Ending
from tests.chaos.copies import Copies, Post
from tests.chaos.killing import Killed
from tests.chaos.moderators import Moderator
from tests.chaos.volunteers import Volunteer, Wish
from tests.chaos.world import World

FINAL = {Verdict.APPROVED, Verdict.REJECTED}


@dataclass
class Accounts:
    """`findings` must be empty; `twice` counts messages that were sent a second time after a kill."""

    world: World
    volunteers: Sequence[Volunteer]
    moderators: Sequence[Moderator]
    kills: Sequence[Killed]
    findings: list[str] = field(default_factory=list)
    twice: int = 0
    sent: int = 0
    unthanked: int = 0
    updates: int = 0
    posted: dict[str, list[Post]] = field(default_factory=dict)

    async def draw_up(self, database: Database) -> None:
        """Looks at everything; nothing may be under way any more."""
        async with database.read() as session:
            await self._look_at_updates(session)
            await self._look_at_posts(session)
            await self._look_at_decisions(session)
            rows = list(await session.execute(select(outbox).order_by(outbox.c.id)))
            pushed = {row.id: row.number for row in await session.execute(_pushed())}
        self._look_at_outbox(rows)
        copies = Copies(self.world, self.kills, list(self._all_posts()), rows, pushed)
        self.findings += await copies.look()
        self.twice = copies.twice
        for volunteer in self.volunteers:
            self.findings += volunteer.findings

    async def _look_at_updates(self, session: Session) -> None:
        count, first, last, handled, dead = (await session.execute(_updates())).one()
        self.updates = count
        if last - first + 1 != count:
            self.findings.append(f"{last - first + 1 - count} of the updates {first} to {last} never came in")
        if handled != count or dead:
            self.findings.append(f"of {count} updates {handled} are handled and {dead} are dead")
        if pending := await self.world.sim.updates():
            self.findings.append(f"Telegram still keeps {len(pending)} updates")

    async def _look_at_posts(self, session: Session) -> None:
        found: defaultdict[str, list[Post]] = defaultdict(list)
        for row in await session.execute(_posts()):
            found[row.text].append(
                Post(row.number, row.id, row.author_id, row.category, RevisionState(row.state))
            )
        self.posted = found
        for volunteer, wish in self._wishes():
            self._compare(volunteer, wish, found.get(wish.text, []))
        wished = {wish.text for _, wish in self._wishes()}
        self.findings += [f"nobody wrote {text!r}" for text in found if text not in wished]
        if left := await session.scalar(select(func.count()).select_from(drafts)):
            self.findings.append(f"{left} drafts are left over")

    def _compare(self, volunteer: Volunteer, wish: Wish, made: list[Post]) -> None:
        self.unthanked += wish.submitted and not wish.thanked
        if len(made) != wish.submitted:
            self.findings.append(
                f"{wish.text!r}: submitted {int(wish.submitted)} times, posted {len(made)} times"
            )
        if any(post.author_id != volunteer.person.id for post in made):
            self.findings.append(f"{wish.text!r} is somebody else's")

    async def _look_at_decisions(self, session: Session) -> None:
        made: defaultdict[int, list[Any]] = defaultdict(list)
        for row in await session.execute(select(decisions).where(decisions.c.revision_id.is_not(None))):
            made[row.revision_id].append(row)
        noted: defaultdict[int, list[str]] = defaultdict(list)
        for row in await session.execute(select(audit).where(audit.c.object_kind == "revision")):
            noted[row.object_id].append(row.action)
        for post in self._all_posts():
            self._look_at_decision(post, made[post.revision_id], noted[post.revision_id])

    def _look_at_decision(self, post: Post, made: list[Any], noted: list[str]) -> None:
        final = [row for row in made if row.verdict in FINAL]
        seconded = [row for row in made if row.verdict == Verdict.SECONDED]
        wanted = (
            RevisionState.RELEASED
            if final and final[0].verdict == Verdict.APPROVED
            else RevisionState.REJECTED
        )
        if len(final) != 1 or post.state is not wanted or len(seconded) > 1:
            self.findings.append(
                f"{post.number} is {post.state}, with the decisions {[r.verdict for r in made]}"
            )
        if sorted(noted) != sorted(row.verdict for row in made):
            self.findings.append(
                f"{post.number}: the audit trail says {noted}, not {[r.verdict for r in made]}"
            )
        for one in self.moderators:
            told = one.verdicts.get(post.number)
            if told and final and (told, one.person.id) != (final[-1].verdict, final[-1].moderator_id):
                self.findings.append(
                    f"{post.number}: {one.person.name} was told {told}, but it is {final[-1].verdict}"
                )

    def _look_at_outbox(self, rows: Iterable[Any]) -> None:
        for row in rows:
            if row.state not in (Ending.DELIVERED, Ending.OBSOLETE) or row.lease_until:
                self.findings.append(f"outbox row {row.id} ({row.screen}) is {row.state}: {row.error}")
            self.sent += row.state == Ending.DELIVERED and row.action == Action.SEND

    def _wishes(self) -> Iterator[tuple[Volunteer, Wish]]:
        for volunteer in self.volunteers:
            for wish in volunteer.wishes:
                yield volunteer, wish

    def _all_posts(self) -> Iterator[Post]:
        for made in self.posted.values():
            yield from made


def _updates() -> Select[*tuple[Any, ...]]:
    first, last = func.min(inbox.c.update_id), func.max(inbox.c.update_id)
    return select(func.count(), first, last, func.count(inbox.c.handled_at), func.count(inbox.c.dead_at))


def _posts() -> Select[*tuple[Any, ...]]:
    columns = (
        revisions.c.text,
        posts.c.number,
        revisions.c.id,
        posts.c.author_id,
        revisions.c.category,
        revisions.c.state,
    )
    return select(*columns).join(posts, posts.c.id == revisions.c.post_id).order_by(revisions.c.id)


def _pushed() -> Select[*tuple[Any, ...]]:
    return select(alerts.c.id, posts.c.number).join(posts, posts.c.id == alerts.c.post_id)
