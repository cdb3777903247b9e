"""Moderators see what to look at twice, with the words; the author sees nothing of it."""

import pytest

from tests.e2e.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_card_quotes_what_to_look_at_twice(shared: Stage) -> None:
    author = await shared.volunteer()
    number = await shared.offers(author, "Verkaufe Stiefel <b>30 €</b>, ruf an: 0176 04069 012")
    card = await shared.moderation.sees(f"{number} ·")
    assert "⚠️ looks like contact outside the bot: ‹ruf an: 0176 04069 012›" in card.text
    assert "⚠️ looks like a price or fee: ‹Verkaufe›, ‹30 €›" in card.text
    await author.does_not_see("looks like")


async def test_a_text_written_twice_names_the_earlier_post(shared: Stage) -> None:
    author = await shared.volunteer("Olena")
    first = await shared.offers(author, "Rote Winterstiefel in 38, kaum getragen")
    await author.starts("gera")
    again = await shared.offers(author, "rote Winterstiefel in 38 - kaum getragen!")
    card = await shared.moderation.sees(f"{again} ·")
    assert f"⚠️ duplicate of {first}" in card.text
    assert "⚠️" not in (await shared.moderation.sees(f"{first} ·")).text
