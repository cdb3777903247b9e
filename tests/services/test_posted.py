"""What becomes of a post shows on every message that groups have of it."""

from datetime import UTC, datetime

from db import alerts as stored
from db import posts
from db.engine import Session
from domain.lives import Way
from domain.organisations import Mode
from domain.posts import Version
from domain.pushes import Digest, Gone, Item
from domain.sending import Action, Outgoing
from services import alerts, digests, offers, posted, settings
from tests.services.towns import Here


async def closes(here: Here, revision_id: int) -> None:
    """The author withdraws."""
    async with here.database.write() as session:
        post = await _post(session, revision_id)
        seen = (post.post.id, post.post.version)
        await offers.act(session, here.clock.now(), here.options, 1, *seen, Way.WITHDRAW)


async def _post(session: Session, revision_id: int) -> Version:
    found = await posts.version_of_revision(session, revision_id)
    assert found is not None
    return found


async def edits(here: Here) -> list[object]:
    """What the queued edits in groups will show."""
    rows = [row for row in await here.rows() if row.action == Action.EDIT and row.chat_id in (-50, -60)]
    shown = await here.delivers()
    found = [facts for _, chat, facts in shown if chat in (-50, -60)]
    assert len(found) == len(rows)
    return found


async def test_a_withdrawn_offer_is_gone_from_the_alerts_that_showed_it(here: Here) -> None:
    for chat_id in (-50, -60):
        await here.organisation(chat_id, f"Store {chat_id}")
        await here.follows(chat_id)
        await here.sets(settings.set_mode, chat_id, Mode.AT_ONCE)
    revision_id = await here.posts_live()
    await here.delivers()
    await closes(here, revision_id)
    assert await edits(here) == [Gone("A-0001"), Gone("A-0001")]


async def test_a_digest_names_what_is_not_to_be_had_any_more(here: Here) -> None:
    await here.organisation(-50)
    await here.follows(-50)
    gone = await here.posts_live(title="Gone")
    await here.posts_live(title="Still there")
    here.clock.instant = datetime(2026, 11, 25, 8, tzinfo=UTC)
    async with here.database.write() as session:
        await digests.queue_due(session, here.clock.now(), here.options)
    await here.delivers()
    await closes(here, gone)
    [found] = await edits(here)
    assert isinstance(found, Digest)
    assert [item.version.revision.title for item in found.items] == ["Still there"]
    assert found.gone == ("A-0001",)


async def test_many_changes_are_drawn_once_until_somebody_draws(here: Here) -> None:
    await here.organisation(-50)
    await here.follows(-50)
    await here.sets(settings.set_mode, -50, Mode.AT_ONCE)
    revision_id = await here.posts_live()
    await here.delivers()
    for _ in range(2):
        for _ in range(3):
            async with here.database.write() as session:
                post = await _post(session, revision_id)
                await posted.changed(session, here.clock.now(), post.post.id)
        [found] = await edits(here)
        assert isinstance(found, Item)


async def test_a_card_that_was_opened_while_its_post_went_is_drawn_anew(here: Here) -> None:
    await here.organisation(-50)
    await here.follows(-50)
    revision_id = await here.posts_live()
    here.clock.instant = datetime(2026, 11, 25, 8, tzinfo=UTC)
    async with here.database.write() as session:
        await digests.queue_due(session, here.clock.now(), here.options)
    await here.delivers()
    async with here.database.read() as session:
        post = await _post(session, revision_id)
        [alert_id] = await stored.out_of_post(session, post.post.id)
        item = await alerts.card_in(session, here.clock.now(), -50, alert_id)
    await closes(here, revision_id)
    async with here.database.write() as session:
        await alerts.note_opened(session, here.clock.now(), -50, item, 77)
    cards = [row for row in await here.rows(Outgoing.ALERT) if row.action == Action.EDIT]
    assert [row.object_id for row in cards] == [alert_id]
