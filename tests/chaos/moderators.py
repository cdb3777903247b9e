"""A moderator who presses on the newest open card, and remembers what the bot said about it."""

import random
from collections import Counter
from dataclasses import dataclass, field

from simulator.driver import Answer, Person
from simulator.driver.client import Refused
from tests.chaos.world import Town, World

REASONS = ("Not needed now", "Duplicate", "Unsafe")
ANSWER_SECONDS = 4.0
APPROVED_SHARE = 0.7
UNANSWERED = "(no answer)"


@dataclass
class Moderator:
    """`verdicts`: what the bot confirmed to this moderator, by the post's number."""

    person: Person
    town: Town
    world: World
    chance: random.Random
    verdicts: dict[str, str] = field(default_factory=dict)
    said: Counter[str] = field(default_factory=Counter)
    idle: bool = False

    async def live(self) -> None:
        """Until cancelled."""
        while True:
            self.world.watch.forget(self.town.moderation.id)
            unanswered = self.said[UNANSWERED]
            self.idle = not await self._press_one()
            if self.idle or self.said[UNANSWERED] > unanswered:
                await self.world.watch.news(self.town.moderation.id, self.chance.uniform(2.0, 6.0))

    async def _press_one(self) -> bool:
        """Whether there was something to press."""
        try:
            if self.chance.random() < APPROVED_SHARE:
                self._note("approved", await self._taps("Approve"))
            else:
                turned = await self._taps("Reject")
                reason = self.chance.choice(REASONS)
                self._note(
                    "rejected", await self._taps(reason, turned.message.id if turned.message else None)
                )
        except Refused as refused:
            self.said["(no button)" if refused.status == 409 else UNANSWERED] += 1
            return refused.status != 409 or await self._turns_back()
        return True

    async def _turns_back(self) -> bool:
        """A card that shows the reasons, because somebody had no answer to *Reject*."""
        try:
            await self._taps("Back")
        except Refused as refused:
            return refused.status != 409
        return True

    async def _taps(self, label: str, message: int | None = None) -> Answer:
        where = {"person": self.person.id, "chat": self.town.moderation.id, "message_id": message}
        times = {"timeout": 0, "answer_timeout": ANSWER_SECONDS}
        return Answer.of(await self.person.client.call("POST", "/tap", label=label, **where, **times))

    def _note(self, verdict: str, answer: Answer) -> None:
        said = answer.text or "(nothing)"
        self.said[said.partition(":")[0]] += 1
        if said.startswith("Done") and answer.message:
            self.verdicts[answer.message.text.split()[0]] = verdict
