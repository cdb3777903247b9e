"""The way in: language, notice, consent, town; links before consent; blocking and coming back."""

from pathlib import Path

import pytest

from simulator.driver import Simulator
from tests.e2e.stage import Stage, set_up

pytestmark = pytest.mark.asyncio(loop_scope="module")

JENA = """
[[towns]]
slug = "jena"
name = "Jena"
timezone = "Europe/Berlin"
locale = "de"
lat = 50.9271
lon = 11.5892
"""


async def test_the_first_greeting_speaks_the_right_language(shared: Stage) -> None:
    for language, greeting in (("de-AT", "Hallo"), ("en", "Hello"), ("uk", "Hello"), (None, "Hello")):
        anna = await shared.sim.person("Anna", language=language)
        await anna.starts()
        await anna.sees(greeting)


async def test_the_notice_names_who_is_responsible_and_speaks_another_language_on_request(
    shared: Stage,
) -> None:
    anna = await shared.sim.person("Anna", language=None)
    await anna.starts("gera")
    notice = await anna.sees("Town of Gera, Office for Integration")
    assert "privacy@example.org" in notice.text
    await anna.taps("Deutsch")
    assert "Anna" in (await anna.chat.last()).text
    assert "English" in (await anna.chat.last()).labels
    await anna.taps("English")
    await anna.taps("Agree")
    await anna.sees("Your town: Gera")
    await anna.taps("Help")
    await anna.sees("Donations: the town's account")


async def test_nothing_works_before_consent(shared: Stage) -> None:
    anna = await shared.sim.person("Anna")
    await anna.starts()
    for message in ("/offer", "/my", "a sofa", "/help"):
        await anna.says(message)
        await anna.sees("Do you agree?")
    await anna.sends_sticker()
    await anna.sees("Do you agree?")
    answer = await anna.forges("m:offer:0")
    assert not answer.alert
    assert "Do you agree?" in (await anna.chat.last()).text


async def test_markup_in_a_name_is_only_a_name(shared: Stage) -> None:
    anna = await shared.volunteer("<b>Anna & Co")
    assert "<b>Anna & Co" in (await anna.sees("Hello")).text


async def test_the_town_is_chosen_from_a_list_and_changed_in_the_settings(tmp_path: Path) -> None:
    async with await Simulator.start() as sim:
        stage = await set_up(sim, f"sqlite:///{tmp_path / 'two-towns.sqlite3'}", tmp_path, JENA)
        anna = await sim.person("Anna")
        await anna.starts()
        await anna.sees("Responsible is the town that you choose")
        await anna.taps("Agree")
        await anna.sees("choose your town")
        await anna.taps("Jena")
        await anna.sees("Your town: Jena")
        await anna.taps("Settings")
        await anna.taps("Town")
        await anna.taps("Gera")
        await anna.sees("Your town: Gera")
        await anna.starts("jena")
        await anna.sees("Your town: Jena")
        olena = await sim.person("Olena", language=None)
        await olena.starts("jena")
        await olena.sees("Hallo Olena")
        assert await stage.bot.stop() == 0


async def test_a_link_from_a_group_waits_for_the_consent(shared: Stage) -> None:
    head = await shared.sim.person("Fatma")
    group = await shared.sim.group("Clothing store", creator=head)
    await group.adds_bot(by=head)
    led = await head.taps("Register this group", chat=group)
    await head.opens(led.url)
    await head.sees("Do you agree?")
    await head.says("What is this?")
    await head.taps("Agree")
    await head.sees("name of your organisation")
    for answer in ("Clothing\nstore North", "We give clothes", "The office"):
        await head.says(answer)
    await head.taps("Skip")
    preview = await head.sees("Preview")
    assert "Clothing store North" in preview.text
    await head.taps("Submit")
    await head.sees("check the registration")
    await shared.moderation.sees("Clothing store North")
    await head.opens(led.url)
    await head.sees("used already")
    stranger = await shared.volunteer("Olena")
    other = await head.taps("Register this group", chat=group)
    assert other.url is None or "start=" in other.url
    await stranger.opens(led.url)
    await stranger.sees("somebody else")


async def test_a_link_with_an_open_draft_asks_what_to_do(shared: Stage) -> None:
    head = await shared.volunteer("Fatma")
    await head.taps("Offer help")
    await head.taps("Goods")
    group = await shared.sim.group("Clothing store", creator=head)
    await group.adds_bot(by=head)
    answer = await head.taps("Register this group", chat=group)
    await head.opens(answer.url)
    await head.sees("an offer that is not sent yet")
    await head.taps("Continue")
    await head.sees("2 of 6")
    answer = await head.taps("Register this group", chat=group)
    await head.opens(answer.url)
    await head.taps("Start over")
    await head.sees("name of your organisation")


async def test_who_blocked_the_bot_can_come_back(shared: Stage) -> None:
    anna = await shared.volunteer()
    await anna.blocks_bot()
    await anna.unblocks_bot()
    await anna.starts()
    await anna.sees("What would you like to do?")
