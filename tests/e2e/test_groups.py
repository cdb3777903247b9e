"""Organisations' groups: registered, verified, set, asked, removed, brought back, upgraded."""

import pytest

from tests.e2e.speaking import volunteer
from tests.e2e.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_only_an_administrator_registers_and_the_moderators_verify(shared: Stage) -> None:
    head, member = await shared.sim.person("Petra"), await shared.sim.person("Member")
    group = await shared.sim.group("Tafel Lusan", creator=head, members=[member])
    await group.adds_bot(by=head)
    for command in ("/request", "/requests", "/status"):
        await member.says(command, chat=group)
        assert "Register this group" in (await member.sees("not registered.", chat=group)).labels
    answer = await member.taps("Register this group", chat=group)
    assert answer.alert
    assert "administrators" in (answer.text or "")
    answer = await head.taps("Register this group", chat=group)
    other = await shared.volunteer("Olena")
    await other.opens(answer.url)
    await other.sees("somebody else")
    await head.opens(answer.url)
    await head.taps("Agree")
    await head.sees("name")
    await shared.registers(head, "Tafel <Gera> & Freunde")
    await group.sees("passed on to the moderators")
    card = await shared.moderation.sees("Tafel <Gera> & Freunde")
    assert "Group: Tafel Lusan (3 members, private)" in card.text
    assert "Ms Weber" in card.text
    assert "www.example.org" in card.text
    assert "by Petra" in card.text
    await shared.maria.taps("Verify", chat=shared.moderation, on="Tafel <Gera>")
    await group.sees("is verified in Gera")
    await shared.paul.taps("Clear for red", chat=shared.moderation, on="Tafel <Gera>")
    await group.sees("special care")
    answer = await head.taps("Register this group", chat=group)
    assert "registered already" in (answer.text or "")


async def test_a_refused_group_is_told_and_may_try_again(shared: Stage) -> None:
    head, group = await shared.organisation("Dubious", "Dubious group", verified=False)
    await shared.maria.taps("Refuse", chat=shared.moderation, on="Dubious")
    await group.sees("did not take Dubious")
    await head.taps("Register this group", chat=group, on="did not take")


async def test_settings_edit_themselves_and_are_for_administrators(shared: Stage) -> None:
    head, group = await shared.organisation("Settled", "Settled group")
    member = await shared.sim.person("Member")
    await group.adds(member)
    await member.says("/settings", chat=group)
    await member.sees("Only administrators", chat=group)
    await head.says("/settings", chat=group)
    shown = await head.sees("Settings of Settled", chat=group)
    assert "✓ Daily digest" in shown.labels
    assert "✓ Also show what others need" in shown.labels
    answer = await member.taps("Goods", chat=group)
    assert answer.alert
    await head.taps("Goods", chat=group)
    await head.taps("At once", chat=group)
    await head.taps("Hour: 09:00", chat=group)
    await head.taps("17:00", chat=group)
    await head.taps("Choose parts of a category", chat=group)
    await head.taps("Housing", chat=group)
    await head.taps("A room", chat=group)
    await head.taps("A flat", chat=group)
    await head.taps("Back", chat=group)
    await head.taps("Back", chat=group)
    seen = next(one for one in await group.messages() if one.id == shown.id)
    assert {"✓ Goods", "✓ At once", "🕘 Hour: 17:00", "◾ Housing: 2 parts"} <= set(seen.labels)
    for label in ("Weekly digest", "Days: Mon", "Thursday", "Back"):
        await head.taps(label, chat=group)
    assert "on Thursday at 17:00" in (await head.sees("Settings of Settled", chat=group)).text
    for label in ("Quiet: never quiet", "As usual", "Never quiet", "Back"):
        await head.taps(label, chat=group)
    for label in ("At most 10", "5"):
        await head.taps(label, chat=group)
    for label in (
        "Distance: The whole town",
        "up to 5 km",
        "Distance: up to 5 km",
        "From: Town centre",
        "Lusan",
    ):
        await head.taps(label, chat=group)
    await head.taps("Back", chat=group)
    seen = next(one for one in await group.messages() if one.id == shown.id)
    assert {"✓ Weekly digest", "🔢 At most 5", "📏 Distance: up to 5 km"} <= set(seen.labels)
    assert (await member.taps("Weekly digest", chat=group)).alert
    await head.taps("At once", chat=group)
    await head.taps("Language", chat=group)
    await head.taps("Deutsch", chat=group)
    assert "✓ Sofort" in (await head.sees("Einstellungen", chat=group)).labels


async def test_a_request_is_reviewed_and_listed(shared: Stage) -> None:
    head, group = await shared.organisation("Asking", "Asking group")
    await head.says("/request", chat=group)
    answer = await head.taps("Write the request", chat=group)
    await head.opens(answer.url)
    number = await shared.fills(head, "Prams for twins", "Goods", "Things for babies")
    assert number.startswith("G-")
    card = await shared.moderation.sees(number)
    assert "Asking (verified)" in card.text
    await shared.maria.taps("Approve", chat=shared.moderation, on=number)
    await group.sees("is approved")
    await head.says("/requests", chat=group)
    assert "is shown" in (await head.sees("Our requests", chat=group)).text
    await head.says("/status", chat=group)
    assert "1 open request" in (await head.sees("Asking in Gera: verified", chat=group)).text
    await head.says("/help", chat=group)
    await head.sees("What I do here", chat=group)
    await head.opens(answer.url)
    await head.sees("used already")


async def test_members_look_after_requests_and_volunteers_read_what_is_not_needed(shared: Stage) -> None:
    """In German: paused, resumed, fulfilled, and no more of the kind for a while."""
    head, group = await shared.organisation("Laden", "Ladengruppe")
    await head.says("/settings", chat=group)
    await head.taps("Language", chat=group)
    await head.taps("Deutsch", chat=group)
    await head.says("/request", chat=group)
    way = await head.taps("Gesuch schreiben", chat=group)
    await head.opens(way.url)
    number = await shared.fills(head, "Dreiräder für den Hof", "Goods", "Bicycles")
    await shared.maria.taps("Approve", chat=shared.moderation, on=number)
    await group.sees("freigegeben")
    member = await shared.sim.person("Mitglied", language="de")
    await member.joins(group)
    await member.says("/requests", chat=group)
    await member.taps(f"{number} · Dreiräder für den Hof", chat=group)
    await member.taps("Pausieren", chat=group)
    await member.sees("ist pausiert", chat=group)
    await member.taps("Fortsetzen", chat=group)
    await member.says("/requests", chat=group)
    await member.taps(f"{number} · Dreiräder für den Hof", chat=group)
    done = await member.taps("Erfüllt", chat=group)
    assert done
    shown = await member.sees("Danke für die Nachricht", chat=group)
    stop = next(label for label in shown.labels if "Fahrräder" in label)
    await member.taps(stop, chat=group)
    await member.sees("wird Ihnen nichts geschickt", chat=group)
    anna = await volunteer(shared, "de", "Ann")
    await anna.taps("Offer help", "Goods", "Bicycles")
    told = await anna.person.sees("Laden braucht bis")
    assert "Fahrräder" in told.text
    await member.says("/requests", chat=group)
    await member.taps("Fahrräder wieder", chat=group)
    await member.sees("kommt wieder zu Ihnen", chat=group)
    await member.says("/status", chat=group)
    assert "Diesen Monat" in (await member.sees("Laden in Gera", chat=group)).text


async def test_a_request_waits_until_its_organisation_is_verified(shared: Stage) -> None:
    head, group = await shared.organisation("Early", "Early group", verified=False)
    await head.says("/request", chat=group)
    await head.opens((await head.taps("Write the request", chat=group)).url)
    number = await shared.fills(head, "Bunk beds", "Goods", "Furniture")
    await shared.moderation.does_not_see(number)
    await shared.maria.taps("Verify", chat=shared.moderation, on="Early")
    await shared.moderation.sees(number)


async def test_removed_and_added_again_a_group_is_as_before(shared: Stage) -> None:
    head, group = await shared.organisation("Returning", "Returning group")
    await head.says("/settings", chat=group)
    await head.taps("Education", chat=group)
    await group.removes_bot(by=head)
    await group.adds_bot(by=head)
    await group.sees("was registered for Returning")
    await head.taps("Reconnect", chat=group, on="was registered for")
    await head.sees("registered as before", chat=group)
    await head.says("/settings", chat=group)
    assert "✓ Education" in (await head.sees("Settings of Returning", chat=group)).labels


async def test_an_upgraded_group_goes_on_under_its_new_id(shared: Stage) -> None:
    head = await shared.sim.person("Head of a basic group")
    group = await shared.sim.group("Basic group", kind="group", creator=head)
    await group.adds_bot(by=head)
    await head.opens((await head.taps("Register this group", chat=group)).url)
    await head.taps("Agree")
    await shared.registers(head, "Basic organisation")
    await shared.moderation.sees("Basic organisation")
    upgraded = await group.upgrades()
    await shared.maria.taps("Verify", chat=shared.moderation, on="Basic organisation")
    await upgraded.sees("is verified in Gera")
    await head.says("/status", chat=upgraded)
    await head.sees("Basic organisation in Gera: verified", chat=upgraded)
    assert not [one for one in await upgraded.bot_messages() if "Register this group" in one.labels]
