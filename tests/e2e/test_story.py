"""The main job from the first message to the alert, and again with the bot killed at the two worst moments."""

from tests.e2e.stage import Stage, on_from_text


async def test_from_the_first_message_to_the_alert(stage: Stage) -> None:
    head, group = await stage.organisation("Kleiderkammer Nord", "Clothing store")
    await head.says("/settings", chat=group)
    await head.taps("Goods", chat=group)
    await head.taps("At once", chat=group)
    anna = await stage.volunteer()
    number = await stage.offers(anna, "Winter boots, size 38, worn once")
    card = await stage.moderation.sees(number)
    assert "Winter boots" in card.text
    await group.does_not_see("Winter boots")
    await stage.maria.taps("Approve", chat=stage.moderation, on=number)
    await group.sees("Winter boots")
    await anna.sees("approved")


async def test_a_restart_in_the_middle_of_the_conversation_loses_nothing(stage: Stage) -> None:
    anna = await stage.volunteer()
    await anna.taps("Offer help")
    await anna.taps("Goods")
    await anna.taps("Shoes")
    await anna.says("Winter boots, size 38")
    await anna.sees("Is there more")
    await stage.bot.restart()
    await on_from_text(anna, "Lusan")
    preview = await anna.sees("Winter boots, size 38")
    assert "Lusan" in preview.text
    await anna.taps("Submit")
    await stage.moderation.sees("Winter boots, size 38")


async def test_a_kill_between_approval_and_push_loses_no_alert(stage: Stage) -> None:
    head, group = await stage.organisation("Kleiderkammer Nord", "Clothing store")
    await head.says("/settings", chat=group)
    await head.taps("Goods", chat=group)
    await head.taps("At once", chat=group)
    anna = await stage.volunteer()
    number = await stage.offers(anna, "Winter boots, size 38")
    await stage.moderation.sees(number)
    await stage.sim.fault(
        "sendMessage", chat=group, code=500, description="Internal Server Error", times=1000
    )
    await stage.maria.taps("Approve", chat=stage.moderation, on=number)
    await stage.bot.kill()
    await stage.sim.clear_faults()
    await stage.bot.start()
    await group.sees("Winter boots, size 38", within=30)
    shown = [message for message in await group.bot_messages() if number in message.text]
    assert len(shown) == 1
