"""Digests over HTTP on the days on which the clocks change, and on ordinary days between them."""

from pathlib import Path

from simulator.driver import Group, Person, Simulator
from tests.conftest import Templates
from tests.e2e.stage import Stage, set_up


async def released(stage: Stage, anna: Person, text: str) -> None:
    await anna.says("/offer")
    number = await stage.fills(anna, text, "Goods", "Shoes")
    await stage.moderation.sees(number)
    await stage.maria.taps("Approve", chat=stage.moderation, on=number)
    await anna.sees(f"({text}) is approved")


async def next_digest(head: Person, group: Group) -> str:
    await head.says("/status", chat=group)
    shown = await head.sees("Next digest", chat=group)
    return next(line for line in shown.text.splitlines() if line.startswith("Next digest"))


async def digests_with(group: Group, text: str) -> int:
    return len([one for one in await group.bot_messages() if "fits you" in one.text and text in one.text])


async def test_a_digest_at_two_comes_once_a_day_also_when_two_is_left_out_or_comes_twice(
    sim: Simulator, templates: Templates, tmp_path: Path
) -> None:
    async with templates.copied("sqlite", tmp_path) as url:  # the database has no part in it
        await sim.clock_set("2026-03-28T10:00:00+01:00")
        await tell(await set_up(sim, url, tmp_path, follows_clock=True))


async def tell(stage: Stage) -> None:
    sim = stage.sim
    head, group = await stage.organisation("Store", "Store group")
    await head.says("/settings", chat=group)
    for label in ("Goods", "Hour: 09:00", "02:00"):
        await head.taps(label, chat=group)
    anna = await stage.volunteer()
    await released(stage, anna, "Before spring")
    await sim.clock_set("2026-03-29T01:59:30+01:00")
    assert "29 Mar 2026, 03:00; 1 post" in await next_digest(head, group)
    await sim.clock_set("2026-03-29T03:00:01+02:00")  # half a minute later: two o'clock is left out
    await group.sees("Before spring")
    await released(stage, anna, "On the day itself")
    await sim.clock_set("2026-03-30T02:00:01+02:00")
    await group.sees("On the day itself")
    for text in ("Before spring", "On the day itself"):
        assert await digests_with(group, text) == 1

    await sim.clock_set("2026-10-24T10:00:00+02:00")
    await released(stage, anna, "Before winter")
    await sim.clock_set("2026-10-25T02:00:01+02:00")
    await group.sees("Before winter")
    await released(stage, anna, "In the night itself")
    await stage.bot.restart()
    await sim.clock_set("2026-10-25T02:00:01+01:00")  # an hour later it is two o'clock again
    assert "26 Oct 2026, 02:00; 1 post" in await next_digest(head, group)
    await stage.bot.stop()
    await sim.clock_set("2026-10-26T05:30:00+01:00")
    await stage.bot.start()  # it was down at its hour
    await group.sees("In the night itself")
    for text in ("Before winter", "In the night itself"):
        assert await digests_with(group, text) == 1
    assert await stage.bot.stop() == 0
