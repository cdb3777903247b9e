"""An organisation in two towns, and a group that nobody registers: stories that want a bot of their own."""

from pathlib import Path

from db.engine import open_database
from domain.towns import Town
from services import towns
from simulator.driver import Simulator
from tests.e2e.stage import Stage, set_up
from tests.e2e.test_joining import code_for


async def test_a_group_that_nobody_registers_is_left_after_a_week(
    sim: Simulator, database_url: str, tmp_path: Path
) -> None:
    await sim.clock_set("2026-11-24T10:00:00+01:00")
    stage = await set_up(sim, database_url, tmp_path, follows_clock=True)
    head = await sim.person("Undecided", language="de")
    group = await sim.group("Undecided group", creator=head)
    await group.adds_bot(by=head)
    await head.sees("Diese Gruppe anmelden", chat=group)
    await sim.clock_set("2026-12-01T10:00:01+01:00")
    await group.sees("leave it now")
    await stage.bot.logs("left_group")
    assert "member" not in {status for person, status in (await group.members()).items() if person != head.id}
    assert await stage.bot.stop() == 0


async def test_in_another_town_it_applies_with_its_code(stage: Stage) -> None:
    tom = await stage.sim.person("Tom")
    moderators = await stage.sim.group("Moderation Jena", creator=tom)
    await moderators.adds_bot(by=tom)
    jena = Town("jena", "Jena", "Europe/Berlin", "de", 50.9271, 11.5892, moderators.id)
    async with open_database(stage.database_url) as database, database.write() as session:
        await towns.add(session, jena)
    head = await stage.sim.person("Head of two towns")
    first, second = [await stage.sim.group(f"Store {town}", creator=head) for town in ("Gera", "Jena")]
    for group in (first, second):
        await group.adds_bot(by=head)
    await head.opens((await head.taps("Register this group", chat=first)).url)
    await head.taps("Agree")
    for answer in ("In two towns", "We give clothes."):
        await head.says(answer)
    await head.taps("Gera")
    await head.says("Ms Weber")
    await head.taps("Skip")
    await head.taps("Submit")
    await stage.maria.taps("Verify", chat=stage.moderation, on="In two towns")
    code = await code_for(head, first)
    await head.opens((await head.taps("Register this group", chat=second)).url)
    await head.says(code)
    await head.taps("Jena")
    await head.taps("Submit")
    await second.sees("Moderation von Jena")
    await tom.taps("Als geprüft bestätigen", chat=moderators, on="In two towns")
    await second.sees("in Jena")
    await head.says("/status", chat=first)
    await head.sees("In two towns in Gera: verified", chat=first)
