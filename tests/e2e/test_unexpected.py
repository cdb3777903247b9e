"""Whatever people send, they get one clear sentence, and nothing they wrote is lost."""

import pytest

from simulator.driver import Person
from tests.e2e.stage import Stage, on_from_text
from views.callbacks import OwnPress

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def at_text(shared: Stage) -> Person:
    anna = await shared.volunteer()
    await anna.taps("Offer help")
    await anna.taps("Goods")
    await anna.taps("Shoes")
    await anna.sees("3 of 6")
    return anna


async def answers_since(person: Person, count: int) -> int:
    return len(await person.chat.bot_messages()) - count


async def test_a_text_of_4000_characters_and_then_a_proper_one(shared: Stage) -> None:
    anna = await at_text(shared)
    await anna.says(('<b>&"😀 sofa ' * 400)[:4000])
    said = await anna.sees("4,000 characters, at most 600")
    assert "3 of 6" in said.text
    awkward = '<b>Boots</b> & "laces" 😀 <3 &amp; </i>'
    await anna.says(awkward)
    await on_from_text(anna)
    preview = await anna.sees("Preview")
    assert awkward in preview.text
    await anna.taps("Submit")
    card = await shared.moderation.sees("Boots")
    assert awkward in card.text
    await anna.says("/my")
    await anna.sees(awkward)


async def test_something_else_than_a_text(shared: Stage) -> None:
    anna = await at_text(shared)
    for kind in ("sticker", "voice", "document", "photo", "contact", "poll"):
        await anna.sends(kind)
        said = await anna.sees("I need a text here")
        assert "3 of 6" in said.text
    await anna.says("Sofa to give away!", forwarded_from={"hidden": "Flea market"})
    said = await anna.sees("write it in your own words")
    assert "3 of 6" in said.text
    await anna.says("https://example.org/sofa")
    said = await anna.sees("A link alone does not say")
    assert "3 of 6" in said.text
    await anna.says("Boots")
    await anna.sees("4 of 6")


async def test_only_spaces_only_emoji_and_an_unknown_command(shared: Stage) -> None:
    anna = await at_text(shared)
    await anna.says("🎉🎉🎉")
    await anna.sees("only signs")
    await anna.says("/Help")  # telephones begin a message with a capital
    await anna.sees("How it works")
    await anna.says("/dance")
    said = await anna.sees("do not know this command")
    assert "3 of 6" in said.text
    await anna.says("Boots")
    await anna.sees("4 of 6")


async def test_an_album_gets_one_answer(shared: Stage) -> None:
    anna = await at_text(shared)
    before = len(await anna.chat.bot_messages())
    await anna.sends_album(4)
    await anna.says("Boots")
    await anna.sees("4 of 6")
    assert await answers_since(anna, before) == 2


async def test_a_text_where_a_button_is_due(shared: Stage) -> None:
    anna = await shared.volunteer()
    await anna.taps("Offer help")
    await anna.says("Boots, size 38")
    said = await anna.sees("press one of the buttons")
    assert "1 of 6" in said.text
    await anna.taps("Goods")
    await anna.sees("2 of 6")
    assert len([message for message in await anna.chat.bot_messages() if message.buttons]) == 1


async def test_an_edited_message_changes_its_answer(shared: Stage) -> None:
    anna = await at_text(shared)
    said = await anna.says("Boots, size 38")
    await anna.sees("4 of 6")
    await anna.edits(said, "Boots, size 39")
    await anna.sees("I have changed your answer")
    await anna.edits(said, "x" * 700)
    await anna.sees("at most 600")
    await on_from_text(anna, "Lusan")
    preview = await anna.sees("Preview")
    assert "size 39" in preview.text
    await anna.taps("Submit")
    await shared.moderation.sees("size 39")
    await anna.edits(said, "Boots, size 40")
    await anna.sees("the edit changes nothing")
    await shared.moderation.does_not_see("size 40")


async def test_an_edit_of_another_message_changes_nothing(shared: Stage) -> None:
    anna = await shared.volunteer()
    older = await anna.says("Good morning")
    await anna.sees("do not wait for a message")
    await anna.taps("Offer help")
    await anna.taps("Goods")
    await anna.edits(older, "Good evening")
    said = await anna.sees("the edit changes nothing")
    assert "2 of 6" in said.text


async def test_a_stale_button_shows_the_present_question_and_changes_nothing(shared: Stage) -> None:
    anna = await shared.volunteer()
    await anna.taps("Offer help")
    question = await anna.chat.last()
    old = question.button("Housing").data
    assert old
    await anna.taps("Goods")
    answer = await anna.forges(old, message=question)
    assert "out of date" in (answer.text or "")
    shown = await anna.chat.last()
    assert "2 of 6" in shown.text
    assert "Shoes" in shown.labels


async def test_buttons_of_others_and_from_other_chats_do_nothing(shared: Stage) -> None:
    anna = await at_text(shared)
    await anna.says("Boots for rain")
    await on_from_text(anna)
    await anna.sees("Preview")
    submit = (await anna.chat.last()).button("Submit").data
    assert submit
    olena = await shared.volunteer("Olena")
    for answer in (
        await olena.forges(submit),
        await shared.maria.forges(submit, chat=shared.moderation),
        await olena.forges("d:00000000:submit:"),
        await olena.forges("d:x"),
        await olena.forges("nonsense"),
        await olena.forges(OwnPress("withdraw", 9999, 1).pack()),
        await olena.forges("o:no-such-way:9999:1"),
    ):
        assert answer.text
    await shared.moderation.does_not_see("Boots for rain")
    await anna.taps("Submit")
    await anna.sees("Your number is")
    for action in ("show", "change", "withdraw", "undo"):
        stolen = await olena.forges(OwnPress(action, 1, 1).pack())
        assert "not here any more" in (stolen.text or ""), action
    await anna.says("/my")
    await anna.sees("waits for the moderators")


async def test_anything_without_a_question_leads_to_the_menu(shared: Stage) -> None:
    anna = await shared.volunteer()
    await anna.says("Hello, do you need a sofa?")
    assert "Offer help" in "".join((await anna.sees("do not wait for a message")).labels)
    await anna.sends_sticker()
    await anna.sees("do not wait for a message")
    await anna.says("/nonsense")
    await anna.sees("do not know this command")


async def test_an_answer_of_ours_that_telegram_lost_is_given_again_and_nothing_happens_twice(
    shared: Stage,
) -> None:
    anna = await at_text(shared)
    await fails(shared, "sendMessage", anna)
    await anna.says("Boots of leather")
    await anna.sees("4 of 6", within=30)
    await on_from_text(anna)
    await anna.sees("Preview")
    await fails(shared, "editMessageText", anna)
    await anna.taps("Submit")
    await anna.sees("Your number is", within=30)
    await anna.says("/my")
    assert (await anna.sees("My offers")).text.count("Boots of leather") == 1


async def fails(stage: Stage, method: str, person: Person) -> None:
    """As often as the bot tries at once: after that the whole update comes again."""
    await stage.sim.fault(method, chat=person, code=500, description="Internal Server Error", times=4)
