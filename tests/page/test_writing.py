"""What one does on the page: writing, replying, editing, pressing, sharing; by keyboard alone and in any script."""

import re
import time

from playwright.async_api import Page, expect

from simulator.driver import Simulator
from tests.page.bot import HandBot
from tests.page.conftest import PATIENCE_MS, Photograph, labelled, shown

ANNA = labelled(person="Anna")


async def test_everything_works_with_the_keyboard_alone(page: Page, sim: Simulator, bot: HandBot) -> None:
    anna = await sim.person("Anna")
    await shown(page, sim.url)
    await tab_to(page, "Anna")
    await page.keyboard.press("Enter")
    await expect(page.locator(ANNA)).to_be_visible()
    await tab_to(page, "Start")
    await page.keyboard.press("Enter")
    assert (await bot.hears("message"))["text"] == "/start"
    await bot.says(anna.id, "Are you there?", [{"text": "Yes", "callback_data": "yes"}])
    await tab_to(page, "Yes")
    assert await page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
    await page.keyboard.press("Enter")
    await bot.answers("Good to hear", show_alert=True)
    await expect(page.get_by_role("dialog")).to_contain_text("Good to hear")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("dialog")).to_have_count(0)
    await tab_to(page, "Message")
    await page.keyboard.type("One")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("two")
    await page.keyboard.press("Enter")
    assert (await bot.hears("message"))["text"] == "One\ntwo"
    await expect(page.locator(f"{ANNA} .own .text").last).to_have_text("One\ntwo")
    await page.keyboard.press("ArrowUp")
    await expect(page.locator(f"{ANNA} .about")).to_contain_text("Edit")
    await page.keyboard.type(" and three")
    await page.keyboard.press("Enter")
    assert (await bot.hears("edited_message"))["text"] == "One\ntwo and three"
    await expect(page.locator(f"{ANNA} .own .marks").last).to_contain_text("edited")


async def tab_to(page: Page, label: str) -> None:
    """Presses Tab until what has the focus is called so; the label shows that it can be reached and is named."""
    patience = time.monotonic() + PATIENCE_MS / 1000  # what the bot has sent appears a moment later
    while time.monotonic() < patience:
        await page.keyboard.press("Tab")
        name = await page.evaluate(
            "const now = document.activeElement; now === document.body ? ''"
            " : (now.getAttribute('aria-label') ?? now.innerText).trim()"
        )
        if str(name).split("\n")[0].endswith(label) or label in str(name).split("\n"):
            return
    raise AssertionError(f"Tab never comes to {label!r}")


async def test_words_from_right_to_left_stand_right(
    page: Page, sim: Simulator, bot: HandBot, photograph: Photograph
) -> None:
    anna = await sim.person("Anna")
    await anna.starts()
    arabic = "أهلاً وسهلاً بكم"
    await bot.says(anna.id, arabic, [{"text": "نعم", "callback_data": "yes"}])
    await bot.says(anna.id, f"An offer\n\n{arabic}\n\nthat is all")
    await shown(page, sim.url)
    await page.get_by_role("button", name="Anna").click()
    texts = page.locator(f"{ANNA} .bot .text")
    assert await texts.first.evaluate("e => getComputedStyle(e).direction") == "rtl"
    assert await page.locator(f"{ANNA} .key").evaluate("e => getComputedStyle(e).direction") == "rtl"
    # In a mixed text each paragraph has its own direction: the Arabic one begins at the right edge.
    begins = await texts.last.evaluate("""e => {
        const words = e.firstChild, at = words.data.indexOf("أ"), range = document.createRange();
        range.setStart(words, at); range.setEnd(words, at + 1);
        return e.getBoundingClientRect().right - range.getBoundingClientRect().right;
    }""")
    assert begins < 3
    await page.locator(f"{ANNA} textarea").fill(arabic)
    assert await page.locator(f"{ANNA} textarea").evaluate("e => getComputedStyle(e).direction") == "rtl"
    await photograph(page, "right-to-left")


async def test_typed_markup_stays_words_and_formatting_is_drawn(
    page: Page, sim: Simulator, bot: HandBot
) -> None:
    anna = await sim.person("Anna")
    await anna.starts()
    typed = '<img src=x onerror="document.title=1"> <b>no</b> & &amp;'
    await anna.says(typed)
    await bot.says(
        anna.id,
        'A 🎉 <b>bold <i>and slanted</i></b> <a href="https://example.org/">link</a> <code>x&lt;y</code>'
        " <tg-spoiler>hidden</tg-spoiler> <blockquote>said</blockquote> /help",
    )
    await shown(page, sim.url)
    await page.get_by_role("button", name="Anna").click()
    await expect(page.locator(f"{ANNA} .own .text").last).to_have_text(typed)
    assert await page.locator(f"{ANNA} .own img").count() == 0
    drawn = page.locator(f"{ANNA} .bot .text")
    await expect(drawn.locator("strong")).to_have_text("bold and slanted")
    await expect(drawn.locator("strong em")).to_have_text("and slanted")
    await expect(drawn.locator("code")).to_have_text("x<y")
    await expect(drawn.locator("blockquote")).to_have_text("said")
    await drawn.locator(".spoiler").click()
    await expect(drawn.locator(".spoiler.shown")).to_be_visible()
    await drawn.get_by_role("link").click()
    await expect(page.locator(".toast")).to_contain_text("example.org")
    await drawn.get_by_role("button", name="/help").click()
    await expect(page.locator(f"{ANNA} .own .text").last).to_have_text("/help")


async def test_replying_and_sending_a_picture_a_place_and_a_contact(
    page: Page, sim: Simulator, bot: HandBot, photograph: Photograph
) -> None:
    anna = await sim.person("Anna")
    await anna.starts()
    question = await bot.says(anna.id, "What is it like?")
    await shown(page, sim.url)
    await page.get_by_role("button", name="Anna").click()
    asked = page.locator(f"{ANNA} .bot.message")
    await asked.hover()
    await asked.get_by_label("Reply, edit or delete").click()
    await page.get_by_role("menuitem", name="Reply").click()
    await page.keyboard.type("Warm")
    await page.keyboard.press("Enter")
    await bot.hears("message")  # /start
    assert (await bot.hears("message"))["reply_to_message"]["message_id"] == question
    await expect(page.locator(f"{ANNA} .quote")).to_contain_text("What is it like?")
    await attach(page, "A sample picture")
    assert (await bot.hears("message"))["photo"][-1]["width"] == 640
    picture = page.locator(f"{ANNA} .photo img")
    await expect(picture).to_have_js_property("naturalWidth", 640)
    await attach(page, "A location")
    await page.get_by_role("button", name="Share").click()
    assert (await bot.hears("message"))["location"]["latitude"] == 50.8803
    await attach(page, "A contact")
    await page.get_by_role("button", name="Anna (you)").click()
    assert (await bot.hears("message"))["contact"]["user_id"] == anna.id
    await photograph(page, "attached")


async def attach(page: Page, name: str) -> None:
    await page.locator(f"{ANNA} [aria-label=Attach]").click()
    await page.get_by_role("menuitem", name=re.compile(name)).click()
