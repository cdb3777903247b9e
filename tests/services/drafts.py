"""People in a guided conversation, for tests of services: every act is one transaction."""

from typing import Any

from domain.drafts import Scene
from domain.forms import Move
from domain.inputs import Picked, Typed
from domain.options import Options
from domain.people import Person
from domain.pickers import DONE
from domain.submitted import Submitted
from services import conversation, links, submitting
from tests.services.towns import Here


async def read(here: Here, person_id: int = 1) -> Scene:
    async with here.database.read() as session:
        found = await conversation.scene(session, person_id)
    assert found is not None
    return found


async def begin(here: Here, person: Person) -> Scene:
    async with here.database.write() as session:
        return await conversation.begin_offer(session, here.clock.now(), person)


async def linked(here: Here, person: Person, purpose: str, chat_id: int) -> Scene:
    async with here.database.write() as session:
        token = await links.create(session, here.clock.now(), person.id, purpose, chat_id, None)
        link = await links.redeem(session, here.clock.now(), token, person.id)
        return await conversation.begin_linked(session, here.clock.now(), person, link)


async def hear(here: Here, *answers: Any, person_id: int = 1) -> Scene:
    for given in answers:
        if isinstance(given, Move):
            await press(here, await read(here, person_id), given)
            continue
        async with here.database.write() as session:
            await conversation.hear(session, here.clock.now(), person_id, given)
    return await read(here, person_id)


async def press(here: Here, scene: Scene, move: Move, value: str = "") -> Scene:
    async with here.database.write() as session:
        draft = scene.draft
        return await conversation.move(session, here.clock.now(), draft.person_id, draft.nonce, move, value)


async def submit(here: Here, person: Person, nonce: str, options: Options | None = None) -> Submitted:
    async with here.database.write() as session:
        return await submitting.submit(session, here.clock.now(), options or here.options, person, nonce)


WANTED_BOOTS = (
    Picked("goods"),
    Picked("whole"),
    Typed("Winter boots\nsize 38", 7),
    Picked("soon"),
    Picked(DONE),
    Picked("lusan"),
)
BOOTS = (
    Picked("goods"),
    Picked("shoes"),
    Typed("Winter boots\nsize 38", 7),
    Picked(DONE),
    Picked("lusan"),
    Move.SKIP,
)
