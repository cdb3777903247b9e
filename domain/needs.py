"""What a town needs, as volunteers see it: facts for `views/needs`."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.posts import Version
from domain.towns import Town

ALL, FOLLOWED = "all", "followed"  # beside the codes of categories: which needs a list shows


@dataclass(frozen=True)
class Need:
    """A request, whose it is, and how many days ago the organisation last said that it holds."""

    version: Version
    organisation: str
    age_days: int


@dataclass(frozen=True)
class FollowedNeed:
    """A new need of a category that a volunteer follows."""

    need: Need
    town: Town


@dataclass(frozen=True)
class NeedsPage:
    """A page of the needs of these `kinds`, from 0; `more` says whether another one follows."""

    town: Town
    kinds: str
    needs: tuple[Need, ...]
    page: int
    more: bool


@dataclass(frozen=True)
class NeedsByCategory:
    """How many needs there are of each category that has some; `follows` are those the person wants to hear of."""

    town: Town
    counts: Mapping[str, int]
    follows: frozenset[str]
