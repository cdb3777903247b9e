"""A month goes by: people are asked whether their posts still hold, in private and in a group; what nobody answers ends."""

from pathlib import Path

from simulator.driver import Group, Person, Simulator
from tests.e2e.speaking import Speaking, volunteer
from tests.e2e.stage import Stage, set_up
from tests.e2e.test_push import approved, follows, requests

DAY = 86_400


async def offered(stage: Stage, locale: str, name: str, text: str) -> tuple[Speaking, str]:
    anna = await volunteer(stage, locale, name)
    number = await anna.offers(text)
    await approved(stage, number)
    await anna.person.sees("✅")
    return anna, number


async def test_a_month_goes_by(sim: Simulator, database_url: str, tmp_path: Path) -> None:
    await sim.clock_set("2026-11-24T10:00:00+01:00")
    stage = await set_up(sim, database_url, tmp_path, follows_clock=True)
    head, group = await stage.organisation("Clothing store", "Store group")
    await follows(head, group)
    need = await requests(stage, head, group, "Boots for ten children")
    await approved(stage, need)
    anna, kept = await offered(stage, "de", "Anna", "Ten pairs of boots")
    olena, left = await offered(stage, "en", "Olena", "A pair of shoes")
    await group.sees(left)

    await sim.advance(25 * DAY)
    await anna.person.sees(f"Gilt dein Angebot {kept}")
    await anna.taps("Yes")
    await anna.sees("Thank you. The offer is up to date again.")
    await anna.sees("Confirmed today")
    await olena.person.sees(f"Is your offer {left} (A pair of shoes) still valid?")
    await olena.says("/my")  # that is no answer
    await olena.sees("is shown")
    await group.sees(f"Is your request {need} (Boots for ten children) still needed?")
    await changes_its_mind(head, group, need)

    await sim.advance(3 * DAY)
    await olena.person.sees(f"Is your offer {left} (A pair of shoes) still valid?")
    await sim.advance(3 * DAY)
    await olena.person.sees(f"Your offer {left} (A pair of shoes) has expired")
    await group.sees(f"{left} is no longer available")
    await olena.taps("Renew")
    await olena.sees("Thank you. The offer is up to date again.")
    await group.sees(f"{left} · Offer")
    asked = sum("still valid?" in one.text for one in await olena.person.chat.bot_messages())
    assert asked == 2
    assert not any(
        "noch?" in one.text for one in await anna.person.chat.bot_messages()
    )  # it shows the offer now
    assert await stage.bot.stop() == 0


async def changes_its_mind(head: Person, group: Group, need: str) -> None:
    """First the request is to be changed, which goes on in private; then it holds after all; then it is not needed."""
    link = await head.taps("Change", chat=group, on=need)
    await head.opens(link.url)
    await head.sees("Which answer would you like to change?")
    await head.taps("Back")
    await head.taps("Cancel")
    await head.taps("Yes, cancel")
    question = await group.sees("still needed?")
    await head.taps("Yes", chat=group, on=need)
    await group.sees(f"Thank you. Request {need}")
    await head.forges(question.button("Withdraw").data or "", message=question, chat=group)
    await group.sees(f"Request {need} (Boots for ten children): is shown")
