"""/stats in a moderation chat: a picture with the numbers below it, in English and in German."""

from pathlib import Path

import pytest

from tests.e2e.command_line import german_town
from tests.e2e.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_picture_and_the_numbers_in_words(shared: Stage, tmp_path: Path) -> None:
    chat = shared.moderation
    anna, olena = await shared.volunteer("Anna"), await shared.volunteer("Olena")
    number = await shared.offers(anna, "Winter boots")
    await chat.sees(f"{number} ·")
    await shared.maria.taps("Approve", chat=chat, on=number)
    await anna.sees("is approved")
    await shared.offers(olena, "A chair", sub="Furniture")
    await chat.sees("A chair")

    await shared.paul.says("/stats", chat=chat)
    told = await chat.sees("Gera: the last 30 days")
    assert told.media == "photo"
    for line in ("2 posts came", "Approved: 100%", "1 waits", "By category: Goods 2"):
        assert line in told.text
    await shared.paul.says("/stats", chat=chat, anonymous=True)
    await chat.sees("cannot see who you are")

    jena = await german_town(shared, tmp_path)
    await shared.maria.says("/stats", chat=jena)
    told = await jena.sees("Jena: die letzten 30 Tage")
    assert told.media == "photo"
    assert "Es wartet nichts." in told.text
