"""*Submit*: a post that waits for the moderators, or an application, stored once."""

import asyncio

import pytest
from sqlalchemy import select

from db import drafts, posts
from db.tables import audit, bindings
from domain.details import Urgency
from domain.errors import Refusal, Refused
from domain.forms import PREVIEW, Move
from domain.inputs import Located, Picked, Typed
from domain.options import Options
from domain.posts import Kind, PostState
from domain.questions import REQUEST
from domain.sending import Outgoing
from domain.taxonomy import Risk
from domain.towns import Town
from services import group_life, groups, towns
from tests.services.drafts import BOOTS, WANTED_BOOTS, begin, hear, linked, read, submit
from tests.services.towns import MODERATION, Here

JENA = Town("jena", "Jena", "Europe/Berlin", "de", 50.9271, 11.5892)


async def test_submitting_stores_a_pending_post_and_its_card(here: Here) -> None:
    anna = await here.volunteer()
    await begin(here, anna)
    scene = await hear(here, *BOOTS[:4], Located(50.84217, 12.06433, 9), Move.SKIP)
    done = await submit(here, anna, scene.draft.nonce)
    assert done.number is not None
    assert done.ahead == 0
    async with here.database.read() as session:
        [version] = await posts.own(session, 1, Kind.OFFER)
        assert await drafts.of(session, 1) is None
        [entry] = await session.execute(select(audit.c.action, audit.c.actor_id, audit.c.object_id))
    assert version.post.number == done.number
    assert version.post.state is PostState.PENDING
    words = version.revision
    assert (words.title, words.text) == ("Winter boots", "Winter boots\nsize 38")
    assert (words.lat, words.lon, words.district) == (50.84, 12.06, None)
    assert words.risk is Risk.GREEN
    assert tuple(entry) == ("submit", 1, version.post.id)
    [card] = await here.rows(Outgoing.POST_CARD)
    assert (card.chat_id, card.object_id) == (MODERATION, words.id)


async def test_a_second_press_on_submit_is_stale_and_stores_nothing(here: Here) -> None:
    anna = await here.volunteer()
    await begin(here, anna)
    scene = await hear(here, *BOOTS)
    done = await asyncio.gather(
        *(submit(here, anna, scene.draft.nonce) for _ in range(3)), return_exceptions=True
    )
    assert sorted(isinstance(one, Refused) for one in done) == [False, True, True]
    async with here.database.read() as session:
        assert len(await posts.own(session, 1, Kind.OFFER)) == 1


async def test_an_open_question_cannot_be_submitted(here: Here) -> None:
    anna = await here.volunteer()
    await begin(here, anna)
    scene = await hear(here, *BOOTS[:3])
    with pytest.raises(Refused) as refused:
        await submit(here, anna, scene.draft.nonce)
    assert refused.value.code is Refusal.UNFINISHED


async def test_the_place_in_the_queue_counts_what_the_town_waits_for(here: Here) -> None:
    await here.writes()
    await here.writes()
    await here.posts_live()
    anna = await here.volunteer()
    await begin(here, anna)
    scene = await hear(here, *BOOTS)
    assert (await submit(here, anna, scene.draft.nonce)).ahead == 2


async def test_the_operators_class_counts(here: Here) -> None:
    anna = await here.volunteer()
    await begin(here, anna)
    scene = await hear(here, *BOOTS)
    await submit(here, anna, scene.draft.nonce, Options(risk={"goods/shoes": Risk.RED}))
    async with here.database.read() as session:
        [version] = await posts.own(session, 1, Kind.OFFER)
    assert version.revision.risk is Risk.RED


async def test_a_request_belongs_to_the_organisation_of_the_group(here: Here) -> None:
    await here.organisation(-50)
    head = await here.volunteer(50)
    scene = await linked(here, head, "request", -50)
    assert scene.form is REQUEST
    scene = await hear(here, *WANTED_BOOTS, person_id=50)
    done = await submit(here, head, scene.draft.nonce)
    assert done.number is not None
    assert done.number.startswith("G-")
    async with here.database.read() as session:
        [version] = await posts.own(session, 50, Kind.REQUEST)
        home = await groups.home(session, -50)
    assert version.revision.subcategory is None
    assert version.revision.details.urgency is Urgency.SOON
    assert home is not None
    assert (version.post.binding_id, version.post.organisation_id) == (
        home.binding.id,
        home.binding.organisation_id,
    )


async def test_a_request_of_a_group_that_is_gone_is_refused_and_kept(here: Here) -> None:
    await here.organisation(-50)
    head = await here.volunteer(50)
    await linked(here, head, "request", -50)
    scene = await hear(here, *WANTED_BOOTS, person_id=50)
    async with here.database.write() as session:
        await group_life.left(session, here.clock.now(), -50)
    with pytest.raises(Refused) as refused:
        await submit(here, head, scene.draft.nonce)
    assert refused.value.code is Refusal.GROUP_NOT_REGISTERED
    assert await read(here, 50) == scene


async def test_a_registration_asks_for_the_town_only_where_there_are_several(here: Here) -> None:
    fatma = await here.volunteer(50, "Fatma")
    await linked(here, fatma, "register", -50)
    said = [Typed(text, 3) for text in ("Clothing store", "We give clothes", "Ms Weber", "VR 1234")]
    scene = await hear(here, *said, person_id=50)
    assert scene.draft.progress.step == PREVIEW
    async with here.database.write() as session:
        await towns.add(session, JENA)
    scene = await hear(here, Picked("jena"), person_id=50)
    assert scene.draft.progress.step == PREVIEW
    done = await submit(here, fatma, scene.draft.nonce)
    assert (done.town.slug, done.number) == ("jena", None)
    async with here.database.read() as session:
        [row] = await session.execute(select(bindings.c.chat_id, bindings.c.town_id))
    assert tuple(row) == (-50, done.town.id)
