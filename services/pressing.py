"""A moderator's press on a post's card: a claim until it is checked. The press that finds the version it was drawn for
counts; others learn who was first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from db import moderation as stored
from db import posts, seats, towns
from db.engine import Session
from domain.cards import Decided, ending
from domain.errors import Refusal, Refused
from domain.posts import RevisionState, Version
from domain.sending import Outgoing
from domain.taxonomy import written
from domain.towns import Town
from services import audit, outbox
from services.audit import Role, Thing

OPEN = (RevisionState.PENDING, RevisionState.ASKED_BACK)  # a question can be overtaken by a decision
NOBODY_AT_IT: Mapping[str, Any] = dict.fromkeys(
    ("words_from", "words_for", "claimed_by", "claimed_name", "claimed_at", "lapses_at")
)


@dataclass(frozen=True)
class Press:
    """Claims until they are checked. `object_id` and `version` come from the button. `operator`: from the private chat of
    one of those whom the configuration names."""

    chat_id: int
    moderator_id: int
    name: str
    object_id: int
    version: int
    operator: bool = False

    def by_hand_of(self, decided: Decided) -> bool:
        """Whether this moderator decided that."""
        return self.moderator_id == decided.moderator_id


@dataclass(frozen=True)
class Case:
    """What a press on a post's card is about."""

    press: Press
    version: Version
    town: Town


def already_decided(decided: Decided, town: Town) -> Refused:
    """The answer to a press that came too late."""
    time = f"{decided.at.astimezone(town.zone):%H:%M}"
    return Refused(Refusal.ALREADY_DECIDED, verdict=decided.verdict, name=decided.name, time=time)


async def find(session: Session, press: Press) -> Case:
    """The revision a press is about, in whatever state. Raises `Refused` for a press from another chat than its town's, but
    for an operator who was called."""
    version = await posts.version_of_revision(session, press.object_id)
    if press.operator and version is not None and version.revision.operator_called_at is not None:
        return await _of_operator(session, press, version)
    town = await towns.by_moderation_chat(session, press.chat_id)
    if version is None or town is None or town.id != version.post.town_id:
        raise Refused(Refusal.WRONG_CHAT)
    return Case(press, version, town)


async def _of_operator(session: Session, press: Press, version: Version) -> Case:
    town = await towns.by_id(session, version.post.town_id)
    if town.moderation_chat is not None and await seats.closed_since(session, town.moderation_chat):
        raise Refused(Refusal.DECISIONS_REST, town=town.slug)
    return Case(press, version, town)


async def check_open(session: Session, press: Press) -> Case:
    """The same, waiting to be decided. Raises `Refused`: another chat, decided, or the moderator's own."""
    case = await find(session, press)
    if case.version.revision.state not in OPEN:
        raise await too_late(session, case)
    if case.version.post.author_id == press.moderator_id:
        raise Refused(Refusal.OWN_POST)
    return case


async def check(session: Session, press: Press) -> Case:
    """The same, as the card shows it now. Raises `Refused` (see `check_open`), also for a button drawn earlier."""
    case = await check_open(session, press)
    if case.version.revision.version != press.version:
        raise Refused(Refusal.STALE_BUTTON)
    return case


async def change(session: Session, now: datetime, case: Case, **values: Any) -> None:
    """Changes the revision and redraws its card: the one place where a race is decided. Raises `Refused`."""
    revision, press = case.version.revision, case.press
    if not await posts.change_revision(session, revision.id, press.version, revision.state, **values):
        raise await too_late(session, case)
    await outbox.redraw(session, now, Outgoing.POST_CARD, revision.id, press.version + 1)


async def record(session: Session, now: datetime, case: Case, decided: Decided) -> int:
    """Keeps a decision that counts, and notes it; gives its id. The card is drawn again when its *Undo* ends."""
    revision, post, press = case.version.revision, case.version.post, case.press
    made = await stored.decide(session, decided, press.version, revision_id=revision.id)
    await audit.note(
        session,
        now,
        Role.OPERATOR if press.operator else Role.MODERATOR,
        press.moderator_id,
        decided.verdict,
        Thing.REVISION,
        revision.id,
        case.town.id,
        number=post.number,
        reason=decided.reason.value if decided.reason else None,
        **({"kind": written(decided.kind)} if decided.kind else {}),
    )
    if decided.undo_until is not None:
        await outbox.redraw(
            session,
            now,
            Outgoing.POST_CARD,
            revision.id,
            f"{press.version + 1}:undo",
            due_at=decided.undo_until,
        )
    return made


async def too_late(session: Session, case: Case) -> Refused:
    """Why a press that found another state or version changes nothing."""
    revision = case.version.revision
    decided = ending(await stored.about_revision(session, revision.id))
    if decided is not None:
        return already_decided(decided, case.town)
    withdrawn = revision.state is RevisionState.WITHDRAWN
    return Refused(Refusal.POST_GONE if withdrawn else Refusal.STALE_BUTTON)
