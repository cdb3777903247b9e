"""*Ask*: the question reaches the author in private, the answer comes back to the same card, and nothing waits for ever."""

from typing import Any

import pytest

from db import people
from domain.asking import Answered, Asked, QuestionState
from domain.cards import PostCard
from domain.drafts import Draft
from domain.errors import Refusal, Refused
from domain.forms import Progress
from domain.inputs import Sent, Typed
from domain.lives import Way
from domain.moderation import Purpose, Reason, Verdict
from domain.people import Person
from domain.posts import Closing, Kind, PostState, RevisionState, Version
from domain.sending import Outgoing
from services import answering, changing, decisions, lapsing, moderation, offers, words
from tests.services.towns import MIA, MODERATION, PAUL, Here

ANNA = 1


async def asks(here: Here, revision_id: int, question: str = "Which size?", by: tuple[int, str] = MIA) -> int:
    """A moderator presses *Ask* and replies to the card; gives the question's id."""
    for given in (None, Typed(question, 7)):
        press = await here.press(revision_id, by)
        async with here.database.write() as session:
            if given is None:
                await words.expect(session, here.clock.now(), press, Purpose.ASK)
            else:
                await words.take(session, here.clock.now(), press, given, here.options)
    return (await card(here, revision_id)).decisions[-1].id


async def answers(here: Here, question: int, text: str = "Size 38", person: int = ANNA) -> Asked:
    async with here.database.write() as session:
        return await answering.answer(session, here.clock.now(), person, question, Typed(text, 8))


async def card(here: Here, revision_id: int) -> PostCard:
    async with here.database.read() as session:
        found = await moderation.post_card(session, here.clock.now(), revision_id)
    assert found is not None
    return found


async def version(here: Here, revision_id: int) -> Version:
    return (await card(here, revision_id)).version


async def sent(here: Here, screen: Outgoing) -> list[tuple[int, Any]]:
    return [(chat, facts) for name, chat, facts in await here.delivers() if name is screen]


async def days_pass(here: Here, days: int) -> None:
    here.clock.advance(days=days)
    async with here.database.write() as session:
        await lapsing.lapse_due(session, here.clock.now())


async def test_the_question_goes_to_the_author_and_the_answer_back_to_the_card(here: Here) -> None:
    revision_id = await here.writes()
    await here.delivers()
    question = await asks(here, revision_id)
    assert (await version(here, revision_id)).revision.state is RevisionState.ASKED_BACK
    [(chat, facts)] = await sent(here, Outgoing.QUESTION)
    assert isinstance(facts, Asked)
    assert (chat, facts.words, facts.state) == (ANNA, "Which size?", QuestionState.OPEN)
    assert (await answers(here, question)).state is QuestionState.ANSWERED
    now = await card(here, revision_id)
    assert now.version.revision.state is RevisionState.PENDING
    assert now.decisions[-1].answer is not None
    assert now.decisions[-1].answer.words == "Size 38"
    told = await here.delivers()
    assert (Outgoing.ANSWERED, MODERATION) in [(screen, chat) for screen, chat, _ in told]
    assert [facts.card for screen, _, facts in told if isinstance(facts, Answered)] == [1001]
    assert await here.approves(revision_id, PAUL) is Verdict.APPROVED


async def test_a_changed_post_is_an_answer_too_on_the_same_card(here: Here) -> None:
    revision_id = await here.writes()
    await here.delivers()
    question = await asks(here, revision_id)
    before = await version(here, revision_id)
    draft = Draft(ANNA, "offer", Progress(""), "n1", town_id=here.town.id, post_id=before.post.id)
    new = {"text": "Winter boots, size 38", "title": "Winter boots, size 38"}
    async with here.database.write() as session:
        after = await changing.revise(session, here.clock.now(), here.options, draft, new)
    assert (after.revision.id, after.post.number) == (revision_id, before.post.number)
    now = await card(here, revision_id)
    assert now.version.revision.text == "Winter boots, size 38"
    assert now.decisions[-1].answer is not None
    assert now.decisions[-1].answer.words is None
    with pytest.raises(Refused):
        await answers(here, question)


@pytest.mark.parametrize("way", ["approved", "rejected", "withdrawn"])
async def test_an_overtaken_question_needs_no_answer(here: Here, way: str) -> None:
    revision_id = await here.writes()
    question = await asks(here, revision_id)
    await here.delivers()
    post, now = (await version(here, revision_id)).post, here.clock.now()
    press = await here.press(revision_id, PAUL)
    async with here.database.write() as session:
        if way == "approved":
            await decisions.approve(session, now, press, here.options)
        elif way == "rejected":
            await decisions.reject(session, now, press, here.options, Reason.UNSAFE)
        else:
            await offers.act(session, now, here.options, ANNA, post.id, post.version, Way.WITHDRAW)
    assert [facts.state for _, facts in await sent(here, Outgoing.QUESTION)] == [QuestionState.OVER]
    with pytest.raises(Refused) as caught:
        await answers(here, question)
    assert caught.value.code is Refusal.QUESTION_OVER


async def test_only_whoever_was_asked_can_answer_and_only_with_words(here: Here) -> None:
    revision_id = await here.writes()
    question = await asks(here, revision_id)
    await here.volunteer(2, "Olena")
    with pytest.raises(Refused) as caught:
        await answers(here, question, person=2)
    assert caught.value.code is Refusal.NOT_YOURS
    for wrong in (Sent("sticker"), Typed("x" * 601, 9)):
        with pytest.raises(Refused):
            async with here.database.write() as session:
                await answering.answer(session, here.clock.now(), ANNA, question, wrong)
    assert (await version(here, revision_id)).revision.state is RevisionState.ASKED_BACK


async def test_nobody_is_asked_twice_before_an_answer_and_nobody_who_is_unknown(here: Here) -> None:
    revision_id = await here.writes()
    await asks(here, revision_id)
    with pytest.raises(Refused) as caught:
        await asks(here, revision_id, by=PAUL)
    assert caught.value.code is Refusal.ASKED_ALREADY
    imported = await here.writes(author_id=None)
    with pytest.raises(Refused) as caught:
        await asks(here, imported)
    assert caught.value.code is Refusal.NOBODY_TO_ASK


async def test_a_question_makes_the_first_of_two_approvals_void(here: Here) -> None:
    revision_id = await here.writes(category="housing", subcategory="room")
    await here.approves(revision_id, MIA)
    await answers(here, await asks(here, revision_id, by=PAUL))
    assert await here.approves(revision_id, MIA) is Verdict.SECONDED


async def test_without_an_answer_in_fourteen_days_it_is_over(here: Here) -> None:
    revision_id = await here.writes()
    await here.delivers()
    await asks(here, revision_id)
    await here.delivers()
    await days_pass(here, 13)
    assert (await version(here, revision_id)).revision.state is RevisionState.ASKED_BACK
    await days_pass(here, 1)
    await days_pass(here, 1)
    found = await version(here, revision_id)
    assert found.revision.state is RevisionState.WITHDRAWN
    assert (found.post.state, found.post.closing) == (PostState.CLOSED, Closing.WITHDRAWN)
    assert len(await sent(here, Outgoing.LAPSED)) == 1


async def person(here: Here) -> Person:
    async with here.database.read() as session:
        found = await people.person(session, ANNA)
    assert found is not None
    return found


async def test_a_message_answers_what_it_replies_to_or_what_was_pressed_last(here: Here) -> None:
    revision_id = await here.writes()
    question = await asks(here, revision_id)
    await here.delivers()
    [row] = await here.rows(Outgoing.QUESTION, state=None)

    async def awaited(replied_to: int | None) -> int | None:
        anna = await person(here)
        async with here.database.read() as session:
            return await answering.awaited(session, here.clock.now(), anna, replied_to)

    assert (await awaited(None), await awaited(1000 + row.id)) == (None, question)
    async with here.database.write() as session:
        await answering.begin(session, here.clock.now(), ANNA, question)
    assert await awaited(None) == question
    here.clock.advance(minutes=61)
    assert await awaited(None) is None


async def test_a_request_is_asked_about_in_private_too(here: Here) -> None:
    await here.organisation(-60, "Store")
    revision_id = await here.writes(Kind.REQUEST, chat_id=-60, author_id=60)
    await here.delivers()
    await asks(here, revision_id)
    assert [chat for chat, _ in await sent(here, Outgoing.QUESTION)] == [60]
