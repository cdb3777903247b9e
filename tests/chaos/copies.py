"""Every message that must be there is there once; a second copy is allowed only for what was in flight at a kill."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.posts import RevisionState
from domain.sending import Action, Outgoing
from simulator.driver import Chat, Message
from tests.chaos.killing import Killed
from tests.chaos.world import World

# How the text of a message begins, or what it contains, for a post's number.
SIGNS = {
    Outgoing.ALERT: "🎁 {number} · Offer",
    Outgoing.POST_CARD: "{number} · Offer",
    Outgoing.DECISION: "Your offer {number} (",
}
SHOWN = {RevisionState.RELEASED: "Approved by", RevisionState.REJECTED: "Rejected by"}


@dataclass(frozen=True)
class Post:
    """What the database says about one text that somebody wrote."""

    number: str
    revision_id: int
    author_id: int
    category: str
    state: RevisionState


@dataclass
class Copies:
    """`rows` are all of the outbox; `pushed` tells the post's number for each alert. `twice` counts allowed copies."""

    world: World
    kills: Sequence[Killed]
    posts: Sequence[Post]
    rows: Iterable[Any]
    pushed: Mapping[int, str]
    twice: int = 0
    findings: list[str] = field(default_factory=list)

    async def look(self) -> list[str]:
        """Findings."""
        numbers = {post.revision_id: post.number for post in self.posts}
        ids: dict[tuple[int, str, str], int] = {}
        for row in self.rows:
            known = self.pushed if row.screen == Outgoing.ALERT else numbers
            if row.action == Action.SEND and row.screen in SIGNS and row.object_id in known:
                ids[row.chat_id, row.screen, known[row.object_id]] = row.id
        for chat, screens in self._chats():
            await self._look_into(chat, screens, ids)
        return self.findings

    def _chats(self) -> Iterator[tuple[Chat, Sequence[Outgoing]]]:
        for town in self.world.towns:
            yield town.group, (Outgoing.ALERT,)
            yield town.moderation, (Outgoing.POST_CARD,)
        for person, _ in self.world.people:
            yield person.chat, (Outgoing.DECISION,)

    async def _look_into(
        self, chat: Chat, screens: Sequence[Outgoing], ids: Mapping[tuple[int, str, str], int]
    ) -> None:
        (screen,) = screens
        found: defaultdict[str, list[Message]] = defaultdict(list)
        for message in await chat.bot_messages():
            if number := _number(screen, message.text):
                found[number].append(message)
        births = sorted(self.world.watch.born[chat.id, one.id] for each in found.values() for one in each)
        for post in self.posts:
            copies = found.pop(post.number, [])
            row_id = ids.get((chat.id, screen, post.number))
            if bool(copies) != (row_id is not None):
                self.findings.append(
                    f"{post.number}: {len(copies)} times {screen} in {chat.title}, row {row_id}"
                )
            for copy in copies[:-1]:
                self._was_in_flight(
                    chat, post, screen, row_id, self.world.watch.born[chat.id, copy.id], births
                )
            if screen is Outgoing.POST_CARD:
                self._show_the_decision(post, copies)
        self.findings += [f"{number} in {chat.title} is no post" for number in found]

    def _was_in_flight(
        self, chat: Chat, post: Post, screen: Outgoing, row_id: int | None, born: int, births: Sequence[int]
    ) -> None:
        """Taken by the process that died next, and the last that it sent into this chat."""
        self.twice += 1
        at = bisect_left([kill.number for kill in self.kills], born)
        killed = self.kills[at] if at < len(self.kills) else None
        later = births[bisect_left(births, born) + 1 :]
        last = killed is not None and not (later and later[0] <= killed.number)
        if killed is None or row_id not in killed.claimed or not last:
            self.findings.append(
                f"{post.number}: {screen} came twice into {chat.title} without a kill in flight"
            )

    def _show_the_decision(self, post: Post, copies: Sequence[Message]) -> None:
        for copy in copies:
            if copy.buttons or SHOWN.get(post.state, "?") not in copy.text:
                self.findings.append(
                    f"{post.number}: message {copy.id} in the moderation chat still looks open"
                )


def expected(posts: Iterable[Post]) -> int:
    """How many messages the decisions about these posts lead to: a card, a word for the author, and an alert for goods."""
    return sum(2 + (post.state is RevisionState.RELEASED and post.category == "goods") for post in posts)


def _number(screen: Outgoing, text: str) -> str:
    """The post's number in a message of this kind; empty for any other message."""
    before, _, behind = SIGNS[screen].partition("{number}")
    at = text.find(before) if before else 0
    number, found, _ = text[at + len(before) :].partition(behind)
    return number if at >= 0 and found and " " not in number else ""
