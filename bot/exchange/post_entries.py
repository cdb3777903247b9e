"""Offers and requests as they are written down in an import file."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, Field, ValidationInfo, field_validator

from bot.config.towns import Slug
from bot.exchange.values import (
    STRICT,
    AvailabilityEntry,
    Code,
    FamilyEntry,
    HousingEntry,
    Id,
    Instant,
    LanguageEntry,
    LastUse,
    PlaceEntry,
    QuantityEntry,
)
from domain.details import Details, Urgency
from domain.exchange import PostPart, RevisionPart, WordsPart
from domain.numbers import parse
from domain.posts import TEXT_LIMIT, TITLE_LIMIT, Closing, Kind, PostState, RevisionState, title_of
from domain.taxonomy import TAXONOMY, Risk

_CATEGORY = "one of " + ", ".join(TAXONOMY)


def _known_category(code: str) -> str:
    if code not in TAXONOMY:
        raise ValueError(f"{code!r} is not a category")
    return code


def _known_kind(written: str) -> str:
    category, _, subcategory = written.partition("/")
    _known_category(category)
    if subcategory and subcategory not in TAXONOMY[category].subcategories:
        raise ValueError(f"{subcategory!r} is not a sub-category of {category}")
    return written


def _known_number(written: str) -> str:
    if parse(written) != written:
        raise ValueError(f"{written!r} is not a number of a post")
    return written


Category = Annotated[str, AfterValidator(_known_category), Field(description=_CATEGORY)]
Followed = Annotated[
    str,
    AfterValidator(_known_kind),
    Field(description="a category, or category/sub-category like goods/furniture"),
]


def taken(entry: BaseModel, *names: str) -> dict[str, Any]:
    """Some of its values by name."""
    return {name: getattr(entry, name) for name in names}


class WordsEntry(BaseModel):
    """What a post says."""

    model_config = STRICT

    category: Category
    subcategory: str | None = None
    title: str | None = Field(default=None, min_length=1, max_length=TITLE_LIMIT)
    text: str = Field(
        min_length=1,
        max_length=TEXT_LIMIT,
        description=f"what is offered or needed, at most {TEXT_LIMIT} characters",
    )
    language_of_text: Code | None = None
    place: PlaceEntry = PlaceEntry()
    languages: tuple[LanguageEntry, ...] = ()
    languages_demanded: tuple[Code, ...] = ()
    availability: AvailabilityEntry = AvailabilityEntry()
    quantity: QuantityEntry | None = None
    urgency: Urgency = Field(default=Urgency.NORMAL, description="normal, soon or today")
    needed_by: LastUse | None = None
    housing: HousingEntry | None = None
    family: FamilyEntry | None = None
    fields: dict[str, Any] = Field(default_factory=dict)
    photos: tuple[str, ...] = Field(default=(), max_length=5)
    risk_expected: Risk | None = Field(default=None, description="green, yellow or red; it is computed anew")
    risk_raised_to: Risk | None = Field(default=None, description="green, yellow, red or null")

    @field_validator("subcategory")
    @classmethod
    def _of_category(cls, code: str | None, info: ValidationInfo) -> str | None:
        category = TAXONOMY.get(info.data.get("category", ""))
        if code is not None and category and code not in category.subcategories:
            known = ", ".join(category.subcategories)
            raise ValueError(f"{code!r} is not a sub-category of {category.code}; write one of {known}")
        return code

    def words(self) -> WordsPart:
        same = taken(self, "category", "subcategory", "text")
        return WordsPart(
            **same,
            **taken(self.place, "district", "lat", "lon", "radius_km"),
            title=self.title or title_of(self.text),
            text_language=self.language_of_text,
            details=self._details(),
            raised=self.risk_raised_to,
        )

    def _details(self) -> Details:
        quantity, housing, family = self.quantity, self.housing, self.family
        return Details(
            languages=tuple(one.value() for one in self.languages),
            demanded=self.languages_demanded,
            availability=self.availability.value(),
            quantity=quantity.value() if quantity else None,
            urgency=self.urgency,
            needed_by=self.needed_by,
            online=self.place.online,
            housing=housing.value() if housing else None,
            family=family.value() if family else None,
            fields=self.fields,
            photos=self.photos,
        )


class RevisionEntry(WordsEntry):
    """One of several revisions of a post."""

    state: RevisionState
    created_at: Instant

    def part(self) -> RevisionPart:
        return RevisionPart(self.state, self.created_at, self.words())


class PostEntry(WordsEntry):
    """An offer or a request."""

    id: Id
    kind: Kind = Field(description="offer or request")
    town: Slug
    author: Id | None
    state: PostState = Field(default=PostState.PENDING, description="pending, live, paused or closed")
    closing: Closing | None = Field(
        default=None, description="fulfilled, expired, withdrawn or rejected; only for a closed post"
    )
    created_at: Instant | None = None
    confirmed_at: Instant | None = None
    expires_at: Instant | None = None
    number: Annotated[str, AfterValidator(_known_number)] | None = None
    written_by: Id | None = None
    revisions: tuple[RevisionEntry, ...] = ()

    def part(self) -> PostPart:
        names = set(type(self).model_fields) - set(WordsEntry.model_fields) - {"revisions"}
        revisions = tuple(one.part() for one in self.revisions)
        return PostPart(**taken(self, *names), words=self.words(), revisions=revisions)
