"""What a group is shown of other people's posts: facts for `views/alerts` and `views/digest`."""

from dataclasses import dataclass
from datetime import date

from domain.digests import Group
from domain.objections import Objection
from domain.posts import Version
from domain.reservations import Hold
from domain.towns import Town


@dataclass(frozen=True)
class Item:
    """A post that fits a group, and why. `answers` are the numbers of the group's own requests, `follows` the category
    (and sub-category) it subscribed to. `organisation` is whose need it is, `meant` the own request that somebody made the
    offer for. `age_days` counts local days since the author last said that it holds. `hold` is how the offer is reserved;
    `asked`: its author can be asked by the bot. `objection`: why the group did not want it. `strongest` names the parts of
    the score that speak most for it; only a card has them."""

    alert_id: int
    version: Version
    town: Town
    organisation: str | None
    answers: tuple[str, ...]
    follows: tuple[tuple[str, str | None], ...]
    distance_km: float | None
    age_days: int
    hold: Hold | None = None
    asked: bool = True
    meant: str | None = None
    objection: Objection | None = None
    strongest: tuple[str, ...] = ()


@dataclass(frozen=True)
class Gone:
    """What is left of a post that a group has seen and that may not be shown any more: its number."""

    number: str


@dataclass(frozen=True)
class Digest:
    """All items of one group and local day that may be shown now, best first, and the numbers of those that were shown
    and may not be any more. `page` counts from 0; `groups` says of each item under which heading it stands."""

    id: int
    day: date
    page: int
    items: tuple[Item, ...]
    gone: tuple[str, ...]
    groups: tuple[Group, ...] = ()
