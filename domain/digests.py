"""In which order a digest shows its posts: grouped, the best first. Pure: the callers weigh."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.details import Urgency

_PRESSING = {urgency: weight for weight, urgency in enumerate(Urgency)}


class Heading(StrEnum):
    """Why posts stand together."""

    ANSWERS = "answers"  # offers that answer one of the group's own requests
    FOLLOWED = "followed"  # offers of a category that the group follows
    NEEDS = "needs"  # what other organisations need


@dataclass(frozen=True)
class Group:
    """Posts that stand together. `number` and `title` are those of the own request (no title: it is red), `category` is
    what is followed."""

    heading: Heading
    number: str = ""
    title: str = ""
    category: str = ""


NEEDS = Group(Heading.NEEDS)


@dataclass(frozen=True)
class Weighed:
    """A post with its weight. `urgency` is that of the request behind it, `points` are hundredths; `meant`: somebody made
    the offer for this very request. `strongest` names the parts of the score that speak most for it."""

    alert_id: int
    group: Group
    points: int
    confirmed_at: datetime
    urgency: Urgency = Urgency.NORMAL
    meant: bool = False
    strongest: tuple[str, ...] = ()

    @property
    def weight(self) -> tuple[bool, bool, int, int, datetime, int]:
        """Largest first: what was made for the request, what was asked for before what is followed, the more urgent, the
        better, the newer."""
        asked = self.group.heading is Heading.ANSWERS
        return self.meant, asked, _PRESSING[self.urgency], self.points, self.confirmed_at, self.alert_id


def best(weighed: Iterable[Weighed], count: int) -> list[Weighed]:
    """The `count` best, best first."""
    return sorted(weighed, key=lambda one: one.weight, reverse=True)[: max(count, 0)]


def arranged(weighed: Iterable[Weighed]) -> list[Weighed]:
    """All of them, each group together, the best first; the group with the best post first."""
    groups: dict[Group, list[Weighed]] = defaultdict(list)
    for one in sorted(weighed, key=lambda one: one.weight, reverse=True):
        groups[one.group].append(one)
    return [one for group in groups.values() for one in group]
