"""The page's own reckoning: formatting as nodes, nine o'clock tomorrow, and a tour that is only data."""

from typing import Any

from playwright.async_api import Page, expect

from simulator.driver import Simulator
from tests.page.bot import HandBot
from tests.page.conftest import shown

FORMATTED = """async ([text, entities]) => {
    const { formatted } = await import("/page/js/formatted.js");
    const box = document.createElement("div");
    box.append(...formatted(text, entities));
    return box.innerHTML;
}"""
UNTIL_NINE = """async (instant) => {
    const { town } = await import("/page/js/state.js");
    const { untilTomorrowAtNine } = await import("/page/js/looks.js");
    town.page = { timezone: "Europe/Berlin" };
    return new Date(+new Date(instant) + untilTomorrowAtNine(new Date(instant)) * 1000).toISOString();
}"""


def entity(kind: str, offset: int, length: int, **more: Any) -> dict[str, Any]:
    return {"type": kind, "offset": offset, "length": length} | more


async def test_formatting_nests_counts_utf16_and_escapes(page: Page, sim: Simulator) -> None:
    await shown(page, sim.url)
    nested = [entity("bold", 3, 8), entity("italic", 8, 3)]
    assert await page.evaluate(FORMATTED, ["🎉 bold all <i>", nested]) == (
        "🎉 <strong>bold <em>all</em></strong> &lt;i&gt;"
    )
    assert await page.evaluate(FORMATTED, ["abc", [entity("bold", 1, 9)]]) == "a<strong>bc</strong>"
    evil = [entity("text_link", 0, 1, url="javascript:alert(1)")]
    assert 'href="#"' in await page.evaluate(FORMATTED, ["x", evil])


async def test_nine_tomorrow_also_when_clocks_are_changed(page: Page, sim: Simulator) -> None:
    await shown(page, sim.url)
    assert await page.evaluate(UNTIL_NINE, "2026-06-01T06:30:00Z") == "2026-06-02T07:00:00.000Z"
    assert await page.evaluate(UNTIL_NINE, "2026-06-01T22:30:00Z") == "2026-06-03T07:00:00.000Z"
    assert await page.evaluate(UNTIL_NINE, "2026-10-24T08:00:00Z") == "2026-10-25T08:00:00.000Z"
    assert await page.evaluate(UNTIL_NINE, "2026-03-28T09:00:00Z") == "2026-03-29T07:00:00.000Z"


TOUR = {
    "title": "Two steps",
    "text": "Of a test.",
    "open": [{"person": "Anna"}],
    "steps": [
        {
            "title": "Begin",
            "text": "Press Start.",
            "marks": [{"person": "Anna", "press": ["Start"]}],
            "done": {"person": "Anna", "sees": "Welcome"},
        },
        {
            "title": "Answer",
            "text": "Say something.",
            "marks": [{"person": "Anna", "say": [{"when": "Welcome", "text": "Good day"}]}],
            "done": {"person": "Anna", "sees": "Thanks"},
            "confirm": "Seen",
        },
    ],
    "end": {"title": "Over", "text": "That took {minutes}.", "next": ["Something else"]},
}


async def test_a_tour_survives_a_reload_and_can_be_skipped(page: Page, sim: Simulator, bot: HandBot) -> None:
    anna = await sim.person("Anna")
    await shown(page, sim.url)
    await sim.client.call("POST", "/page", tour=TOUR)
    await page.get_by_role("button", name="Start the tour").click()
    await page.locator(".start.marked").click()
    await bot.says(anna.id, "Welcome to the test")
    heading = page.locator("#tour h2")
    await expect(heading).to_have_text("2 of 2 · Answer")
    await page.reload()
    await expect(heading).to_have_text("2 of 2 · Answer")
    await page.locator(".suggestion.marked").click()
    await page.keyboard.press("Enter")
    await expect(page.locator(".suggestion")).to_have_count(0)
    await bot.says(anna.id, "Thanks")
    await page.get_by_role("button", name="Seen").click()
    await expect(heading).to_contain_text("Over")
    await page.get_by_role("button", name="Close", exact=True).click()
    await page.get_by_role("button", name="Tour", exact=True).click()
    await expect(heading).to_have_text("1 of 2 · Begin")
    await page.get_by_role("button", name="Skip").click()
    await page.get_by_role("button", name="Skip").click()
    await expect(heading).to_contain_text("Over")
