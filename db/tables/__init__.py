"""All tables: towns and people, posts, organisations, what is under way, and what Telegram knows of the bot itself."""

from db.tables.bans import bans
from db.tables.metadata import metadata
from db.tables.openings import open_posts
from db.tables.organisations import (
    alerts,
    bindings,
    blocks,
    digests,
    group_codes,
    matches,
    organisations,
    reservations,
    stops,
    subscription_kinds,
    subscriptions,
    verifications,
)
from db.tables.people import (
    chats,
    districts,
    drafts,
    exposures,
    follows,
    neighbours,
    people,
    seat_codes,
    start_links,
    towns,
)
from db.tables.posts import answers, audit, decisions, posts, revisions
from db.tables.profile import profile
from db.tables.traffic import cards, inbox, outbox

__all__ = [
    "alerts",
    "answers",
    "audit",
    "bans",
    "bindings",
    "blocks",
    "cards",
    "chats",
    "decisions",
    "digests",
    "districts",
    "drafts",
    "exposures",
    "follows",
    "group_codes",
    "inbox",
    "matches",
    "metadata",
    "neighbours",
    "open_posts",
    "organisations",
    "outbox",
    "people",
    "posts",
    "profile",
    "reservations",
    "revisions",
    "seat_codes",
    "start_links",
    "stops",
    "subscription_kinds",
    "subscriptions",
    "towns",
    "verifications",
]
