"""Marks are found when a post is submitted, and kept with it; repeated texts are found on both databases."""

from dataclasses import replace

import pytest

from db import marks as stored
from domain.marks import Code, Mark
from domain.posts import Kind
from domain.rulebook import shipped_rules
from services import duplicates, marks, moderation
from tests.services.towns import Here

TABLE = "Esstisch 140×80 mit vier Stühlen, zerlegbar, bis Ende des Monats abzugeben."
AGAIN = "Esstisch 140 x 80 mit 4 Stühlen, zerlegbar, bis Monatsende abzugeben!"


async def marked(here: Here, revision_id: int) -> tuple[Mark, ...]:
    options = replace(here.options, marks=shipped_rules)
    async with here.database.write() as session:
        await marks.note(session, options, revision_id)
    async with here.database.read() as session:
        card = await moderation.post_card(session, here.clock.now(), revision_id)
        assert card is not None
        assert card.marks == await stored.of_revision(session, revision_id)
    return card.marks


async def test_marks_are_kept_with_their_words(here: Here) -> None:
    found = await marked(here, await here.writes(text="Verkaufe Sofa, 0176 04069012", title="Sofa"))
    assert found == (
        Mark(Code.OFF_CHANNEL_CONTACT, ("0176 04069012",)),
        Mark(Code.NOT_FREE, ("Verkaufe",)),
    )
    assert await marked(here, await here.writes()) == ()


async def test_a_repeated_text_names_the_earlier_post(here: Here) -> None:
    first = await here.writes(text=TABLE)
    again = await here.writes(text=AGAIN)
    assert await marked(here, again) == (Mark(Code.DUPLICATE, (), "A-0001"),)
    assert await marked(here, first) == ()
    await here.approves(first)
    assert await marked(here, again) == (Mark(Code.DUPLICATE, (), "A-0001"),)


async def test_only_what_is_pending_or_live_is_repeated(here: Here) -> None:
    await here.writes(text=TABLE)
    async with here.database.write() as session:
        await session.exec_driver_sql("UPDATE posts SET state = 'closed'")
    assert await marked(here, await here.writes(text=AGAIN)) == ()


async def test_somebody_else_may_have_the_same_thing(here: Here) -> None:
    await here.writes(text=TABLE)
    await here.volunteer(2, "Olena")
    assert await marked(here, await here.writes(text=TABLE, author_id=2)) == ()


async def test_requests_are_compared_within_their_organisation(here: Here) -> None:
    await here.organisation(-50, "Store")
    await here.organisation(-60, "Kitchen")
    await here.writes(Kind.REQUEST, chat_id=-50, text=TABLE)
    assert await marked(here, await here.writes(Kind.REQUEST, chat_id=-60, text=TABLE)) == ()
    assert await marked(here, await here.writes(Kind.REQUEST, chat_id=-50, text=TABLE)) == (
        Mark(Code.DUPLICATE, (), "G-0001"),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TABLE, AGAIN),
        ("Winterjacke Gr. 38, kaum getragen", "winterjacke gr 38 kaum getragen!!!"),
        ("Sofa, rot, drei Sitze, Abholung in Lusan", "Rotes Sofa mit 3 Sitzen, Abholung Lusan"),
        ("I can drive people to appointments on Mondays", "Can drive people to appointments every Monday"),
        ("Fahrrad 28 Zoll, Licht geht", "Fahrrad 28 Zoll. Licht geht. Bitte bald holen, es steht im Weg."),
        ("Dolmetsche Arabisch und Deutsch", "dolmetsche deutsch und arabisch 😊"),
        ("Waschmaschine, läuft gut, Abholung Zentrum", "Waschmaschiene laeuft gut, Abholung im Zentrum"),
    ],
)
def test_alike(one: str, other: str) -> None:
    assert duplicates.alike(one, other)
    assert duplicates.alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TABLE, "Esstisch rund, 110 cm, dunkles Holz, mit zwei Stühlen."),
        ("Winterjacke Gr. 38, kaum getragen", "Winterjacke Gr. 44, kaum getragen"),
        ("Kinderwagen, blau, gut erhalten, Abholung Lusan", "Kinderbett, weiß, gut erhalten, Abholung Lusan"),
        ("Dolmetsche Arabisch und Deutsch", "Dolmetsche Russisch und Deutsch"),
        ("Töpfe und Pfannen, sauber, nur Abholung", "Decken und Kissen, sauber, nur Abholung"),
        ("Bett 90x200 mit Matratze", "Bett 140x200 ohne Matratze"),
        ("Fahre dienstags zum Arzt", "Fahre donnerstags Möbel"),
    ],
)
def test_not_alike(one: str, other: str) -> None:
    assert not duplicates.alike(one, other)
    assert not duplicates.alike(other, one)
