"""The page follows what happens: edits in place, keyboards, new people and groups, a simulator that restarts."""

from pathlib import Path

from playwright.async_api import Page, expect

from simulator.driver import Simulator
from tests.page.bot import HandBot
from tests.page.conftest import Photograph, labelled, shown

ANNA = labelled(person="Anna")


async def test_messages_change_in_place(page: Page, sim: Simulator, bot: HandBot) -> None:
    anna = await sim.person("Anna")
    await anna.starts()
    await shown(page, sim.url)
    await page.get_by_role("button", name="Anna").click()
    first = await bot.says(anna.id, "First", [{"text": "Go", "callback_data": "go", "style": "success"}])
    await bot.says(anna.id, "Second", disable_notification=True, protect_content=True)
    messages = page.locator(f"{ANNA} .bot.message")
    await expect(messages).to_have_count(2)
    await expect(messages.first.locator(".key.success")).to_have_text("Go")
    await expect(messages.last.locator(".marks")).to_contain_text("silent")
    await expect(messages.last.locator(".marks")).to_contain_text("protected")
    await bot.calls("editMessageText", chat_id=anna.id, message_id=first, text="Better")
    await expect(messages.first.locator(".text")).to_have_text("Better")
    await expect(messages.first.locator(".marks")).to_contain_text("edited")
    await expect(messages.first.locator(".key")).to_have_count(0)
    await bot.calls("deleteMessage", chat_id=anna.id, message_id=first)
    await expect(messages.first.locator(".marks")).to_contain_text("deleted")


async def test_news_of_a_closed_chat_are_counted_in_the_list(
    page: Page, sim: Simulator, bot: HandBot
) -> None:
    anna = await sim.person("Anna")
    await anna.starts()
    await shown(page, sim.url)
    await bot.says(anna.id, "One")
    await bot.says(anna.id, "Two")
    entry = page.locator("#list").get_by_role("button", name="Anna")
    await expect(entry.locator(".unread")).to_contain_text("2")
    await expect(entry.locator(".preview")).to_have_text("Two")
    await entry.click()
    await expect(entry.locator(".unread")).to_have_count(0)


async def test_reply_keyboards_write_for_the_person(page: Page, sim: Simulator, bot: HandBot) -> None:
    anna = await sim.person("Anna")
    await anna.starts()
    await shown(page, sim.url)
    await page.get_by_role("button", name="Anna").click()
    keys = [
        [
            {"text": "Share my number", "request_contact": True},
            {"text": "Where I am", "request_location": True},
        ]
    ]
    markup = {"keyboard": keys, "one_time_keyboard": True}
    await bot.calls("sendMessage", chat_id=anna.id, text="How do we reach you?", reply_markup=markup)
    await bot.hears("message")
    await page.locator(f"{ANNA} .reply-keyboard").get_by_role("button", name="Share my number").click()
    assert (await bot.hears("message"))["contact"]["user_id"] == anna.id
    await expect(page.locator(f"{ANNA} .reply-keyboard")).to_have_count(0)


async def test_a_link_from_a_group_opens_the_private_chat(page: Page, sim: Simulator, bot: HandBot) -> None:
    anna = await sim.person("Anna")
    group = await sim.group("Team", creator=anna, bot=True)
    await bot.says(group.id, "Register here", [{"text": "Register", "callback_data": "register"}])
    await shown(page, sim.url)
    await page.get_by_role("button", name="Team").click()
    await page.locator(labelled(title="Team")).get_by_role("button", name="Register").click()
    press = await bot.hears("callback_query")
    link = "https://t.me/town_bot?start=abc"
    await bot.calls("answerCallbackQuery", callback_query_id=press["id"], url=link)
    await expect(page.locator(f"{labelled(title='Town bot')}")).to_be_visible()
    assert (await bot.hears("message"))["text"] == "/start abc"


async def test_adding_a_volunteer_and_a_group(page: Page, sim: Simulator, bot: HandBot) -> None:
    await shown(page, sim.url)
    await page.get_by_role("button", name="Add a person: Others").click()
    await page.get_by_label("First name").fill("نور")
    await page.get_by_label("Language of their Telegram").select_option("ar")
    await page.keyboard.press("Enter")
    await page.get_by_role("button", name="Start", exact=True).click()
    assert (await bot.hears("message"))["from"]["language_code"] == "ar"
    await page.get_by_role("button", name="Add a group: Others").click()
    await page.get_by_label("Name of the group").fill("Our team")
    await page.keyboard.press("Enter")
    assert (await bot.hears("my_chat_member"))["chat"]["title"] == "Our team"
    await expect(page.locator(labelled(title="Our team"))).to_be_visible()


async def test_clock_faults_and_traffic(
    page: Page, sim: Simulator, bot: HandBot, photograph: Photograph
) -> None:
    anna = await sim.person("Anna")
    await anna.starts()
    await bot.says(anna.id, "Good <b>morning</b>")
    await shown(page, sim.url)
    before = await sim.now()
    await page.locator(".clock").click()
    await page.get_by_role("menuitem", name="1 week ahead").click()
    await expect(page.get_by_role("menu")).to_have_count(0)
    assert 6 < ((await sim.now()) - before).days + 1 < 9
    await page.get_by_role("button", name="Traffic").click()
    await expect(page.locator("#traffic .out b").last).to_have_text("sendMessage")
    await page.get_by_role("button", name="Faults").click()
    await page.get_by_role("switch", name="Telegram is broken").check()
    await expect(page.locator(".count")).to_have_text("1 on")
    await photograph(page, "faults-and-traffic")
    await page.get_by_role("switch", name="Telegram is broken").uncheck()
    await expect(page.locator(".count")).to_be_hidden()
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("switch")).to_have_count(0)


async def test_the_page_finds_the_simulator_again_after_a_restart(page: Page, tmp_path: Path) -> None:
    async with await Simulator.start(state=tmp_path / "state.json") as sim:
        anna = await sim.person("Anna")
        await anna.starts()
        async with HandBot(sim) as bot:
            await bot.says(anna.id, "Before")
            await shown(page, sim.url)
            await page.get_by_role("button", name="Anna").click()
            await sim.restart()
            async with HandBot(sim) as again:
                await again.says(anna.id, "Meanwhile")
                texts = page.locator(f"{ANNA} .bot .text")
                await expect(texts).to_have_text(["Before", "Meanwhile"], timeout=20_000)
                await expect(page.locator("#bar .state")).to_be_empty()
                await again.says(anna.id, "After")
                await expect(texts.last).to_have_text("After")
