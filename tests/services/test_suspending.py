"""Organisations are asked, suspended and welcomed again: what they hear and what others see of them follows at once."""

from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from db import alerts, posts
from db import reservations as stored
from db.tables import posts as posts_table
from domain.cards import OrganisationCard, Standing
from domain.errors import Refusal, Refused
from domain.inputs import Typed
from domain.moderation import Purpose, Verdict
from domain.organisations import Mode, OrganisationState
from domain.posts import Kind
from domain.pushes import Gone, Item
from domain.reservations import ReservationState
from domain.sending import Outgoing
from services import answering, lapsing, reserving, settings, suspending, verifying, words
from services.pressing import Press
from services.reserving import Member
from tests.services.towns import MIA, MODERATION, PAUL, Here


async def card(here: Here, verification_id: int) -> OrganisationCard:
    async with here.database.read() as session:
        found = await verifying.card(session, verification_id)
    assert found is not None
    return found


async def says(here: Here, verification_id: int, purpose: Purpose, text: str) -> None:
    """A moderator presses, and replies to the card."""
    for deed in (
        lambda session, now, press: words.expect_of_organisation(session, now, press, purpose),
        lambda session, now, press: words.take_of_organisation(session, now, press, Typed(text, 9)),
    ):
        await here.judges(deed, verification_id)


async def suspends(here: Here, verification_id: int) -> None:
    await says(here, verification_id, Purpose.SUSPEND, "Nobody <answers> the phone")


async def refusal(here: Here, deed: Any, verification_id: int, **by: Any) -> Refusal:
    with pytest.raises(Refused) as caught:
        await here.judges(deed, verification_id, **by)
    return caught.value.code


async def live_requests(here: Here) -> int:
    async with here.database.read() as session:
        now = here.clock.now()
        return len(await posts.showable(session, now, posts_table.c.kind == Kind.REQUEST))


def news(sent: list[tuple[Outgoing, int, Any]]) -> list[tuple[str, str | None]]:
    return [(facts.news, facts.words) for _, _, facts in sent if isinstance(facts, Standing)]


async def test_suspended_it_hears_of_nothing_and_its_requests_are_not_shown(here: Here) -> None:
    suspended = await here.organisation(-50)
    await here.follows(-50)
    await here.sets(settings.set_mode, -50, Mode.AT_ONCE)
    await here.organisation(-60, "Others")
    await here.follows(-60)
    await here.sets(settings.set_mode, -60, Mode.AT_ONCE)
    await here.posts_live()
    await here.posts_live(Kind.REQUEST, chat_id=-50)
    sent = await here.delivers()
    assert sorted(chat for screen, chat, _ in sent if screen is Outgoing.ALERT) == [-60, -60, -50]
    await here.posts_live(text="Boots on their way when it is suspended")
    await suspends(here, suspended)
    assert await live_requests(here) == 0
    sent = await here.delivers()
    assert news(sent) == [("suspended", "Nobody <answers> the phone")]
    drawn = [(chat, isinstance(facts, Gone)) for screen, chat, facts in sent if screen is Outgoing.ALERT]
    assert sorted(drawn) == [(-60, False), (-60, True), (-50, True)]
    await here.posts_live(text="Boots that come later")
    assert [chat for screen, chat, _ in await here.delivers() if screen is Outgoing.ALERT] == [-60]
    await here.judges(suspending.lift, suspended, by=PAUL)
    assert await live_requests(here) == 1
    sent = await here.delivers()
    assert news(sent) == [("lifted", None)]
    assert not any(isinstance(facts, Gone) for _, _, facts in sent)
    async with here.database.read() as session:
        waiting = await alerts.waiting(session, 1)
    assert len(waiting) == 2  # what came meanwhile


async def test_what_it_was_not_shown_yet_goes_to_others(here: Here) -> None:
    known = [await here.organisation(chat_id, f"Store {chat_id}") for chat_id in (-50, -51, -52, -53)]
    for chat_id in (-50, -51, -52, -53):
        await here.follows(chat_id)
    await here.posts_live()
    assert await waits(here, 4) == []
    await suspends(here, known[0])
    assert len(await waits(here, 4)) == 1


async def waits(here: Here, binding_id: int) -> list[tuple[int, int]]:
    async with here.database.read() as session:
        return await alerts.waiting(session, binding_id)


async def test_nobody_gives_a_suspended_organisation_a_contact(here: Here) -> None:
    suspended = await here.organisation(-50)
    await here.follows(-50)
    await here.sets(settings.set_mode, -50, Mode.AT_ONCE)
    await here.posts_live()
    [item] = [facts for _, _, facts in await here.delivers() if isinstance(facts, Item)]
    member = Member(-50, 501, "Kim")
    async with here.database.write() as session:
        held = await reserving.reserve(session, here.clock.now(), here.options, member, item.alert_id)
    await suspends(here, suspended)
    sent = await here.delivers()
    assert (Outgoing.CONTACT_STEP, 1) in [(screen, chat) for screen, chat, _ in sent]
    with pytest.raises(Refused):
        async with here.database.write() as session:
            await reserving.reserve(session, here.clock.now(), here.options, member, item.alert_id)
    async with here.database.read() as session:
        ended = await stored.by_id(session, held.id)
    assert ended is not None
    assert ended.state is ReservationState.VOID


async def test_every_press_on_an_organisation_counts_once(here: Here) -> None:
    verification_id = await here.organisation(-50)
    assert await refusal(here, suspending.lift, verification_id) is Refusal.ALREADY_DECIDED
    await suspends(here, verification_id)
    assert await refusal(here, verifying.clear, verification_id) is Refusal.ALREADY_DECIDED
    decisions = (await card(here, verification_id)).decisions
    assert [one.verdict for one in decisions] == [Verdict.VERIFIED, Verdict.SUSPENDED]
    own = {"by": (50, "Head of Store")}
    assert await refusal(here, suspending.lift, verification_id, **own) is Refusal.OWN_POST
    await here.judges(suspending.lift, verification_id)
    late = Press(MODERATION, *MIA, verification_id, 2)
    with pytest.raises(Refused):
        async with here.database.write() as session:
            await words.expect_of_organisation(session, here.clock.now(), late, Purpose.SUSPEND)


async def test_who_applied_is_asked_and_answers(here: Here) -> None:
    verification_id = await here.organisation(-50, verified=False)
    await says(here, verification_id, Purpose.ASK, "Where is your office?")
    asked = await card(here, verification_id)
    assert asked.lapses_at == here.clock.now() + timedelta(days=14)
    [(_, chat, question)] = [one for one in await here.delivers() if one[0] is Outgoing.QUESTION]
    assert (chat, question.words) == (50, "Where is your office?")
    again = await refusal(here, partial(words.expect_of_organisation, purpose=Purpose.ASK), verification_id)
    assert again is Refusal.ASKED_ALREADY
    async with here.database.write() as session:
        given = Typed("In the town hall", 3)
        await answering.answer(session, here.clock.now(), 50, question.decision_id, given)
    answered = await card(here, verification_id)
    assert answered.lapses_at is None
    assert answered.decisions[0].answer is not None
    assert answered.decisions[0].answer.words == "In the town hall"
    await here.judges(verifying.verify, verification_id)
    assert (await card(here, verification_id)).state is OrganisationState.VERIFIED


async def test_without_an_answer_the_application_is_over(here: Here) -> None:
    verification_id = await here.organisation(-50, verified=False)
    await says(here, verification_id, Purpose.ASK, "Where is your office?")
    await here.delivers()
    here.clock.advance(days=14)
    async with here.database.write() as session:
        await lapsing.lapse_due(session, here.clock.now())
    assert (await card(here, verification_id)).state is OrganisationState.REFUSED
    assert Outgoing.LAPSED in [screen for screen, _, _ in await here.delivers()]


async def test_back_takes_the_wish_for_words_away(here: Here) -> None:
    verification_id = await here.organisation(-50)
    await here.judges(partial(words.expect_of_organisation, purpose=Purpose.SUSPEND), verification_id)
    assert (await card(here, verification_id)).waits_for_words
    await here.judges(words.forget_of_organisation, verification_id, by=PAUL)
    assert not (await card(here, verification_id)).waits_for_words
    assert await refusal(here, words.forget_of_organisation, verification_id) is Refusal.STALE_BUTTON
