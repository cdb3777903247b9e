"""Live posts packed for matching: what `domain/packing` makes of them, kept in step with `posts`, looked up by index.

Post and packing change in one transaction (`db/openings`); the nightly sweep compares both.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Float,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    text,
)

from db.columns import Id, personal, plain
from db.tables.metadata import metadata

_HOME = ("town_id", "category", "subcategory")
_SHARED = ("lon", "radius", "expires", "confirmed", "first", "last", "weekly", "timing", "languages")
_COVERED = {
    "request": (
        *_SHARED,
        "trust",
        "wished",
        "language_count",
        "demanded",
        "amount",
        "least",
        "unit",
        "persons",
    ),
    "offer": (*_SHARED, "trust", "amount", "most", "unit", "splittable", "persons"),
}


def _placed(kind: str) -> Index:
    """Posts of one kind with a place, behind their town and kind by latitude, with all that is asked of them."""
    where = text(f"kind = '{kind}' AND reach = 0")
    name = f"ix_open_posts_{kind}s_placed"
    columns = (*_HOME, "lat", *_COVERED[kind], "housing", "organisation_id", "post_id")
    return Index(name, *columns, sqlite_where=where, postgresql_where=where)


open_posts = Table(
    "open_posts",
    metadata,
    plain("post_id", ForeignKey("posts.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    plain("kind", String(8), nullable=False),
    plain("town_id", ForeignKey("towns.id"), nullable=False),
    plain("organisation_id", Id),
    personal("author", String(80)),  # of an offer, see `domain.sides.author_name`
    plain("category", String(16), nullable=False),
    plain("subcategory", String(32), nullable=False),
    plain("reach", SmallInteger, nullable=False),
    personal("lat", Float, nullable=False),
    personal("lon", Float, nullable=False),
    personal("radius", Float, nullable=False),
    plain("online", Boolean, nullable=False),
    plain("trust", SmallInteger, nullable=False),
    plain("expires", BigInteger, nullable=False),
    plain("confirmed", BigInteger, nullable=False),
    plain("first", Integer, nullable=False),
    plain("last", Integer, nullable=False),
    plain("weekly", Integer, nullable=False),
    plain("timing", SmallInteger, nullable=False),
    plain("wished", SmallInteger, nullable=False),
    plain("languages", BigInteger, nullable=False),
    plain("language_count", SmallInteger, nullable=False),
    plain("demanded", BigInteger, nullable=False),
    plain("amount", Integer, nullable=False),
    plain("least", Integer, nullable=False),
    plain("most", Integer, nullable=False),
    plain("unit", String(32), nullable=False),
    plain("splittable", Boolean, nullable=False),
    plain("persons", Integer, nullable=False),
    plain("housing", SmallInteger, nullable=False),
    _placed("request"),
    _placed("offer"),
    Index("ix_open_posts_newest", "kind", *_HOME, "reach", "confirmed", "post_id"),
    Index("ix_open_posts_author", "author"),
    Index("ix_open_posts_organisation", "organisation_id"),
)
