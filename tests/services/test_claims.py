"""*Claim*: everybody sees who looks at a card, and everybody may decide all the same."""

import pytest

from domain.cards import Claim, PostCard
from domain.errors import Refusal, Refused
from domain.moderation import Verdict
from domain.sending import Outgoing
from services import claims, decisions, moderation
from tests.services.towns import MIA, PAUL, Here


async def claims_it(here: Here, revision_id: int, by: tuple[int, str] = MIA) -> Claim | None:
    press = await here.press(revision_id, by)
    async with here.database.write() as session:
        return await claims.claim(session, here.clock.now(), press)


async def gives_back(here: Here, revision_id: int, by: tuple[int, str] = MIA) -> None:
    press = await here.press(revision_id, by)
    async with here.database.write() as session:
        await claims.give_back(session, here.clock.now(), press)


async def holder(here: Here, revision_id: int) -> str | None:
    async with here.database.read() as session:
        card = await moderation.post_card(session, here.clock.now(), revision_id)
    assert card is not None
    return card.claim.name if card.claim else None


async def test_a_claim_is_seen_and_ends_after_a_quarter_of_an_hour(here: Here) -> None:
    revision_id = await here.writes()
    await here.delivers()
    await claims_it(here, revision_id)
    assert await holder(here, revision_id) == "Mia"
    assert len(await here.delivers()) == 1
    here.clock.advance(minutes=14, seconds=59)
    assert await holder(here, revision_id) == "Mia"
    here.clock.advance(seconds=1)
    [(screen, _, card)] = await here.delivers()  # the card is drawn again when the claim is over
    assert screen is Outgoing.POST_CARD
    assert isinstance(card, PostCard)
    assert card.claim is None


async def test_it_is_given_back_by_whoever_has_it_and_taken_over_by_others(here: Here) -> None:
    revision_id = await here.writes()
    await claims_it(here, revision_id)
    with pytest.raises(Refused) as caught:
        await gives_back(here, revision_id, PAUL)
    assert caught.value.code is Refusal.CLAIMED_BY
    await claims_it(here, revision_id, PAUL)
    assert await holder(here, revision_id) == "Paul"
    await gives_back(here, revision_id, PAUL)
    assert await holder(here, revision_id) is None
    await claims_it(here, revision_id)
    assert await claims_it(here, revision_id) is None  # pressed again: given back


async def test_a_claim_never_blocks_not_even_a_button_drawn_before_it(here: Here) -> None:
    revision_id = await here.writes()
    drawn_before = await here.press(revision_id, PAUL)
    await claims_it(here, revision_id)
    async with here.database.write() as session:
        verdict = await decisions.approve(session, here.clock.now(), drawn_before, here.options)
    assert verdict is Verdict.APPROVED
    assert await holder(here, revision_id) is None
    with pytest.raises(Refused) as caught:
        await claims_it(here, revision_id)
    assert caught.value.code is Refusal.ALREADY_DECIDED
