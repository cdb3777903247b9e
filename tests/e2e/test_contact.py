"""An organisation presses *Contact* once, the volunteer answers once, and one member alone has the contact."""

import asyncio

import pytest

from simulator.driver import Group
from tests.e2e.speaking import Speaking, volunteer
from tests.e2e.stage import Stage
from tests.e2e.test_push import approved, follows

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def shown(stage: Stage, group: Group, anna: Speaking, text: str) -> str:
    """An offer that the group was alerted of."""
    number = await anna.offers(text)
    await approved(stage, number)
    await group.sees(text)
    await anna.taps("Menu")
    return number


async def never_seen(group: Group, *secrets: str) -> None:
    """Nothing of the volunteer was ever said in a group."""
    said = [one.text for one in await group.bot_messages()]
    assert not [text for text in said for secret in secrets if secret in text]
    assert not [
        button for one in await group.bot_messages() for row in one.buttons for button in row if button.url
    ]


async def test_many_press_at_once_and_one_gets_the_contact_in_private(shared: Stage) -> None:
    """A basic group in German, with people who never opened the bot's chat."""
    head, group = await shared.organisation("Kleiderkammer", "Kleiderkammer Gruppe", kind="group")
    await follows(head, group)
    await head.taps("Language", chat=group)
    await head.taps("Deutsch", chat=group)
    anna = await volunteer(shared, "de", "Anna")
    await anna.person.changes(username="anna_gera")
    kim, *others = [await shared.sim.person(f"Mitglied {number}", language="de") for number in range(9)]
    for one in (kim, *others):
        await one.joins(group)
    number = await shown(shared, group, anna, "Zehn Paar Stiefel")
    answers = await asyncio.gather(*(one.taps("Kontakt", chat=group, on=number) for one in (kim, *others)))
    said = [answer.text or "" for answer in answers]
    assert len([text for text in said if "Für Sie reserviert" in text]) == 1
    assert len([text for text in said if "schon für Ihre Organisation reserviert" in text]) == 8
    holder = (kim, *others)[next(i for i, text in enumerate(said) if "Für Sie" in text)]
    await group.sees(f"bei {holder.name}")
    await anna.sees("möchte dein Angebot")
    asked = [one for one in await anna.person.chat.bot_messages() if "möchte dein Angebot" in one.text]
    assert len(asked) == 1
    await anna.taps("Share my contact")
    await anna.sees("Du hast deinen Kontakt")
    await group.sees("Öffnen Sie unseren Chat")
    foreign = next(one for one in others if one is not holder)
    refused = await foreign.taps("Unseren Chat öffnen", chat=group)
    assert refused.alert
    way = await holder.taps("Unseren Chat öffnen", chat=group)
    await foreign.opens(way.url)
    await foreign.taps("Einverstanden")
    await foreign.sees("für jemand anderen")
    await holder.opens(way.url)
    await holder.taps("Einverstanden")
    card = await holder.sees("Kontakt zu")
    assert "https://t.me/anna_gera" in card.text
    assert card.protected
    await group.sees(f"{holder.name} hat den Kontakt")
    await never_seen(group, "anna_gera", "Anna")
    again = await holder.opens(way.url)
    assert again
    await holder.sees("wurde schon benutzt")
    await shared.maria.says(f"/log {number}", chat=shared.moderation)
    await shared.moderation.sees("contact shared")


async def test_in_a_topic_with_a_phone_number_given_back_left_and_declined(shared: Stage) -> None:
    """A forum, in English; the volunteer has no user name and speaks German."""
    head = await shared.sim.person("Head of the depot")
    group = await shared.sim.group("Depot forum", kind="forum", creator=head)
    await group.adds_bot(by=head)
    await group.sees("Hello")
    topic = await group.topic("Donations")
    await head.says("/help@test_bot", chat=group, thread_id=topic)
    greeting = await head.sees("Hello", chat=group)
    await head.opens((await head.taps("Register this group", chat=group, message=greeting)).url)
    await head.taps("Agree")
    await shared.registers(head, "Depot")
    await shared.maria.taps("Verify", chat=shared.moderation, on="Depot")
    await group.sees("is verified")
    await follows(head, group)
    kim, lee = await shared.volunteer("Kim"), await shared.sim.person("Lee")
    for one in (kim, lee):
        await one.joins(group)
    anna = await volunteer(shared, "de", "Anne")
    number = await shown(shared, group, anna, "A sewing machine")
    await kim.taps("Contact", chat=group, on=number)
    assert (await group.sees("Taken by Kim until")).thread_id == topic
    await lee.taps("Give back", chat=group, on=number)
    await kim.taps("Give back", chat=group, on=number)
    await anna.person.sees("braucht")
    await lee.taps("Contact", chat=group, on=number)
    await group.sees("Taken by Lee until")
    await lee.leaves(group)
    await group.sees("Who takes it over?")
    await kim.taps("Take over", chat=group, on="Who takes it over?")
    await anna.taps("Share my contact")
    await anna.person.sees("Telefonnummer teilen")
    await anna.person.sends_contact(first_name="Somebody", phone_number="+4917012345", user_id=kim.id)
    await anna.person.sees("eigene Nummer")
    await anna.person.sends_contact()
    await anna.person.sees("Ich gebe deine Nummer weiter")
    card = await kim.sees("contact for")
    assert card.protected
    assert "+" in card.text
    told = await group.sees("Kim has the contact")
    assert told.thread_id == topic
    await never_seen(group, "+49", "Anne")
    bert = await volunteer(shared, "de", "Bert")
    second = await shown(shared, group, bert, "Curtains")
    await kim.taps("Contact", chat=group, on=second)
    await bert.person.sees("möchte dein Angebot")
    await bert.taps("Decline")
    await group.sees("has said no. Other offers will come.")


async def test_photos_and_reasons_that_propose_a_change_administrators_accept(shared: Stage) -> None:
    """A supergroup without topics, in English."""
    head, group = await shared.organisation("Toy library", "Toy library group")
    await follows(head, group)
    member = await shared.sim.person("Member")
    await member.joins(group)
    bea = await shared.volunteer("Bea")
    for label in ("Offer help", "Goods", "Toys"):
        await bea.taps(label)
    await bea.says("Wooden trains, two boxes")
    for label in ("Continue", "Skip"):
        await bea.taps(label)
    await bea.sends_album(2)
    await bea.sees("2 photos")
    await bea.taps("Continue")
    await bea.taps("Submit")
    number = next(word for word in (await bea.sees("Your number is")).text.split() if word[:2] == "A-").strip(
        "."
    )
    await approved(shared, number)
    await group.sees("Wooden trains")
    await member.taps("Photos", chat=group, on=number)
    await shared.until(lambda: _photos(group, 2))
    await member.taps("Not for us", chat=group, on=number)
    await member.taps("Back", chat=group, on=number)
    await member.taps("Not for us", chat=group, on=number)
    await member.taps("Already covered", chat=group, on=number)
    await group.sees("Not for you: Already covered")
    await group.sees("for two weeks: Toys, games?")
    refused = await member.taps("Yes, change that", chat=group)
    assert refused.alert
    await head.taps("Yes, change that", chat=group)
    await group.sees("nothing of this kind comes for two weeks")
    await member.taps("Contact", chat=group, on=number)  # a group may change its mind
    await group.sees("Taken by Member until")
    await bea.taps("Decline", on="would like your offer")
    await group.sees("has said no. Other offers will come.")


async def _photos(group: Group, count: int) -> bool:
    return len([one for one in await group.bot_messages() if one.media == "photo"]) == count
