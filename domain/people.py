"""A person as the bot knows one: as little as possible."""

from dataclasses import dataclass
from datetime import datetime

CONSENT_VERSION = "2026-11"  # changes when the privacy notice says something new; people are then asked again


@dataclass(frozen=True)
class Person:
    """Telegram's id, the first name others see, and what they chose. `answering`: the question of moderators that their
    next message answers."""

    id: int
    first_name: str
    locale: str
    town_id: int | None
    consent_version: str | None
    pending_start: str | None = None
    answering: int | None = None
    answering_at: datetime | None = None

    @property
    def agreed(self) -> bool:
        """Whether they agreed to the present privacy notice."""
        return self.consent_version == CONSENT_VERSION
