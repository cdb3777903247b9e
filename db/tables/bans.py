"""Who may not post, and what they said to it."""

from sqlalchemy import Boolean, ForeignKey, Index, String, Table, Text

from db.columns import Id, Instant, personal, plain
from db.tables.metadata import metadata

bans = Table(  # who may not post; survives that everything else of a person is deleted
    "bans",
    metadata,
    plain("id", Id, primary_key=True),
    plain("person", String(64), nullable=False),  # a keyed hash of their Telegram id: see domain/bans
    plain("town_id", ForeignKey("towns.id"), nullable=False),
    plain("everywhere", Boolean, nullable=False, default=False),
    plain("post_id", ForeignKey("posts.id", ondelete="SET NULL")),  # by which it was said
    personal("words", Text),  # the reason
    plain("proposed_at", Instant, nullable=False),
    plain("banned_at", Instant),  # none: no term was pressed yet
    personal("banned_name", String(64)),
    plain("until", Instant),  # none: for good
    plain("ended_at", Instant),  # lifted
    personal("ended_name", String(64)),
    plain("appealed_at", Instant),
    personal("appeal", Text),
    plain("kept_at", Instant),  # the appeal changed nothing
    personal("kept_name", String(64)),
    Index("ix_bans_person", "person"),
    Index("ix_bans_post", "post_id"),
)
