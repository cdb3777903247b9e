"""An offer is before three organisations at a time, in turn, and goes on to others when a place opens."""

from typing import Any

from sqlalchemy import select

from db import reservations as reservations_of
from db.engine import Session
from db.tables import alerts, bindings, matches, reservations
from domain.details import Availability, Details, Part, Quantity, to_json
from domain.organisations import MatchState, Mode
from domain.posts import Kind
from domain.pushes import Item
from domain.reservations import ReservationState
from services import publishing, settings, widening
from tests.services.towns import Here


async def eager(here: Here, chat_id: int, *kinds: tuple[str, str | None]) -> None:
    """A group that is told at once."""
    await here.organisation(chat_id, f"Store {-chat_id}")
    await here.sets(settings.set_mode, chat_id, Mode.AT_ONCE)
    for kind in kinds:
        await here.follows(chat_id, *kind)


async def told(here: Here) -> list[int]:
    return [chat for _, chat, facts in await here.delivers() if isinstance(facts, Item)]


async def four(here: Here) -> list[int]:
    chats = [-50, -51, -52, -53]
    for chat_id in chats:
        await eager(here, chat_id, ("goods", None))
    return chats


async def offer_of(session: Session) -> int:
    found: int | None = await session.scalar(select(matches.c.offer_id).order_by(matches.c.id.desc()))
    assert found is not None
    return found


async def test_three_at_a_time_and_not_always_the_same_first(here: Here) -> None:
    chats = await four(here)
    served: list[list[int]] = []
    for _ in range(4):
        await here.posts_live()
        served.append(await told(here))
        here.clock.advance(minutes=1)
    assert [len(some) for some in served] == [3, 3, 3, 3]
    assert {chat: sum(chat in some for some in served) for chat in chats} == dict.fromkeys(chats, 3)


async def test_who_asked_comes_before_who_only_follows(here: Here) -> None:
    await four(here)
    await eager(here, -60)
    await here.posts_live(Kind.REQUEST, chat_id=-60)
    await here.delivers()
    await here.posts_live()
    found = await told(here)
    assert len(found) == 3
    assert -60 in found


async def test_silence_opens_a_place_for_who_was_not_served(here: Here) -> None:
    chats = await four(here)
    await here.posts_live()
    first = await told(here)
    async with here.database.write() as session:
        here.clock.advance(hours=71)
        await widening.widen_due(session, here.clock.now(), here.options)
    assert await told(here) == []
    here.clock.advance(hours=2)
    for _ in range(2):
        async with here.database.write() as session:
            await widening.widen_due(session, here.clock.now(), here.options)
    assert {*first, *(await told(here))} == set(chats)
    async with here.database.write() as session:
        assert not await widening.any_due(session, here.clock.now())


async def test_a_refusal_opens_a_place_at_once(here: Here) -> None:
    chats = await four(here)
    await here.posts_live()
    first = await told(here)
    async with here.database.write() as session:
        now, offer_id = here.clock.now(), await offer_of(session)
        asking = select(bindings.c.organisation_id).where(bindings.c.chat_id == first[0])
        declined = await session.scalar(asking)
        assert declined is not None
        await reservations_of.match(session, now, offer_id, declined, ReservationState.DECLINED)
        await widening.widen_due(session, now, here.options)
        assert not await widening.any_due(session, now)
    assert {*first, *(await told(here))} == set(chats)


async def test_what_was_given_back_goes_on_when_the_three_days_are_over(here: Here) -> None:
    await four(here)
    await here.posts_live()
    [first, *_] = await told(here)
    async with here.database.write() as session:
        now, offer_id = here.clock.now(), await offer_of(session)
        asking = select(bindings.c.organisation_id).where(bindings.c.chat_id == first)
        organisation_id = await session.scalar(asking)
        assert organisation_id is not None
        for state in (ReservationState.HELD, ReservationState.GIVEN_BACK):
            await reservations_of.match(session, now, offer_id, organisation_id, state)
        await widening.widen_due(session, now, here.options)
    assert await told(here) == []
    here.clock.advance(hours=73)
    async with here.database.write() as session:
        await widening.widen_due(session, here.clock.now(), here.options)
    assert len(await told(here)) == 1


async def test_what_is_reserved_goes_to_nobody_else(here: Here) -> None:
    await eager(here, -50, ("goods", None))
    await here.posts_live()
    await told(here)
    async with here.database.write() as session:
        offer_id = await offer_of(session)
        [alert] = await session.execute(select(alerts.c.id, alerts.c.binding_id))
        [match] = await session.execute(select(matches.c.organisation_id))
        now = here.clock.now()
        held = {"state": "held", "exclusive": True, "version": 1, "made_at": now, "until": now}
        ids = {"post_id": offer_id, "organisation_id": match[0], "binding_id": alert[1], "alert_id": alert[0]}
        await session.execute(reservations.insert().values(**ids, **held))
    await eager(here, -51, ("goods", None))
    async with here.database.write() as session:
        await publishing.widen(session, here.clock.now(), [offer_id], here.options)
    assert await told(here) == []


async def test_another_request_is_named_on_the_card_that_is_there(here: Here) -> None:
    await eager(here, -50)
    await here.posts_live(Kind.REQUEST, chat_id=-50)
    await here.posts_live()
    await told(here)
    await here.posts_live(Kind.REQUEST, chat_id=-50, subcategory=None)
    [(_, chat, item)] = [one for one in await here.delivers() if isinstance(one[2], Item)]
    assert (chat, item.answers) == (-50, ("G-0003", "G-0001"))
    async with here.database.read() as session:
        assert set(await session.scalars(select(matches.c.state))) == {MatchState.SHOWN}
        assert len(list(await session.scalars(select(alerts.c.id)))) == 1


async def test_the_card_tells_what_speaks_most_for_the_offer(here: Here) -> None:
    await eager(here, -50)
    few = said(quantity=Quantity(5, None, True))
    await here.posts_live(Kind.REQUEST, chat_id=-50, district="lusan", **few)
    await here.posts_live(district="zentrum", **few)
    [item] = [facts for _, _, facts in await here.delivers() if isinstance(facts, Item)]
    assert item.strongest == ("subcategory", "distance", "quantity")


def said(**values: Any) -> dict[str, Any]:
    return {"details": to_json(Details(**values))}


async def test_what_does_not_fit_in_time_or_number_is_not_shown(here: Here) -> None:
    await eager(here, -50)
    monday = Availability(weekly=frozenset({(0, Part.MORNING)}))
    sunday = Availability(weekly=frozenset({(6, Part.EVENING)}))
    await here.posts_live(Kind.REQUEST, chat_id=-50, **said(availability=monday))
    await here.posts_live(Kind.REQUEST, chat_id=-50, **said(quantity=Quantity(5, None, False)))
    await here.posts_live(**said(availability=sunday, quantity=Quantity(2, None, True)))
    assert await told(here) == []
    await here.posts_live(**said(availability=monday, quantity=Quantity(2, None, True)))
    assert await told(here) == [-50]
