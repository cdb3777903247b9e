"""*Settings* in the private chat: name, town, needs to follow."""

import pytest

from tests.e2e.speaking import volunteer
from tests.e2e.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_what_a_volunteer_sets(shared: Stage) -> None:
    anna = await volunteer(shared, "de")
    await anna.taps("Settings", "Name")
    await anna.says("0171 2345678")
    await anna.sees("Please send a first name only: letters, without numbers and other signs.")
    await anna.person.sends_sticker()
    await anna.sees("I need a text here. Please write a few words as a message.")
    await anna.says("Anni")
    shown = await anna.sees("Thank you. That is the name others see from now on.")
    assert "Anni" in shown.text
    await anna.says("Annabell")  # is no name any more
    assert (
        "Annabell"
        not in (await anna.sees("I do not wait for a message just now. Please press a button.")).text
    )
    await anna.taps("Settings", "Needs I follow", "Goods", "Languages")
    ticked = [label for label in (await anna.person.chat.last()).labels if "✓" in label]
    assert len(ticked) == 2
    await anna.taps("Goods", "Back")
    assert anna.own("Languages") in (await anna.sees("Needs I follow")).text
    await anna.taps("Town")
    assert "Gera" in (await anna.person.chat.last()).labels
    await anna.taps("Gera")
