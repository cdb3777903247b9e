"""What was released reaches the groups it concerns: at once, in the daily digest, as a need of others."""

from pathlib import Path

from simulator.driver import Group, Person, Simulator
from tests.e2e.stage import Stage, set_up


async def follows(head: Person, group: Group, *, at_once: bool = True) -> None:
    await head.says("/settings", chat=group)
    await head.taps("Goods", chat=group)
    if at_once:
        await head.taps("At once", chat=group)


async def approved(stage: Stage, number: str) -> None:
    await stage.moderation.sees(number)
    await stage.maria.taps("Approve", chat=stage.moderation, on=number)


async def requests(stage: Stage, head: Person, group: Group, text: str) -> str:
    await head.says("/request", chat=group)
    await head.opens((await head.taps("Write the request", chat=group)).url)
    return await stage.fills(head, text, "Goods", "Shoes")


async def test_requests_and_offers_find_each_other_and_needs_go_to_others(stage: Stage) -> None:
    asking, group = await stage.organisation("Asking", "Asking group")
    curious, others = await stage.organisation("Curious", "Curious group")
    await asking.says("/settings", chat=group)
    await asking.taps("At once", chat=group)
    await follows(curious, others)
    need = await requests(stage, asking, group, "Boots for ten children")
    await approved(stage, need)
    seen = await others.sees("Boots for ten children")
    assert "Asking needs" in seen.text
    assert "You follow: Goods" in seen.text
    anna = await stage.volunteer()
    offer = await stage.offers(anna, "Ten pairs of boots")
    await approved(stage, offer)
    seen = await group.sees("Ten pairs of boots")
    assert f"answers your request {need}" in seen.text
    assert "Confirmed today" in seen.text
    await others.sees("Ten pairs of boots")
    second = await requests(stage, asking, group, "More boots")
    await approved(stage, second)
    await others.sees("More boots")
    shown = [one for one in await group.bot_messages() if offer in one.text]
    assert len(shown) == 1  # a group is told of a post once


async def test_the_daily_digest_comes_at_its_hour_once_and_turns_its_pages(
    sim: Simulator, database_url: str, tmp_path: Path
) -> None:
    await sim.clock_set("2026-11-24T10:00:00+01:00")
    stage = await set_up(sim, database_url, tmp_path, follows_clock=True)
    head, group = await stage.organisation("Store", "Store group")
    stranger, elsewhere = await stage.organisation("Stranger", "Group of strangers")
    await follows(head, group, at_once=False)
    anna = await stage.volunteer()
    numbers = []
    for text in ("Boots one", "Boots two", "Boots three", "Boots four", "Boots five", "Boots six"):
        numbers.append(await stage.offers(anna, text))
        await approved(stage, numbers[-1])
        await anna.sees("is approved")
        await anna.taps("Menu")
    await group.does_not_see("Boots one")
    await sim.clock_set("2026-11-25T09:00:01+01:00")
    first = await group.sees("6 posts fit you")
    assert "Boots six" in first.text
    assert "Boots one" not in first.text
    await head.taps("More", chat=group)
    second = await head.sees("Boots one", chat=group)
    assert second.id == first.id
    await head.taps(numbers[0], chat=group)
    await head.sees("Can you use it?", chat=group)
    answer = await stranger.forges(
        second.button("Previous").data or "", message=(await elsewhere.bot_messages())[0], chat=elsewhere
    )
    assert answer.alert
    await stage.bot.restart()
    await sim.clock_set("2026-11-26T09:00:01+01:00")
    await anna.says("/my")
    await anna.sees("My offers")
    digests = [one for one in await group.bot_messages() if "fit you" in one.text]
    assert len(digests) == 1
    assert await stage.bot.stop() == 0
