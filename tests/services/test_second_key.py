"""Where too few moderators may decide, the operator is the second key; elsewhere an operator has no say."""

from dataclasses import replace
from typing import Any

import pytest

from domain.errors import Refusal, Refused
from domain.moderation import Reason, Verdict
from domain.posts import PostState, RevisionState
from domain.sending import Outgoing
from services import decisions, second_key, verifying
from services.pressing import Press
from tests.services.test_undoing import states
from tests.services.towns import MIA, MODERATION, PAUL, Here

OPERATOR = (901, "Olaf")


@pytest.fixture
def here(here: Here) -> Here:
    return replace(here, options=replace(here.options, operators=frozenset({OPERATOR[0], MIA[0]})))


BY_OPERATOR = Press(OPERATOR[0], *OPERATOR, 0, 1, operator=True)


async def does(here: Here, deed: Any, *arguments: Any) -> Any:
    async with here.database.write() as session:
        return await deed(session, *arguments)


async def approves(
    here: Here, revision_id: int, eligible: int | None, by: tuple[int, str] = MIA
) -> Verdict | None:
    press = await here.press(revision_id, by)
    if by == OPERATOR:
        press = replace(press, chat_id=by[0], operator=True)
    async with here.database.write() as session:
        return await second_key.approve(session, here.clock.now(), press, here.options, eligible)


async def room(here: Here) -> int:
    return await here.writes(category="housing", subcategory="room")


async def called(here: Here) -> list[int]:
    """Whom the card reached in private."""
    sent = await here.delivers()
    cards = [(chat, facts) for screen, chat, facts in sent if screen is Outgoing.POST_CARD and chat > 0]
    assert all(facts.operator for _, facts in cards)
    return [chat for chat, _ in cards]


async def test_with_one_moderator_the_operator_is_the_second(here: Here) -> None:
    revision_id = await room(here)
    assert await approves(here, revision_id, 1) is Verdict.SECONDED
    assert await called(here) == [OPERATOR[0]]  # Mia is an operator as well, and has used her key
    assert await approves(here, revision_id, None, OPERATOR) is Verdict.APPROVED
    assert await states(here, revision_id) == (PostState.LIVE, RevisionState.RELEASED)
    assert await here.actions(revision_id) == ["call_operator", "seconded", "approved"]


async def test_where_another_moderator_left_the_first_can_call_the_operator(here: Here) -> None:
    revision_id = await room(here)
    assert await approves(here, revision_id, 2) is Verdict.SECONDED
    assert await called(here) == []
    assert await approves(here, revision_id, 1) is None
    assert await called(here) == [OPERATOR[0]]
    assert await approves(here, revision_id, None, PAUL) is Verdict.APPROVED  # who came in meanwhile


async def test_what_the_only_moderator_wrote_is_for_the_operator(here: Here) -> None:
    revision_id = await here.writes(author_id=PAUL[0])
    await here.volunteer(*PAUL)
    assert await approves(here, revision_id, 0, PAUL) is None
    assert sorted(await called(here)) == [MIA[0], OPERATOR[0]]
    assert await approves(here, revision_id, None, OPERATOR) is Verdict.APPROVED


async def test_what_the_only_moderator_applied_for_is_for_the_operator(here: Here) -> None:
    verification_id = await here.organisation(-50, verified=False)  # by the person 50
    alone, olaf = (
        Press(MODERATION, 50, "Head", verification_id, 1),
        replace(BY_OPERATOR, object_id=verification_id),
    )
    assert await does(here, second_key.own_application, alone)
    with pytest.raises(Refused) as refused:
        await does(here, verifying.verify, here.clock.now(), olaf)
    assert refused.value.code is Refusal.WRONG_CHAT
    for _ in range(2):
        assert await does(here, second_key.call_about_organisation, here.clock.now(), alone, here.options)
    sent = [
        (chat, facts) for screen, chat, facts in await here.delivers() if screen is Outgoing.ORGANISATION_CARD
    ]
    assert [(chat, facts.operator) for chat, facts in sent if chat > 0] == [
        (MIA[0], True),
        (OPERATOR[0], True),
    ]
    await does(here, verifying.verify, here.clock.now(), olaf)
    with pytest.raises(Refused) as refused:
        await does(
            here, verifying.verify, here.clock.now(), replace(olaf, chat_id=MIA[0], moderator_id=MIA[0])
        )
    assert refused.value.code is Refusal.ALREADY_DECIDED


async def test_an_operator_who_was_not_called_has_no_say(here: Here) -> None:
    red, green = await room(here), await here.writes()
    assert await approves(here, red, 3) is Verdict.SECONDED
    for revision_id in (red, green):
        with pytest.raises(Refused) as refused:
            await approves(here, revision_id, None, OPERATOR)
        assert refused.value.code is Refusal.WRONG_CHAT
    assert not await called(here)


async def test_the_operators_press_counts_once_like_all_others(here: Here) -> None:
    revision_id = await room(here)
    await approves(here, revision_id, 1)
    late = replace(await here.press(revision_id, OPERATOR), chat_id=OPERATOR[0], operator=True)
    async with here.database.write() as session:
        press = await here.press(revision_id)
        await decisions.reject(session, here.clock.now(), press, here.options, Reason.UNSAFE)
    with pytest.raises(Refused) as refused:
        async with here.database.write() as session:
            await second_key.approve(session, here.clock.now(), late, here.options, None)
    assert refused.value.code is Refusal.ALREADY_DECIDED
    async with here.database.read() as session:
        assert await second_key.doubt(session, Press(MODERATION, *MIA, revision_id, 1)) is None
