"""Groups find their organisation: topics, further groups; and what happens when something is lost."""

import pytest

from simulator.driver import Group, Person
from tests.e2e.speaking import Speaking
from tests.e2e.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def code_for(head: Person, group: Group) -> str:
    """An administrator gets a code for a further group; gives the link that adds the bot with it."""
    await head.says("/settings", chat=group)
    await head.opens((await head.taps("Add another group", chat=group)).url)
    shown = await head.sees("The code for a further group")
    return (shown.button("Add me to the other group").url or "").partition("startgroup=")[2]


async def test_a_topic_of_a_forum_is_bound_and_left_when_it_closes(shared: Stage) -> None:
    head = await shared.sim.person("Ines")
    forum = await shared.sim.group("Neighbourhood", kind="forum", creator=head)
    await forum.adds_bot(by=head)
    await forum.sees("Hello")
    topic = await forum.topic("Donations")
    await head.says("/help@test_bot", chat=forum, thread_id=topic)
    greeting = await head.sees("Hello", chat=forum)
    await head.opens((await head.taps("Register this group", chat=forum, message=greeting)).url)
    await head.taps("Agree")
    await shared.registers(head, "Neighbours")
    told = await forum.sees("passed on to the moderators")
    assert told.thread_id == topic
    await forum.changes_topic("close", topic)
    assert (await forum.sees("The topic that I wrote in")).thread_id is None
    other = await forum.topic("Other things")
    await head.says("/settings@test_bot", chat=forum, thread_id=other)
    await head.taps("Write in this topic", chat=forum)
    assert "📌 Write in this topic" not in (await head.sees("Settings of Neighbours", chat=forum)).labels
    await shared.maria.taps("Verify", chat=shared.moderation, on="Neighbours")
    assert (await forum.sees("is verified")).thread_id == other


@pytest.mark.parametrize("locale", ["de", "en"])
@pytest.mark.parametrize("kind", ["group", "supergroup", "forum"])
async def test_every_kind_of_group_registers_in_its_own_language(
    shared: Stage, kind: str, locale: str
) -> None:
    head = Speaking(await shared.sim.person(f"Head {kind} {locale}", language=locale), locale)
    name = f"Verein {kind} {locale}"
    group = await shared.sim.group(f"Gruppe {kind} {locale}", kind=kind, creator=head.person)
    await group.adds_bot(by=head.person)
    if locale == "de":  # else it would speak the town's language once it is registered
        await head.taps("Language", chat=group)
        await head.person.taps("Deutsch", chat=group)
    topic = await group.topic("Spenden") if kind == "forum" else None
    await head.person.says("/request@test_bot", chat=group, thread_id=topic)
    asked = await head.person.sees({"de": "ist nicht angemeldet", "en": "not registered"}[locale], chat=group)
    assert asked.thread_id == topic
    await head.person.opens((await head.taps("Register this group", chat=group, message=asked)).url)
    await head.taps("Agree")
    for answer in (name, "Kleidung.", "Frau Weber", "www.example.org"):
        await head.says(answer)
    await head.taps("Submit")
    told = await group.sees(
        {"de": "liegt jetzt der Moderation von Gera vor", "en": "passed on to the moderators"}[locale]
    )
    assert told.thread_id == topic
    assert name in (await shared.moderation.sees(name)).text
    await shared.maria.taps("Verify", chat=shared.moderation, on=name)
    told = await group.sees(
        {"de": f"{name} ist in Gera geprüft", "en": f"{name} is verified in Gera"}[locale]
    )
    assert told.thread_id == topic


async def test_a_deleted_topic_is_noticed_when_something_comes(shared: Stage) -> None:
    head = await shared.sim.person("Jana")
    forum = await shared.sim.group("Helpers", kind="forum", creator=head)
    await forum.adds_bot(by=head)
    await forum.sees("Hello")
    topic = await forum.topic("Donations")
    await head.says("/help@test_bot", chat=forum, thread_id=topic)
    greeting = await head.sees("Hello", chat=forum)
    await head.opens((await head.taps("Register this group", chat=forum, message=greeting)).url)
    await head.taps("Agree")
    await shared.registers(head, "Helping hands")
    await shared.moderation.sees("Helping hands")
    await forum.changes_topic("delete", topic)
    await shared.maria.taps("Verify", chat=shared.moderation, on="Helping hands")
    assert (await forum.sees("is verified")).thread_id is None
    await forum.sees("The topic that I wrote in")


async def test_a_further_group_joins_by_a_code_that_works_once(shared: Stage) -> None:
    head, group = await shared.organisation("Two groups", "First group")
    code = await code_for(head, group)
    stranger = await shared.sim.person("Stranger")
    second = await shared.sim.group("Second group", creator=head, members=[stranger])
    await second.adds_bot(by=head)
    await stranger.says(f"/start@test_bot {code}", chat=second)
    await stranger.sees("Only administrators", chat=second)
    await head.says(f"/start@test_bot {code}", chat=second)
    await second.sees("is verified in Gera")
    told = await shared.moderation.sees("has added a further group")
    assert "Second group" in told.text
    await shared.moderation.sees("Group: First group (2 members, private)\n👥 Group: Second group")
    third = await shared.sim.group("Third group", creator=head)
    await third.adds_bot(by=head, payload=code)
    await head.sees("used already", chat=third)
    answer = await head.taps("Register this group", chat=third)
    await head.opens(answer.url)
    await head.says(await code_for(head, second))
    await head.taps("Submit")
    await head.sees("speaks for your organisation in Gera now")
    await third.sees("is verified in Gera")


async def test_an_organisation_that_is_not_verified_gets_no_code(shared: Stage) -> None:
    head, group = await shared.organisation("Hasty", "Hasty group", verified=False)
    await head.says("/settings", chat=group)
    answer = await head.taps("Add another group", chat=group)
    assert "have not verified" in (answer.text or "")


async def test_who_is_no_administrator_any_more_cannot_submit(shared: Stage) -> None:
    head, other = await shared.sim.person("Head"), await shared.sim.person("Other")
    group = await shared.sim.group("Changing group", creator=other, admins=[head])
    await group.adds_bot(by=head)
    await head.opens((await head.taps("Register this group", chat=group)).url)
    await head.taps("Agree")
    await group.demotes(head, by=other)
    for answer in ("Changing", "We help.", "Ms Weber", "VR 1"):
        await head.says(answer)
    refused = await head.taps("Submit")
    assert "Only administrators" in (refused.text or "")
    await shared.moderation.does_not_see("Changing")


async def test_a_lost_group_is_told_to_moderators_and_to_who_registered_it(shared: Stage) -> None:
    head, group = await shared.organisation("Lost", "Lost group")
    await group.removes_bot(by=head)
    assert "Lost group" in (await shared.moderation.sees("The connection of Lost")).text
    await head.sees("press Reconnect")


async def test_without_the_right_to_write_nothing_is_lost_and_somebody_is_told(shared: Stage) -> None:
    head, group = await shared.organisation("Silenced", "Silenced group", verified=False)
    await group.permits(can_send_messages=False)
    await shared.maria.taps("Verify", chat=shared.moderation, on="Silenced")
    await head.sees("I may not write in the group of Silenced")


async def test_when_who_registered_it_leaves_the_others_learn_that_nothing_changes(shared: Stage) -> None:
    head, group = await shared.organisation("Left alone", "Left alone group")
    other = await shared.sim.person("Other")
    await group.adds(other)
    await head.leaves(group)
    await group.sees("Whoever registered this group has left")
