"""Telegram's sending limits as exact sliding windows: what went out in the last span decides, to the millisecond.

A token bucket would let twice the limit through at the turn of a second. A message counts from the moment its sending
begins until one span after Telegram's answer: so whenever Telegram itself counts it, the limit holds. Times are seconds
of any steady clock.
"""

from collections import deque
from dataclasses import dataclass, field
from math import inf

MARGIN = 1.005  # spans are stretched by half a percent: two machines' seconds are not quite the same


@dataclass
class Window:
    """At most `limit` messages in any `span` seconds; a limit of 0 is none."""

    limit: int
    span: float
    under_way: int = 0
    _ended: deque[float] = field(default_factory=deque)

    def free_at(self, now: float) -> float:
        """The earliest time, not before `now`, at which one more message may begin; `inf` while that depends on
        messages under way."""
        horizon = now - self.span * MARGIN
        while self._ended and self._ended[0] <= horizon:
            self._ended.popleft()
        room = self.limit - self.under_way
        if not self.limit or len(self._ended) < room:
            return now
        return self._ended[-room] + self.span * MARGIN if room > 0 else inf

    def begin(self) -> None:
        """A message is on its way."""
        self.under_way += 1

    def end(self, now: float) -> None:
        """Telegram has answered."""
        self.under_way -= 1
        if self.limit:
            self._ended.append(now)

    def drop(self) -> None:
        """The message was not sent after all."""
        self.under_way -= 1

    @property
    def idle(self) -> bool:
        """Whether nothing is remembered, so that the window may be forgotten."""
        return not self._ended and not self.under_way


@dataclass(frozen=True)
class Pace:
    """The limits: messages a second overall and in one chat, and a minute in one group. 0 lifts a limit."""

    per_second: int = 30
    per_chat_per_second: int = 1
    per_group_per_minute: int = 20


class Pacer:
    """All windows together: when may the next message go into this chat? Negative chat ids are groups."""

    def __init__(self, pace: Pace) -> None:
        self._pace = pace
        self._overall = Window(pace.per_second, 1)
        self._chats: dict[int, tuple[Window, Window]] = {}
        self._held: dict[int, float] = {}
        self._all_held = 0.0

    def overall_free_at(self, now: float) -> float:
        """When one more message may go anywhere."""
        return max(self._overall.free_at(now), self._all_held)

    def chat_free_at(self, chat_id: int, now: float, *, answer: bool = False) -> float:
        """When one more message may go into this chat. An answer to a person acting may follow the one before at once
        (Telegram allows short bursts), but groups keep to their minute."""
        second, minute = self._windows(chat_id)
        free = max(minute.free_at(now), self._held.get(chat_id, 0.0))
        return free if answer else max(free, second.free_at(now))

    def begin(self, chat_id: int) -> None:
        """A message into this chat is on its way."""
        for window in (self._overall, *self._windows(chat_id)):
            window.begin()

    def end(self, chat_id: int, now: float | None) -> None:
        """Telegram has answered (`now`), or the message was not sent after all (`None`)."""
        for window in (self._overall, *self._windows(chat_id)):
            if now is None:
                window.drop()
            else:
                window.end(now)

    def hold(self, chat_id: int, now: float, until: float) -> None:
        """Telegram asked to wait in this chat; if another chat is held already, everything waits."""
        others = any(end > now for chat, end in self._held.items() if chat != chat_id)
        self._held[chat_id] = max(until, self._held.get(chat_id, 0.0))
        if others:
            self._all_held = max(self._all_held, until)

    def forget_idle(self, now: float) -> None:
        """Drops what no longer matters, so that memory follows the chats of the last minute only."""
        for chat_id, windows in list(self._chats.items()):
            for window in windows:
                window.free_at(now)
            if all(window.idle for window in windows):
                del self._chats[chat_id]
        self._held = {chat: end for chat, end in self._held.items() if end > now}

    def _windows(self, chat_id: int) -> tuple[Window, Window]:
        if chat_id not in self._chats:
            per_minute = self._pace.per_group_per_minute if chat_id < 0 else 0
            self._chats[chat_id] = (Window(self._pace.per_chat_per_second, 1), Window(per_minute, 60))
        return self._chats[chat_id]
