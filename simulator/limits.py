"""How fast the bot sends: exact sliding windows over real time, and the limits if they are switched on."""

import time
from collections import defaultdict, deque
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from math import ceil
from typing import Any

KEPT_INSTANTS = 200_000


@dataclass
class Limits:
    """Telegram's guidance. `per_chat` is the short burst tolerated within one second in one chat."""

    enforce: bool = False
    overall: int = 30
    per_chat: int = 3
    per_group_minute: int = 20


class Pace:
    """Remembers when each message was sent or edited, on the monotonic clock."""

    def __init__(self) -> None:
        self.limits = Limits()
        self._sent: deque[tuple[float, int]] = deque(maxlen=KEPT_INSTANTS)

    def wait_needed(self, chat_id: int) -> int:
        """Seconds to wait before another message fits, 0 when it fits now or limits are off."""
        if not self.limits.enforce:
            return 0
        now = time.monotonic()
        overall = [instant for instant, _ in self._sent if instant > now - 1]
        here = [instant for instant, chat in self._sent if chat == chat_id and instant > now - 60]
        waits = [
            _time_until_free(overall, self.limits.overall, 1, now),
            _time_until_free([at for at in here if at > now - 1], self.limits.per_chat, 1, now),
            _time_until_free(here, self.limits.per_group_minute, 60, now) if chat_id < 0 else 0.0,
        ]
        return ceil(max(waits))

    def record(self, chat_id: int) -> None:
        self._sent.append((time.monotonic(), chat_id))

    def reset(self) -> None:
        self._sent.clear()

    def report(self) -> dict[str, Any]:
        by_chat: dict[int, list[float]] = defaultdict(list)
        for instant, chat in self._sent:
            by_chat[chat].append(instant)
        return {
            "total": len(self._sent),
            "overall": most_within((instant for instant, _ in self._sent), 1),
            "per_chat": {str(chat): most_within(instants, 1) for chat, instants in by_chat.items()},
            "per_group_minute": {
                str(chat): most_within(instants, 60) for chat, instants in by_chat.items() if chat < 0
            },
            "limits": asdict(self.limits),
        }


def most_within(instants: Iterable[float], seconds: float) -> int:
    """The most instants that any window of this length holds."""
    window: deque[float] = deque()
    most = 0
    for instant in sorted(instants):
        window.append(instant)
        while window[0] <= instant - seconds:
            window.popleft()
        most = max(most, len(window))
    return most


def _time_until_free(instants: list[float], allowed: int, seconds: float, now: float) -> float:
    if len(instants) < allowed:
        return 0.0
    return max(instants[-allowed] + seconds - now, 0.0)
