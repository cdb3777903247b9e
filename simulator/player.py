"""The story player: steps as data, each waits for its condition, the first that fails is named."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from simulator.actions import groups, private
from simulator.control.base import Control, Wish
from simulator.errors import ApiError, ControlError

Step = dict[str, Any]


class Player:
    """Plays steps such as {"who": "Anna", "taps": "Offer help"}; docs/simulator.md lists them all."""

    def __init__(self, reach: Control, steps: list[Step], patience: float = 10.0) -> None:
        self.reach = reach
        self.world = reach.world
        self.steps = steps
        self.patience = patience
        self.links: dict[int, str] = {}
        self.acts: dict[str, Callable[[Step], Awaitable[Any]]] = {
            "starts": self.starts, "taps": self.taps, "says": self.says, "sends": self.sends, "sees": self.sees,
            "opens": self.opens, "note": self.note, "adds_bot": self.adds_bot, "removes_bot": self.removes_bot,
            "edits": self.edits, "blocks": self.blocks, "joins": self.joins, "leaves": self.leaves,
            "advances": self.advances, "pauses": self.pauses,
        }  # fmt: skip

    async def play(self) -> dict[str, Any]:
        for number, step in enumerate(self.steps, 1):
            act = next((name for name in self.acts if name in step), None)
            try:
                if act is None:
                    raise ControlError(f"a step does one of: {', '.join(self.acts)}", 400)
                await self.acts[act](step)
            except (ControlError, ApiError) as problem:
                raise self.failed(number, step, problem) from problem
            # A pause is for those who watch; nothing waits on it.
            await asyncio.sleep(float(step.get("pause", 0)))
        return {"played": len(self.steps), "transcript": list(self.reach.transcript.lines)}

    def failed(self, number: int, step: Step, problem: Exception) -> ControlError:
        facts = {"step": number, "failed": step, "transcript": list(self.reach.transcript.lines)}
        return ControlError(f"step {number} {step}: {problem}", 409, facts)

    def wish(self, step: Step, **values: Any) -> Wish:
        """The step in the words of the control interface."""
        within = step.get("within", self.patience)
        basic = {
            "person": step.get("who"),
            "chat": step.get("in"),
            "timeout": within,
            "answer_timeout": within,
        }
        return Wish(self.world, basic | {name: step[name] for name in ("bot",) if name in step} | values)

    async def starts(self, step: Step) -> None:
        wish = self.wish(step)
        private.start(self.world, wish.person(), wish.bot(), step.get("payload"))

    async def taps(self, step: Step) -> None:
        from simulator.control.talking import tap

        wish = self.wish(step, label=step["taps"], on=step.get("on"))
        result = await tap(self.reach, wish)
        link = (result.get("answer") or {}).get("url") or result.get("url")
        if link:
            self.links[wish.person().id] = link

    async def says(self, step: Step) -> None:
        from simulator.control.talking import chat_when_there, say

        wish = self.wish(step, text=step["says"])
        if step.get("reply_to_text") is not None:
            chat = await chat_when_there(self.world, wish)
            found = [message for message in chat.visible_messages() if step["reply_to_text"] in message.text]
            if not found:
                raise ControlError(f"there is no message with {step['reply_to_text']!r} to reply to")
            wish.values["reply_to"] = found[-1].id
        say(self.reach, wish)

    async def sends(self, step: Step) -> None:
        """`{"sends": "photo", …}` with the fields of that thing."""
        from simulator.control.talking import send

        extra = {key: value for key, value in step.items() if key not in ("who", "in", "sends", "pause")}
        send(self.reach, self.wish(step, kind=step["sends"], **extra))

    async def edits(self, step: Step) -> None:
        """`{"edits": "part of the old text", "to": "new text"}`"""
        from simulator.control.talking import edit

        wish = self.wish(step)
        own = [
            m
            for m in wish.chat().visible_messages()
            if m.sender_id == wish.person().id and step["edits"] in m.text
        ]
        if not own:
            raise ControlError(f"{wish.person().name} wrote nothing with {step['edits']!r}")
        edit(self.reach, self.wish(step, message_id=own[-1].id, text=step["to"]))

    async def sees(self, step: Step) -> None:
        from simulator.control.waiting import sees

        await sees(self.reach, self.wish(step, text=step["sees"]))

    async def opens(self, step: Step) -> None:
        """The link the last press gave this person, or the one named."""
        person = self.wish(step).person()
        link = step["opens"] if isinstance(step["opens"], str) else self.links.get(person.id)
        if not link:
            raise ControlError(f"{person.name} was given no link")
        private.open_link(self.world, person, link)

    async def adds_bot(self, step: Step) -> None:
        wish = self.wish(step)
        extra = {"as_admin": step["adds_bot"] == "admin", "payload": step.get("payload")}
        groups.add_bot(self.world, wish.group(), wish.bot(), wish.person(), **extra)

    async def removes_bot(self, step: Step) -> None:
        wish = self.wish(step)
        groups.remove_bot(self.world, wish.group(), wish.bot(), wish.person())

    async def blocks(self, step: Step) -> None:
        wish = self.wish(step)
        private.block(self.world, wish.person(), wish.bot())

    async def joins(self, step: Step) -> None:
        wish = self.wish(step)
        groups.join(self.world, wish.group(), wish.person())

    async def leaves(self, step: Step) -> None:
        wish = self.wish(step)
        groups.leave(self.world, wish.group(), wish.person())

    async def note(self, step: Step) -> None:
        self.world.feed.publish("note", text=step["note"])

    async def advances(self, step: Step) -> None:
        self.world.clock.advance(float(step["advances"]))
        self.world.feed.publish("clock")

    async def pauses(self, step: Step) -> None:
        await asyncio.sleep(float(step["pauses"]))
