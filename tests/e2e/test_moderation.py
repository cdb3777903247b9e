"""Moderators decide in their chat: both ways, late, twice, from elsewhere, in their own words."""

import pytest

from simulator.driver import Message, Person
from tests.e2e.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def card(
    shared: Stage, name: str = "Anna", text: str = "Winter boots", **more: str
) -> tuple[Person, str]:
    """A volunteer whose offer lies in the moderation chat."""
    author = await shared.volunteer(name)
    number = await shared.offers(author, text, **more)
    await shared.moderation.sees(number)
    return author, number


async def on_card(shared: Stage, number: str) -> Message:
    """The card of this number as the chat shows it now."""
    shown = [
        one for one in await shared.moderation.bot_messages() if f"{number} ·" in one.text and one.protected
    ]
    return shown[-1]


async def test_a_rejection_tells_the_author_why(shared: Stage) -> None:
    author, number = await card(shared)
    await shared.maria.taps("Reject", chat=shared.moderation, on=number)
    await shared.maria.taps("Back", chat=shared.moderation, on=number)
    await shared.maria.taps("Reject", chat=shared.moderation, on=number)
    await shared.maria.taps("Not free of charge", chat=shared.moderation, on=number)
    told = await author.sees("is not shown")
    assert number in told.text
    assert "cost nothing" in told.text
    decided = await shared.moderation.sees("Reason: Not free of charge")
    assert "Rejected by Maria" in decided.text
    assert not decided.buttons


async def test_own_words_come_by_reply_from_the_one_who_was_asked(shared: Stage) -> None:
    author, number = await card(shared)
    await shared.paul.taps("Reject", chat=shared.moderation, on=number)
    answer = await shared.paul.taps("Other", chat=shared.moderation, on=number)
    assert answer.alert
    await shared.moderation.sees("Whoever pressed Other")
    shown = await on_card(shared, number)
    await shared.maria.says("I know a better reason", chat=shared.moderation, reply_to=shown)
    await shared.paul.says("x" * 301, chat=shared.moderation, reply_to=shown)
    await shared.moderation.sees("too long: 301 characters, at most 300")
    await shared.paul.sends_sticker(chat=shared.moderation, reply_to=shown.id)
    await shared.moderation.sees("need a text")
    await shared.paul.says("Please say <which> size & colour", chat=shared.moderation, reply_to=shown)
    told = await author.sees("The moderators wrote")
    assert "Please say <which> size & colour" in told.text
    await shared.moderation.does_not_see("a better reason")


async def test_late_and_second_presses_change_nothing_and_learn_who_was_first(shared: Stage) -> None:
    author, number = await card(shared)
    shown = await on_card(shared, number)
    data = {label: button.data for row in shown.buttons for label, button in ((b.text[2:], b) for b in row)}
    await shared.maria.taps("Approve", chat=shared.moderation, on=number)
    for who, label in ((shared.paul, "Reject"), (shared.maria, "Approve")):
        answer = await who.forges(data[label] or "", message=shown, chat=shared.moderation)
        assert answer.alert
        assert "approved, by Maria" in (answer.text or "")
    await author.sees("is approved")
    told = [one for one in await author.chat.bot_messages() if "is approved" in one.text]
    assert len(told) == 1


async def test_a_press_from_another_chat_changes_nothing(shared: Stage) -> None:
    head, group = await shared.organisation("Forgers", "A group of others")
    _, number = await card(shared)
    shown = await on_card(shared, number)
    approve = shown.button("Approve").data or ""
    anna = await shared.volunteer("Olena")
    greeting = (await group.bot_messages())[0]
    for answer in (
        await head.forges(approve, message=greeting, chat=group),
        await anna.forges(approve, message=await anna.chat.last()),
    ):
        assert answer.alert
        assert answer.text
    await shared.bot.logs("press_refused", str(head.id))
    assert (await on_card(shared, number)).labels == shown.labels


async def test_nobody_decides_about_their_own_offer(shared: Stage) -> None:
    await shared.maria.starts("gera")
    await shared.maria.taps("Agree")
    number = await shared.offers(shared.maria, "My own boots")
    await shared.moderation.sees(number)
    answer = await shared.maria.taps("Approve", chat=shared.moderation, on=number)
    assert answer.alert
    assert "another moderator" in (answer.text or "")
    await shared.paul.taps("Approve", chat=shared.moderation, on=number)
    await shared.maria.sees("is approved")


async def test_housing_needs_two_moderators(shared: Stage) -> None:
    author, number = await card(shared, text="A room with a garden", category="Housing", sub="A room")
    await shared.maria.taps("Approve", chat=shared.moderation, on=number)
    await shared.moderation.sees("1 of 2, by Maria")
    answer = await shared.maria.taps("Approve", chat=shared.moderation, on=number)
    assert "second moderator" in (answer.text or "")
    await author.does_not_see("is approved")
    await shared.paul.taps("Approve", chat=shared.moderation, on=number)
    await author.sees("is approved")


async def test_the_queue_and_help_and_no_anonymous_commands(shared: Stage) -> None:
    _, number = await card(shared, "Olena")
    await shared.maria.says("/queue", chat=shared.moderation)
    assert number in (await shared.maria.sees("oldest first", chat=shared.moderation)).text
    await shared.maria.says("/help", chat=shared.moderation)
    await shared.maria.sees("This is the moderation chat", chat=shared.moderation)
    await shared.maria.says("/queue", chat=shared.moderation, anonymous=True)
    await shared.moderation.sees("cannot see who you are")
    await shared.maria.says("/settings", chat=shared.moderation)
    await shared.maria.sees("needs a group of its own", chat=shared.moderation)


async def test_the_longest_and_most_awkward_text_fits_on_its_card(shared: Stage) -> None:
    awkward = ("<b>&\"'</i> <script> & 😀🧸 " * 40)[:600].strip()
    _, number = await card(shared, text=awkward)
    assert awkward in (await on_card(shared, number)).text
