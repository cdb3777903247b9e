"""A card that went out twice, because the answer of the first sending was lost: both copies show what was decided."""

import asyncio

from simulator.driver import Message
from tests.e2e.stage import Stage, on_from_text


async def _two_copies(stage: Stage) -> tuple[Message, Message]:
    """A card whose first copy nobody wrote down: the connection broke after Telegram had sent it."""
    anna = await stage.volunteer()
    await stage.sim.fault("sendMessage", chat=stage.moderation, drop="after", times=1)
    number = await stage.offers(anna, "Winter boots, size 38")
    async with asyncio.timeout(20):
        while len(copies := [one for one in await stage.moderation.bot_messages() if number in one.text]) < 2:
            await stage.moderation.sees(number)
    return copies[0], copies[1]


async def _both_say(stage: Stage, copies: tuple[Message, Message], words: str) -> None:
    async with asyncio.timeout(20):
        while True:
            shown = {one.id: one for one in await stage.moderation.bot_messages()}
            if all(words in shown[copy.id].text and not shown[copy.id].buttons for copy in copies):
                return
            await asyncio.sleep(0.05)


async def test_a_decision_on_the_forgotten_copy_shows_on_both(stage: Stage) -> None:
    copies = await _two_copies(stage)
    await stage.maria.taps("Approve", chat=stage.moderation, message=copies[0])
    await _both_say(stage, copies, "Approved by Maria")


async def test_a_forgotten_copy_does_not_stay_open_for_ever(stage: Stage) -> None:
    copies = await _two_copies(stage)
    await stage.maria.taps("Approve", chat=stage.moderation, message=copies[1])
    late = await stage.paul.taps("Approve", chat=stage.moderation, message=copies[0])
    assert late.alert
    assert "decided before" in (late.text or "")
    await _both_say(stage, copies, "Approved by Maria")


async def test_a_forgotten_copy_that_showed_the_reasons_closes_with_the_other(stage: Stage) -> None:
    """*Back* on it said for ever that the post was decided, and left the buttons where they were."""
    copies = await _two_copies(stage)
    await stage.maria.taps("Reject", chat=stage.moderation, message=copies[0])
    await stage.paul.taps("Approve", chat=stage.moderation, message=copies[1])
    await _both_say(stage, copies, "Approved by Paul")


async def test_turning_to_the_reasons_on_a_forgotten_copy_of_something_decided_closes_it(
    stage: Stage,
) -> None:
    copies = await _two_copies(stage)
    await stage.maria.taps("Approve", chat=stage.moderation, message=copies[1])
    late = await stage.paul.taps("Reject", chat=stage.moderation, message=copies[0])
    assert "decided before" in (late.text or "")
    await _both_say(stage, copies, "Approved by Maria")


async def test_a_card_pressed_before_telegram_has_said_that_it_was_sent_is_sent_once(stage: Stage) -> None:
    """The press made the message known first; the delivery could not write it down again, and sent another one."""
    anna = await stage.volunteer()
    await stage.sim.fault("sendMessage", chat=stage.moderation, late=2, times=1)
    number = await stage.offers(anna, "Winter boots, size 38")
    await stage.maria.taps("Approve", chat=stage.moderation, on=number)
    await stage.moderation.sees("Approved by Maria")
    assert len([one for one in await stage.moderation.bot_messages() if number in one.text]) == 1
    assert not [line for line in stage.bot.log if "database_unavailable" in line]


async def test_a_forgotten_preview_does_not_end_nowhere(stage: Stage) -> None:
    """Its buttons could not be taken off; what it shows was submitted with another copy."""
    anna = await stage.volunteer()
    for label in ("Offer help", "Goods", "Shoes"):
        await anna.taps(label)
    await anna.says("Winter boots, size 38")
    await on_from_text(anna)
    forgotten = await anna.sees("Preview.")
    await stage.sim.fault(
        "editMessageReplyMarkup", chat=anna, code=400, description="Bad Request: no", times=1
    )
    await anna.says("What is this?")
    preview = await anna.sees("Preview.")
    assert preview.id != forgotten.id
    await anna.taps("Submit", message=preview)
    thanks = await anna.sees("Your number is")
    answer = await anna.taps("Submit", message=forgotten)
    assert answer.alert
    await anna.sees("Your number is")
    shown = {one.id: one for one in await anna.chat.bot_messages()}
    assert shown[forgotten.id].text == shown[preview.id].text == thanks.text
    await anna.taps("Menu", message=forgotten)
    await anna.sees("What would you like to do?")


async def test_a_lost_greeting_comes_again(stage: Stage) -> None:
    head = await stage.sim.person("Head")
    group = await stage.sim.group("Clothing store", creator=head)
    await stage.sim.fault(
        "sendMessage", chat=group, code=500, description="Internal Server Error", times=4
    )  # as often as the bot tries at once
    await group.adds_bot(by=head)
    await head.taps("Register this group", chat=group, within=30)
