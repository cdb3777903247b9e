"""From *Contact* to the contact: one reservation at a time, the volunteer decides, and one member alone gets it."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from db import posts
from db.tables import alerts, audit, matches, reservations
from domain.cadence import QuietHours
from domain.errors import Refusal, Refused
from domain.lives import Way
from domain.organisations import MatchState, Mode
from domain.posts import Kind, PostState
from domain.pushes import Gone, Item
from domain.reservations import Contacting, ReservationState, Taken
from domain.sending import Ending, Outgoing
from services import contacts, group_life, offers, reserving, settings, unreachable
from services.reserving import Member
from tests.services.towns import Here

KIM, LEE = Member(-50, 501, "Kim"), Member(-50, 502, "Lee")
ASKED, STEP, CARD = Outgoing.CONTACT_QUESTION, Outgoing.CONTACT_STEP, Outgoing.CONTACT_CARD


async def eager(here: Here, chat_id: int, name: str) -> None:
    """A group that is told at once of goods."""
    await here.organisation(chat_id, name)
    await here.sets(settings.set_mode, chat_id, Mode.AT_ONCE)
    await here.follows(chat_id)


async def alert_of(here: Here, chat_id: int) -> int:
    """The latest alert that was delivered to a group."""
    sent = [facts for _, chat, facts in await here.delivers() if chat == chat_id]
    found = [one.alert_id for one in sent if isinstance(one, Item)]
    if found:
        return found[-1]
    async with here.database.read() as session:
        return (await session.scalars(select(alerts.c.id).order_by(alerts.c.id.desc()))).first() or 0


async def wants(here: Here, member: Member, alert_id: int) -> int:
    async with here.database.write() as session:
        made = await reserving.reserve(session, here.clock.now(), here.options, member, alert_id)
    return made.id


async def does(here: Here, deed: Any, *arguments: Any, **more: Any) -> Any:
    async with here.database.write() as session:
        return await deed(session, here.clock.now(), *arguments, **more)


async def refusal(deed: Any) -> Refusal:
    with pytest.raises(Refused) as caught:
        await deed
    return caught.value.code


async def state_of(here: Here, reservation_id: int) -> str:
    async with here.database.read() as session:
        found = reservations.c.state
        return (await session.scalar(select(found).where(reservations.c.id == reservation_id))) or ""


async def match_states(here: Here) -> set[str]:
    async with here.database.read() as session:
        return set(await session.scalars(select(matches.c.state)))


async def told(here: Here, screen: Outgoing, chat_id: int) -> list[Contacting]:
    sent = await here.delivers()
    return [facts for kind, chat, facts in sent if (kind, chat) == (screen, chat_id)]


async def scene(here: Here, **words: Any) -> int:
    """Two organisations are told of an offer; gives the alert of the first one."""
    await eager(here, -50, "Store")
    await eager(here, -60, "Other")
    await here.posts_live(**words)
    return await alert_of(here, -50)


async def test_two_hundred_members_press_at_once_and_one_has_it(here: Here) -> None:
    alert_id = await scene(here)

    async def press(number: int) -> str:
        try:
            await wants(here, Member(-50, 1000 + number, f"Member {number}"), alert_id)
        except Refused as refused:
            return f"{refused.code} {str(refused.facts['name'])[:6]}"
        return "reserved"

    answers = await asyncio.gather(*(press(number) for number in range(200)))
    assert sorted(answers) == ["reserved", *[f"{Refusal.TAKEN_BY} Member"] * 199]
    assert len(await here.rows(ASKED)) == 1
    async with here.database.read() as session:
        assert len((await session.execute(select(reservations))).all()) == 1
        assert len((await session.execute(select(audit).where(audit.c.action == "contact_held"))).all()) == 1


async def test_organisations_that_press_at_once_get_one_offer_once(here: Here) -> None:
    mine = await scene(here)
    async with here.database.read() as session:
        found = select(alerts.c.id).where(alerts.c.id != mine)
        theirs = await session.scalar(found) or 0
    pressed = [wants(here, KIM, mine), wants(here, Member(-60, 601, "Sam"), theirs)]
    answers = await asyncio.gather(*pressed, return_exceptions=True)
    refused = [one for one in answers if isinstance(one, Refused)]
    assert [one.code for one in refused] == [Refusal.RESERVED]


async def test_the_volunteer_shares_and_only_who_pressed_gets_it(here: Here) -> None:
    alert_id = await scene(here)
    await here.volunteer(KIM.id, KIM.name)
    mine = await wants(here, KIM, alert_id)
    sent = await here.delivers()
    seen = {chat: facts for kind, chat, facts in sent if kind is Outgoing.ALERT}
    assert seen[-50].hold.name == "Kim"
    assert (seen[-60].hold.ours, seen[-60].hold.name) == (False, None)
    assert [facts.organisation for kind, chat, facts in sent if (kind, chat) == (ASKED, 1)] == ["Store"]
    assert (
        await refusal(does(here, contacts.share, 2, mine, "https://t.me/x", present=True))
        is Refusal.NOT_YOURS
    )
    await does(here, contacts.share, 1, mine, "https://t.me/anna", present=True)
    sent = await here.delivers()
    [card] = [facts for kind, chat, facts in sent if kind is CARD]
    assert card.reservation.contact == "https://t.me/anna"
    assert {chat for kind, chat, _ in sent if kind is CARD} == {KIM.id}
    sent += await here.delivers()
    copies = {chat: facts for kind, chat, facts in sent if kind is Outgoing.ALERT}
    assert isinstance(copies[-50], Taken)
    assert isinstance(copies[-60], Gone)
    assert [facts.reservation.contact for kind, chat, facts in sent if (kind, chat) == (STEP, -50)] == [None]
    assert await match_states(here) >= {MatchState.AGREED}
    async with here.database.read() as session:
        assert set(await session.scalars(select(reservations.c.contact))) == {None}
    assert await refusal(does(here, contacts.decline, 1, mine)) is Refusal.CONTACT_OVER


async def test_it_waits_until_who_pressed_has_opened_the_chat_and_is_given_once(here: Here) -> None:
    alert_id = await scene(here)
    mine = await wants(here, KIM, alert_id)
    await here.delivers()
    await does(here, contacts.share, 1, mine, "+491700", present=True)
    [waits] = await told(here, STEP, -50)
    assert waits.reservation.contact is not None
    assert not await here.rows(CARD, state=None)
    link = (here.clock.now(), LEE, None, alert_id)
    async with here.database.write() as session:
        assert await refusal(reserving.contact_link(session, *link)) is Refusal.RESERVED_FOR
    await here.volunteer(KIM.id, KIM.name)
    assert await refusal(does(here, contacts.receive, LEE.id, mine)) is Refusal.NOT_YOURS
    await does(here, contacts.receive, KIM.id, mine)
    assert len(await told(here, CARD, KIM.id)) == 1
    assert await refusal(does(here, contacts.receive, KIM.id, mine)) is Refusal.NOT_RESERVED
    here.clock.advance(days=15)
    async with here.database.write() as session:
        await contacts.look_after(session, here.clock.now(), here.options)
    [emptied] = await told(here, CARD, KIM.id)
    assert emptied.reservation.emptied_at is not None


async def test_declined_is_for_good_and_the_offer_is_free_for_others(here: Here) -> None:
    alert_id = await scene(here)
    mine = await wants(here, KIM, alert_id)
    await here.delivers()
    await does(here, contacts.decline, 1, mine)
    sent = await here.delivers()
    assert [chat for kind, chat, _ in sent if kind is STEP] == [-50]
    free = {chat: facts.hold for kind, chat, facts in sent if kind is Outgoing.ALERT}
    assert free[-60] is None
    assert await refusal(wants(here, LEE, alert_id)) is Refusal.VOLUNTEER_DECLINED


async def test_given_back_by_who_pressed_alone_and_lapsed_after_two_days(here: Here) -> None:
    alert_id = await scene(here)
    mine = await wants(here, KIM, alert_id)
    await here.delivers()
    assert await refusal(does(here, reserving.give_back, here.options, LEE, alert_id)) is Refusal.RESERVED_FOR
    await does(here, reserving.give_back, here.options, KIM, alert_id)
    assert await match_states(here) == {MatchState.SHOWN}
    assert [one.reservation.state for one in await told(here, STEP, 1)] == [ReservationState.GIVEN_BACK]
    again = await wants(here, LEE, alert_id)
    assert again != mine
    here.clock.advance(hours=47)
    async with here.database.read() as session:
        assert not await contacts.is_due(session, here.clock.now())
    here.clock.advance(hours=1)
    async with here.database.write() as session:
        await contacts.look_after(session, here.clock.now(), here.options)
    assert await state_of(here, again) == ReservationState.LAPSED
    assert {chat for kind, chat, _ in await here.delivers() if kind is STEP} == {-50, 1}


async def test_what_cannot_go_on_ends_and_somebody_is_told(here: Here) -> None:
    alert_id = await scene(here)
    first = await wants(here, KIM, alert_id)
    await here.delivers()
    async with here.database.read() as session:
        [version] = await posts.own(session, 1, Kind.OFFER)
    acting = (here.options, 1, version.post.id, version.post.version)
    await does(here, offers.act, *acting, Way.PAUSE)
    assert await state_of(here, first) == ReservationState.VOID
    assert {chat for kind, chat, _ in await here.delivers() if kind is STEP} == {-50}
    await does(here, offers.act, here.options, 1, version.post.id, version.post.version + 1, Way.RESUME)
    second = await wants(here, KIM, alert_id)
    await does(here, group_life.member_left, -50, KIM.id)
    [left] = await told(here, STEP, -50)
    assert left.reservation.member_id is None
    await does(here, reserving.take_over, LEE, alert_id)
    await does(here, unreachable.lost, 1, "Forbidden: bot was blocked by the user")
    assert await state_of(here, second) == ReservationState.VOID
    assert await refusal(wants(here, KIM, alert_id)) is Refusal.VOLUNTEER_AWAY
    await here.volunteer()
    third = await wants(here, KIM, alert_id)
    await here.delivers()
    await does(here, group_life.left, -50)
    assert await state_of(here, third) == ReservationState.VOID
    assert {chat for kind, chat, _ in await here.delivers() if kind is STEP} == {1}


async def test_a_splittable_offer_stays_open_and_goes_down_by_what_was_wanted(here: Here) -> None:
    def many(amount: int) -> dict[str, Any]:
        return {"details": {"quantity": {"amount": amount, "unit": "pieces", "splittable": True}}}

    await eager(here, -50, "Store")
    await eager(here, -60, "Other")
    await here.posts_live(Kind.REQUEST, chat_id=-50, **many(4))
    await here.delivers()
    await here.posts_live(**many(10))
    alert_id = await alert_of(here, -50)
    mine = await wants(here, KIM, alert_id)
    async with here.database.read() as session:
        found = select(alerts.c.id).where(alerts.c.post_id == 2, alerts.c.id != alert_id)
        theirs = await session.scalar(found) or 0
    await wants(here, Member(-60, 601, "Sam"), theirs)
    await does(here, contacts.share, 1, mine, "https://t.me/anna", present=True)
    async with here.database.read() as session:
        request, offer = await posts.newest(session, 1), await posts.newest(session, 2)
    assert request
    assert offer
    assert (request.post.amount_left, offer.post.amount_left, offer.post.state) == (0, 6, PostState.LIVE)


async def test_the_question_waits_for_the_morning(here: Here) -> None:
    alert_id = await scene(here)
    here.clock.advance(hours=13)  # 23:00
    here.options = type(here.options)(quiet=QuietHours(), undo=timedelta(0))
    await wants(here, KIM, alert_id)
    [row] = await here.rows(ASKED, state=Ending.QUEUED)
    assert row.due_at > here.clock.now() + timedelta(hours=8)
