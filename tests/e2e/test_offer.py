"""A volunteer offers help, with every way back, forth and out."""

import pytest

from simulator.driver import Person
from tests.e2e.stage import Stage, on_from_text

pytestmark = pytest.mark.asyncio(loop_scope="module")

BOOTS = "Winter boots, size 38"


async def at_preview(shared: Stage, name: str = "Anna") -> Person:
    """Somebody with an offer that is ready to be submitted."""
    anna = await shared.volunteer(name)
    await anna.taps("Offer help")
    await anna.taps("Goods")
    await anna.taps("Shoes")
    await anna.says(BOOTS)
    await on_from_text(anna, "Lusan")
    await anna.sees("Preview")
    return anna


async def test_an_offer_takes_six_steps_and_gets_a_number_and_a_place_in_the_queue(shared: Stage) -> None:
    first = await at_preview(shared)
    await first.taps("Submit")
    await first.sees("Your number is A-")
    second = await at_preview(shared, "Olena")
    await second.taps("Submit")
    await second.sees("waiting before yours.")


async def test_presses_edit_the_message_and_a_typed_answer_moves_it_down(shared: Stage) -> None:
    anna = await at_preview(shared)
    shown = await anna.chat.bot_messages()
    assert [bool(message.buttons) for message in shown] == [False, True]
    assert "Winter boots" in shown[-1].text


async def test_back_skip_and_keeping_an_answer(shared: Stage) -> None:
    anna = await shared.volunteer()
    await anna.taps("Offer help")
    assert "Back" not in (await anna.chat.last()).labels
    await anna.taps("Goods")
    await anna.taps("Back")
    await anna.sees("1 of 6")
    await anna.taps("Keep this answer")
    await anna.taps("Shoes")
    await anna.says(BOOTS)
    await anna.sees("4 of 6")
    await anna.taps("Back")
    await anna.sees(f"Your answer so far: {BOOTS}")
    await anna.taps("Keep this answer")
    await anna.sees("4 of 6")
    await on_from_text(anna)
    preview = await anna.sees("Preview")
    assert BOOTS in preview.text
    assert "📍 Gera" in preview.text


async def test_cancel_asks_once_when_something_would_be_lost(shared: Stage) -> None:
    anna = await shared.volunteer()
    await anna.taps("Offer help")
    await anna.taps("Cancel")
    await anna.sees("Cancelled")
    await anna.taps("Menu")
    await anna.taps("Offer help")
    await anna.taps("Goods")
    await anna.taps("Cancel")
    await anna.sees("Do you want to cancel?")
    await anna.taps("Back")
    await anna.sees("2 of 6")
    await anna.says("/cancel")
    await anna.taps("Yes, cancel")
    await anna.sees("Cancelled")
    await anna.says("/cancel")
    await anna.sees("nothing to cancel")


async def test_one_answer_is_changed_from_the_preview(shared: Stage) -> None:
    anna = await at_preview(shared)
    await anna.taps("Change …")
    await anna.taps("Text")
    await anna.says("Winter boots, size 39")
    preview = await anna.sees("Winter boots, size 39")
    assert "Preview" in preview.text
    assert "Lusan" in preview.text
    await anna.taps("Change …")
    await anna.taps("Place")
    await anna.taps("Zentrum")
    await anna.taps("Change …")
    await anna.taps("Category")
    await anna.taps("Lifts, transport")
    await anna.taps("Driving people")
    await anna.taps("Continue")  # the details of lifts are others than those of goods
    await anna.sees("When does it suit?")  # which goods were not asked
    await anna.taps("At any time")
    preview = await anna.sees("Driving people")
    assert "size 39" in preview.text
    assert "Zentrum" in preview.text
    await anna.taps("Submit")
    card = await shared.moderation.sees("size 39")
    assert "Zentrum" in card.text


async def test_a_shared_location_is_kept_coarsely_and_its_keyboard_goes(shared: Stage) -> None:
    anna = await shared.volunteer()
    await anna.taps("Offer help")
    await anna.taps("Goods")
    await anna.taps("Shoes")
    await anna.says(BOOTS)
    await anna.taps("Continue")
    await anna.taps("Share my location")
    await anna.sees("below the message field")
    assert await anna.chat.keyboard() == [["Share my location"]]
    await anna.sends_location(48.2, 16.37)
    await anna.sees("far from Gera")
    await anna.sends_location(50.84217, 12.06433)
    await anna.sees("Would you like to show photos?")
    await anna.taps("Skip")
    preview = await anna.sees("near Lusan, Gera")
    assert "Preview" in preview.text
    assert await anna.chat.keyboard() == []


async def test_the_location_keyboard_goes_too_when_a_district_is_pressed_instead(shared: Stage) -> None:
    anna = await shared.volunteer()
    await anna.taps("Offer help")
    await anna.taps("Goods")
    await anna.taps("Shoes")
    await anna.says(BOOTS)
    await anna.taps("Continue")
    await anna.taps("Share my location")
    await anna.taps("Lusan")
    await anna.taps("Skip")
    await anna.sees("Preview")
    assert await anna.chat.keyboard() == []


async def test_a_draft_waits_and_is_offered_again(shared: Stage) -> None:
    anna = await at_preview(shared)
    for command in ("/start", "/offer"):
        await anna.says(command)
        await anna.sees("not sent yet")
        await anna.taps("Continue")
        await anna.sees("Preview")
    await anna.says("/offer")
    await anna.taps("Start over")
    await anna.sees("1 of 6")
    assert BOOTS not in (await anna.chat.last()).text


async def test_commands_in_between_leave_the_draft_alone(shared: Stage) -> None:
    anna = await at_preview(shared)
    for command, answer in (
        ("/help", "How it works"),
        ("/privacy", "Responsible"),
        ("/needs", "What is needed"),
    ):
        await anna.says(command)
        await anna.sees(answer)
    await anna.says("/language")
    await anna.taps("Deutsch")
    await anna.says("/language")
    await anna.taps("English")
    await anna.taps("Continue")
    await anna.taps("Submit")
    await anna.sees("Your number is")


async def test_a_second_press_on_submit_submits_once(shared: Stage) -> None:
    anna = await at_preview(shared)
    shown = await anna.chat.last()
    submit = shown.button("Submit").data
    assert submit
    await anna.taps("Submit")
    await anna.sees("Your number is")
    again = await anna.forges(submit, message=shown)
    assert again.alert
    assert "out of date" in (again.text or "")
    assert "Your number is" in (await anna.chat.last()).text
    await anna.says("/my")
    assert (await anna.sees("My offers")).text.count("A-") == 1
