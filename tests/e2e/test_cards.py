"""What moderators do with a card besides deciding: another category, the red class, a change beside the words before."""

import pytest

from simulator.driver import Message
from tests.e2e.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def card(town: Stage, number: str) -> Message:
    """The card of this number as the chat shows it now."""
    shown = [one for one in await town.moderation.bot_messages() if f"{number} ·" in one.text]
    return shown[-1]


async def test_a_card_is_filed_elsewhere_and_the_author_hears_of_it(careful: Stage) -> None:
    chat, maria, paul = careful.moderation, careful.maria, careful.paul
    author = await careful.volunteer()
    number = await careful.offers(author, "A sofa for three")
    await chat.sees(number)
    for label in ("Change category", "Back", "Change category", "Goods"):
        await maria.taps(label, chat=chat, on=number)
    assert "Shoes" not in str((await card(careful, number)).labels)  # it is there already
    answer = await maria.taps("Furniture", chat=chat, on=number)
    assert "The author is told" in (answer.text or "")
    await chat.sees("Moved by Maria to 📦 Goods: Furniture")
    await maria.taps("Raise to red", chat=chat, on=number)
    await chat.sees("Raised to red by Maria")
    assert "Raise to red" not in str((await card(careful, number)).labels)
    await maria.taps("Undo", chat=chat, on=number)
    await chat.sees("Undone by Maria")
    assert "Red class" not in (await card(careful, number)).text
    await paul.taps("Approve", chat=chat, on=number)
    told = await author.sees("is approved")
    assert "have moved it to: 📦 Goods: Furniture" in told.text
    await paul.says(f"/log {number}", chat=chat)
    log = await chat.sees("moved to another category: 📦 Goods: Furniture")
    assert "raised to red" in log.text


async def test_photos_stand_above_the_card_until_it_is_rejected(careful: Stage) -> None:
    chat, maria = careful.moderation, careful.maria
    author = await careful.volunteer()
    for label in ("Offer help", "Goods", "Shoes"):
        await author.taps(label)
    await author.says("Boots, as the photos show")
    for label in ("Continue", "Skip"):
        await author.taps(label)
    await author.sees("Would you like to show photos?")
    await author.sends_album(3)
    await author.sees("3 photos")
    await author.taps("Continue")
    await author.taps("Submit")
    shown = await chat.sees("Boots, as the photos show")
    number = shown.text.split(" ·")[0]
    album = [one for one in await chat.bot_messages() if one.media and one.id < shown.id]
    assert len(album) == 3
    for label in ("Reject", "Personal data"):
        await maria.taps(label, chat=chat, on=number)
    await author.sees("is not shown")
    await careful.sim.advance(121)
    await careful.until(lambda: no_photos(careful))


async def no_photos(town: Stage) -> bool:
    return not any(one.media for one in await town.moderation.bot_messages())


async def test_a_change_stands_beside_the_words_before(careful: Stage) -> None:
    chat, maria = careful.moderation, careful.maria
    author = await careful.volunteer()
    number = await careful.offers(author, "Winter boots, size 38")
    await chat.sees(number)
    await maria.taps("Approve", chat=chat, on=number)
    await author.sees("is approved")
    await author.says("/my")
    await author.taps(f"{number} · Winter boots, size 38")
    for label in ("Change", "Text"):
        await author.taps(label)
    await author.says("Winter boots, size 39")
    await author.taps("Submit")
    await chat.sees("A change of what is shown")
    shown = await card(careful, number)
    assert "Winter boots, size 38 39" in shown.text
    for label in ("Reject", "Not needed now"):
        await maria.taps(label, chat=chat, on="A change of what is shown")
    told = await author.sees("What was shown before stays")
    assert f"Your change of the offer {number}" in told.text
    assert "You can change it again: /my" in told.text
    await author.says("/my")
    await author.taps(f"{number} · Winter boots, size 39")
    await author.sees("Winter boots, size 38")


async def test_an_organisation_is_asked_verified_suspended_and_welcomed_again(careful: Stage) -> None:
    chat, maria, paul = careful.moderation, careful.maria, careful.paul
    head, group = await careful.organisation("Bicycle store", "Group of the bicycle store", verified=False)
    asked = await chat.sees("Bicycle store")
    await maria.taps("Ask", chat=chat, on="Bicycle store")
    await chat.sees("Whoever pressed Ask")
    await maria.says("Which days are you open?", chat=chat, reply_to=asked)
    await head.sees("Which days are you open?")
    await head.taps("Answer")
    await head.says("Every <Friday>")
    await chat.sees("Every <Friday>")
    await maria.taps("Verify", chat=chat, on="Bicycle store")
    await group.sees("is verified")
    for label in ("Suspend", "Back", "Suspend"):
        await paul.taps(label, chat=chat, on="Bicycle store")
    await chat.sees("Whoever pressed Suspend")
    await maria.says("I only talk here", chat=chat, reply_to=asked)
    await paul.says("Nobody answers <the> phone", chat=chat, reply_to=asked)
    assert "Nobody answers <the> phone" in (await group.sees("have suspended")).text
    await head.says("/request", chat=group)
    await group.sees("has suspended this organisation")
    await chat.sees("Suspended by Paul")
    await maria.taps("Lift the suspension", chat=chat, on="Bicycle store")
    await group.sees("is no longer suspended")
    assert await chat.sees("Suspension lifted by Maria")
