"""The bot is killed at every step of an offer, and the conversation goes on where it was."""

from simulator.driver import Message
from tests.e2e.filling import Filler, presses
from tests.e2e.speaking import volunteer
from tests.e2e.stage import Stage

GOODS = ("Goods", "Furniture")


async def killed(stage: Stage, filler: Filler, shown: Message, *, dead: bool) -> None:
    """Somebody answers while the bot is `dead`, or it dies while it handles the answer."""
    if dead:
        await stage.bot.kill()
    await filler.acts(shown, waits=False)
    await (stage.bot.start() if dead else stage.bot.restart())


async def test_a_bot_that_is_killed_at_every_step_loses_no_answer_and_submits_once(stage: Stage) -> None:
    sqlite = stage.database_url.startswith("sqlite")
    anna = await volunteer(stage, "en")
    filler = Filler(anna, "Killed and gone on", *GOODS, everything=sqlite)
    shown, steps, submitted = await filler.begins(), 0, False
    while not submitted:
        submitted = "submit" in {press.action for press, _ in presses(shown)}
        if sqlite or steps % 3 == 0:  # a start takes seconds: one kind of database goes through all steps
            await killed(stage, filler, shown, dead=steps % 2 == 0)
        else:
            await filler.acts(shown)
        shown, steps = shown if submitted else await filler.moved(shown), steps + 1
    assert steps >= (10 if sqlite else 7)
    await anna.sees("A-")
    await stage.moderation.sees("Killed and gone on")
    await anna.says("/my")
    assert (await anna.sees("My offers")).text.count("A-") == 1
