"""/ban and /unban in a moderation chat, and the appeal, in English and in German."""

from pathlib import Path

import pytest

from tests.e2e.command_line import german_town
from tests.e2e.speaking import Speaking
from tests.e2e.stage import Stage, on_from_text

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_banned_author_is_told_once_appeals_and_posts_again(shared: Stage) -> None:
    chat = shared.moderation
    author = await shared.volunteer("Anna")
    live = await shared.offers(author, "Winter boots")
    await shared.maria.taps("Approve", chat=chat, on=live)
    await author.sees("is approved")
    await author.says("/offer")
    waiting = await shared.fills(author, "Call me, I sell boots", "Goods", "Shoes")
    await chat.sees(f"{waiting} ·")

    for said, answer in (
        ("/ban", "Which post?"),
        (f"/ban {live}", "Why?"),
        (f"/unban {live}", "is not banned here"),
    ):
        await shared.maria.says(said, chat=chat)
        await chat.sees(answer)
    await shared.sim.fault("sendMessage", chat=chat, contains="Ban the author", code=400)  # said again then
    await shared.maria.says(f"/ban {live.lower()} sells things <here>", chat=chat)
    asked = await chat.sees(f"Ban the author of {live}")
    assert asked.labels == ["7 days", "30 days", "For good", "Cancel"]
    assert (await author.forges(asked.button("7 days").data or "")).alert
    await shared.sim.fault("editMessageText", chat=chat, contains="has banned the author", code=400)
    await shared.paul.taps("7 days", message=asked, chat=chat)
    await chat.sees(f"Paul has banned the author of {live} (Winter boots)")
    await chat.sees("Withdrawn. There is nothing left to decide.")

    told = await author.sees("🚫")
    assert "Reason: sells things <here>" in told.text
    await author.says("/offer")
    await author.sees("You cannot post in Gera until")
    await author.says("/my")
    await author.sees("Winter boots: paused")
    assert "once" in told.text
    await author.taps("Appeal", message=told)
    await author.says("I only gave boots away, sorry for the wrong word.", reply_to=told)
    await author.sees("The moderators have your words")
    card = await chat.sees("appeals")
    await shared.until(lambda: _says(shared, card.id, "sorry for the wrong word"))
    assert (await author.forges(card.button("Lift").data or "")).alert
    await shared.maria.taps("Lift", chat=chat, on="appeals")
    await chat.sees("Lifted by Maria")
    await author.sees("have lifted your ban")
    assert (await shared.paul.forges(card.button("Keep").data or "", message=card, chat=chat)).alert

    await shared.maria.says(f"/log {live}", chat=chat)
    history = (await chat.sees("author banned")).text
    for line in ("author banned · Paul", "appealed against the ban · author", "ban lifted · Maria"):
        assert line in history
    assert sum("cannot post there" in one.text for one in await author.chat.bot_messages()) == 1
    await author.says("/offer")
    await shared.fills(author, "Sandals for free", "Goods", "Shoes")


async def _says(shared: Stage, message_id: int, words: str) -> bool:
    return any(one.id == message_id and words in one.text for one in await shared.moderation.bot_messages())


async def test_a_draft_survives_the_ban_and_unban_ends_it(shared: Stage) -> None:
    author = await shared.volunteer("Olena")
    number = await shared.offers(author, "Chairs")
    await shared.moderation.sees(f"{number} ·")
    await author.says("/offer")
    for label in ("Goods", "Shoes"):
        await author.taps(label)
    await author.says("Half written boots")
    await shared.maria.says(f"/ban {number} insults others", chat=shared.moderation)
    await shared.maria.taps("For good", chat=shared.moderation, on=f"Ban the author of {number}")
    await author.sees("cannot post there any more")
    await on_from_text(author)
    shown = await author.sees("Half written boots")
    refused = await author.taps("Submit", message=shown)
    assert "You cannot post in Gera any more" in (refused.text or "")
    await shared.sim.fault("sendMessage", chat=shared.moderation, contains="Lifted by", code=400)
    await shared.paul.says(f"/unban {number}", chat=shared.moderation)
    await shared.moderation.sees("Lifted by Paul")
    await author.sees("have lifted your ban")
    await author.taps("Submit", on="Half written boots")
    await author.sees("A-")


async def test_the_same_in_german(shared: Stage, tmp_path: Path) -> None:
    chat = await german_town(shared, tmp_path)
    anna = Speaking(await shared.sim.person("Anna", language="de"), "de")
    await anna.person.starts("jena")
    await anna.taps("Agree")
    number = await anna.offers("Warme Jacke")
    await chat.sees(f"{number} ·")
    await shared.paul.says(f"/ban {number}", chat=chat)
    await chat.sees("Warum?")
    await shared.paul.says(f"/ban {number} beleidigt andere", chat=chat)
    await chat.sees(f"Wer {number} (Warme Jacke) geschrieben hat: sperren?")
    await shared.maria.taps("30 Tage", chat=chat, on="sperren?")
    await chat.sees("Maria hat gesperrt, wer")
    told = await anna.person.sees("nichts einstellen")
    assert "Grund: beleidigt andere" in told.text
    await anna.person.taps("Widersprechen", message=told)
    await shared.paul.taps("Beibehalten", chat=chat, on="widerspricht")
    await chat.sees("Die Sperre bleibt: Paul")
    await anna.person.sees("Die Sperre bleibt bis")
    await anna.person.says("/offer")
    await anna.person.sees("Du kannst in Jena bis")
    await shared.paul.says(f"/log {number}", chat=chat)
    assert "Sperre nach Widerspruch beibehalten · Paul" in (await chat.sees("Person gesperrt · Maria")).text
