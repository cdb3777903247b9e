"""What an organisation's group is told about itself: facts for `views/groups` and `views/settings`."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.cadence import EVERY_DAY, QuietHours
from domain.organisations import GroupFacts, Mode, OrganisationState
from domain.towns import Town


@dataclass(frozen=True)
class Arrival:
    """The bot came into a group. `town`: its moderators sit there. `former`: the organisation it was registered for.
    `registered`: it still is, because nobody told us that the bot was away."""

    town: Town | None
    former: str | None
    registered: bool


class News(StrEnum):
    """What happens to an organisation's group beside its standing in the town."""

    FURTHER = "further"  # to the moderators: it speaks for an organisation that is verified already
    LOST = "lost"  # to the moderators and who registered it: the bot was removed, or the group is gone
    MUTE = "mute"  # to who registered it: the bot may not write there
    TOPIC_LOST = "topic_lost"  # to the group: its topic is closed or gone
    REGISTRAR_LEFT = "registrar_left"  # to the group: who registered it has left


@dataclass(frozen=True)
class GroupNews:
    """`name` is the organisation's."""

    news: News
    name: str
    town: Town
    group: GroupFacts


@dataclass(frozen=True)
class GroupStatus:
    """Where a group's organisation stands. `waiting` posts come with the next digest; `received` counts the offers that it
    was given this month."""

    name: str
    town: Town
    state: OrganisationState
    open_requests: int
    mode: Mode
    next_digest_at: datetime | None
    waiting: int
    received: int = 0


@dataclass(frozen=True)
class GroupSettings:
    """What a group chose. `follows` holds (category, sub-category), without a sub-category the whole one. `weekdays`: of
    the digest. `quiet` None: the operator's quiet hours. `radius_km` is counted from `district` (None: the town's
    centre); without one it is the whole town. What comes for the
    group comes into the topic `thread_id`; the settings are looked at `elsewhere`."""

    name: str
    town: Town
    mode: Mode
    hour: int
    max_items: int
    show_needs: bool
    follows: tuple[tuple[str, str | None], ...]
    weekdays: frozenset[int] = EVERY_DAY
    quiet: QuietHours | None = None
    radius_km: float | None = None
    district: str | None = None
    thread_id: int | None = None
    elsewhere: bool = False

    def whole(self, category: str) -> bool:
        """Whether the whole category is followed."""
        return (category, None) in self.follows

    def parts(self, category: str) -> tuple[str, ...]:
        """The single sub-categories that are followed."""
        return tuple(part for followed, part in self.follows if followed == category and part is not None)
