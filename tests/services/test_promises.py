"""What waits longer than promised: one reminder, a second after a day, one honest word to the author. Each once."""

from datetime import UTC, datetime
from typing import Any

from domain.details import Details, Urgency, to_json
from domain.inputs import Typed
from domain.moderation import Purpose
from domain.posts import Kind
from domain.promises import Stage
from domain.sending import Outgoing
from services import answering, promises, words
from services.pressing import Press
from tests.services.towns import MODERATION, Here

MINE = (Outgoing.REMINDER, Outgoing.DELAY, Outgoing.VERIFICATION)


async def ticks(here: Here, hours: float = 0, step: float = 0.5) -> list[tuple[Outgoing, int, Any]]:
    """So much time passes, and the bot looks every half an hour; gives what it said about promises."""
    sent = []
    for number in range(int(hours / step) + 1):
        here.clock.advance(hours=step if number else 0)
        async with here.database.read() as session:
            due = await promises.any_due(session, here.clock.now(), here.options)
        if due:
            async with here.database.write() as session:
                await promises.keep(session, here.clock.now(), here.options)
        sent += [one for one in await here.delivers() if one[0] in MINE]
    return sent


def said(sent: list[tuple[Outgoing, int, Any]]) -> list[tuple[Outgoing, int]]:
    return [(screen, chat) for screen, chat, _ in sent]


async def test_moderators_are_reminded_twice_and_the_author_is_told_once(here: Here) -> None:
    here.clock.instant = datetime(2026, 11, 24, 7, tzinfo=UTC)  # eight o'clock in Gera
    await here.writes()
    assert await ticks(here, 11.5) == []
    assert said(await ticks(here, 0.5)) == [(Outgoing.DELAY, 1), (Outgoing.REMINDER, MODERATION)]
    [second] = await ticks(here, 60)
    assert second[0] is Outgoing.REMINDER
    assert second[2].stage is Stage.VERY_LATE
    assert [line.version.post.number for line in second[2].late.lines] == ["A-0001"]


async def test_what_is_decided_in_time_is_called_to_mind_by_nobody(here: Here) -> None:
    revision_id = await here.writes()
    await ticks(here, 5)
    await here.approves(revision_id)
    assert await ticks(here, 30) == []


async def test_the_night_is_quiet_and_one_reminder_in_the_morning_names_all(here: Here) -> None:
    for text in ("Boots", "Sandals", "Slippers"):
        await here.writes(text=text)
        await ticks(here, 1)
    here.clock.instant = datetime(2026, 11, 24, 20, 1, tzinfo=UTC)  # a minute past nine in the evening
    assert await ticks(here, 10, step=1) == []
    sent = await ticks(here, 1, step=1)
    assert sorted(said(sent)) == sorted([(Outgoing.DELAY, 1)] * 3 + [(Outgoing.REMINDER, MODERATION)])
    assert sent[-1][2].late.total == 3


async def test_what_is_needed_today_does_not_wait_for_the_morning(here: Here) -> None:
    await here.organisation(-50)
    await here.delivers()
    await here.writes(Kind.REQUEST, chat_id=-50, details=to_json(Details(urgency=Urgency.TODAY)))
    here.clock.instant = datetime(2026, 11, 24, 23, 1, tzinfo=UTC)
    assert said(await ticks(here)) == [(Outgoing.DELAY, -50), (Outgoing.REMINDER, MODERATION)]


async def test_after_a_failure_of_a_day_one_reminder_is_enough(here: Here) -> None:
    await here.writes()
    here.clock.advance(hours=30)
    assert said(await ticks(here)) == [(Outgoing.DELAY, 1), (Outgoing.REMINDER, MODERATION)]
    assert await ticks(here, 30) == []


async def test_reminders_keep_an_hour_between_them(here: Here) -> None:
    here.clock.instant = datetime(2026, 11, 24, 6, tzinfo=UTC)
    await here.writes()
    here.clock.advance(minutes=10)
    await here.writes(text="Sandals")
    here.clock.advance(hours=11, minutes=50)
    assert len(await ticks(here)) == 2
    assert await ticks(here, 0.5) == []
    assert said(await ticks(here, 0.5)) == [(Outgoing.DELAY, 1), (Outgoing.REMINDER, MODERATION)]


async def test_an_answered_question_begins_a_new_wait(here: Here) -> None:
    revision_id = await here.writes()
    await ticks(here, 0)
    here.clock.advance(hours=12)
    assert len(await ticks(here, 11, step=1)) == 2  # in the night nobody is told
    press = await here.press(revision_id)
    async with here.database.write() as session:
        await words.expect(session, here.clock.now(), press, Purpose.ASK)
    press = await here.press(revision_id)
    async with here.database.write() as session:
        await words.take(
            session, here.clock.now(), Press(*_claim(press)), Typed("Which size?", 1), here.options
        )
    [question] = [row.object_id for row in await here.rows(Outgoing.QUESTION)]
    async with here.database.write() as session:
        await answering.answer(session, here.clock.now(), 1, question, Typed("38", 2))
    assert await ticks(here) == []
    here.clock.advance(hours=24)
    assert said(await ticks(here)) == [(Outgoing.DELAY, 1), (Outgoing.REMINDER, MODERATION)]


def _claim(press: Press) -> tuple[int, int, str, int, int]:
    return press.chat_id, press.moderator_id, press.name, press.object_id, press.version


async def test_an_application_is_called_to_mind_too(here: Here) -> None:
    await here.organisation(-60, "Late", verified=False)
    await here.delivers()
    here.clock.advance(hours=24)
    told, reminder = await ticks(here)
    assert (told[:2], told[2].news) == ((Outgoing.VERIFICATION, -60), "late")
    assert reminder[0] is Outgoing.REMINDER
    assert [line.name for line in reminder[2].late.lines] == ["Late"]
    assert await ticks(here, 30) == []
