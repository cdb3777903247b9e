"""Before deciding, a moderator changes the category or raises a post to the red class; the class and approvals follow."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from db import posts
from domain.cards import Decision
from domain.errors import Refusal, Refused
from domain.moderation import Verdict
from domain.posts import Kind, Revision
from domain.sending import Outgoing
from domain.taxonomy import Risk
from services import filing, undoing
from tests.services.towns import MIA, PAUL, Here


async def revision(here: Here, revision_id: int) -> Revision:
    async with here.database.read() as session:
        found = await posts.version_of_revision(session, revision_id)
    assert found is not None
    return found.revision


async def does(here: Here, deed: Any, revision_id: int, *more: Any, by: tuple[int, str] = MIA) -> None:
    press = await here.press(revision_id, by)
    async with here.database.write() as session:
        await deed(session, here.clock.now(), press, here.options, *more)


async def refusal(here: Here, deed: Any, revision_id: int, *more: Any) -> Refusal:
    with pytest.raises(Refused) as caught:
        await does(here, deed, revision_id, *more)
    return caught.value.code


async def test_another_category_brings_its_class_and_the_author_hears_of_it(here: Here) -> None:
    revision_id = await here.writes(text="A room with a bed")
    await does(here, filing.move, revision_id, "housing/room")
    moved = await revision(here, revision_id)
    assert (moved.category, moved.subcategory, moved.risk) == ("housing", "room", Risk.RED)
    assert await here.approves(revision_id) is Verdict.SECONDED
    await does(here, filing.move, revision_id, "housing/flat")  # that approval was for something else
    assert await here.approves(revision_id, PAUL) is Verdict.SECONDED
    assert await here.approves(revision_id) is Verdict.APPROVED
    told = [facts for screen, _, facts in await here.delivers() if screen is Outgoing.DECISION]
    assert [(one.decided.verdict, one.moved) for one in told] == [(Verdict.APPROVED, ("housing", "flat"))]
    assert all(isinstance(one, Decision) for one in told)
    assert (await here.actions(revision_id))[:3] == ["moved", "seconded", "moved"]


async def test_only_what_exists_and_is_new_can_be_chosen(here: Here) -> None:
    revision_id = await here.writes()
    for wrong in ("", "goods", "goods/", "goods/nothing", "nothing/shoes"):
        assert await refusal(here, filing.move, revision_id, wrong) is Refusal.UNKNOWN_OPTION
    assert await refusal(here, filing.move, revision_id, "goods/shoes") is Refusal.FILED_THERE
    await here.organisation(-50)
    asked_for = await here.writes(Kind.REQUEST, chat_id=-50)
    await does(here, filing.move, asked_for, "goods/")
    assert (await revision(here, asked_for)).subcategory is None
    await here.approves(revision_id)
    assert await refusal(here, filing.move, revision_id, "goods/toys") is Refusal.ALREADY_DECIDED
    assert await refusal(here, filing.raise_to_red, revision_id) is Refusal.ALREADY_DECIDED


async def test_raised_to_red_it_needs_two_whatever_becomes_of_its_category(here: Here) -> None:
    revision_id = await here.writes()
    await does(here, filing.raise_to_red, revision_id)
    assert await refusal(here, filing.raise_to_red, revision_id) is Refusal.STALE_BUTTON
    await does(here, filing.move, revision_id, "goods/toys")
    assert (await revision(here, revision_id)).risk is Risk.RED
    assert await here.approves(revision_id) is Verdict.SECONDED
    assert await here.approves(revision_id, PAUL) is Verdict.APPROVED


async def test_raising_can_be_undone_and_nobody_is_told(here: Here) -> None:
    here = replace(here, options=replace(here.options, undo=timedelta(seconds=120)))
    revision_id = await here.writes()
    await does(here, filing.raise_to_red, revision_id)
    press = await here.press(revision_id)
    async with here.database.write() as session:
        await undoing.undo(session, here.clock.now(), press, here.options)
    undone = await revision(here, revision_id)
    assert (undone.risk, undone.raised) == (Risk.GREEN, None)
    assert not await here.rows(Outgoing.DECISION)
    assert await here.approves(revision_id) is Verdict.APPROVED


async def test_nobody_files_their_own_post(here: Here) -> None:
    revision_id = await here.writes(author_id=MIA[0])
    assert await refusal(here, filing.move, revision_id, "goods/toys") is Refusal.OWN_POST
    assert await refusal(here, filing.raise_to_red, revision_id) is Refusal.OWN_POST
