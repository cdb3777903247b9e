"""*What is needed*: from reading a request to an offer that reaches who asked for it."""

import pytest

from tests.e2e.speaking import volunteer
from tests.e2e.stage import Stage
from tests.e2e.test_push import approved, requests

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_need_is_read_and_answered(shared: Stage) -> None:
    head, group = await shared.organisation("Clothing store", "Group of the store")
    await head.says("/settings", chat=group)
    await head.taps("At once", chat=group)
    need = await requests(shared, head, group, "Boots for children")
    await approved(shared, need)
    await group.sees("is approved")

    anna = await volunteer(shared, "de")
    await anna.taps("What is needed", "By category")
    await anna.person.taps("Sachspenden (1)")
    await anna.person.taps(f"{need} · Boots for children")
    shown = await anna.sees("Confirmed today")
    assert "Clothing store" in shown.text
    await anna.taps("I can help")
    asked = await anna.sees("What do you offer? Please describe it.")
    assert anna.own("I can help") in asked.text
    await anna.says("Stiefel in 31")
    number = await anna.on_to_the_end()
    card = await shared.moderation.sees(number)
    assert f"Offered for the request {need}" in card.text
    await approved(shared, number)
    await group.sees(f"It was offered for your request {need}.")


async def test_who_follows_a_category_is_told_and_helps_with_one_press(shared: Stage) -> None:
    head, group = await shared.organisation("Toy library", "Group of the library")
    olga = await volunteer(shared, "de", "Olga")
    await olga.taps("Settings", "Needs I follow", "Goods")
    need = await requests(shared, head, group, "Shoes for gymnastics")
    await approved(shared, need)
    shown = await olga.sees("Something new is needed that you follow.")
    assert need in shown.text
    assert "Toy library" in shown.text
    await olga.taps("I can help", message=shown)
    await olga.sees("What do you offer? Please describe it.")
