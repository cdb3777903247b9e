"""Whether a file names only what it holds itself, or what is there already."""

from collections.abc import Iterator
from dataclasses import replace

from db import exchange, towns
from db.engine import Session
from domain.exchange import Bundle, TownPart, Unknown
from domain.posts import Kind
from domain.towns import Town


async def check(session: Session, bundle: Bundle) -> list[Unknown]:
    """What the file names without saying what it is."""
    known = {town.slug: town for town in await towns.all_towns(session)}
    known |= {part.town.slug: merged(known.get(part.town.slug), part) for part in bundle.towns}
    named = {*organisations_named(bundle), *(name for one in bundle.blocks for name in (one.by, one.against))}
    here = {one.id for one in bundle.organisations} | set(await exchange.organisations_known(session, named))
    posts = await _names(session, bundle)
    return [
        *_unknown_places(bundle, known),
        *_unknown_organisations(bundle, here),
        *_unknown_posts(bundle, posts),
    ]


def merged(known: Town | None, part: TownPart) -> Town:
    """A known town keeps what the file does not say."""
    if known is None:
        return part.town
    return replace(known, **{name: getattr(part.town, name) for name in part.given})


def organisations_named(bundle: Bundle) -> Iterator[str]:
    yield from (one.organisation for one in bundle.subscriptions)
    yield from (one.author for one in bundle.posts if one.kind is Kind.REQUEST and one.author is not None)


def _unknown_places(bundle: Bundle, known: dict[str, Town]) -> Iterator[Unknown]:
    for index, organisation in enumerate(bundle.organisations):
        for standing in organisation.standings:
            if standing.town not in known:
                yield Unknown(("organisations", index, "town"), "town", standing.town)
    own = {one.id: one.standings[0].town for one in bundle.organisations}
    for index, post in enumerate(bundle.posts):
        yield from _unknown_place(("posts", index), known, post.town, post.words.district)
    for index, one in enumerate(bundle.subscriptions):
        if one.town is not None:
            yield from _unknown_place(("subscriptions", index), known, one.town, one.district)
        elif one.organisation in own:
            yield from _unknown_place(
                ("subscriptions", index), known, own[one.organisation], one.district, named=False
            )


def _unknown_place(
    where: tuple[str | int, ...], known: dict[str, Town], slug: str, district: str | None, named: bool = True
) -> Iterator[Unknown]:
    town = known.get(slug)
    if town is None:
        if named:
            yield Unknown((*where, "town"), "town", slug)
    elif district is not None and town.district(district) is None:
        yield Unknown((*where, "place", "district"), "district", district)


def _unknown_organisations(bundle: Bundle, here: set[str]) -> Iterator[Unknown]:
    for index, post in enumerate(bundle.posts):
        if post.kind is Kind.REQUEST and post.author not in here:
            yield Unknown(("posts", index, "author"), "organisation", post.author or "")
    for index, one in enumerate(bundle.subscriptions):
        if one.organisation not in here:
            yield Unknown(("subscriptions", index, "organisation"), "organisation", one.organisation)
    for index, block in enumerate(bundle.blocks):
        if not {block.by, block.against} & here:
            yield Unknown(("blocks", index, "against"), "organisation", block.against)


async def _names(session: Session, bundle: Bundle) -> tuple[set[str], set[str]]:
    """The posts and subscriptions that there are, or that the file brings."""
    offered = {name for one in bundle.history for name in (one.offer, one.other)}
    followed = {one.other for one in bundle.history if one.is_subscription}
    stored = await exchange.posts_known(session, offered)
    return (
        {one.id for one in bundle.posts} | set(stored),
        {one.id for one in bundle.subscriptions} | set(await exchange.subscriptions_known(session, followed)),
    )


def _unknown_posts(bundle: Bundle, names: tuple[set[str], set[str]]) -> Iterator[Unknown]:
    for index, one in enumerate(bundle.history):
        if one.offer not in names[0]:
            yield Unknown(("history", index, "offer"), "post", one.offer)
        key = "subscription" if one.is_subscription else "request"
        if one.other not in names[one.is_subscription]:
            yield Unknown(("history", index, key), key, one.other)
