"""Every category from *Offer help* to the moderators' card, in every language, as a person presses and types it."""

import pytest

from domain.taxonomy import TAXONOMY
from tests.conversation_chart import shortest
from tests.e2e.filling import Filler
from tests.e2e.speaking import volunteer
from tests.e2e.stage import Stage
from views.i18n import LOCALES, translator
from views.taxonomy import CATEGORIES, SUBCATEGORIES, kind_label

pytestmark = pytest.mark.asyncio(loop_scope="module")
EN = translator("en")


@pytest.mark.parametrize("category", TAXONOMY)
async def test_an_offer_reaches_the_moderators_by_the_shortest_way_and_with_everything_answered(
    shared: Stage, category: str
) -> None:
    part = TAXONOMY[category].subcategories[0]
    kind = (CATEGORIES[category], SUBCATEGORIES[category][part])
    # One language will do on the second kind of database: what differs there are no words.
    for locale in LOCALES if shared.database_url.startswith("sqlite") else LOCALES[:1]:
        everything = (list(TAXONOMY).index(category) + LOCALES.index(locale)) % 2 == 0
        anna = await volunteer(shared, locale)
        text = f"{category}, offered in {locale}"
        filler = Filler(anna, text, *kind, everything=everything)
        preview = await filler.fills()
        assert text in preview.text
        assert kind_label(anna.tr, category, part) in preview.text
        seen = await anna.person.sees("A-")
        assert anna.own("My offers") in " ".join(button.text for row in seen.buttons for button in row)
        card = await shared.moderation.sees(text)
        assert kind_label(EN, category, part) in card.text
        if not everything:
            count = shortest(category, part)
            assert (filler.presses, filler.messages) == (count.presses, count.messages)
