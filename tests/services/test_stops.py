"""A stop holds back what is not needed, for two weeks or until it is lifted; needs of others are not concerned."""

from domain.organisations import Mode
from domain.posts import Kind
from domain.pushes import Item
from services import conversation, groups, settings, stops
from tests.services.towns import Here

SHOES, TOYS = ("goods", "shoes"), ("goods", "toys")


async def heard(here: Here, chat_id: int = -50) -> list[str]:
    sent = [facts for _, chat, facts in await here.delivers() if chat == chat_id]
    return [one.version.revision.title for one in sent if isinstance(one, Item)]


async def test_what_is_stopped_is_not_sent_and_volunteers_know(here: Here) -> None:
    for chat_id, name in ((-50, "Store"), (-60, "Other")):
        await here.organisation(chat_id, name)
        await here.sets(settings.set_mode, chat_id, Mode.AT_ONCE)
        await here.follows(chat_id)
    held = await here.sets(stops.stop, -50, 1, SHOES)
    assert (held.until - here.clock.now()).days == 14
    await here.posts_live(title="Shoes")
    await here.posts_live(title="Toys", subcategory="toys")
    await here.posts_live(Kind.REQUEST, chat_id=-60, title="Needs shoes")
    sent = await heard(here)
    assert sorted(sent) == ["Needs shoes", "Toys"]
    anna = await here.volunteer()
    async with here.database.write() as session:
        scene = await conversation.begin_offer(session, here.clock.now(), anna)
    assert [(one.organisation, one.subcategory) for one in scene.context.stops] == [("Store", "shoes")]
    await here.sets(stops.lift, -50, 1, SHOES)
    async with here.database.read() as session:
        assert (await groups.status(session, here.clock.now(), -50)).waiting == 1
        assert not (await groups.requests(session, here.clock.now(), -50)).stops


async def test_a_stop_ends_by_itself_and_drops_what_waits(here: Here) -> None:
    await here.organisation(-50)
    await here.follows(-50)
    await here.posts_live()
    await here.sets(stops.stop, -50, 1, SHOES)
    await here.sets(stops.stop, -50, 1, SHOES)
    async with here.database.read() as session:
        assert (await groups.status(session, here.clock.now(), -50)).waiting == 0
    here.clock.advance(days=15)
    await here.posts_live()
    async with here.database.read() as session:
        assert (await groups.status(session, here.clock.now(), -50)).waiting == 1


async def waiting(here: Here, *chats: int) -> list[int]:
    async with here.database.read() as session:
        return [chat for chat in chats if (await groups.status(session, here.clock.now(), chat)).waiting]


async def test_who_needs_no_more_takes_no_place_from_others(here: Here) -> None:
    chats = (-50, -51, -52, -53)
    for chat_id in chats:
        await here.organisation(chat_id, f"Store {chat_id}")
        await here.follows(chat_id)
    await here.posts_live()
    first = await waiting(here, *chats)
    assert len(first) == 3
    await here.sets(stops.stop, first[0], 1, SHOES)
    then = await waiting(here, *chats)
    assert set(then) == {*chats} - {first[0]}
    await here.sets(stops.lift, first[0], 1, SHOES)
    assert await waiting(here, *chats) == then
    await here.sets(stops.stop, first[0], 1, SHOES)
    await here.sets(stops.stop, first[1], 1, SHOES)
    await here.posts_live()
    assert await waiting(here, *chats) == sorted({*chats} - {*first[:2]}, reverse=True)


async def test_when_it_is_needed_again_what_answers_a_request_comes_too(here: Here) -> None:
    await here.organisation(-50)
    await here.posts_live(Kind.REQUEST, chat_id=-50)
    await here.sets(stops.stop, -50, 1, SHOES)
    await here.posts_live()
    assert await waiting(here, -50) == []
    await here.sets(stops.lift, -50, 1, SHOES)
    assert await waiting(here, -50) == [-50]
