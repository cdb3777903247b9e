"""Moderators find what waits, what was written and what happened to it, in their own town only."""

from dataclasses import replace
from typing import Any

import pytest

from domain.audit import Role
from domain.errors import Refusal, Refused
from domain.moderation import Reason
from domain.numbers import draw
from domain.organisations import Mode
from domain.posts import Kind
from services import decisions, lookup, settings
from tests.services.towns import GERA, MODERATION, PAUL, Here, settle_in


async def ask(here: Here, deed: Any, said: str, chat_id: int = MODERATION) -> Any:
    async with here.database.read() as session:
        return await deed(session, chat_id, said)


async def queue(here: Here, chat_id: int = MODERATION, page: int = 0) -> Any:
    async with here.database.read() as session:
        return await lookup.queue(session, here.clock.now(), chat_id, page)


async def refused(here: Here, deed: Any, said: str, chat_id: int = MODERATION) -> Refusal:
    with pytest.raises(Refused) as caught:
        await ask(here, deed, said, chat_id)
    return caught.value.code


async def rename(here: Here, number: str) -> str:
    """Posts of these tests have numbers without a check character; gives the first one a real number."""
    real = draw(Kind.OFFER, 4, lambda alphabet: alphabet[3])
    async with here.database.write() as session:
        await session.exec_driver_sql(f"UPDATE posts SET number = '{real}' WHERE number = '{number}'")
    return real


async def test_the_queue_names_what_waits_oldest_first(here: Here) -> None:
    await here.organisation(-50, "Waiting", verified=False)
    here.clock.advance(hours=1)
    for _ in range(lookup.PAGE):
        await here.writes()
    await here.writes(Kind.REQUEST, chat_id=-50)  # not before its organisation is verified
    first = await queue(here)
    assert (first.total, first.page, first.pages) == (lookup.PAGE + 1, 0, 2)
    assert first.lines[0].name == "Waiting"
    assert len(first.lines) == lookup.PAGE
    second = await queue(here, page=7)
    assert (second.page, len(second.lines)) == (1, 1)
    with pytest.raises(Refused):
        await queue(here, -50)


async def test_the_queue_leads_to_the_cards(here: Here) -> None:
    await here.organisation(-50, "Waiting", verified=False)
    await here.writes()
    assert [line.message_id for line in (await queue(here)).lines] == [None, None]
    await here.delivers()
    cards = {row.id + 1000 for row in await here.rows(state=None) if row.chat_id == MODERATION}
    assert {line.message_id for line in (await queue(here)).lines} == cards


async def test_posts_are_found_by_number_in_any_spelling(here: Here) -> None:
    await here.writes()
    number = await rename(here, "A-0001")
    for said in (number, number.lower(), number[2:], f" {number[0]} {number[2:]} "):
        found = await ask(here, lookup.find, said)
        assert [one.version.post.number for one in found.posts] == [number], said


async def test_posts_and_organisations_are_found_by_words(here: Here) -> None:
    await here.organisation(-50, "Ökumenische Kleiderkammer")
    await here.writes(text="Übergangsjacke, 100 % Wolle")
    await here.writes(text="Schrank_weiß")
    for said, found in (
        ("übergangsjacke", 1),
        ("WOLLE jacke", 1),
        ("100 %", 1),
        ("wolle seide", 0),
        ("schrankXweiß", 0),
    ):
        assert len((await ask(here, lookup.find, said)).posts) == found, said
    organisations = (await ask(here, lookup.find, "ökumenische")).organisations
    assert [one.name for one in organisations] == ["Ökumenische Kleiderkammer"]
    assert await refused(here, lookup.find, " ") is Refusal.NOTHING_TO_FIND


async def test_only_the_newest_words_count_and_the_rest_is_counted(here: Here) -> None:
    for _ in range(lookup.RESULTS + 2):
        await here.writes(text="Winter boots")
    found = await ask(here, lookup.find, "boots")
    assert (len(found.posts), found.more) == (lookup.RESULTS, 2)


async def test_another_towns_posts_are_not_found(here: Here) -> None:
    await here.writes()
    number = await rename(here, "A-0001")
    await settle_in(here.database, here.clock, replace(GERA, slug="jena", name="Jena", moderation_chat=-2000))
    assert not (await ask(here, lookup.find, number, chat_id=-2000)).posts
    assert not (await ask(here, lookup.find, "boots", chat_id=-2000)).posts
    assert await refused(here, lookup.history, number, chat_id=-2000) is Refusal.POST_UNKNOWN
    assert await refused(here, lookup.history, number, chat_id=-3000) is Refusal.WRONG_CHAT
    assert await refused(here, lookup.history, "", chat_id=-2000) is Refusal.POST_WANTED


async def test_a_history_tells_who_did_what_when(here: Here) -> None:
    await here.organisation(-50, "Store")
    await here.follows(-50)
    await here.sets(settings.set_mode, -50, Mode.AT_ONCE)
    revision_id = await here.writes()
    number = await rename(here, "A-0001")
    here.clock.advance(minutes=3)
    await here.approves(revision_id, PAUL)
    await here.delivers()
    history = await ask(here, lookup.history, number)
    told = [(event.role, event.name, event.action) for event in history.events]
    assert told == [(Role.MODERATOR, "Paul", "approved"), (Role.BOT, "Store", "shown")]


async def test_a_rejection_stands_there_with_its_words(here: Here) -> None:
    revision_id = await here.writes()
    number = await rename(here, "A-0001")
    async with here.database.write() as session:
        press = await here.press(revision_id)
        await decisions.reject(session, here.clock.now(), press, here.options, Reason.UNSAFE)
    [event] = (await ask(here, lookup.history, number)).events
    assert (event.action, event.facts["reason"], event.name) == ("rejected", "unsafe", "Mia")
