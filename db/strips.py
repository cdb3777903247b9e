"""Strips of packed posts and the statements that read them; `db/finding` decides which are read, and how far.

A strip is an index range (a town, a kind, how distance is found) in an order: outward by latitude, or newest first.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, literal_column, or_, select, tuple_, union_all

from db.asking import Asker
from db.points import Shape, away, fixed, large, real, score, whole, word
from db.tables import blocks, matches, open_posts
from domain.organisations import MatchState
from domain.packing import WHOLE, Reach
from domain.posts import Kind

FIRST_LOOK = 40  # rows taken from each strip before it is known what counts
MORE = 60
_ROW = open_posts.c


class Order(StrEnum):
    """In which a strip is read."""

    UP = "up"
    DOWN = "down"
    NEWEST = "newest"


class Part(StrEnum):
    """Which sub-category the rows of a strip have: the asker's, none (the whole category), or any."""

    SAME = "same"
    WHOLE = "whole"
    ANY = "any"


@dataclass(frozen=True)
class Strip:
    """`part` tells the sub-category, `reach` how the distance is found."""

    part: Part
    reach: Reach
    order: Order


def strips_of(asker: Asker) -> tuple[Strip, ...]:
    """All strips in which an asker's partners may be; the most promising first."""
    whole_category = asker.packed.subcategory == WHOLE
    parts: tuple[Part, ...]
    if asker.shape.kind is Kind.OFFER:
        parts = (Part.ANY,) if whole_category else (Part.SAME,)
    else:
        parts = (Part.WHOLE,) if whole_category else (Part.SAME, Part.WHOLE)
    usual = (Order.UP, Order.DOWN) if asker.shape.placed else (Order.NEWEST,)
    ways = [(Reach.USUAL, order) for order in usual]
    ways += [(Reach.WIDE, Order.NEWEST), (Reach.NOWHERE, Order.NEWEST)]
    return tuple(Strip(part, *way) for part in parts for way in ways)


@lru_cache(maxsize=512)
def first_look(shape: Shape, strips: tuple[Strip, ...], chosen: bool = False) -> Select[Any]:
    """The first rows of each strip of a town: (strip, post, hundredths, confirmed, latitude). `chosen`: without the
    organisations named by `without`."""
    looks = [
        _in_order(_rows(shape, strip, number, chosen), strip).limit(FIRST_LOOK).subquery()
        for number, strip in enumerate(strips)
    ]
    return union_all(*(select(look) for look in looks))  # type: ignore[return-value]


@lru_cache(maxsize=512)
def further(shape: Shape, strip: Strip, chosen: bool = False) -> Select[Any]:
    """The next rows of one strip that promise at least `enough`: those of a latitude's band the best first, after the key
    (`after_cents`, `after_confirmed`, `after_post`), others newest first, after (`after_confirmed`, `after_post`)."""
    rows = _rows(shape, strip, 0, chosen).offset(0).subquery()  # with an offset the points are reckoned once
    found = select(rows).where(rows.c.cents >= whole("enough"))
    newest = (rows.c.confirmed, rows.c.post_id)
    after = (large("after_confirmed"), large("after_post"))
    if strip.order is Order.NEWEST:
        found = found.where(tuple_(*newest) < tuple_(*after)).order_by(*(column.desc() for column in newest))
    else:
        keys = (rows.c.cents, *newest)
        found = found.where(tuple_(*keys) < tuple_(whole("after_cents"), *after))
        found = found.where(rows.c.lon.between(real("west"), real("east")))
        found = found.order_by(*(column.desc() for column in keys))
    return found.limit(MORE)


def _in_order(rows: Select[Any], strip: Strip) -> Select[Any]:
    if strip.order is Order.NEWEST:
        return rows.order_by(_ROW.confirmed.desc(), _ROW.post_id.desc())
    return rows.order_by(_ROW.lat if strip.order is Order.UP else _ROW.lat.desc())


def _rows(shape: Shape, strip: Strip, number: int, chosen: bool) -> Select[Any]:
    columns: tuple[ColumnElement[Any], ...] = (
        literal_column(str(number)).label("strip"),
        _ROW.post_id,
        score(shape, strip.reach, strip.part is not Part.SAME).label("cents"),
        _ROW.confirmed,
        _ROW.lat,
        _ROW.lon,
    )
    found = select(*columns).where(*_home(shape, strip), *_near(shape, strip), *_fitting(shape))
    found = found.where(_ROW.post_id.not_in(_met(shape)), _unblocked(shape))
    if chosen:
        found = found.where(_ROW.organisation_id.not_in(bindparam("without", expanding=True)))
    return found


def _home(shape: Shape, strip: Strip) -> list[ColumnElement[bool]]:
    """The index range. Kind and reach are written into the statement: partial indices are chosen by them."""
    found = [
        _ROW.kind == literal_column(f"'{shape.kind}'"),
        _ROW.reach == fixed(int(strip.reach)),
        _ROW.town_id == large("town"),
        _ROW.category == word("category"),
    ]
    if strip.part is Part.SAME:
        found.append(_ROW.subcategory == word("subcategory"))
    elif strip.part is Part.WHOLE:
        found.append(_ROW.subcategory == literal_column(f"'{WHOLE}'"))
    return found


def _near(shape: Shape, strip: Strip) -> list[ColumnElement[bool]]:
    if strip.order is Order.UP:
        return [_ROW.lat >= real("up_from"), _ROW.lat <= real("up_to"), *_within(strip.reach)]
    if strip.order is Order.DOWN:
        return [_ROW.lat < real("down_from"), _ROW.lat >= real("down_to"), *_within(strip.reach)]
    return _within(strip.reach) if shape.placed and strip.reach is not Reach.NOWHERE else []


def _within(reach: Reach) -> list[ColumnElement[bool]]:
    way = away(reach)
    return [way <= real("radius"), way <= _ROW.radius]


def _fitting(shape: Shape) -> list[ColumnElement[bool]]:
    """What must hold, as far as numbers tell."""
    common = [
        _ROW.expires > large("moment"),
        _ROW.first <= whole("last"),
        _ROW.last >= whole("first"),
        _ROW.weekly.bitwise_and(whole("weekly")) != fixed(0),
    ]
    if shape.kind is Kind.REQUEST:
        return [
            _ROW.trust >= whole("trust"),
            *common,
            _ROW.demanded.bitwise_and(large("spoken_none")) == fixed(0),
            _ROW.persons <= whole("persons"),
            _ROW.housing.bitwise_and(whole("housing_lacks")) == fixed(0),
            or_(_ROW.least <= whole("most"), _ROW.unit != word("unit")),
        ]
    return [
        _ROW.trust <= whole("trust"),
        *common,
        _ROW.languages.bitwise_and(large("demanded")) == large("demanded"),
        _ROW.persons >= whole("persons"),
        _ROW.housing.bitwise_and(whole("housing")) == whole("housing"),
        or_(_ROW.most >= whole("least"), _ROW.unit != word("unit")),
    ]


def _met(shape: Shape) -> Select[Any]:
    """The posts that the asker met before."""
    mine, theirs = matches.c.offer_id, matches.c.request_id
    if shape.kind is Kind.OFFER:
        mine, theirs = theirs, mine
    shown = and_(mine == large("asker"), matches.c.state != MatchState.FOUND.value)
    return select(theirs).where(shown, theirs.is_not(None))


def _unblocked(shape: Shape) -> ColumnElement[bool]:
    if shape.kind is Kind.REQUEST:
        blocked = select(blocks.c.organisation_id).where(blocks.c.author == word("author"))
        return _ROW.organisation_id.not_in(blocked)
    theirs = open_posts.alias()
    by_author = select(theirs.c.post_id).join(blocks, blocks.c.author == theirs.c.author)
    return _ROW.post_id.not_in(by_author.where(blocks.c.organisation_id == large("organisation")))
