"""Photos stand above the card, once, as long as somebody has to look at them."""

from dataclasses import replace
from datetime import timedelta

from db import posts
from domain.cards import CardPhotos
from domain.details import Details, to_json
from domain.inputs import Typed
from domain.lives import Way
from domain.moderation import Purpose, Reason
from domain.sending import Outgoing
from services import answering, decisions, moderation, offers, undoing, words
from tests.services.towns import MODERATION, Here

TWO = to_json(Details(photos=("one", "two")))


async def shown(here: Here) -> list[tuple[Outgoing, tuple[str, ...]]]:
    """What comes into the moderation chat: cards, and the photos of albums (none: they are taken away)."""
    sent = await here.delivers()
    return [
        (screen, facts.photos if isinstance(facts, CardPhotos) else ())
        for screen, chat, facts in sent
        if chat == MODERATION and screen in (Outgoing.POST_CARD, Outgoing.CARD_PHOTOS)
    ]


async def test_photos_come_before_the_card_and_only_once(here: Here) -> None:
    revision_id = await here.writes(details=TWO)
    await here.writes()
    assert await shown(here) == [
        (Outgoing.CARD_PHOTOS, ("one", "two")),
        (Outgoing.POST_CARD, ()),
        (Outgoing.POST_CARD, ()),
    ]
    async with here.database.write() as session:
        await moderation.queue_card(session, here.clock.now(), revision_id)
    assert await shown(here) == []
    await here.approves(revision_id)
    assert (Outgoing.CARD_PHOTOS, ()) not in await shown(here)


async def test_after_a_rejection_they_go_when_it_cannot_be_undone_any_more(here: Here) -> None:
    here = replace(here, options=replace(here.options, undo=timedelta(seconds=120)))
    undone, rejected = await here.writes(details=TWO), await here.writes(details=TWO)
    await shown(here)
    for revision_id in (undone, rejected):
        press = await here.press(revision_id)
        async with here.database.write() as session:
            await decisions.reject(session, here.clock.now(), press, here.options, Reason.PERSONAL_DATA)
    press = await here.press(undone)
    async with here.database.write() as session:
        await undoing.undo(session, here.clock.now(), press, here.options)
    assert (Outgoing.CARD_PHOTOS, ()) not in await shown(here)
    here.clock.advance(seconds=120)
    assert (await shown(here)).count((Outgoing.CARD_PHOTOS, ())) == 1


async def test_withdrawn_they_go_and_opened_again_they_come_below_the_card(here: Here) -> None:
    revision_id = await here.writes(details=TWO)
    await shown(here)
    for way, wanted in ((Way.WITHDRAW, ()), (Way.UNDO, ("one", "two"))):
        async with here.database.write() as session:
            version = await posts.version_of_revision(session, revision_id)
            assert version is not None
            post, now = version.post, here.clock.now()
            await offers.act(session, now, here.options, 1, post.id, post.version, way)
        assert (Outgoing.CARD_PHOTOS, wanted) in await shown(here)


async def test_photos_that_an_author_changes_take_the_place_of_the_others(here: Here) -> None:
    revision_id = await here.writes(details=TWO)
    await shown(here)
    async with here.database.write() as session:
        await words.expect(session, here.clock.now(), await here.press(revision_id), Purpose.ASK)
    press = await here.press(revision_id)
    async with here.database.write() as session:
        await words.take(session, here.clock.now(), press, Typed("Which?", 9), here.options)
    await here.delivers()
    async with here.database.write() as session:
        before = await posts.version_of_revision(session, revision_id)
        assert before is not None
        said = {"details": to_json(Details(photos=("three",)))}
        await answering.change(session, here.clock.now(), 1, before, said)
    sent = [facts for screen, _, facts in await here.delivers() if screen is Outgoing.CARD_PHOTOS]
    assert [facts.photos for facts in sent] == [(), ("three",)]
    assert sent[1].card is not None
