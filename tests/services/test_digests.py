"""Digests: once a group and local day, never at night, also after the bot was down."""

from datetime import UTC, date, datetime

from db import outbox
from domain.digests import Heading
from domain.organisations import Mode
from domain.posts import Kind
from domain.pushes import Digest
from domain.sending import Outgoing
from services import alerts, calm, digests, group_life, groups, joining, settings, unreachable
from tests.services.towns import Here


async def tick(here: Here) -> None:
    async with here.database.write() as session:
        await digests.queue_due(session, here.clock.now(), here.options)


async def delivered(here: Here) -> list[Digest]:
    await tick(here)
    return [facts for _, _, facts in await here.delivers() if isinstance(facts, Digest)]


async def following(here: Here, posts: int) -> None:
    await here.organisation(-50)
    await here.follows(-50)
    for number in range(posts):
        here.clock.advance(seconds=1)
        await here.posts_live(title=f"Post {number}")


async def test_one_digest_at_the_hour_with_the_newest_first(here: Here) -> None:
    await following(here, 12)
    here.clock.instant = datetime(2026, 11, 25, 7, 59, tzinfo=UTC)
    assert not await delivered(here)
    here.clock.instant = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)  # nine o'clock in town
    [found] = await delivered(here)
    assert found.day == date(2026, 11, 25)
    assert [item.version.revision.title for item in found.items] == [f"Post {n}" for n in range(11, 1, -1)]
    assert not await delivered(here)
    here.clock.advance(days=1)
    [found] = await delivered(here)
    assert [item.version.revision.title for item in found.items] == ["Post 1", "Post 0"]
    here.clock.advance(days=1)
    assert not await delivered(here)


async def test_the_best_come_first_grouped_by_why_they_fit_and_stay_where_they_are(here: Here) -> None:
    await here.organisation(-50)
    await here.organisation(-60, "Other")
    await here.follows(-50)
    await here.sets(settings.set_max, -50, 5)
    await here.posts_live(Kind.REQUEST, chat_id=-50, subcategory=None, title="Anything")  # G-0001
    await here.posts_live(
        Kind.REQUEST, chat_id=-50, subcategory="toys", title="Toys", details={"urgency": "soon"}
    )
    await here.posts_live(Kind.REQUEST, chat_id=-60, subcategory="bedding", title="Beds of others")
    await here.posts_live(title="Far shoes", radius_km=1)
    here.clock.advance(hours=5)
    for part in ("shoes", "toys", "bedding"):
        await here.posts_live(subcategory=part, title=f"Fresh {part}")
    here.clock.instant = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
    found, _ = await delivered(here)  # the other one answers the request of the others
    order = [
        (group.heading, group.number, item.version.revision.title)
        for group, item in zip(found.groups, found.items, strict=True)
    ]
    assert order == [
        (Heading.ANSWERS, "G-0002", "Fresh toys"),
        (Heading.ANSWERS, "G-0001", "Fresh bedding"),
        (Heading.ANSWERS, "G-0001", "Fresh shoes"),
        (Heading.ANSWERS, "G-0001", "Far shoes"),
        (Heading.NEEDS, "", "Beds of others"),
    ]
    here.clock.advance(days=5)
    async with here.database.read() as session:
        again = await alerts.digest(session, here.clock.now(), found.id)
    assert again is not None
    assert [one.alert_id for one in again.items] == [one.alert_id for one in found.items]


async def test_the_number_of_posts_is_filled_with_the_best(here: Here) -> None:
    await following(here, 0)
    await here.sets(settings.set_mode, -50, Mode.WEEKLY)
    await here.sets(settings.set_max, -50, 3)
    await here.posts_live(Kind.REQUEST, chat_id=-50)
    await here.posts_live(title="Asked for")
    here.clock.advance(days=4)
    for title in ("New toy", "Newer toy", "Newest toy"):
        await here.posts_live(title=title, subcategory="toys")
    here.clock.instant = datetime(2026, 11, 30, 8, 0, tzinfo=UTC)
    [found] = await delivered(here)
    titles = [item.version.revision.title for item in found.items]
    assert titles == ["Asked for", "Newest toy", "Newer toy"]


async def test_what_is_found_after_the_hour_waits_for_the_next_digest_also_when_the_bot_is_late(
    here: Here,
) -> None:
    await following(here, 1)
    here.clock.instant = datetime(2026, 11, 25, 8, 30, tzinfo=UTC)  # nobody looked at nine
    await here.posts_live(title="Late post")
    [found] = await delivered(here)
    assert [item.version.revision.title for item in found.items] == ["Post 0"]
    here.clock.advance(days=1)
    [found] = await delivered(here)
    assert [item.version.revision.title for item in found.items] == ["Late post"]


async def test_nothing_new_nothing_sent(here: Here) -> None:
    await following(here, 0)
    here.clock.advance(days=3)
    assert not await delivered(here)
    assert not await here.rows(Outgoing.DIGEST, state=None)


async def test_a_changed_hour_makes_no_second_digest_of_a_day(here: Here) -> None:
    await following(here, 1)
    here.clock.instant = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
    assert len(await delivered(here)) == 1
    await here.sets(settings.set_hour, -50, 12, here.options)
    await here.posts_live()
    here.clock.instant = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
    assert not await delivered(here)
    here.clock.instant = datetime(2026, 11, 26, 11, 0, tzinfo=UTC)
    assert len(await delivered(here)) == 1


async def test_an_earlier_hour_on_the_same_day_makes_no_second_digest_and_is_told_truly(here: Here) -> None:
    await following(here, 1)
    here.clock.instant = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
    assert len(await delivered(here)) == 1
    await here.sets(settings.set_hour, -50, 17, here.options)
    async with here.database.read() as session:
        status = await groups.status(session, here.clock.now(), -50)
    assert status.next_digest_at == datetime(2026, 11, 26, 16, tzinfo=UTC)


async def test_a_group_that_was_registered_anew_gets_no_second_digest_that_day(here: Here) -> None:
    await following(here, 1)
    here.clock.instant = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
    assert len(await delivered(here)) == 1
    async with here.database.write() as session:
        await unreachable.lost(session, here.clock.now(), -50, "kicked")
        await group_life.joined(session, here.clock.now(), -50, "Group")
        await joining.reconnect(session, here.clock.now(), 50, -50, None)
    await here.sets(settings.set_hour, -50, 17, here.options)
    await here.posts_live()
    here.clock.instant = datetime(2026, 11, 25, 16, 0, tzinfo=UTC)
    assert not await delivered(here)
    here.clock.advance(days=1)
    assert len(await delivered(here)) == 1


async def test_a_weekly_digest_comes_on_its_day(here: Here) -> None:
    await following(here, 1)
    await here.sets(settings.set_mode, -50, Mode.WEEKLY)
    days = []
    for _ in range(9):
        here.clock.advance(days=1)
        days += [found.day for found in await delivered(here)]
        await here.posts_live()
    assert days == [date(2026, 11, 30)]  # Monday, and the next one after that is not there yet


async def test_own_quiet_hours_count_for_a_digest_that_is_late(here: Here) -> None:
    await following(here, 1)
    await here.sets(settings.set_quiet, -50, 10, 15)
    here.clock.instant = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)  # eleven in town; nobody looked at nine
    assert not await delivered(here)
    here.clock.instant = datetime(2026, 11, 25, 14, 0, tzinfo=UTC)
    assert len(await delivered(here)) == 1


async def test_after_a_time_down_it_comes_on_return_but_not_at_night(here: Here) -> None:
    await following(here, 1)
    here.clock.instant = datetime(2026, 11, 25, 22, 0, tzinfo=UTC)
    assert not await delivered(here)
    here.clock.instant = datetime(2026, 11, 26, 6, 59, tzinfo=UTC)
    assert not await delivered(here)
    here.clock.instant = datetime(2026, 11, 26, 7, 0, tzinfo=UTC)  # eight in town
    [found] = await delivered(here)
    assert found.day == date(2026, 11, 26)
    await here.posts_live()
    here.clock.instant = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
    assert not await delivered(here)


async def test_what_was_due_by_day_and_could_not_be_sent_waits_for_the_morning(here: Here) -> None:
    await following(here, 1)
    here.clock.instant = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
    await tick(here)  # and the bot goes down before it is sent
    for hour, goes in ((21, False), (5, False), (7, True)):
        day = 25 if hour == 21 else 26
        here.clock.instant = now = datetime(2026, 11, day, hour, 30, tzinfo=UTC)
        async with here.database.write() as session:
            rows = await outbox.claim(session, now, now, 10, [])
            going = await calm.hold_back(session, now, rows, here.options.quiet)
        assert (Outgoing.DIGEST in {row.screen for row in going}) is goes
    assert [screen for screen, _, _ in await here.delivers()].count(Outgoing.DIGEST) == 1


async def test_what_is_gone_by_then_is_not_in_it(here: Here) -> None:
    await following(here, 1)
    here.clock.advance(days=31)  # the offer has expired
    assert not await delivered(here)
