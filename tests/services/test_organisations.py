"""Organisations apply and are judged; requests wait for that."""

import pytest

from domain.cards import OrganisationCard, Standing
from domain.errors import Refusal, Refused
from domain.organisations import Application, GroupFacts, OrganisationState
from domain.posts import Kind
from domain.sending import Outgoing
from services import organisations, verifying
from services.pressing import Press
from tests.services.towns import MIA, MODERATION, PAUL, Here


async def card(here: Here, verification_id: int) -> OrganisationCard:
    async with here.database.read() as session:
        found = await verifying.card(session, verification_id)
    assert found is not None
    return found


async def refusal(here: Here, deed: object, press: Press) -> Refused:
    with pytest.raises(Refused) as caught:
        async with here.database.write() as session:
            await deed(session, here.clock.now(), press)  # type: ignore[operator]
    return caught.value


async def test_the_group_is_told_at_every_step(here: Here) -> None:
    verification_id = await here.organisation(-50, "Store", verified=False)
    told = [
        (chat, facts.news) for screen, chat, facts in await here.delivers() if isinstance(facts, Standing)
    ]
    assert told == [(-50, "applied")]
    await here.judges(verifying.verify, verification_id)
    await here.judges(verifying.clear, verification_id, by=PAUL)
    told = [
        (chat, facts.news) for screen, chat, facts in await here.delivers() if isinstance(facts, Standing)
    ]
    assert told == [(-50, "verified"), (-50, "cleared")]
    assert (await card(here, verification_id)).cleared


async def test_news_that_is_overtaken_is_not_sent(here: Here) -> None:
    await here.organisation(-50)
    told = [facts.news for _, _, facts in await here.delivers() if isinstance(facts, Standing)]
    assert told == ["verified"]


async def test_the_card_names_group_namesakes_and_who_applied(here: Here) -> None:
    await here.organisation(-50, "Kleiderkammer Nord")
    twin = await card(here, await here.organisation(-60, "kleiderkammer-nord", verified=False))
    assert twin.twins == ("Kleiderkammer Nord",)
    assert twin.groups == (GroupFacts("Group of kleiderkammer-nord"),)
    assert twin.applicant == "Head of kleiderkammer-nord"


async def test_a_late_press_on_an_organisation_changes_nothing(here: Here) -> None:
    verification_id = await here.organisation(-50, verified=False)
    late = Press(MODERATION, *PAUL, verification_id, 1)
    await here.judges(verifying.verify, verification_id)
    answer = await refusal(here, verifying.refuse, late)
    assert (answer.code, answer.facts["verdict"]) == (Refusal.ALREADY_DECIDED, "verified")
    assert (await card(here, verification_id)).state is OrganisationState.VERIFIED


async def test_wrong_chats_own_applications_and_old_cards_are_refused(here: Here) -> None:
    verification_id = await here.organisation(-50, verified=False)
    applicant = (50, "Head of Store")
    for press, code in (
        (Press(-50, *MIA, verification_id, 1), Refusal.WRONG_CHAT),
        (Press(MODERATION, *MIA, 999, 1), Refusal.WRONG_CHAT),
        (Press(MODERATION, *applicant, verification_id, 1), Refusal.OWN_POST),
        (Press(MODERATION, *MIA, verification_id, 2), Refusal.STALE_BUTTON),
    ):
        assert (await refusal(here, verifying.verify, press)).code is code
    assert (await card(here, verification_id)).state is OrganisationState.APPLIED


async def test_a_group_is_registered_once_unless_its_organisation_was_refused(here: Here) -> None:
    person = await here.volunteer(50)
    verification_id = await here.organisation(-50, verified=False)
    for chat_id, code in (
        (-50, Refusal.GROUP_ALREADY_REGISTERED),
        (MODERATION, Refusal.GROUP_IS_MODERATION_CHAT),
    ):
        with pytest.raises(Refused) as caught:
            async with here.database.write() as session:
                await organisations.apply(
                    session,
                    here.clock.now(),
                    person,
                    Application("Again"),
                    town_id=here.town.id,
                    chat_id=chat_id,
                )
        assert caught.value.code is code
    await here.judges(verifying.refuse, verification_id)
    again = await here.organisation(-50, "Again", verified=False)
    assert (await card(here, again)).groups == (GroupFacts("Group of Again"),)


async def test_requests_written_before_verification_go_to_review_after_it(here: Here) -> None:
    verification_id = await here.organisation(-50, verified=False)
    revision_id = await here.writes(Kind.REQUEST, chat_id=-50)
    assert not await here.rows(Outgoing.POST_CARD)
    await here.judges(verifying.verify, verification_id)
    assert [row.object_id for row in await here.rows(Outgoing.POST_CARD)] == [revision_id]
