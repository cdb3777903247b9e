"""Verdicts on posts: one decision a version, whoever presses how often from where."""

import asyncio

import pytest
from sqlalchemy import func, select

from db import outbox, posts
from db.tables import audit, decisions
from domain.cards import Decision, PostCard
from domain.errors import Refusal, Refused
from domain.inputs import Sent, Typed
from domain.moderation import Purpose, Reason, Verdict
from domain.posts import Closing, PostState, RevisionState, Version
from domain.sending import Ending, Outgoing
from services import decisions as service
from services import moderation, words
from services.pressing import Press
from tests.services.towns import MIA, MODERATION, PAUL, Here


async def version(here: Here, revision_id: int) -> Version:
    async with here.database.read() as session:
        found = await posts.version_of_revision(session, revision_id)
    assert found is not None
    return found


async def count(here: Here) -> int:
    async with here.database.read() as session:
        return await session.scalar(select(func.count()).select_from(decisions)) or 0


async def refused(here: Here, press: Press) -> Refused:
    with pytest.raises(Refused) as caught:
        async with here.database.write() as session:
            await service.approve(session, here.clock.now(), press, here.options)
    return caught.value


async def test_approving_releases_tells_the_author_and_redraws_the_card(here: Here) -> None:
    revision_id = await here.writes()
    [(screen, chat_id, card)] = await here.delivers()
    assert (screen, chat_id) == (Outgoing.POST_CARD, MODERATION)
    assert isinstance(card, PostCard)
    assert (card.record.approved, card.record.rejected) == (0, 0)
    assert await here.approves(revision_id) is Verdict.APPROVED
    found = await version(here, revision_id)
    assert found.post.state is PostState.LIVE
    assert found.post.released_id == revision_id
    assert found.post.expires_at is not None
    assert (found.post.expires_at - here.clock.now()).days == 30
    sent = {screen: (chat, facts) for screen, chat, facts in await here.delivers()}
    assert sent[Outgoing.DECISION][0] == 1
    assert isinstance(sent[Outgoing.DECISION][1], Decision)
    assert sent[Outgoing.POST_CARD][1].decisions[0].name == "Mia"


async def test_a_late_press_changes_nothing_and_learns_who_was_first(here: Here) -> None:
    revision_id = await here.writes()
    late = await here.press(revision_id, PAUL)
    await here.approves(revision_id)
    answer = await refused(here, late)
    assert answer.code is Refusal.ALREADY_DECIDED
    assert answer.facts == {"verdict": "approved", "name": "Mia", "time": "10:00"}
    assert await count(here) == 1


async def test_two_presses_at_the_same_moment_make_one_decision(here: Here) -> None:
    revision_id = await here.writes()
    presses = [await here.press(revision_id, by) for by in (MIA, PAUL)]

    async def go(press: Press, approve: bool) -> str:
        try:
            async with here.database.write() as session:
                if approve:
                    await service.approve(session, here.clock.now(), press, here.options)
                else:
                    await service.reject(session, here.clock.now(), press, here.options, Reason.UNSAFE)
        except Refused as late:
            return late.code
        return "counted"

    outcomes = await asyncio.gather(go(presses[0], True), go(presses[1], False))
    assert sorted(outcomes) == [Refusal.ALREADY_DECIDED, "counted"]
    assert await count(here) == 1
    assert len(await here.rows(Outgoing.DECISION)) == 1


async def test_a_press_counts_only_in_the_towns_own_moderation_chat(here: Here) -> None:
    revision_id = await here.writes()
    forged = Press(-4711, *MIA, revision_id, 1)
    assert (await refused(here, forged)).code is Refusal.WRONG_CHAT
    assert (await refused(here, Press(MODERATION, *MIA, 999, 1))).code is Refusal.WRONG_CHAT
    assert (await version(here, revision_id)).revision.state is RevisionState.PENDING
    assert await count(here) == 0


async def test_nobody_decides_about_their_own_post(here: Here) -> None:
    revision_id = await here.writes(author_id=MIA[0])
    assert (await refused(here, await here.press(revision_id))).code is Refusal.OWN_POST


async def test_an_older_drawing_of_the_card_is_refused(here: Here) -> None:
    revision_id = await here.writes()
    old = await here.press(revision_id)
    async with here.database.write() as session:
        await words.expect(session, here.clock.now(), old, Purpose.REJECT)
    assert (await refused(here, old)).code is Refusal.STALE_BUTTON


async def test_a_red_post_needs_two_different_moderators(here: Here) -> None:
    revision_id = await here.writes(category="housing", subcategory="room", text="A room")
    first_drawing = await here.press(revision_id)
    assert await here.approves(revision_id) is Verdict.SECONDED
    assert (await version(here, revision_id)).post.state is PostState.PENDING
    assert not await here.rows(Outgoing.DECISION)
    again = await here.press(revision_id)
    for press in (first_drawing, again):
        assert (await refused(here, press)).code is Refusal.SECOND_MODERATOR_WANTED
    assert await here.approves(revision_id, PAUL) is Verdict.APPROVED
    assert (await version(here, revision_id)).post.state is PostState.LIVE
    assert await count(here) == 2


async def test_a_rejection_closes_the_post_and_counts_in_the_authors_record(here: Here) -> None:
    revision_id = await here.writes()
    async with here.database.write() as session:
        press = await here.press(revision_id)
        await service.reject(session, here.clock.now(), press, here.options, Reason.NOT_FREE)
    found = await version(here, revision_id)
    assert (found.post.state, found.post.closing) == (PostState.CLOSED, Closing.REJECTED)
    second = await here.writes()
    async with here.database.read() as session:
        card = await moderation.post_card(session, here.clock.now(), second)
    assert card is not None
    assert (card.record.approved, card.record.rejected) == (0, 1)


async def test_own_words_come_from_whoever_was_asked(here: Here) -> None:
    revision_id = await here.writes()
    await here.delivers()
    asked = await here.press(revision_id)
    async with here.database.write() as session:
        await words.expect(session, here.clock.now(), asked, Purpose.REJECT)
    card = (await here.rows(Outgoing.POST_CARD, state=None))[0]
    async with here.database.read() as session:
        awaited = await words.awaited_at(session, MODERATION, 1000 + card.id)
        assert await words.awaited_at(session, MODERATION, 5) is None
    assert awaited is not None
    assert awaited.moderator_id == MIA[0]
    somebody_else = Press(MODERATION, *PAUL, revision_id, awaited.version)
    press = Press(MODERATION, *MIA, revision_id, awaited.version)
    for wrong, given in (
        (somebody_else, Typed("words", 7)),
        (press, Typed("x" * 301, 7)),
        (press, Sent("sticker")),
    ):
        with pytest.raises(Refused):
            async with here.database.write() as session:
                await words.take(session, here.clock.now(), wrong, given, here.options)
    async with here.database.write() as session:
        await words.take(session, here.clock.now(), press, Typed("Please write <how many>", 8), here.options)
    facts = {screen: facts for screen, _, facts in await here.delivers()}
    assert facts[Outgoing.DECISION].decided.words == "Please write <how many>"
    assert facts[Outgoing.DECISION].decided.reason is Reason.OTHER


async def test_back_takes_the_wish_for_own_words_away(here: Here) -> None:
    revision_id = await here.writes()
    async with here.database.write() as session:
        await words.expect(session, here.clock.now(), Press(MODERATION, *MIA, revision_id, 1), Purpose.REJECT)
    async with here.database.write() as session:
        await words.forget(session, here.clock.now(), Press(MODERATION, *PAUL, revision_id, 2))
    assert (await version(here, revision_id)).revision.words_from is None
    assert await here.approves(revision_id) is Verdict.APPROVED


async def test_a_card_follows_when_the_town_gets_its_chat_later(here: Here) -> None:
    async with here.database.write() as session:
        await session.exec_driver_sql("UPDATE towns SET moderation_chat = NULL")
    await here.writes()
    assert not await here.rows(Outgoing.POST_CARD)
    async with here.database.write() as session:
        await session.exec_driver_sql("UPDATE towns SET moderation_chat = -2000")
    for _ in range(3):
        async with here.database.write() as session:
            await moderation.queue_missing_cards(session, here.clock.now())
    assert [row.chat_id for row in await here.rows(Outgoing.POST_CARD)] == [-2000]


async def test_a_card_that_was_given_up_comes_again(here: Here) -> None:
    await here.writes()
    [row] = await here.rows(Outgoing.POST_CARD)
    async with here.database.write() as session:
        await outbox.settle(session, row.id, Ending.GIVEN_UP, here.clock.now())
    assert not await here.rows(Outgoing.POST_CARD)
    for _ in range(2):
        async with here.database.write() as session:
            await moderation.queue_failed_cards(session, here.clock.now(), MODERATION)
    assert [one.chat_id for one in await here.rows(Outgoing.POST_CARD)] == [MODERATION]


async def test_every_decision_stands_in_the_audit_trail(here: Here) -> None:
    await here.posts_live()
    async with here.database.read() as session:
        actions = list(await session.scalars(select(audit.c.action).where(audit.c.object_kind == "revision")))
    assert actions == ["approved"]
