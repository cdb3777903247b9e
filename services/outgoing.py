"""What the delivery worker needs of each screen: its facts, true at the moment of sending, or None for what is overtaken."""

from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime

from db import moderation as stored
from db import posts, towns
from db.engine import Session
from db.outbox import Row
from domain.asking import Answered, Asked, QuestionState
from domain.bans import BanCard, BanNews
from domain.cards import CardPhotos, Decision, OrganisationCard, PostCard, Standing
from domain.groups import Arrival, GroupNews
from domain.moderation import Verdict
from domain.own import OwnPost
from domain.posts import Kind, RevisionState
from domain.promises import Delay, Reminder, Stage
from domain.pushes import Digest, Gone, Item
from domain.reservations import Contacting, ReservationState, Taken
from domain.seats import News, SeatNews
from domain.sending import Action, Outgoing
from domain.stats import Stats
from services import (
    albums,
    alerts,
    answering,
    asked,
    bans,
    contacts,
    followers,
    freshness,
    group_life,
    group_news,
    moderation,
    promises,
    reservations,
    seats,
    stats,
    verifying,
)

Facts = Callable[[Session, datetime, Row], Awaitable[object | None]]


async def _post_card(session: Session, now: datetime, row: Row) -> PostCard | None:
    private = row.chat_id > 0
    card = await moderation.post_card(session, now, row.object_id, operator=private)
    if card is None or row.action is Action.EDIT:
        return card
    state = card.version.revision.state
    late = state is RevisionState.WITHDRAWN or (
        private and state in (RevisionState.RELEASED, RevisionState.REJECTED)
    )
    return None if late else card


async def _card_photos(session: Session, now: datetime, row: Row) -> CardPhotos | None:
    return await albums.facts(session, row)


async def _organisation_card(session: Session, now: datetime, row: Row) -> OrganisationCard | None:
    return await verifying.card(session, row.object_id, operator=row.chat_id > 0)


async def _decision(session: Session, now: datetime, row: Row) -> Decision | None:
    version = await posts.version_of_revision(session, row.object_id)
    decisions = await stored.about_revision(session, row.object_id)
    told = next((one for one in decisions if one.id == row.params["decision"]), None)
    if version is None or told is None:
        return None
    town = await towns.by_id(session, version.post.town_id)
    ours = version.post.kind is Kind.REQUEST
    moved = [one.kind for one in decisions if one.verdict is Verdict.MOVED and one.id < told.id]
    first = version.post.released_id is None
    return Decision(version, town, told, ours, first, next(iter(reversed(moved)), None))


async def _question(session: Session, now: datetime, row: Row) -> Asked | None:
    subject = await asked.look(session, row.object_id)
    if subject is None or (row.action is Action.SEND and subject.state is not QuestionState.OPEN):
        return None
    return asked.facts(subject)


async def _answered(session: Session, now: datetime, row: Row) -> Answered | None:
    return await answering.notice(session, row.object_id)


async def _lapsed(session: Session, now: datetime, row: Row) -> Asked | None:
    subject = await asked.look(session, row.object_id)
    return asked.facts(subject) if subject else None


async def _verification(session: Session, now: datetime, row: Row) -> Standing | None:
    return await verifying.standing(session, row.object_id, row.params["news"])


async def _group_news(session: Session, now: datetime, row: Row) -> GroupNews:
    return await group_news.facts(session, row.object_id, row.params["news"])


async def _farewell(session: Session, now: datetime, row: Row) -> Arrival | None:
    found = await group_life.look(session, row.chat_id)
    return None if found.registered else found


async def _alert(session: Session, now: datetime, row: Row) -> Item | Taken | Gone | None:
    if row.action is not Action.SEND:
        return await alerts.copy(session, now, row.object_id)
    item = await alerts.card(session, now, row.object_id)
    undoable = item is not None and item.version.post.publish_at is not None
    return None if undoable else item  # it is found again when its release cannot be undone any more


async def _digest(session: Session, now: datetime, row: Row) -> Digest | None:
    found = await alerts.digest(session, now, row.object_id)
    empty = found is not None and not found.items
    return None if empty and row.action is Action.SEND else found


async def _seat_news(session: Session, now: datetime, row: Row) -> SeatNews | None:
    return await seats.news(session, row.object_id, row.chat_id, News(row.params["news"]))


async def _still_valid(session: Session, now: datetime, row: Row) -> OwnPost | None:
    return await freshness.question(session, now, row.object_id, row.params["expires_at"])


async def _expired(session: Session, now: datetime, row: Row) -> OwnPost | None:
    return await freshness.expired(session, now, row.object_id, row.params["expires_at"])


async def _ban(session: Session, now: datetime, row: Row) -> BanCard | None:
    return await bans.facts(session, now, row.object_id)


async def _ban_news(session: Session, now: datetime, row: Row) -> tuple[BanCard, BanNews] | None:
    found = await bans.facts(session, now, row.object_id)
    return (found, BanNews(row.params["news"])) if found else None


async def _contact_question(session: Session, now: datetime, row: Row) -> Contacting | None:
    found = await reservations.look(session, row.object_id, private=True)
    over = found is not None and found.reservation.state is not ReservationState.HELD
    return None if over and row.action is Action.SEND else found


async def _contact_step(session: Session, now: datetime, row: Row) -> Contacting | None:
    return await reservations.look(session, row.object_id, private=row.chat_id > 0)


async def _contact_card(session: Session, now: datetime, row: Row) -> Contacting | None:
    if row.action is Action.SEND:
        return await contacts.card(session, row.object_id, row.chat_id)
    return await reservations.look(session, row.object_id, private=False)


async def _stats(session: Session, now: datetime, row: Row) -> Stats:
    return await stats.of_town(session, now, row.object_id)


async def _reminder(session: Session, now: datetime, row: Row) -> Reminder | None:
    return await promises.reminder(session, now, row.object_id, Stage(row.params["stage"]))


async def _delay(session: Session, now: datetime, row: Row) -> Delay | None:
    return await promises.delay(session, row.object_id)


async def _apology(session: Session, now: datetime, row: Row) -> Row:
    return row  # nothing has to be known to say sorry


FACTS: Mapping[Outgoing, Facts] = {
    Outgoing.POST_CARD: _post_card,
    Outgoing.CARD_PHOTOS: _card_photos,
    Outgoing.ORGANISATION_CARD: _organisation_card,
    Outgoing.DECISION: _decision,
    Outgoing.QUESTION: _question,
    Outgoing.ANSWERED: _answered,
    Outgoing.LAPSED: _lapsed,
    Outgoing.VERIFICATION: _verification,
    Outgoing.GROUP_NEWS: _group_news,
    Outgoing.FAREWELL: _farewell,
    Outgoing.ALERT: _alert,
    Outgoing.DIGEST: _digest,
    Outgoing.NEED: followers.need,
    Outgoing.SEAT_NEWS: _seat_news,
    Outgoing.STILL_VALID: _still_valid,
    Outgoing.EXPIRED: _expired,
    Outgoing.BANNED: _ban,
    Outgoing.APPEAL: _ban,
    Outgoing.BAN_NEWS: _ban_news,
    Outgoing.CONTACT_QUESTION: _contact_question,
    Outgoing.CONTACT_STEP: _contact_step,
    Outgoing.CONTACT_CARD: _contact_card,
    Outgoing.STATS: _stats,
    Outgoing.REMINDER: _reminder,
    Outgoing.DELAY: _delay,
    Outgoing.APOLOGY: _apology,
}


async def given_up(session: Session, row: Row) -> None:
    """Nothing came of a new message: what it was to show waits for the next digest."""
    if row.action is not Action.SEND:
        return
    if row.screen is Outgoing.ALERT:
        await alerts.wait_again(session, row.object_id)
    elif row.screen is Outgoing.DIGEST:
        await alerts.wait_again_all(session, row.object_id)


async def delivered(session: Session, now: datetime, row: Row) -> None:
    """A new message was delivered: what it showed counts as shown."""
    if row.chat_id < 0 and row.attempts:
        await group_life.heard(session, row.chat_id)
    if row.screen is Outgoing.ALERT:
        await alerts.note_card(session, now, row.object_id)
    elif row.screen is Outgoing.DIGEST:
        await alerts.note_digest(session, now, row.object_id)
    elif row.screen is Outgoing.CONTACT_CARD:
        await contacts.delivered(session, now, row.object_id)
