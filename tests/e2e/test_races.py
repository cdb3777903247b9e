"""At the same moment: two moderators, quick fingers, two devices. One press counts, the other learns who was first."""

import asyncio
import random
from collections import Counter
from typing import Any

import pytest
from sqlalchemy import func, select

from db.engine import open_database
from db.tables import decisions, drafts, posts
from simulator.driver import Answer, Message, Person
from tests.e2e.stage import Stage, on_from_text

pytestmark = pytest.mark.asyncio(loop_scope="module")
CARDS, VOLUNTEERS, PRESSES, PATIENCE = 100, 20, 50, 120


async def _posts(stage: Stage, number: int) -> None:
    person = await stage.volunteer(f"Volunteer {number}")
    for count in range(CARDS // VOLUNTEERS):
        await stage.offers(person, f"Thing {number}-{count}")
        await person.taps("Menu", within=PATIENCE)


async def _open_cards(stage: Stage) -> list[Message]:
    return [one for one in await stage.moderation.bot_messages() if "Approve" in str(one.labels)]


async def _rejects(stage: Stage, card: Message) -> Answer:
    return await stage.paul.taps("Duplicate", chat=stage.moderation, message=card, within=PATIENCE)


async def test_opposite_buttons_on_a_hundred_cards(shared: Stage) -> None:
    await asyncio.gather(*(_posts(shared, number) for number in range(VOLUNTEERS)))
    async with asyncio.timeout(PATIENCE):
        while len(cards := await _open_cards(shared)) < CARDS:  # noqa: ASYNC110 - others press
            await asyncio.sleep(0.2)
    # Paul looks at the reasons of every card first: then one press decides on either side.
    data = {card.id: card.button("Approve").data for card in cards}
    await asyncio.gather(
        *(shared.paul.taps("Reject", chat=shared.moderation, message=card, within=PATIENCE) for card in cards)
    )
    approving = [
        shared.maria.forges(data[card.id] or "", message=card, chat=shared.moderation, within=PATIENCE)
        for card in cards
    ]
    rejecting = [_rejects(shared, card) for card in cards]
    answers = await asyncio.gather(*(one for pair in zip(approving, rejecting, strict=True) for one in pair))
    said = Counter((answer.text or "").partition(":")[0] for answer in answers)
    assert said == {"Done. The author is told.": CARDS, "This was decided before": CARDS}
    await _every_card_says_what_was_decided(shared)


async def _every_card_says_what_was_decided(stage: Stage) -> None:
    async with open_database(stage.database_url) as database, database.read() as session:
        each = await session.execute(
            select(decisions.c.revision_id, func.count()).group_by(decisions.c.revision_id)
        )
        assert [row[1] for row in each if row[0] is not None] == [1] * CARDS
        verdicts = Counter(
            await session.scalars(select(decisions.c.verdict).where(decisions.c.revision_id.is_not(None)))
        )
    async with asyncio.timeout(PATIENCE):
        while await _shown(stage) != verdicts:  # noqa: ASYNC110 - others press
            await asyncio.sleep(0.2)


async def _shown(stage: Stage) -> Counter[str]:
    texts = [one.text for one in await stage.moderation.bot_messages() if not one.buttons]
    words = {"approved": "Approved by Maria", "rejected": "Rejected by Paul"}
    return Counter({verdict: sum(sign in text for text in texts) for verdict, sign in words.items()})


SIGNS = {"Settings": "Settings", "Help": "How it works", "Privacy": "Stored are"}


async def test_fifty_quick_presses_are_answered_in_order(shared: Stage) -> None:
    anna = await shared.volunteer("Anna the quick")
    shown = await anna.chat.last()
    wanted = random.Random(50).choices(list(SIGNS), k=PRESSES)
    before = (await shared.sim.requests())[-1]["number"]
    for label in wanted:
        await anna.forges(shown.button(label).data or "", message=shown, wait_answer=False)
    async with asyncio.timeout(PATIENCE):
        while len(await shared.sim.requests("answerCallbackQuery", after=before)) < PRESSES:  # noqa: ASYNC110 - others press
            await asyncio.sleep(0.1)
    edits = await shared.sim.requests("editMessageText", after=before)
    texts = [edit["params"]["text"] for edit in edits]
    assert [next(label for label in SIGNS if SIGNS[label] in text) for text in texts] == wanted


async def test_two_devices_press_under_the_same_question(shared: Stage) -> None:
    anna = await shared.volunteer("Anna with two phones")
    await anna.taps("Offer help")
    question = await anna.sees("What would you like to give?")
    first, second = [
        anna.forges(question.button(label).data or "", message=question, within=PATIENCE)
        for label in ("Goods", "Housing")
    ]
    answers = await asyncio.gather(first, second)
    assert sorted(bool(answer.text and "out of date" in answer.text) for answer in answers) == [False, True]
    stale_first = bool(answers[0].text)
    await anna.sees("What exactly?")
    shown = await anna.chat.last()
    assert ("Shoes" in shown.labels) is not stale_first
    assert await _draft(shared, anna) == {"category": "housing" if stale_first else "goods"}


@pytest.mark.parametrize("typed_first", [True, False])
async def test_typing_on_one_device_and_pressing_on_the_other(shared: Stage, typed_first: bool) -> None:
    anna = await shared.volunteer(f"Anna who types {'first' if typed_first else 'second'}")
    for label in ("Offer help", "Goods", "Shoes"):
        await anna.taps(label)
    question = await anna.sees("What do you offer?")
    back = question.button("Back").data or ""
    if typed_first:
        await anna.says("Winter boots, size 38")
        answer = await anna.forges(back, message=question)
        assert "out of date" in (answer.text or "")
        await anna.sees("Is there more to say?")
    else:
        await anna.forges(back, message=question, wait_answer=False)
        await anna.says("Winter boots, size 38")
        await anna.sees("Please press one of the buttons.")
        for step in ("Shoes", "Winter boots, size 38"):
            await (anna.taps(step) if step == "Shoes" else anna.says(step))
        await anna.sees("Is there more to say?")
    draft = await _draft(shared, anna)
    assert (draft["subcategory"], draft["text"]) == ("shoes", "Winter boots, size 38")


async def test_submitted_on_both_devices_it_is_one_post(shared: Stage) -> None:
    anna = await shared.volunteer("Anna who submits twice")
    for label in ("Offer help", "Goods", "Shoes"):
        await anna.taps(label)
    await anna.says("Boots that are there once")
    await on_from_text(anna)
    preview = await anna.sees("Preview.")
    submit = preview.button("Submit").data or ""
    await asyncio.gather(*(anna.forges(submit, message=preview, within=PATIENCE) for _ in range(2)))
    async with open_database(shared.database_url) as database, database.read() as session:
        assert await session.scalar(select(func.count()).where(posts.c.author_id == anna.id)) == 1


async def _draft(stage: Stage, person: Person) -> dict[str, Any]:
    """The answers as the database remembers them."""
    async with open_database(stage.database_url) as database, database.read() as session:
        found = await session.scalar(select(drafts.c.answers).where(drafts.c.person_id == person.id))
    return dict(found or {})
