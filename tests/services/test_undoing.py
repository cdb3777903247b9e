"""*Undo*: by whoever decided, in time, before anything was pushed; the author hears of each decision and each undoing."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from db import posts
from db.tables import matches
from domain.cards import Decision, PostCard
from domain.details import Details, Urgency, to_json
from domain.errors import Refusal, Refused
from domain.lives import Way
from domain.moderation import Reason, Verdict
from domain.organisations import Mode
from domain.posts import Kind, PostState, RevisionState
from domain.sending import Outgoing
from services import decisions, offers, releasing, settings, undoing
from tests.services.towns import MIA, PAUL, Here

TWO_MINUTES = timedelta(seconds=120)


@pytest.fixture
def here(here: Here) -> Here:
    return replace(here, options=replace(here.options, undo=TWO_MINUTES))


async def undoes(here: Here, revision_id: int, by: tuple[int, str] = MIA) -> None:
    press = await here.press(revision_id, by)
    async with here.database.write() as session:
        await undoing.undo(session, here.clock.now(), press, here.options)


async def cannot_undo(here: Here, revision_id: int, by: tuple[int, str] = MIA) -> Refusal:
    with pytest.raises(Refused) as caught:
        await undoes(here, revision_id, by)
    return caught.value.code


async def rejects(here: Here, revision_id: int, by: tuple[int, str] = MIA) -> None:
    press = await here.press(revision_id, by)
    async with here.database.write() as session:
        await decisions.reject(session, here.clock.now(), press, here.options, Reason.UNSAFE)


async def time_passes(here: Here, seconds: float) -> None:
    """The ticks of the schedule included."""
    here.clock.advance(seconds=seconds)
    async with here.database.write() as session:
        await releasing.publish_due(session, here.clock.now(), here.options)


async def told(here: Here) -> list[Verdict]:
    """What the author hears when everything that is due is sent."""
    sent = [facts for screen, _, facts in await here.delivers() if screen is Outgoing.DECISION]
    assert all(isinstance(facts, Decision) for facts in sent)
    return [facts.decided.verdict for facts in sent]


async def states(here: Here, revision_id: int) -> tuple[PostState, RevisionState]:
    async with here.database.read() as session:
        found = await posts.version_of_revision(session, revision_id)
    assert found is not None
    return found.post.state, found.revision.state


async def alerts(here: Here) -> int:
    return len(await here.rows(Outgoing.ALERT, state=None))


async def found(here: Here) -> int:
    async with here.database.read() as session:
        return await session.scalar(select(func.count()).select_from(matches)) or 0


async def follower(here: Here) -> None:
    await here.organisation(-50)
    await here.follows(-50)
    await here.sets(settings.set_mode, -50, Mode.AT_ONCE)


async def test_nothing_is_pushed_while_a_release_can_be_undone(here: Here) -> None:
    await follower(here)
    revision_id = await here.writes()
    await here.approves(revision_id)
    assert await states(here, revision_id) == (PostState.LIVE, RevisionState.RELEASED)
    await time_passes(here, 119)
    assert await alerts(here) == 0
    await time_passes(here, 1)
    assert await alerts(here) == 1
    assert await cannot_undo(here, revision_id) is Refusal.UNDO_TOO_LATE
    assert await states(here, revision_id) == (PostState.LIVE, RevisionState.RELEASED)


async def test_an_undone_release_waits_again_and_the_author_hears_of_both(here: Here) -> None:
    await follower(here)
    revision_id = await here.writes()
    await here.approves(revision_id)
    assert await told(here) == [Verdict.APPROVED]
    assert await cannot_undo(here, revision_id, PAUL) is Refusal.UNDO_NOT_YOURS
    await undoes(here, revision_id)
    assert await states(here, revision_id) == (PostState.PENDING, RevisionState.PENDING)
    await time_passes(here, 200)
    assert await alerts(here) == 0
    assert await told(here) == [Verdict.UNDONE]
    assert await cannot_undo(here, revision_id) is Refusal.STALE_BUTTON
    await rejects(here, revision_id, PAUL)
    assert await told(here) == [Verdict.REJECTED]


async def test_an_undone_rejection_waits_again(here: Here) -> None:
    revision_id = await here.writes()
    await rejects(here, revision_id)
    await undoes(here, revision_id)
    assert await states(here, revision_id) == (PostState.PENDING, RevisionState.PENDING)
    assert await told(here) == [Verdict.REJECTED, Verdict.UNDONE]
    await here.approves(revision_id, PAUL)
    assert await states(here, revision_id) == (PostState.LIVE, RevisionState.RELEASED)


async def test_the_second_of_two_takes_back_only_the_own_approval(here: Here) -> None:
    revision_id = await here.writes(category="housing", subcategory="room")
    await here.approves(revision_id)
    await here.approves(revision_id, PAUL)
    assert await cannot_undo(here, revision_id) is Refusal.UNDO_NOT_YOURS
    await undoes(here, revision_id, PAUL)
    assert (
        await here.approves(revision_id, PAUL) is Verdict.APPROVED
    )  # one more is enough, Mia's still counts
    await undoes(here, revision_id, PAUL)
    await undoes(here, revision_id, MIA)
    assert await here.approves(revision_id, PAUL) is Verdict.SECONDED
    assert await told(here) == [Verdict.APPROVED, Verdict.UNDONE] * 2


async def test_a_post_that_its_author_closed_stays_closed(here: Here) -> None:
    revision_id = await here.writes()
    await here.approves(revision_id)
    async with here.database.write() as session:
        version = await posts.version_of_revision(session, revision_id)
        assert version is not None
        post, now = version.post, here.clock.now()
        await offers.act(session, now, here.options, 1, post.id, post.version, Way.WITHDRAW)
    assert await cannot_undo(here, revision_id) is Refusal.POST_GONE


async def test_what_is_needed_today_goes_out_at_once_and_cannot_be_undone(here: Here) -> None:
    await follower(here)
    await here.organisation(-60, "Hurried")
    urgent = to_json(Details(urgency=Urgency.TODAY))
    revision_id = await here.writes(Kind.REQUEST, chat_id=-60, details=urgent)
    await here.approves(revision_id)
    assert await alerts(here) == 1
    assert await cannot_undo(here, revision_id) is Refusal.UNDO_TOO_LATE


async def test_an_urgent_request_does_not_push_an_offer_that_can_still_be_undone(here: Here) -> None:
    await here.organisation(-60, "Hurried")
    offered = await here.writes()
    await here.approves(offered)
    urgent = to_json(Details(urgency=Urgency.TODAY))
    await here.approves(await here.writes(Kind.REQUEST, chat_id=-60, details=urgent))
    assert await found(here) == 0
    await time_passes(here, 120)
    assert await found(here) == 1


async def test_the_card_shows_undo_for_as_long_as_it_works(here: Here) -> None:
    revision_id = await here.writes()
    await here.delivers()
    await here.approves(revision_id)

    async def drawn() -> list[bool]:
        cards = [facts for screen, _, facts in await here.delivers() if screen is Outgoing.POST_CARD]
        assert all(isinstance(card, PostCard) for card in cards)
        return [card.undoable for card in cards]

    assert await drawn() == [True]
    here.clock.advance(seconds=119)
    assert await drawn() == []
    here.clock.advance(seconds=1)
    assert await drawn() == [False]
