"""A stranger's five minutes: the whole demo, clicked through in a browser by following what the page marks."""

import re
import time

from playwright.async_api import Page, expect

from tests.page.conftest import PICTURES, Photograph, demo, shown

MARKED = ".key.marked, .start.marked, .suggestion.marked"
FIVE_MINUTES = 300


async def test_following_the_marks_leads_to_the_end_of_the_tour(page: Page, photograph: Photograph) -> None:
    async with demo() as url:
        await shown(page, url)
        await photograph(page, "1-invitation")
        began = time.monotonic()
        await page.get_by_role("button", name="Start the tour").click()
        await step(page, 1)
        presses = await press_marks_until(page, 2)
        await photograph(page, "2-moderate")
        presses += await press_marks_until(page, 3)
        await expect(page.locator(".message.marked")).to_contain_text("winter boots")
        await photograph(page, "3-received")
        await page.get_by_role("button", name="I see it").click()
        await step(page, 4)
        presses += await press_marks_until(page, 5)
        await photograph(page, "4-request")
        await press_first(page)
        await expect(page.locator(".message.marked")).to_contain_text("It answers your request")
        await photograph(page, "5-match")
        await page.get_by_role("button", name="A match!").click()
        await expect(page.locator("#tour h2")).to_contain_text("posted, moderated, received and matched")
        await photograph(page, "6-end")
        took = time.monotonic() - began
        (PICTURES / "tour.txt").write_text(f"{presses + 1} presses, {took:.1f} s to the end of the tour\n")
        assert took < FIVE_MINUTES
        await what_comes_next_is_true(page, photograph)


async def step(page: Page, number: int) -> None:
    await expect(page.locator("#tour h2")).to_contain_text(re.compile(rf"^{number} of 5"))


async def press_marks_until(page: Page, number: int) -> int:
    """Presses what is marked, nothing else, until the tour is at that step; how often."""
    wanted = re.compile(rf"^{number} of 5")
    for presses in range(1, 20):
        await press_first(page)
        next_mark = page.locator(MARKED).or_(page.locator("#tour h2").filter(has_text=wanted))
        await expect(next_mark.first).to_be_visible()
        if wanted.match(await page.locator("#tour h2").inner_text()):
            return presses
    raise AssertionError(f"the marks do not lead to step {number}")


async def press_first(page: Page) -> None:
    marked = page.locator(MARKED)
    await expect(marked).to_have_count(1)
    label = await marked.inner_text()
    is_words = "suggestion" in (await marked.get_attribute("class") or "")
    await marked.click()
    if is_words:
        await page.keyboard.press("Enter")
    # The mark moves on: by another label, or because nothing is left to press.
    await expect(page.locator(MARKED).filter(has_text=re.compile(f"^{re.escape(label)}$"))).to_have_count(0)


async def what_comes_next_is_true(page: Page, photograph: Photograph) -> None:
    """The digest comes when the clock jumps."""
    await page.get_by_role("button", name="Close", exact=True).click()
    await page.locator("#list").get_by_role("button", name="Language café team").click()
    await page.locator(".clock").click()
    await page.get_by_role("menuitem", name="To 9:00 tomorrow").click()
    await expect(page.locator(".clock")).to_contain_text("09:00")
    digest = page.locator('.column[aria-label*="Language café"] .message').last
    await expect(digest).to_contain_text(re.compile("posts? fits? you · Wednesday"), timeout=20_000)
    await photograph(page, "7-digest")
