"""A town binds its moderation chat: by a code, once, by an administrator; one that became public decides nothing."""

import re
from pathlib import Path
from typing import Any

import pytest

from simulator.driver import Group
from tests.e2e.command_line import PLACE, typed, volunteer_of
from tests.e2e.stage import Stage

pytestmark = pytest.mark.asyncio(loop_scope="module")


def code_in(said: str) -> str:
    found = re.search(r"/bind (\S+)", said)
    assert found, said
    return found.group(1)


async def group_with_bot(
    shared: Stage, title: str, *, as_admin: bool = False, visible_history: bool = False
) -> Group:
    people: dict[str, Any] = {"creator": shared.maria, "members": [shared.paul]}
    group = await shared.sim.group(title, **people, visible_history=visible_history)
    await group.adds_bot(by=shared.maria, as_admin=as_admin)
    return group


async def test_public_and_organisations_groups_are_refused(shared: Stage, tmp_path: Path) -> None:
    head, group = await shared.organisation(
        "Store", "Group of the store"
    )  # while there is one town to choose
    code = code_in(await typed(shared, tmp_path, "city", "add", "greiz", "Greiz", *PLACE))
    public = await group_with_bot(shared, "A public group")
    await public.goes_public("greiz_public")
    await shared.maria.says(f"/bind {code}", chat=public)
    await public.sees("This group is public")
    await head.says(f"/bind {code}", chat=group)
    await group.sees("group of an organisation")
    await head.says(f"/bind {code}")
    await head.sees("in the group of the moderators")
    await typed(shared, tmp_path, "city", "code", "nowhere", status=1)


async def test_a_chat_is_bound_once_by_an_administrator(shared: Stage, tmp_path: Path) -> None:
    code = code_in(await typed(shared, tmp_path, "city", "add", "apolda", "Apolda", *PLACE, "--locale", "de"))
    author = await volunteer_of(shared, "apolda")
    number = await shared.offers(author, "Winter boots")  # nobody can see it yet
    group = await group_with_bot(shared, "Moderation Apolda")
    await shared.paul.says(f"/bind {code}", chat=group)
    await group.sees("Only administrators")
    await shared.maria.says(f"/bind {code}", chat=group, anonymous=True)
    await group.sees("cannot see who you are")
    await shared.maria.says("/bind", chat=group)
    await group.sees("write the code behind the command")
    await shared.maria.says("/bind AAAA-AAAA-AAAA", chat=group)
    await group.sees("This code is not good")
    await shared.maria.says(f"/bind {code.lower().replace('-', ' ')}", chat=group)
    await group.sees("Chat der Moderation von Apolda")
    await group.sees(f"{number} ·")
    other = await group_with_bot(shared, "Another group")
    await shared.maria.says(f"/bind {code}", chat=other)
    await other.sees("not good")


async def test_another_group_takes_over_only_when_somebody_is_sure(shared: Stage, tmp_path: Path) -> None:
    code = code_in(await typed(shared, tmp_path, "city", "add", "suhl", "Suhl", *PLACE, "--locale", "en"))
    first = await group_with_bot(shared, "First group", as_admin=True, visible_history=True)
    second = await group_with_bot(shared, "Second group", visible_history=True)  # nobody tells a mere member
    await second.permits(can_send_photos=False)
    await shared.sim.fault("sendMessage", chat=first, contains="of Suhl now", code=400)  # said again then
    await shared.maria.says(f"/bind {code}", chat=first)
    bound = await first.sees("moderation chat of Suhl now")
    assert "New members of this group see all earlier messages" in bound.text
    number = await shared.offers(await volunteer_of(shared, "suhl"), "Sandals")
    await first.sees(f"{number} ·")
    code = code_in(await typed(shared, tmp_path, "city", "code", "suhl"))
    await shared.maria.says(f"/bind {code}", chat=second)
    await second.sees("has a moderation chat already")
    assert (await shared.paul.taps("Yes, use this group", chat=second)).alert
    await shared.maria.taps("Yes, use this group", chat=second)
    bound = await second.sees("moderation chat of Suhl now")
    assert "may not send photos" in bound.text
    assert "New members" not in bound.text
    await second.sees(f"{number} ·")
    await first.sees("sit in another group now")
    assert (await shared.maria.taps("Approve", chat=first, on=number)).alert
    await shared.maria.taps("Approve", chat=second, on=number)
    await second.sees("Approved by Maria")


async def test_decisions_rest_in_a_chat_that_became_public(shared: Stage, tmp_path: Path) -> None:
    code = code_in(await typed(shared, tmp_path, "city", "add", "zeitz", "Zeitz", *PLACE, "--locale", "en"))
    group = await group_with_bot(shared, "Moderation Zeitz")
    await shared.maria.says(f"/bind {code}", chat=group)
    await group.sees("moderation chat of Zeitz now")
    author = await volunteer_of(shared, "zeitz")
    number = await shared.offers(author, "Gloves")
    await group.sees(f"{number} ·")
    await typed(shared, tmp_path, "city", "confirm", "zeitz", status=1)
    await group.goes_public("zeitz_public")
    answer = await shared.maria.taps("Approve", chat=group, on=number)
    assert answer.alert
    assert "Decisions rest" in (answer.text or "")
    await group.sees("This group is public now")
    later = await shared.offers(await volunteer_of(shared, "zeitz", "Olena"), "Scarf")
    await group.goes_public(None)
    assert (await shared.maria.taps("Approve", chat=group, on=number)).alert
    await group.does_not_see(later)
    assert "Decisions go on in Zeitz" in await typed(shared, tmp_path, "city", "confirm", "zeitz")
    await group.sees("Decisions go on")
    await group.sees(f"{later} ·")
    await shared.maria.taps("Approve", chat=group, on=number)
    await group.sees("Approved by Maria")
