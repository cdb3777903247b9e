"""A moderator's shift in German, in a town with one moderator: bound, warned, marks, a question, and the operator's key."""

from pathlib import Path

import pytest

from tests.e2e.command_line import PLACE, typed
from tests.e2e.speaking import Speaking
from tests.e2e.stage import Stage
from tests.e2e.test_seats import code_in
from views.i18n import translator

pytestmark = pytest.mark.asyncio(loop_scope="module")
DE = translator("de")


async def volunteer_in_german(shared: Stage, name: str) -> Speaking:
    person = await shared.sim.person(name, language="de")
    await person.starts("saalfeld")
    anna = Speaking(person, "de")
    await anna.taps("Agree")
    return anna


async def test_a_whole_shift_in_german(shared: Stage, tmp_path: Path) -> None:
    maria = Speaking(shared.maria, "de")
    place = ("saalfeld", "Saalfeld", *PLACE, "--locale", "de")
    code = code_in(await typed(shared, tmp_path, "city", "add", *place))
    chat = await shared.sim.group("Moderation Saalfeld", creator=shared.maria)
    await chat.adds_bot(by=shared.maria)
    await chat.permits(can_send_messages=True, can_send_photos=False)
    await shared.maria.says(f"/bind {code}", chat=chat)
    bound = await chat.sees("Chat der Moderation von Saalfeld")
    assert "keine Fotos" in bound.text

    anna = await volunteer_in_german(shared, "Anna")
    number = await anna.offers("Stiefel, ruft an: 0170 1234567")
    card = await chat.sees(f"{number} ·")
    assert "0170 1234567›" in card.text  # the mark quotes what caused it
    await maria.taps("Claim", chat=chat, on=number)
    await chat.sees("Maria sieht sich das an")
    await maria.taps("Ask", chat=chat, on=number)
    await chat.sees(DE._("Ask"))
    await shared.maria.says("Welche Größe?", chat=chat, reply_to=card)
    await anna.person.sees("Welche Größe?")
    await anna.taps("Answer")
    await anna.says("Größe 38")
    await chat.sees("Größe 38")
    await maria.taps("Reject", chat=chat, on=number)
    await maria.taps("Personal data", chat=chat, on=number)
    await chat.sees("Abgelehnt von Maria")
    await anna.person.sees("wird nicht gezeigt")

    olaf = Speaking(await shared.sim.person("Olaf", language="de", id=900001), "de")
    await olaf.person.starts("saalfeld")
    await olaf.taps("Agree")
    berta = await volunteer_in_german(shared, "Berta")
    number = await berta.offers("Ein helles Zimmer", "Housing", "A room")
    await chat.sees(f"{number} ·")
    await maria.taps("Approve", chat=chat, on=number)
    await chat.sees("der Betreiber")
    asked = await olaf.person.sees("In Saalfeld dürfen zu wenige")
    assert olaf.own("Claim") not in str(asked.labels)
    await maria.taps("Approve", chat=chat, on=number)
    await olaf.taps("Approve", on=number)
    await chat.sees("von Olaf")
    await berta.person.sees("freigegeben")
    await shared.maria.says(f"/log {number}", chat=chat)
    assert "Olaf" in (await chat.sees("Betreiber gefragt")).text
