"""*Ask* in the chats: the author answers in private, in place, and the card has the answer."""

import pytest

from simulator.driver import Person
from tests.e2e.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def asked(town: Stage, text: str, question: str) -> tuple[Person, str]:
    """An offer about which Maria asked something; gives its author and number."""
    author = await town.volunteer()
    number = await town.offers(author, text)
    card = await town.moderation.sees(number)
    answer = await town.maria.taps("Ask", chat=town.moderation, on=number)
    assert answer.alert
    await town.moderation.sees("Whoever pressed Ask")
    await town.maria.says(question, chat=town.moderation, reply_to=card)
    seen = await author.sees(question)
    assert number in seen.text
    await town.moderation.sees("Maria asks")
    return author, number


async def test_a_question_is_answered_in_place_and_comes_back_to_the_card(careful: Stage) -> None:
    author, number = await asked(careful, "Boots without a size", "Which size are the boots?")
    await author.taps("Answer")
    await author.sees("Please write your answer now")
    await author.sends_sticker()
    await author.sees("need a text")
    await author.says("They are <38> & warm")
    thanks = await author.sees("have your answer")
    assert number in thanks.text
    card = await careful.moderation.sees("They are <38> & warm")
    assert number in card.text
    assert "Which size are the boots?" in card.text
    told = await careful.moderation.sees("is answered")
    assert told.raw["reply_to"] == card.id
    await careful.paul.taps("Approve", chat=careful.moderation, on=number)
    await author.sees("is approved")
    assert not [one for one in await author.chat.bot_messages() if "Answer" in str(one.labels)]


async def test_answering_leaves_an_open_form_alone(careful: Stage) -> None:
    author, _ = await asked(careful, "A chair or two", "How many chairs?")
    for label in ("Menu", "Offer help", "Goods", "Shoes"):
        await author.taps(label)
    await author.sees("What do you offer?")
    await careful.sim.advance(1)
    await author.taps("Answer")
    await author.says("Two chairs")
    await careful.moderation.sees("Two chairs")
    await author.says("/start")
    await author.taps("Continue")
    await author.says("Boots, as well")
    await author.sees("4 of")


async def test_a_reply_to_the_question_is_an_answer_too(careful: Stage) -> None:
    author, _ = await asked(careful, "A table", "How long is the table?")
    question = await author.sees("How long is the table?")
    await author.says("Two metres", reply_to=question)
    await author.sees("have your answer")
    await careful.moderation.sees("Two metres")


async def test_the_post_is_changed_instead_and_keeps_its_number(careful: Stage) -> None:
    author, number = await asked(careful, "My phone is 123", "Please take the phone number out.")
    await author.taps("Change", on="have a question")
    await author.taps("Text")
    await author.says("An old chair")
    await author.taps("Submit")
    await careful.moderation.sees("The author has changed it")
    card = await careful.moderation.sees("An old chair")
    assert number in card.text
    assert "My phone" not in card.text


async def test_without_an_answer_it_is_over_after_fourteen_days(careful: Stage) -> None:
    author, number = await asked(careful, "Something unclear", "What is it?")
    await careful.sim.advance(14 * 24 * 3600)
    told = await author.sees("within 14 days", within=40)
    assert number in told.text
    await careful.moderation.sees("did not answer in time")
    assert "needs no answer" in (await author.sees("What is it?")).text
