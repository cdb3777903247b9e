"""What the moderators of a town see: a card for everything that waits, and the queue."""

from datetime import datetime

from db import marks, organisations, posts, releases, seats, towns
from db import moderation as stored
from db.engine import Session
from domain.cadence import QuietHours
from domain.cards import Claim, Decided, PostCard, standing
from domain.moderation import UNDOABLE
from domain.organisations import OrganisationState
from domain.posts import Kind, Revision, RevisionState
from domain.sending import Outgoing
from domain.towns import Town
from services import albums, outbox

_NIGHT = QuietHours()


def at_night(now: datetime, town: Town) -> bool:
    """Whether what goes out now goes out silently: cards and decisions wait for nobody, but wake nobody either."""
    return _NIGHT.covers(now.astimezone(town.zone).time())


async def queue_card(session: Session, now: datetime, revision_id: int, key: str = "") -> None:
    """Queues the card of a pending revision for its town's moderators, with its photos above it; with another `key` than
    before, once more.

    A request of an organisation that is not verified waits without a card; a town without a moderation chat gets the card
    when it has one (`queue_missing_cards`).
    """
    version = await posts.version_of_revision(session, revision_id)
    if version is None or version.revision.state is not RevisionState.PENDING:
        return
    post = version.post
    town = await towns.by_id(session, post.town_id)
    if town.moderation_chat is None or await seats.closed_since(session, town.moderation_chat):
        return
    if post.kind is Kind.REQUEST and not await _is_verified(session, post.organisation_id, post.town_id):
        return
    await albums.queue(session, now, version.revision, town.moderation_chat, key)
    await outbox.send(
        session,
        now,
        Outgoing.POST_CARD,
        revision_id,
        town.moderation_chat,
        key=key,
        silent=at_night(now, town),
    )


async def queue_organisation_card(session: Session, now: datetime, verification_id: int) -> None:
    """Queues the card of an organisation for the town's moderators."""
    found = await organisations.by_id(session, verification_id)
    town = await towns.by_id(session, found.town_id) if found else None
    if town is None or town.moderation_chat is None:
        return
    if not await seats.closed_since(session, town.moderation_chat):
        silent = at_night(now, town)
        await outbox.send(
            session, now, Outgoing.ORGANISATION_CARD, verification_id, town.moderation_chat, silent=silent
        )


async def queue_missing_cards(session: Session, now: datetime) -> None:
    """Cards of what waits and never reached the present moderation chat: a town bound later, a chat that changed."""
    for revision_id in await stored.revisions_without_card(session):
        await queue_card(session, now, revision_id)
    for verification_id in await stored.verifications_without_card(session):
        await queue_organisation_card(session, now, verification_id)


async def queue_failed_cards(session: Session, now: datetime, chat_id: int) -> None:
    """Cards that were given up come again: the bot could not write in its moderation chat for a day, and cards wait."""
    if await stored.forget_failed_cards(session, chat_id):
        await queue_missing_cards(session, now)


async def post_card(
    session: Session, now: datetime, revision_id: int, *, operator: bool = False
) -> PostCard | None:
    """What the card of a revision shows now, to moderators or to an operator; None when there is no such revision."""
    version = await posts.version_of_revision(session, revision_id)
    if version is None:
        return None
    post, asking = version.post, None
    if post.organisation_id is not None:
        asking = await organisations.in_town(session, post.organisation_id, post.town_id)
    decisions = await stored.about_revision(session, revision_id)
    meant = await posts.newest(session, post.request_id) if post.request_id is not None else None
    return PostCard(
        version,
        await towns.by_id(session, post.town_id),
        asking.name if asking else None,
        asking is not None and asking.state is OrganisationState.VERIFIED,
        await stored.record(session, post),
        decisions,
        await marks.of_revision(session, revision_id),
        _undoable(decisions, now),
        claim_of(version.revision, now),
        await releases.words_before(session, version.revision),
        operator,
        meant.post.number if meant else None,
    )


def _undoable(decisions: tuple[Decided, ...], now: datetime) -> bool:
    last = next((one for one in reversed(standing(decisions)) if one.verdict in UNDOABLE), None)
    return last is not None and last.undo_until is not None and now < last.undo_until


def claim_of(revision: Revision, now: datetime) -> Claim | None:
    """Who looks after the card now."""
    if revision.claimed_by is None or revision.claimed_at is None:
        return None
    claim = Claim(revision.claimed_by, revision.claimed_name or "", revision.claimed_at)
    return claim if now < claim.until else None


async def _is_verified(session: Session, organisation_id: int | None, town_id: int) -> bool:
    found = await organisations.in_town(session, organisation_id, town_id) if organisation_id else None
    return found is not None and found.state is OrganisationState.VERIFIED
