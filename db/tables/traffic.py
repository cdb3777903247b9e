"""What came from Telegram (inbox), what goes to it (outbox), and which message shows which card."""

from sqlalchemy import JSON, BigInteger, Boolean, Index, Integer, String, Table, Text, UniqueConstraint, text

from db.columns import Id, Instant, personal, plain
from db.tables.metadata import metadata

inbox = Table(
    "inbox",
    metadata,
    plain("id", Id, primary_key=True),
    plain("update_id", BigInteger, nullable=False, unique=True),
    personal("lane", BigInteger, nullable=False),  # updates of one lane are handled one after the other
    personal("payload", Text, nullable=False),
    plain("received_at", Instant, nullable=False),
    plain("effect_at", Instant),  # its one transaction is committed
    plain("handled_at", Instant),  # answered too
    plain("attempts", Integer, nullable=False, default=0),
    plain("error", String(200)),
    plain("dead_at", Instant),
    Index(
        "ix_inbox_open",
        "id",
        sqlite_where=text("handled_at IS NULL AND dead_at IS NULL"),
        postgresql_where=text("handled_at IS NULL AND dead_at IS NULL"),
    ),
)

outbox = Table(
    "outbox",
    metadata,
    plain("id", Id, primary_key=True),
    personal("chat_id", BigInteger, nullable=False),
    plain("thread_id", BigInteger),
    plain("key", String(64), nullable=False),
    plain("action", String(8), nullable=False),  # send, or edit the card that was sent
    plain("screen", String(32), nullable=False),
    plain("object_id", BigInteger, nullable=False),
    plain("params", JSON, nullable=False),
    plain("priority", Integer, nullable=False),
    plain("silent", Boolean, nullable=False, default=False),
    plain("state", String(16), nullable=False),
    plain("due_at", Instant, nullable=False),
    plain("lease_until", Instant),
    plain("attempts", Integer, nullable=False, default=0),
    plain("error", String(200)),
    plain("created_at", Instant, nullable=False),
    plain("settled_at", Instant),
    UniqueConstraint("chat_id", "key"),
    Index(
        "ix_outbox_due",
        "due_at",
        sqlite_where=text("state = 'queued'"),
        postgresql_where=text("state = 'queued'"),
    ),
)

cards = Table(  # a message of ours that is edited when its object changes
    "cards",
    metadata,
    plain("id", Id, primary_key=True),
    plain("screen", String(32), nullable=False),
    plain("object_id", BigInteger, nullable=False),
    personal("chat_id", BigInteger, nullable=False),
    plain("message_id", BigInteger, nullable=False),
    plain("created_at", Instant, nullable=False),
    UniqueConstraint("chat_id", "message_id"),
    Index("ix_cards_object", "screen", "object_id"),
)
