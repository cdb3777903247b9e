"""People who use the bot in their own language: a test says the English labels and sentences, they press and read theirs."""

from typing import Any

from simulator.driver import Message, Person
from simulator.driver.person import Answer
from tests.e2e.stage import Stage
from views.i18n import translator


class Speaking:
    """Somebody in the private chat with the bot, in `locale`."""

    def __init__(self, person: Person, locale: str) -> None:
        self.person = person
        self.tr = translator(locale)

    def own(self, text: str) -> str:
        """An English label or sentence of the bot in this person's language; what the bot never says stays as it is."""
        return self.tr._(text)

    async def taps(self, *labels: str, **where: Any) -> Answer:
        """Presses one button after the other; gives the last answer."""
        for label in labels:
            answer = await self.person.taps(self.own(label), **where)
        return answer

    async def says(self, text: str) -> Message:
        return await self.person.says(text)

    async def sees(self, text: str, within: float = 10.0) -> Message:
        return await self.person.sees(self.own(text), within=within)

    async def offers(self, text: str, category: str = "Goods", sub: str = "Shoes") -> str:
        """Posts an offer by the shortest way; gives its number."""
        await self.taps("Offer help", category, sub)
        await self.says(text)
        return await self.on_to_the_end()

    async def on_to_the_end(self) -> str:
        """Leaves out whatever can be left out, and submits; gives the number."""
        shown = await self.person.sees({"de": " von ", "en": " of "}[self.tr.locale])
        while self.own("Submit") not in shown.labels:
            ways = [self.own(label) for label in ("Continue", "Skip")]
            skip = next((way for way in ways if way in shown.labels), shown.labels[0])
            await self.person.taps(skip, message=shown)
            shown = await self.person.chat.last()
        await self.taps("Submit")
        seen = await self.person.sees("A-")
        return next(word for word in seen.text.split() if word.startswith("A-")).strip(".,:;")


async def volunteer(stage: Stage, locale: str, name: str = "Anna") -> Speaking:
    """Somebody who pressed Start and agreed."""
    anna = Speaking(await stage.sim.person(name, language=locale), locale)
    await anna.person.starts("gera")
    await anna.taps("Agree")
    return anna
