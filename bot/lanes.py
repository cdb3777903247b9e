"""Which updates must be handled one after the other: those of one chat."""

from collections.abc import Mapping
from typing import Any

ELSEWHERE = 0


def lane_of(update: Mapping[str, Any]) -> int:
    """The chat's id, else the sender's, else 0; of a press the chat of its message. Never raises, whatever came."""
    for content in update.values():
        if isinstance(content, Mapping):
            for place in (content.get("message"), content):
                if isinstance(place, Mapping) and (found := _id(place.get("chat"))):
                    return found
            if found := _id(content.get("from")) or _id(content.get("user")):
                return found
    return ELSEWHERE


def _id(holder: object) -> int:
    found = holder.get("id") if isinstance(holder, Mapping) else None
    return found if isinstance(found, int) else ELSEWHERE
