"""What Telegram was told about the bot itself."""

from sqlalchemy import String, Table

from db.columns import Instant, plain
from db.tables.metadata import metadata

profile = Table(  # names, descriptions and menus: each is told again only when it has changed
    "profile",
    metadata,
    plain("part", String(80), primary_key=True),
    plain("digest", String(64), nullable=False),
    plain("told_at", Instant, nullable=False),
)
