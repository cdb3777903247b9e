"""*My offers*, in German and in English: everything a volunteer can do with an offer after it was sent."""

import pytest

from simulator.driver import Group
from tests.e2e.speaking import Speaking, volunteer
from tests.e2e.stage import Stage
from views.i18n import LOCALES

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.parametrize("locale", LOCALES)]

BOOTS = "Winter boots, size 38"


async def approved(shared: Stage, number: str) -> None:
    await shared.moderation.sees(number)
    await shared.maria.taps("Approve", chat=shared.moderation, on=number)


async def released(shared: Stage, locale: str, text: str = BOOTS) -> tuple[Speaking, str]:
    """Somebody with an offer that is shown; gives its number."""
    anna = await volunteer(shared, locale)
    number = await anna.offers(text)
    await approved(shared, number)
    await anna.person.sees("✅")
    return anna, number


async def opened(anna: Speaking, number: str, text: str = BOOTS) -> None:
    await anna.says("/my")
    await anna.person.taps(f"{number} · {text}")


async def listener(shared: Stage) -> Group:
    """A group that hears of goods at once."""
    if "listener" not in shared.groups:
        head, group = await shared.organisation("Clothing store", "Group of the store")
        await head.says("/settings", chat=group)
        await head.taps("Goods", chat=group)
        await head.taps("At once", chat=group)
        shared.groups["listener"] = group
    return shared.groups["listener"]


async def test_what_becomes_of_an_offer_shows_wherever_it_was_shown(shared: Stage, locale: str) -> None:
    group = await listener(shared)
    anna, number = await released(shared, locale)
    await group.sees(f"{number} · Offer")
    await opened(anna, number)
    assert "Clothing store" in (await anna.sees("Confirmed today")).text
    await anna.taps("Pause")
    await anna.sees("The offer is paused. Nobody sees it until you press Resume.")
    await group.sees(f"{number} is no longer available")
    await anna.taps("Resume")
    await anna.sees("The offer is shown again.")
    await group.sees(f"{number} · Offer")
    await anna.taps("Renew")
    await anna.sees("Thank you. The offer is up to date again.")
    await anna.taps("Done")
    await anna.sees("Thank you. The offer is marked as done.")
    await group.sees(f"{number} is no longer available")
    await anna.taps("Undo")
    await anna.sees("Undone. The offer is as it was before.")
    await group.sees(f"{number} · Offer")
    shown = [one for one in await group.bot_messages() if number in one.text]
    assert len(shown) == 1


async def test_a_waiting_offer_is_withdrawn_and_comes_back(shared: Stage, locale: str) -> None:
    anna = await volunteer(shared, locale)
    number = await anna.offers(BOOTS)
    card = await shared.moderation.sees(number)
    await opened(anna, number)
    shown = await anna.sees("waits for the moderators")
    assert anna.own("Done") not in shown.text
    await anna.taps("Withdraw")
    await anna.sees("The offer is withdrawn. Nobody sees it any more.")
    await shared.moderation.sees("Withdrawn. There is nothing left")
    late = await shared.maria.forges(card.button("Approve").data or "", message=card, chat=shared.moderation)
    assert late.text
    await anna.taps("Undo")
    await anna.sees("waits for the moderators")
    await shared.maria.taps("Approve", chat=shared.moderation, on=number)
    await anna.person.sees("✅")


async def test_a_change_is_reviewed_while_the_former_words_stay(shared: Stage, locale: str) -> None:
    group = await listener(shared)
    anna, number = await released(shared, locale)
    await group.sees(number)
    await opened(anna, number)
    await anna.taps("Change")
    await anna.sees("Which answer would you like to change?")
    await anna.taps("Text")
    await anna.says("Winter boots, size 39")
    await anna.taps("Submit")
    await anna.person.sees(number)
    await shared.moderation.sees("size 38 39")  # struck out and bold
    assert "size 39" not in next(one.text for one in await group.bot_messages() if number in one.text)
    await anna.taps("My offers")
    await anna.person.taps(number)
    shown = await anna.sees(
        "Your change waits for the moderators. Until then everybody sees the words above."
    )
    assert "size 38" in shown.text
    await shared.maria.taps("Approve", chat=shared.moderation, on="size 38 39")
    await anna.person.sees("39)")
    await group.sees("size 39")


async def test_a_change_that_changes_nothing_is_not_sent(shared: Stage, locale: str) -> None:
    anna, number = await released(shared, locale)
    await opened(anna, number)
    await anna.taps("Change", "Back")
    answer = await anna.taps("Submit")
    assert answer.text == anna.own(
        "Nothing is different yet, so nothing was sent. Please change an answer, or cancel."
    )
    await anna.taps("Cancel")
    await anna.sees("Do you want to cancel? Then everything stays as it is.")
    await anna.taps("Yes, cancel")


async def test_an_unfinished_offer_is_not_lost_by_changing_another(shared: Stage, locale: str) -> None:
    anna, number = await released(shared, locale)
    await anna.says("/offer")
    await anna.taps("Goods")
    await opened(anna, number)
    await anna.taps("Change")
    await anna.sees("You have an offer that is not sent yet.")
    await anna.taps("Start over")
    await anna.sees("Which answer would you like to change?")


async def test_buttons_of_others_and_of_yesterday_change_nothing(shared: Stage, locale: str) -> None:
    anna, number = await released(shared, locale)
    await opened(anna, number)
    shown = await anna.person.chat.last()
    olena = await volunteer(shared, locale, "Olena")
    foreign = await olena.person.forges(shown.button(anna.own("Pause")).data or "")
    assert foreign.text == olena.own("This post is not here any more.")
    await anna.taps("Pause")
    stale = await anna.person.forges(shown.button(anna.own("Done")).data or "", message=shown)
    assert stale.alert
    assert anna.own("paused") in (await anna.person.chat.last()).text
