"""Somebody who answers the questions of an offer by what the screen offers, and counts what it takes."""

import asyncio

from domain.forms import CHANGES, Move
from domain.pickers import NO_DAY
from simulator.driver import Message
from tests.e2e.speaking import Speaking
from views.callbacks import DraftPress, unpack
from views.pickers import TICK

WORDS = "6-9"  # for what is answered in a few own words


def presses(shown: Message) -> list[tuple[DraftPress, str]]:
    """The buttons of the conversation, with their labels."""
    found = [(unpack(button.data), button.text) for row in shown.buttons for button in row]
    return [(press, label) for press, label in found if isinstance(press, DraftPress)]


def nonce(shown: Message) -> str | None:
    """What the buttons belong to; another one: the conversation has moved."""
    return next((press.nonce for press, _ in presses(shown)), None)


class Filler:
    """Stands at *Offer help*. With `everything` whatever is asked is answered; else what can be left out is."""

    def __init__(self, who: Speaking, text: str, *kind: str, everything: bool = False) -> None:
        self.who, self._text, self._kind, self._everything = who, text, [*kind], everything
        self.presses, self.messages = 0, 0

    async def begins(self) -> Message:
        await self.taps(self.who.own("Offer help"))
        return await self.who.person.chat.last()

    async def taps(self, label: str = "", data: str | None = None, *, waits: bool = True) -> None:
        self.presses += 1
        await self.who.person.taps(label or None, data=data, wait_answer=waits)

    async def acts(self, shown: Message, *, waits: bool = True) -> None:
        """Answers what the screen asks."""
        if self._kind:
            return await self.taps(self.who.own(self._kind.pop(0)), waits=waits)
        if (data := self._next_press(shown)) is not None:
            return await self.taps(data=data, waits=waits)
        self.messages += 1
        if self.who.own("Would you like to show photos?") in shown.text:
            await self.who.person.sends_photo()
            return None
        text, self._text = self._text or WORDS, ""
        await self.who.says(text)
        return None

    def _next_press(self, shown: Message) -> str | None:
        offered = presses(shown)
        ways = {press.action: press for press, _ in offered if press.action != Move.PICK}
        picks = [press for press, _ in offered if press.action == Move.PICK and press.value != NO_DAY]
        fields = [
            press
            for press, label in offered
            if press.action == Move.CHANGE and press.value != CHANGES and not label.startswith(TICK)
        ]
        if self._everything:
            wished = [*fields, ways.get(Move.KEEP), *picks[1:2], *picks]
        else:
            wished = [ways.get(Move.KEEP), ways.get(Move.SKIP), *picks]
        return next((press.pack() for press in (*wished, ways.get("submit")) if press is not None), None)

    async def moved(self, before: Message) -> Message:
        """The next question, when it is there. After a crash copies without buttons can stand below it."""
        async with asyncio.timeout(20):
            while nonce(shown := await self._asking()) in (None, nonce(before)):  # noqa: ASYNC110
                await asyncio.sleep(0.02)
        return shown

    async def _asking(self) -> Message:
        """The message with the buttons, or the newest one."""
        messages = await self.who.person.chat.bot_messages()
        return next((one for one in reversed(messages) if nonce(one)), messages[-1])

    async def fills(self) -> Message:
        """From *Offer help* to the number; gives the preview."""
        shown = await self.begins()
        while "submit" not in {press.action for press, _ in presses(shown)}:
            await self.acts(shown)
            shown = await self.moved(shown)
        await self.acts(shown)
        return shown
