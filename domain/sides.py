"""From what is stored to what matching compares."""

from dataclasses import replace

from domain.details import Quantity
from domain.matching import Given, Kind, Place, Wanted
from domain.posts import Post, PostState, RevisionState, Version
from domain.towns import Town

_TELEGRAM = "telegram:"


def author_name(post: Post) -> str | None:
    """The author of an offer as blocks, imports and exports name them; None when nothing is known any more."""
    return person_name(post.author_id) if post.author_id is not None else post.author_reference


def person_name(person_id: int) -> str:
    """Somebody who talks with the bot, in the same words."""
    return f"{_TELEGRAM}{person_id}"


def person_id(name: str) -> int | None:
    """The Telegram id behind such a name; None for somebody who never started the bot."""
    prefix, _, number = name.partition(":")
    return int(number) if f"{prefix}:" == _TELEGRAM and number.isdecimal() else None


def is_live(version: Version) -> bool:
    """Live with the words that were released; whether it is still fresh depends on the instant."""
    post, revision = version.post, version.revision
    return (
        post.state is PostState.LIVE
        and post.released_id == revision.id
        and revision.state is RevisionState.RELEASED
    )


def given(offer: Version, town: Town) -> Given:
    """An offer. Nothing confirmed yet: it holds since it was written."""
    post, revision = offer.post, offer.revision
    said = revision.details
    return Given(
        town=town,
        category=revision.category,
        subcategory=revision.subcategory,
        confirmed_at=post.confirmed_at or post.created_at,
        expires_at=post.expires_at,
        live=is_live(offer),
        risk=revision.risk,
        place=place(offer, town),
        languages=tuple(spoken.code for spoken in said.languages),
        times=said.availability,
        quantity=_left(offer),
        housing=said.housing,
    )


def wanted(request: Version, town: Town, *, verified: bool, cleared: bool) -> Wanted:
    """A request of an organisation that its town thinks this of."""
    post, revision = request.post, request.revision
    said = revision.details
    kind: Kind = (revision.category, revision.subcategory)
    return Wanted(
        town=town,
        kinds=(kind,),
        verified=verified,
        cleared=cleared,
        confirmed_at=post.confirmed_at or post.created_at,
        expires_at=post.expires_at,
        live=is_live(request),
        risk=revision.risk,
        place=place(request, town),
        languages=tuple(spoken.code for spoken in said.languages),
        demanded=said.demanded,
        times=said.availability,
        needed_by=said.needed_by,
        quantity=_left(request),
        housing=said.housing,
    )


def place(version: Version, town: Town) -> Place:
    """The shared location, or the centre of the district."""
    revision = version.revision
    return Place(revision.point(town), revision.radius_km, revision.details.online)


def _left(version: Version) -> Quantity | None:
    """What was said, with what is left of it by now."""
    said = version.revision.details.quantity
    if said is None or version.post.amount_left is None:
        return said
    return replace(said, amount=version.post.amount_left)
