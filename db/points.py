"""The score of `domain/scoring` as SQL over packed posts: never less than the true one (see `domain/packing`).

The rows are posts of one kind, the other side (the asker) is known. What it says decides which parts depend on the row at
all, so there is a statement for each `Shape` of an asker; its values are parameters.
"""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Float,
    Integer,
    String,
    bindparam,
    case,
    func,
    literal_column,
    or_,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

from db.tables import open_posts
from domain.packing import NO_END, NOT_SAID, Reach, Timing
from domain.posts import Kind
from domain.scoring import DISTANCE, EQUAL, LANGUAGE, QUANTITY, TIME, WHOLE

Number = ColumnElement[Any]
_ROW = open_posts.c


class Says(IntEnum):
    """What the asker says about times, languages or quantity."""

    NOTHING = 0
    EVERYTHING = 1  # always; demands languages; never runs out
    SOMETHING = 2  # a few: they are counted one by one
    MUCH = 3  # so much that all is assumed to fit


@dataclass(frozen=True)
class Shape:
    """What of the score depends on the row. `slots` and `spoken` are how many weekly times and languages are counted."""

    kind: Kind
    placed: bool
    times: Says
    languages: Says
    quantity: Says
    slots: int = 0
    spoken: int = 0


class Cents(GenericFunction[int]):
    """Points in hundredths, as `domain.scoring.cents`."""

    type = Integer()
    inherit_cache = True


@compiles(Cents, "sqlite")
def _cut(element: Cents, compiler: SQLCompiler, **options: Any) -> str:
    inner = compiler.process(element.clauses, **options)
    return f"CAST(({inner}) * 100 + 0.5 AS INTEGER)"  # points are never negative


@compiles(Cents, "postgresql")
def _floor(element: Cents, compiler: SQLCompiler, **options: Any) -> str:
    inner = compiler.process(element.clauses, **options)
    return f"CAST(floor(({inner}) * 100 + 0.5) AS INTEGER)"


def whole(name: str) -> Number:
    """A whole number of the asker."""
    return bindparam(name, type_=Integer)


def large(name: str) -> Number:
    """A number of the asker that may need 64 bits."""
    return bindparam(name, type_=BigInteger)


def real(name: str) -> Number:
    """A number of the asker with a fraction."""
    return bindparam(name, type_=Float)


def word(name: str) -> Number:
    """A text of the asker."""
    return bindparam(name, type_=String)


def fixed(value: float) -> Number:
    """A constant, written into the statement."""
    text = str(int(value)) if isinstance(value, int) else f"{value:.1f}"
    return literal_column(text, Integer if isinstance(value, int) else Float)


def away(reach: Reach) -> Number:
    """Kilometres to the asker, never more than on the globe: as on a plane that is right at both places, made a hair shorter
    by `km_per_degree`."""
    north = _ROW.lat - real("lat")
    east = (_ROW.lon - real("lon")) * (real("narrow") - real("narrower") * north)
    scale = "km_per_degree_wide" if reach is Reach.WIDE else "km_per_degree"
    return real(scale) * func.sqrt(north * north + east * east)


def score(shape: Shape, reach: Reach, category_alone: bool) -> Number:
    """The most that such rows can have, in hundredths. `constant` holds what does not depend on the row."""
    kind = fixed(WHOLE if category_alone else EQUAL)
    changing = (_time(shape), _language(shape), _freshness(shape), _quantity(shape))
    total = real("constant") + kind + _distance(shape, reach)
    for part in changing:
        if part is not None:
            total = total + part
    return Cents(total)


def _distance(shape: Shape, reach: Reach) -> Number:
    if reach is Reach.NOWHERE:
        both = (_ROW.online.is_(True)) & (whole("online") == fixed(1))
        return case((both, fixed(DISTANCE)), else_=fixed(DISTANCE / 2))
    if not shape.placed:
        return fixed(DISTANCE / 2)
    limit = case((_ROW.radius < real("radius"), _ROW.radius), else_=real("limit"))
    way = away(reach)
    return case((way >= limit, fixed(0.0)), else_=fixed(DISTANCE) - fixed(DISTANCE) * way / limit)


def _time(shape: Shape) -> Number | None:
    always, nothing = _ROW.timing == fixed(int(Timing.ALWAYS)), _ROW.timing == fixed(int(Timing.NOTHING))
    match shape.times:
        case Says.EVERYTHING:
            return None
        case Says.NOTHING:
            return case((always, fixed(TIME)), else_=fixed(TIME / 2))
        case Says.MUCH:
            return case((nothing, fixed(TIME / 2)), else_=fixed(TIME))
    met = fixed(TIME) * _counted(_ROW.weekly, "slot", shape.slots)
    if shape.kind is Kind.OFFER:
        return case((always, fixed(TIME)), (nothing, fixed(TIME / 2)), else_=met / whole("wished"))
    unclear = _ROW.wished == fixed(0)
    rest = case((unclear, fixed(TIME)), else_=met / _ROW.wished)
    return case((always, fixed(TIME)), (nothing, fixed(TIME / 2)), else_=rest)


def _language(shape: Shape) -> Number | None:
    full, half = fixed(LANGUAGE), fixed(LANGUAGE / 2)
    if shape.languages in (Says.NOTHING, Says.EVERYTHING):
        return None
    useful = full * _counted(_ROW.languages, "spoken", shape.spoken)
    if shape.kind is Kind.OFFER:
        known = full if shape.languages is Says.MUCH else useful / whole("language_count")
        return case((_ROW.languages == fixed(0), half), else_=known)
    known = full if shape.languages is Says.MUCH else useful / _ROW.language_count
    return case((_ROW.demanded != fixed(0), full), (_ROW.language_count == fixed(0), half), else_=known)


def _freshness(shape: Shape) -> Number | None:
    """Of an offer; where an offer asks, it is its own."""
    if shape.kind is Kind.REQUEST:
        return None
    age = (_ROW.confirmed - large("born")) * real("per_microsecond")
    return case(
        (_ROW.confirmed >= large("now"), real("fresh")),
        (_ROW.confirmed <= large("born"), fixed(0.0)),
        else_=age,
    )


def _quantity(shape: Shape) -> Number | None:
    full, half, none = fixed(QUANTITY), fixed(QUANTITY / 2), fixed(0.0)
    other_unit = _ROW.unit != word("unit")
    if shape.quantity is Says.NOTHING:
        return None
    if shape.kind is Kind.OFFER:
        split = case((_ROW.splittable.is_(True), full), else_=none)
        return case(
            (or_(_ROW.amount == fixed(NOT_SAID), other_unit), half),
            (_ROW.amount == fixed(NO_END), full),
            (_ROW.amount > whole("amount"), split),
            else_=full * _ROW.amount / whole("amount"),
        )
    unknown = or_(_ROW.amount < fixed(0), other_unit)
    if shape.quantity is Says.EVERYTHING:
        return case((unknown, half), else_=full)
    too_much = whole("amount") > _ROW.amount
    return case((unknown, half), (too_much, real("too_much")), else_=full * whole("amount") / _ROW.amount)


def _counted(column: Number, name: str, count: int) -> Number:
    """How many of the asker's bits a row has."""
    one = fixed(1)
    bits = [column.bitwise_rshift(whole(f"{name}{number}")).bitwise_and(one) for number in range(count)]
    total: Number = bits[0] if bits else fixed(0)
    for bit in bits[1:]:
        total = total + bit
    return total
