"""/queue, /find and /log in a moderation chat, in English and in German."""

import re
from pathlib import Path

import pytest

from simulator.driver import Message
from tests.e2e.command_line import german_town, volunteer_of
from tests.e2e.stage import Stage

LINK = re.compile(r'<a href="([^"]+)">(?:<b>)?([^<]+)')


def links(message: Message) -> dict[str, str]:
    """Addresses by the words that lead to them."""
    return {words: address for address, words in LINK.findall(message.html)}


pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_the_queue_leads_to_the_cards(shared: Stage) -> None:
    author = await shared.volunteer()
    number = await shared.offers(author, "Winter boots, size 38")
    card = await shared.moderation.sees(f"{number} ·")
    await shared.maria.says("/queue", chat=shared.moderation)
    queue = await shared.moderation.sees("oldest first")
    assert number in queue.text
    assert "waits" in queue.text
    assert links(queue)[number].endswith(f"/{card.id}")


async def test_another_page_of_the_queue_is_drawn_only_in_the_moderation_chat(shared: Stage) -> None:
    await shared.maria.says("/queue", chat=shared.moderation)
    queue = await shared.moderation.sees("oldest first")
    await shared.offers(await shared.volunteer("Olena"), "Sandals")
    await shared.moderation.sees("Sandals")
    await shared.paul.forges("q:3", message=queue, chat=shared.moderation)
    drawn = await shared.moderation.sees("things wait")
    assert drawn.id == queue.id
    assert drawn.text != queue.text
    author = await shared.volunteer("Fatma")
    assert (await author.forges("q:0")).alert


async def test_posts_are_found_and_their_history_told(shared: Stage) -> None:
    author = await shared.volunteer("Fatma")
    number = await shared.offers(author, "Grüne Gummistiefel für <Kinder>")
    await shared.moderation.sees(f"{number} ·")
    await shared.maria.says("/find gummistiefel kinder", chat=shared.moderation)
    found = await shared.moderation.sees(f"{number} · 📦")
    assert "waits for the moderators" in found.text
    assert "Grüne Gummistiefel für <Kinder>" in found.text
    assert number in links(found)
    await shared.paul.taps("Approve", chat=shared.moderation, on=number)
    await author.sees("is approved")
    await shared.maria.says(f"/find {number.lower()}", chat=shared.moderation)
    await shared.moderation.sees("Shoes · is shown")
    await shared.maria.says(f"/log {number}", chat=shared.moderation)
    told = await shared.moderation.sees("written")
    assert "approved · Paul" in told.text
    assert "written · author" in told.text
    assert "Fatma" not in told.text
    for said, answer in (
        ("/find", "What are you looking for?"), ("/find A-2222", "Nothing found"), ("/log", "Which post?"),
        ("/log A-2222", "no post of this number"),
    ):  # fmt: skip
        await shared.maria.says(said, chat=shared.moderation)
        await shared.moderation.sees(answer)


async def test_nobody_else_may_look_things_up(shared: Stage) -> None:
    _, group = await shared.organisation("Curious", "A curious group")
    for command in ("/queue", "/find boots", "/log A-2222"):
        await shared.maria.says(command, chat=shared.moderation, anonymous=True)
        await shared.moderation.sees("cannot see who you are")
        await shared.maria.says("something in between", chat=shared.moderation)
    before = len(await group.bot_messages())
    head = shared.maria
    await group.adds(head)
    await head.says("/find boots", chat=group)
    await head.says("/help", chat=group)
    await group.sees("What I do here")
    assert len(await group.bot_messages()) == before + 1


async def test_the_same_in_german(shared: Stage, tmp_path: Path) -> None:
    chat = await german_town(shared, tmp_path)
    author = await volunteer_of(shared, "jena")
    number = await shared.offers(author, "Warme Jacke")
    await chat.sees(f"{number} ·")
    await shared.paul.says("/queue", chat=chat)
    assert number in (await chat.sees("1 Karte wartet")).text
    await shared.paul.says("/find jacke", chat=chat)
    assert number in (await chat.sees("Warme Jacke")).text
    await shared.maria.taps("Freigeben", chat=chat, on=number)
    await author.sees("is approved")
    await shared.paul.says(f"/log {number}", chat=chat)
    assert "freigegeben · Maria" in (await chat.sees("geschrieben")).text
    await shared.paul.says("/log", chat=chat)
    await chat.sees("Welcher Beitrag?")
