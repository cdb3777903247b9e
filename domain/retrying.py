"""What becomes of a message that Telegram did not take: pure decisions, carried out by the delivery worker."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

PATIENCE = timedelta(
    hours=24
)  # Telegram itself keeps updates for a day; later a message has lost its meaning
LONGEST_PAUSE = 300.0
NO_RIGHTS_PAUSE = 600.0


class Trouble(StrEnum):
    """What went wrong, as far as it decides what to do."""

    SLOW_DOWN = "slow_down"  # 429
    UNAVAILABLE = "unavailable"  # server error, no or a garbled answer
    GONE = "gone"  # blocked, kicked, chat deleted: nothing will ever arrive there
    NO_RIGHTS = "no_rights"  # muted or closed: may be given back
    TOPIC_GONE = "topic_gone"  # closed or deleted: the group itself may still be written in
    MIGRATED = "migrated"  # the group has a new id
    CARD_GONE = "card_gone"  # the message to edit is no longer there
    UNCHANGED = "unchanged"  # the message shows it already
    REFUSED = "refused"  # Telegram does not take this message


class Then(StrEnum):
    """What to do next."""

    RETRY = "retry"
    GIVE_UP = "give_up"
    GIVE_UP_CHAT = "give_up_chat"
    FOLLOW = "follow"
    LEAVE_TOPIC = "leave_topic"
    KEEP_TRYING = "keep_trying"  # without the right to write: somebody is told, and may give it back
    DONE = "done"
    OBSOLETE = "obsolete"


@dataclass(frozen=True)
class Plan:
    """`after` in seconds goes with another attempt."""

    then: Then
    after: float = 0.0


_FINAL = {
    Trouble.GONE: Then.GIVE_UP_CHAT,
    Trouble.MIGRATED: Then.FOLLOW,
    Trouble.TOPIC_GONE: Then.LEAVE_TOPIC,
    Trouble.CARD_GONE: Then.OBSOLETE,
    Trouble.UNCHANGED: Then.DONE,
    Trouble.REFUSED: Then.GIVE_UP,
}


def pause(attempts: int) -> float:
    """Seconds before the next attempt: 1, 2, 4 … up to five minutes."""
    return min(2.0 ** min(attempts, 16), LONGEST_PAUSE)


def plan(trouble: Trouble, attempts: int, age: timedelta, retry_after: float | None = None) -> Plan:
    """What to do after `attempts` earlier attempts with a message that is `age` old."""
    if trouble in _FINAL:
        return Plan(_FINAL[trouble])
    if age > PATIENCE:
        return Plan(Then.GIVE_UP)
    if trouble is Trouble.NO_RIGHTS:
        return Plan(Then.KEEP_TRYING, NO_RIGHTS_PAUSE)
    return Plan(Then.RETRY, pause(attempts) if retry_after is None else retry_after)
