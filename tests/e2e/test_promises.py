"""Moderators who forget are reminded twice, and the author is told once; also when the bot was away in between."""

from pathlib import Path

from simulator.driver import Simulator
from tests.e2e.command_line import german_town
from tests.e2e.conftest import UNLIMITED
from tests.e2e.speaking import Speaking
from tests.e2e.stage import Stage, set_up

HOUR = 3600


async def test_a_day_without_an_answer(sim: Simulator, database_url: str, tmp_path: Path) -> None:
    await sim.clock_set("2026-11-24T08:00:00+01:00")
    stage = await set_up(sim, database_url, tmp_path, UNLIMITED, follows_clock=True)
    jena = await german_town(stage, tmp_path)
    anna, lena = await stage.volunteer("Anna"), Speaking(await sim.person("Lena", language="de"), "de")
    number = await stage.offers(anna, "Winter boots")
    card = await stage.moderation.sees(f"{number} ·")
    await lena.person.starts("jena")
    await lena.taps("Agree")
    there = await lena.offers("Warme Jacke")
    await jena.sees(f"{there} ·")

    await sim.advance(12 * HOUR + 600)
    await stage.moderation.sees("⏰ 1 thing waits for longer than 12 hours.")
    await anna.sees(f"Your offer {number} (Winter boots) is not decided yet")
    await jena.sees("⏰ Seit mehr als 12 Stunden wartet etwas")
    await lena.person.sees(f"Dein Angebot {there} (Warme Jacke) ist noch nicht entschieden")
    assert await stage.bot.stop() == 0
    await stage.bot.start()

    await sim.advance(12 * HOUR)
    second = await stage.moderation.sees("still waits, for longer than 24 hours")
    assert number in second.text
    assert f"/{card.id}" in second.html
    assert there in (await jena.sees("wartet immer noch, seit mehr als 24 Stunden")).text
    await stage.maria.taps("Approve", chat=stage.moderation, on=f"{number} ·")
    await anna.sees("is approved")
    await sim.advance(12 * HOUR)
    await sim.advance(12 * HOUR)
    await stage.until(lambda: _quiet(stage))
    assert sum("not decided yet" in one.text for one in await anna.chat.bot_messages()) == 1
    reminders = [one.text for one in await stage.moderation.bot_messages() if "⏰" in one.text]
    assert len(reminders) == 2, reminders
    assert sum("⏰" in one.text for one in await jena.bot_messages()) == 2
    assert await stage.bot.stop() == 0


async def _quiet(stage: Stage) -> bool:
    """Another offer has come through: whatever was due before it was sent."""
    olena = await stage.volunteer("Olena")
    await stage.moderation.sees(f"{await stage.offers(olena, 'A chair')} ·")
    return True
