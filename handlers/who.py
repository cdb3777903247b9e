"""Who is acting, as handlers are told."""

from dataclasses import dataclass

from domain.errors import Refusal, Refused
from domain.people import Person


@dataclass(frozen=True)
class Who:
    """The sender of the update. `person` is None for somebody who never pressed Start; `anonymous` for a group's
    administrator who writes in the group's name: Telegram does not say who it is."""

    id: int
    first_name: str
    language_code: str | None
    person: Person | None
    anonymous: bool = False

    def named(self) -> None:
        """Raises `Refused` when Telegram does not say who it is."""
        if self.anonymous:
            raise Refused(Refusal.ANONYMOUS)
