"""A volunteer who gives one thing after the other, and behaves like a person: looks at the chat, does what it asks for,
waits a while for news, and looks again when none comes."""

import asyncio
import random
from collections.abc import Mapping
from dataclasses import dataclass, field

from simulator.driver import Button, Message, Person
from simulator.driver.client import Refused
from simulator.labels import plain_label
from tests.chaos.world import Town, World

KINDS: Mapping[str, tuple[str, ...]] = {
    "Goods": ("Shoes", "Toys, games", "Kitchen things", "Bedding, towels"),  # the organisation hears of it
    "Work": ("A job", "An internship"),  # red: two moderators, and nobody hears of it
}
PLACES = ("East Side", "West Side", "Skip")
RED_SHARE = 0.12
PATIENCE_SECONDS = (4.0, 10.0)
LOST_AFTER = 6  # looks at a chat that shows the same, with a press or message after each
IN_SIGHT = 20  # messages that fit on a screen
ACTS_PER_SECOND = 10  # of all volunteers together, so that a slow machine keeps up


@dataclass
class Wish:
    """Something to give, with every answer decided before. `submitted`: *Submit* was pressed at least once."""

    text: str
    category: str
    kind: str
    place: str
    begun: bool = False
    submitted: bool = False
    thanked: bool = False


@dataclass
class Volunteer:
    """`findings` are sentences about what must not have happened, `lost` what the chat showed when nothing in it led on;
    `written` counts the messages sent."""

    person: Person
    town: Town
    world: World
    chance: random.Random
    wishes: list[Wish] = field(default_factory=list)
    findings: list[str] = field(default_factory=list)
    presses: int = 0
    written: int = 0
    previews: int = 0
    lost: list[str] = field(default_factory=list)
    sight: tuple[int, str] = (0, "")
    _in_vain: int = 0

    async def live(self) -> None:
        """Until everything begun is submitted and the world closes."""
        await self._think()
        await self._write(f"/start {self.town.slug}")
        while True:
            shown = await self._look()
            faces = _faces(shown)
            self._note_whether_it_goes_on(shown)
            if self.world.closing and shown is not None and self._is_free(faces):
                return
            if self._in_vain >= LOST_AFTER:
                await self._find_another_way(shown, faces)
            elif shown is not None:
                await self._react(shown, faces)
            await self._think()

    def _note_whether_it_goes_on(self, shown: Message | None) -> None:
        sight = (shown.id, shown.text) if shown else (0, "")
        self._in_vain = self._in_vain + 1 if sight == self.sight else 0
        self.sight = sight

    async def _find_another_way(self, shown: Message | None, faces: Mapping[str, Button]) -> None:
        """Nothing has changed for a long while: people try another button, then they write."""
        looked = " ".join((shown.text if shown else "nothing").split())[:70]
        self.lost.append(f"{looked} {list(faces)}")
        if shown and "cancel" in faces and self._in_vain == LOST_AFTER:
            await self._press(shown, faces, "Cancel")
        else:
            await self._write("/start")

    async def _think(self) -> None:
        longest = 2 if self.world.closing else 2 * len(self.world.people) / ACTS_PER_SECOND
        await asyncio.sleep(self.chance.uniform(0.2, longest))

    def _is_free(self, faces: Mapping[str, Button]) -> bool:
        return "offer help" in faces and not any(wish.begun and not wish.submitted for wish in self.wishes)

    async def _look(self) -> Message | None:
        """The newest message with buttons: that is where people look."""
        for message in reversed(await self.person.chat.messages(newest=IN_SIGHT)):
            if message.by_bot and message.buttons:
                return message
        return None

    async def _react(self, shown: Message, faces: Mapping[str, Button]) -> None:
        if "Thank you. Your number is" in shown.text:
            self.wishes[-1].thanked = True
        if "submit" in faces:
            await self._submit(shown, faces)
        elif "offer help" in faces:
            await self._begin(shown, faces)
        elif ways := [label for label in ("Agree", "Continue", "Menu") if label.casefold() in faces]:
            await self._press(shown, faces, ways[0])
        else:
            await self._answer(shown, faces)

    async def _begin(self, shown: Message, faces: Mapping[str, Button]) -> None:
        if self.wishes and self.wishes[-1].begun and not self.wishes[-1].submitted:
            self.findings.append(f"{self.person.name}: the draft {self.wishes[-1].text!r} is gone")
        if not self.wishes or self.wishes[-1].submitted:
            self.wishes.append(self._new_wish())
        await self._press(shown, faces, "Offer help")

    def _new_wish(self) -> Wish:
        category = "Work" if self.chance.random() < RED_SHARE else "Goods"
        text = f"Thing {self.person.name[-3:]}-{1000 + len(self.wishes)}, well kept"
        return Wish(text, category, self.chance.choice(KINDS[category]), self.chance.choice(PLACES))

    async def _answer(self, shown: Message, faces: Mapping[str, Button]) -> None:
        wish = self.wishes[-1]
        wish.begun = True
        # A question that is new here is left out.
        known = (wish.category, wish.kind, wish.place, "Skip", "Cancel")
        label = next(label for label in known if label.casefold() in faces)
        if "What do you offer" in shown.text:
            await self._write(wish.text)
        else:
            await self._press(shown, faces, label)

    async def _submit(self, shown: Message, faces: Mapping[str, Button]) -> None:
        wish = self.wishes[-1]
        self.previews += 1
        place = self.town.name if wish.place == "Skip" else f"{wish.place}, {self.town.name}"
        for answer in (wish.text, wish.kind, place):
            if answer not in shown.text:
                self.findings.append(
                    f"{self.person.name}: {answer!r} is missing in the preview:\n{shown.text}"
                )
        wish.submitted = True
        await self._press(shown, faces, "Submit")

    async def _press(self, shown: Message, faces: Mapping[str, Button], label: str) -> None:
        self.presses += 1
        self.world.watch.forget(self.person.id)
        try:
            await self.person.taps(
                data=faces[label.casefold()].data, message=shown, within=0, wait_answer=False
            )
        except Refused:
            return  # the message has just changed: look again
        await self._wait()

    async def _write(self, text: str) -> None:
        self.written += 1
        self.world.watch.forget(self.person.id)
        await self.person.says(text)
        await self._wait()

    async def _wait(self) -> None:
        await self.world.watch.news(self.person.id, self.chance.uniform(*PATIENCE_SECONDS))


def _faces(shown: Message | None) -> dict[str, Button]:
    """The buttons by their labels without signs; also the beginning of none."""
    rows = shown.buttons if shown else []
    return {plain_label(button.text): button for row in rows for button in row}
