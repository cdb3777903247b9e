"""The things of an import file as they are written down, and the same in the words of the rules."""

from typing import Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    model_validator,
)

from bot.config.towns import Slug, TownEntry
from bot.exchange.post_entries import Followed, PostEntry, taken
from bot.exchange.values import (
    STRICT,
    Code,
    Id,
    Instant,
    PlaceEntry,
    Radius,
)
from domain.exchange import (
    BlockPart,
    Bundle,
    MeetingPart,
    OrganisationPart,
    PersonPart,
    StandingPart,
    SubscriptionPart,
    TownPart,
)
from domain.matching import Kind as KindOfThing
from domain.organisations import MatchState, OrganisationState
from domain.taxonomy import TAXONOMY

_CATEGORY = "one of " + ", ".join(TAXONOMY)
_NAME = "a name, at most 100 characters"


class NeighbourEntry(BaseModel):
    """Whether this town allows posts to cross to and from another one."""

    model_config = STRICT

    town: Slug
    allowed: bool


class TownInFile(TownEntry):
    """A town; neighbours are told with whether they are allowed."""

    neighbours: tuple[NeighbourEntry, ...] = ()  # type: ignore[assignment]

    def part(self) -> TownPart:
        allowed = tuple(sorted(one.town for one in self.neighbours if one.allowed))
        town = self.model_copy(update={"neighbours": allowed}).as_town()
        return TownPart(town, frozenset(self.model_fields_set))


class StandingEntry(BaseModel):
    """What a town thinks of an organisation."""

    model_config = STRICT

    town: Slug
    state: OrganisationState = Field(
        default=OrganisationState.APPLIED, description="applied, verified, suspended or refused"
    )
    cleared_for_red: bool = False

    def standing(self) -> StandingPart:
        return StandingPart(self.town, self.state, self.cleared_for_red)


class OrganisationEntry(StandingEntry):
    """An organisation and what its town thinks of it."""

    id: Id
    name: str = Field(min_length=1, max_length=100, description=_NAME)
    also_in: tuple[StandingEntry, ...] = ()
    created_at: Instant | None = None
    about: str = Field(default="", max_length=600)
    contact: str = Field(default="", max_length=100)
    evidence: str = Field(default="", max_length=200)

    def part(self) -> OrganisationPart:
        standings = (self.standing(), *(one.standing() for one in self.also_in))
        return OrganisationPart(
            **taken(self, "id", "name", "created_at", "about", "contact", "evidence"), standings=standings
        )


class PersonEntry(BaseModel):
    """Somebody who talks with the bot."""

    model_config = STRICT

    id: str = Field(pattern=r"^telegram:\d{1,18}$", description="an id like telegram:12345")
    first_name: str = Field(max_length=64)
    locale: str = Field(max_length=8)
    town: Slug | None = None
    consent_version: str | None = Field(default=None, max_length=16)
    consent_at: Instant | None = None
    created_at: Instant

    def part(self) -> PersonPart:
        return PersonPart(**dict(self))


class SubscriptionEntry(BaseModel):
    """What an organisation follows."""

    model_config = STRICT

    id: Id
    organisation: Id
    town: Slug | None = None
    categories: tuple[Followed, ...]
    languages: tuple[Code, ...] = ()
    radius_km: Radius | None = None
    place: PlaceEntry = PlaceEntry()

    def part(self) -> SubscriptionPart:
        place = self.place
        radius = place.radius_km if self.radius_km is None else self.radius_km
        kinds: tuple[KindOfThing, ...] = tuple(
            (category, part or None) for category, _, part in (one.partition("/") for one in self.categories)
        )
        where = taken(place, "district", "lat", "lon", "online")
        return SubscriptionPart(
            **taken(self, "id", "organisation", "town", "languages"), **where, kinds=kinds, radius_km=radius
        )


class MeetingEntry(BaseModel):
    """An offer was shown for a request or subscription, or declined."""

    model_config = STRICT

    offer: Id
    request: Id | None = None
    subscription: Id | None = None
    event: Literal["shown", "declined"]
    state: MatchState | None = None
    at: Instant | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> "MeetingEntry":
        if (self.request is None) is (self.subscription is None):
            raise ValueError("needs either request or subscription")
        return self

    def part(self) -> MeetingPart:
        other = self.request or self.subscription or ""
        return MeetingPart(self.offer, other, self.request is None, self.state or self.event, self.at)


class BlockEntry(BaseModel):
    """Somebody blocked somebody."""

    model_config = STRICT

    by: Id
    against: Id

    def part(self) -> BlockPart:
        return BlockPart(self.by, self.against)


class FileEntry(BaseModel):
    """A whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    bot: int | None = None
    towns: tuple[TownInFile, ...] = ()
    organisations: tuple[OrganisationEntry, ...] = ()
    people: tuple[PersonEntry, ...] = ()
    posts: tuple[PostEntry, ...] = ()
    subscriptions: tuple[SubscriptionEntry, ...] = ()
    history: tuple[MeetingEntry, ...] = ()
    blocks: tuple[BlockEntry, ...] = ()

    def bundle(self) -> Bundle:
        """The same in the words of the rules."""
        things = {
            name: tuple(entry.part() for entry in getattr(self, name))
            for name in type(self).model_fields
            if name != "bot"
        }
        return Bundle(bot=self.bot, **things)
