"""Somebody sends the same twice, too much in a day, and much too fast."""

from pathlib import Path

from simulator.driver import Simulator
from tests.e2e.speaking import volunteer
from tests.e2e.stage import set_up

LIMITS = "[fair_use]\noffers_per_day = 2\nupdates_per_minute = 60"


async def test_similar_offers_too_many_offers_and_a_flood(
    sim: Simulator, database_url: str, tmp_path: Path
) -> None:
    stage = await set_up(sim, database_url, tmp_path, fair_use=LIMITS)
    anna = await volunteer(stage, "de")
    first = await anna.offers("Winterstiefel in 38")
    await anna.says("/offer")
    await anna.person.sees("1 von")
    await anna.taps("Goods", "Shoes")
    await anna.says("Winterstiefel, in 38!")
    await anna.taps("Continue", "Skip", "Skip", "Submit")
    assert first in (await anna.person.chat.last()).text
    await anna.taps("Back", "Submit", "Change that one")
    await anna.taps("Submit")
    await anna.person.sees(first)
    await anna.says("/my")
    assert (await anna.sees("My offers")).text.count("A-") == 1
    await anna.taps("Menu")
    await anna.offers("Ein Kinderbett")
    await anna.says("/start")
    await anna.taps("Offer help")
    told = "You have sent enough for today: {limit} at most. Write this one now and press Submit tomorrow."
    await anna.person.sees(anna.own(told).format(limit=2))
    await anna.taps("Goods", "Shoes")
    await anna.says("Bauklötze")
    await anna.taps("Continue", "Skip", "Skip")
    refused = await anna.taps("Submit")
    assert refused.text == anna.own(
        "That is enough for one day: {limit} at most. What you wrote is kept. Please press Submit tomorrow."
    ).format(limit=2)

    olena = await volunteer(stage, "de", "Olena")
    for number in range(70):
        await olena.says(f"Hallo {number}")
    told = olena.own("That was a lot at once, so I skip some of it. Please go on in a minute.")
    await olena.person.sees(told)
    assert [message.text for message in await olena.person.chat.bot_messages()].count(told) == 1
    assert await stage.bot.stop() == 0
