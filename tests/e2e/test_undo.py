"""*Undo* and *Claim* in the chats: in time and by the right person, and nothing goes out before."""

import pytest

from simulator.driver import Person
from tests.e2e.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def offered(town: Stage, text: str) -> tuple[Person, str]:
    author = await town.volunteer()
    number = await town.offers(author, text)
    await town.moderation.sees(number)
    return author, number


async def follower(town: Stage) -> None:
    head, group = await town.organisation("Store", "Store group")
    await head.says("/settings", chat=group)
    await head.taps("Goods", chat=group)
    await head.taps("At once", chat=group)
    town.groups["store"] = group


async def test_undone_in_time_nothing_goes_out(careful: Stage) -> None:
    await follower(careful)
    author, number = await offered(careful, "Boots approved too fast")
    await careful.maria.taps("Approve", chat=careful.moderation, on=number)
    await author.sees("is approved")
    answer = await careful.paul.taps("Undo", chat=careful.moderation, on=number)
    assert answer.alert
    assert "Only Maria" in (answer.text or "")
    await careful.sim.advance(100)
    await careful.maria.taps("Undo", chat=careful.moderation, on=number)
    await author.sees("is being looked at again")
    card = await careful.moderation.sees("Undone by Maria")
    assert "Approved by" not in card.text
    await careful.sim.advance(100)
    await careful.paul.taps("Reject", chat=careful.moderation, on=number)
    await careful.paul.taps("Unsafe", chat=careful.moderation, on=number)
    told = await author.sees("is not shown")
    assert "unsafe" in told.text
    await careful.groups["store"].does_not_see("Boots approved too fast")
    shown = [one.text for one in await author.chat.bot_messages() if number in one.text]
    assert [sum(words in text for text in shown) for words in ("is approved", "looked at again")] == [1, 1]


async def test_what_is_not_undone_goes_out_when_the_time_is_over(careful: Stage) -> None:
    if "store" not in careful.groups:
        await follower(careful)
    author, number = await offered(careful, "Boots approved with care")
    await careful.maria.taps("Approve", chat=careful.moderation, on=number)
    await author.sees("is approved")
    card = await careful.moderation.sees("Approved by Maria")
    undo = card.button("Undo").data or ""
    await careful.groups["store"].does_not_see("Boots approved with care")
    await careful.sim.advance(120)
    await careful.groups["store"].sees("Boots approved with care")
    answer = await careful.maria.forges(undo, message=card, chat=careful.moderation)
    assert "too late" in (answer.text or "")
    await careful.until(lambda: _has_no_buttons(careful, number))


async def test_others_see_who_has_claimed_a_card(careful: Stage) -> None:
    _, number = await offered(careful, "Boots that Maria looks at")
    await careful.maria.taps("Claim", chat=careful.moderation, on=number)
    await careful.moderation.sees("Maria is looking at this")
    answer = await careful.paul.taps("Give back", chat=careful.moderation, on=number)
    assert "Maria looks after this" in (answer.text or "")
    await careful.sim.advance(15 * 60)
    await careful.until(lambda: _is_gone(careful, "Maria is looking at this"))
    await careful.paul.taps("Claim", chat=careful.moderation, on=number)
    await careful.moderation.sees("Paul is looking at this")
    await careful.maria.taps("Approve", chat=careful.moderation, on=number)
    await careful.moderation.sees("Approved by Maria")


async def _has_no_buttons(town: Stage, number: str) -> bool:
    return not [one for one in await town.moderation.bot_messages() if number in one.text][-1].buttons


async def _is_gone(town: Stage, words: str) -> bool:
    return not [one for one in await town.moderation.bot_messages() if words in one.text]


async def test_who_was_removed_from_the_chat_has_no_say_any_more(careful: Stage) -> None:
    author, number = await offered(careful, "Boots that somebody else decides about")
    card = [one for one in await careful.moderation.bot_messages() if number in one.text][-1]
    approve = card.button("Approve").data or ""
    eva = await careful.sim.person("Eva")
    await careful.moderation.adds(eva, by=careful.maria)
    await careful.moderation.removes(eva, by=careful.maria)
    stranger = await careful.sim.person("Olena")
    for who in (eva, stranger):
        answer = await who.forges(approve, message=card, chat=careful.moderation)
        assert answer.alert
        assert "not a member" in (answer.text or "")
    await careful.bot.logs("press_refused", str(eva.id))
    await author.does_not_see("is approved")
