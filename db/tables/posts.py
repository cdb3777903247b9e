"""Posts, their revisions, what moderators decided, and the audit trail."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from db.columns import Id, Instant, personal, plain
from db.tables.metadata import metadata

posts = Table(
    "posts",
    metadata,
    plain("id", Id, primary_key=True),
    plain("number", String(16), nullable=False, unique=True),
    plain("kind", String(8), nullable=False),
    plain("town_id", ForeignKey("towns.id"), nullable=False),
    personal("author_id", BigInteger),
    personal("author_reference", String(64)),  # of an imported offer: somebody who never started the bot
    plain("organisation_id", ForeignKey("organisations.id")),
    plain("binding_id", ForeignKey("bindings.id", ondelete="SET NULL")),
    plain("state", String(16), nullable=False),
    plain("closing", String(16)),
    plain("released_id", Integer),  # the revision that may be shown; no foreign key: it would be a circle
    plain("version", Integer, nullable=False, default=1),
    plain("created_at", Instant, nullable=False),
    plain("confirmed_at", Instant),
    plain("expires_at", Instant),
    plain("amount_left", Integer),  # of the released quantity; none: not said, or inexhaustible
    plain("reference", String(64), unique=True),  # the id in the file it was imported from
    plain("questions", Integer, nullable=False, default=0),  # "still valid?", asked in this life
    plain("closed_at", Instant),
    plain("closed_from", String(16)),  # the state before, for *Undo*
    plain("request_id", ForeignKey("posts.id", ondelete="SET NULL")),  # an offer made for this request
    plain("publish_at", Instant),  # released, but nothing is pushed before: the release may be undone
    Index("ix_posts_author", "author_id"),
    Index(
        "ix_posts_end",
        "expires_at",
        sqlite_where=text("state IN ('live', 'paused')"),
        postgresql_where=text("state IN ('live', 'paused')"),
    ),
    Index("ix_posts_live", "town_id", "kind", "state"),
    Index(
        "ix_posts_publish",
        "publish_at",
        sqlite_where=text("publish_at IS NOT NULL"),
        postgresql_where=text("publish_at IS NOT NULL"),
    ),
)

revisions = Table(
    "revisions",
    metadata,
    plain("id", Id, primary_key=True),
    plain("post_id", ForeignKey("posts.id", ondelete="CASCADE"), nullable=False),
    plain("seq", Integer, nullable=False),
    plain("state", String(16), nullable=False),
    plain("version", Integer, nullable=False, default=1),
    plain("category", String(16), nullable=False),
    plain("subcategory", String(32)),  # none: a request for the whole category
    personal("title", String(80), nullable=False),
    personal("text", Text, nullable=False),
    personal("district", String(32)),
    personal("lat", Float),
    personal("lon", Float),
    personal("radius_km", Float),
    plain(
        "risk", String(8), nullable=False
    ),  # what counts: the higher of the computed class and the next one
    plain("raised", String(8)),  # a moderator's class
    personal("details", JSON, nullable=False, default=dict),  # see domain/details
    plain("text_language", String(8)),
    plain("created_at", Instant, nullable=False),
    personal("marks", JSON),  # what its moderators are warned of, with the words; see domain/marks
    personal("words_from", BigInteger),  # the moderator whose own words are awaited
    plain("words_for", String(8)),  # what these words will be: a reason or a question
    personal("claimed_by", BigInteger),  # the moderator who looks after it
    personal("claimed_name", String(64)),
    plain("claimed_at", Instant),
    plain("lapses_at", Instant),  # a question without an answer is over then
    plain("operator_called_at", Instant),  # too few moderators may decide: the operator has the card too
    plain("reminded", Integer, nullable=False, default=0),  # the stage of domain/promises that was told
    UniqueConstraint("post_id", "seq"),
    Index(
        "ix_revisions_lapse",
        "lapses_at",
        sqlite_where=text("state = 'asked_back'"),
        postgresql_where=text("state = 'asked_back'"),
    ),
    Index("ix_revisions_state", "state"),
    Index("ix_revisions_kind", "category", "subcategory"),
)

decisions = Table(  # append-only
    "decisions",
    metadata,
    plain("id", Id, primary_key=True),
    plain("revision_id", ForeignKey("revisions.id", ondelete="CASCADE")),
    plain("verification_id", ForeignKey("verifications.id", ondelete="CASCADE")),
    personal("moderator_id", BigInteger, nullable=False),
    personal("moderator_name", String(64), nullable=False),
    plain("version", Integer, nullable=False),  # of the revision or verification, as it was when pressed
    plain("verdict", String(16), nullable=False),
    plain("reason", String(32)),
    personal("words", Text),
    plain("kind", String(64)),  # category/sub-category that it was moved to
    plain("at", Instant, nullable=False),
    plain("undo_until", Instant),  # none: it cannot be undone
    UniqueConstraint("revision_id", "version"),
    UniqueConstraint("verification_id", "version"),
)

answers = Table(  # to questions of moderators
    "answers",
    metadata,
    plain("decision_id", ForeignKey("decisions.id", ondelete="CASCADE"), primary_key=True),
    personal("words", Text),  # none: the author changed the post instead
    plain("at", Instant, nullable=False),
)

audit = Table(  # append-only: who did what to which object, when
    "audit",
    metadata,
    plain("id", Id, primary_key=True),
    plain("at", Instant, nullable=False),
    personal("actor_id", BigInteger),
    plain("role", String(16), nullable=False),
    plain("action", String(32), nullable=False),
    plain("object_kind", String(16), nullable=False),
    plain("object_id", BigInteger, nullable=False),
    plain("town_id", BigInteger),
    plain("facts", JSON),
    Index("ix_audit_object", "object_kind", "object_id"),
)
