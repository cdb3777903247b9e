"""Organisations, the groups they are bound to, what these groups want to hear, and what was found for them."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
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

organisations = Table(
    "organisations",
    metadata,
    plain("id", Id, primary_key=True),
    plain("name", String(100), nullable=False),
    plain("about", Text, nullable=False, default=""),  # what it does, in its own words
    personal("contact", String(100), nullable=False, default=""),  # whom the moderators may ask
    plain("evidence", String(200), nullable=False, default=""),  # a web page or a register number
    personal("applied_by", BigInteger),
    plain("created_at", Instant, nullable=False),
    plain("reference", String(64), unique=True),  # the id in the file it was imported from
)

verifications = Table(  # verification, suspension and clearance for red belong to (organisation, town)
    "verifications",
    metadata,
    plain("id", Id, primary_key=True),
    plain("organisation_id", ForeignKey("organisations.id", ondelete="CASCADE"), nullable=False),
    plain("town_id", ForeignKey("towns.id"), nullable=False),
    plain("state", String(16), nullable=False),
    plain("cleared", Boolean, nullable=False, default=False),
    plain("version", Integer, nullable=False, default=1),
    personal("words_from", BigInteger),  # the moderator whose own words are awaited
    plain("words_for", String(8)),
    plain("lapses_at", Instant),  # a question without an answer is over then
    plain("reminded", Integer, nullable=False, default=0),  # the stage of domain/promises that was told
    UniqueConstraint("organisation_id", "town_id"),
)

bindings = Table(  # organisation ↔ chat (and topic), with the group's settings
    "bindings",
    metadata,
    plain("id", Id, primary_key=True),
    plain("organisation_id", ForeignKey("organisations.id", ondelete="CASCADE"), nullable=False),
    plain("town_id", ForeignKey("towns.id"), nullable=False),
    plain("chat_id", BigInteger, nullable=False),
    plain("thread_id", BigInteger),
    plain("mode", String(8), nullable=False),
    plain("hour", Integer, nullable=False),
    plain("weekdays", String(7), nullable=False, default="0123456"),  # of the digest, Monday is 0
    plain("quiet_from", Integer),  # hours of the town's clock; none: the operator's quiet hours
    plain("quiet_until", Integer),
    plain("max_items", Integer, nullable=False),
    plain("show_needs", Boolean, nullable=False),
    plain("next_digest_at", Instant),
    personal("bound_by", BigInteger),  # the administrator who registered the group
    plain("mute_since", Instant),  # the bot may not write there
    plain("created_at", Instant, nullable=False),
    plain("ended_at", Instant),
    Index(
        "uq_bindings_chat",
        "chat_id",
        unique=True,
        sqlite_where=text("ended_at IS NULL"),
        postgresql_where=text("ended_at IS NULL"),
    ),
    Index("ix_bindings_due", "next_digest_at"),
)

subscriptions = Table(  # what a group, or an imported organisation, wants to hear of besides its requests
    "subscriptions",
    metadata,
    plain("id", Id, primary_key=True),
    plain("binding_id", ForeignKey("bindings.id", ondelete="CASCADE"), unique=True),
    plain("organisation_id", ForeignKey("organisations.id", ondelete="CASCADE"), nullable=False),
    plain("town_id", ForeignKey("towns.id"), nullable=False),
    plain("reference", String(64), unique=True),  # the id in the file it was imported from
    plain("district", String(32)),
    plain("lat", Float),
    plain("lon", Float),
    plain("radius_km", Float),
    plain("online", Boolean, nullable=False, default=False),
    plain("languages", JSON, nullable=False, default=list),  # codes; one that is spoken is enough
)

subscription_kinds = Table(  # the kinds that a subscription names
    "subscription_kinds",
    metadata,
    plain("id", Id, primary_key=True),
    plain("subscription_id", ForeignKey("subscriptions.id", ondelete="CASCADE"), nullable=False),
    plain("category", String(16), nullable=False),
    plain("subcategory", String(32)),  # none: the whole category
    UniqueConstraint("subscription_id", "category", "subcategory"),
    Index("ix_subscription_kinds_kind", "category", "subcategory"),
)

blocks = Table(  # a person and an organisation that want nothing of each other
    "blocks",
    metadata,
    plain("id", Id, primary_key=True),
    personal("author", String(80), nullable=False),  # see `domain.sides.author_name`
    plain("organisation_id", ForeignKey("organisations.id", ondelete="CASCADE"), nullable=False),
    plain("by_author", Boolean, nullable=False),  # else by the organisation; it works both ways
    plain("created_at", Instant, nullable=False),
    UniqueConstraint("author", "organisation_id", "by_author"),
)

matches = Table(  # one offer × one request, or × one subscription
    "matches",
    metadata,
    plain("id", Id, primary_key=True),
    plain("offer_id", ForeignKey("posts.id", ondelete="CASCADE"), nullable=False),
    plain("request_id", ForeignKey("posts.id", ondelete="CASCADE")),
    plain("subscription_id", ForeignKey("subscriptions.id", ondelete="SET NULL")),
    plain("organisation_id", ForeignKey("organisations.id", ondelete="CASCADE"), nullable=False),
    plain("state", String(16), nullable=False),
    plain("found_at", Instant, nullable=False),
    plain("shown_at", Instant),
    plain("opens_at", Instant),  # unanswered, its place is another organisation's then; none: seen to
    UniqueConstraint("offer_id", "request_id"),
    UniqueConstraint("offer_id", "subscription_id"),
    Index("ix_matches_request", "request_id"),
    Index("ix_matches_organisation", "organisation_id", "found_at"),
    Index(
        "ix_matches_opens",
        "opens_at",
        sqlite_where=text("opens_at IS NOT NULL"),
        postgresql_where=text("opens_at IS NOT NULL"),
    ),
)

group_codes = Table(  # lets a further group speak for an organisation: made in a bound one, works once
    "group_codes",
    metadata,
    plain("code", String(16), primary_key=True),
    plain("organisation_id", ForeignKey("organisations.id", ondelete="CASCADE"), nullable=False),
    plain("town_id", ForeignKey("towns.id"), nullable=False),
    plain("chat_id", BigInteger, nullable=False),  # the group it was made in
    personal("made_by", BigInteger, nullable=False),
    plain("expires_at", Instant, nullable=False),
    plain("used_at", Instant),
)

stops = Table(  # an organisation needs no more of a kind for a while
    "stops",
    metadata,
    plain("id", Id, primary_key=True),
    plain("organisation_id", ForeignKey("organisations.id", ondelete="CASCADE"), nullable=False),
    plain("town_id", ForeignKey("towns.id"), nullable=False),
    plain("category", String(16), nullable=False),
    plain("subcategory", String(32), nullable=False),
    plain("until", Instant, nullable=False),
    plain("created_at", Instant, nullable=False),
    UniqueConstraint("organisation_id", "town_id", "category", "subcategory"),
    Index("ix_stops_kind", "town_id", "category", "subcategory"),
)

digests = Table(  # one message a group and local day
    "digests",
    metadata,
    plain("id", Id, primary_key=True),
    plain("binding_id", ForeignKey("bindings.id", ondelete="CASCADE"), nullable=False),
    plain("slot", String(16), nullable=False),  # the local day
    plain("page", Integer, nullable=False, default=0),  # which page it shows
    plain("created_at", Instant, nullable=False),
    UniqueConstraint("binding_id", "slot"),
)

alerts = Table(  # one post to be shown in one group, once
    "alerts",
    metadata,
    plain("id", Id, primary_key=True),
    plain("binding_id", ForeignKey("bindings.id", ondelete="CASCADE"), nullable=False),
    plain("post_id", ForeignKey("posts.id", ondelete="CASCADE"), nullable=False),
    plain("state", String(16), nullable=False),
    plain("slot", String(16)),  # the digest that names it: the local day
    plain("created_at", Instant, nullable=False),
    plain("shown_at", Instant),
    plain("objection", String(16)),  # why it was not for this group
    plain("objected_at", Instant),
    UniqueConstraint("binding_id", "post_id"),
    Index("ix_alerts_waiting", "binding_id", "state"),
    Index("ix_alerts_post", "post_id"),
)

reservations = Table(  # an organisation wants an offer, and the volunteer is asked
    "reservations",
    metadata,
    plain("id", Id, primary_key=True),
    plain("post_id", ForeignKey("posts.id", ondelete="CASCADE"), nullable=False),
    plain("organisation_id", ForeignKey("organisations.id", ondelete="CASCADE"), nullable=False),
    plain("binding_id", ForeignKey("bindings.id", ondelete="CASCADE"), nullable=False),
    plain("alert_id", ForeignKey("alerts.id", ondelete="CASCADE"), nullable=False),
    personal("member_id", BigInteger),  # who pressed; none: whoever of the group takes it over
    personal("member_name", String(64)),
    plain("state", String(16), nullable=False),
    plain("version", Integer, nullable=False, default=1),
    plain("exclusive", Boolean, nullable=False),  # nobody else can have the offer meanwhile
    plain("amount", Integer),  # by how much the agreement lowered the offer
    plain("made_at", Instant, nullable=False),
    plain("until", Instant, nullable=False),
    plain("answered_at", Instant),
    plain("phone_asked_at", Instant),
    personal("contact", String(100)),  # only on its way to who pressed, then emptied
    plain("delivered_at", Instant),
    plain("emptied_at", Instant),  # the card with the contact says nothing any more
    Index(
        "uq_reservations_offer",
        "post_id",
        unique=True,
        sqlite_where=text("state = 'held' AND exclusive"),
        postgresql_where=text("state = 'held' AND exclusive"),
    ),
    Index(
        "uq_reservations_pair",
        "post_id",
        "organisation_id",
        unique=True,
        sqlite_where=text("state = 'held'"),
        postgresql_where=text("state = 'held'"),
    ),
    Index(
        "ix_reservations_until",
        "until",
        sqlite_where=text("state = 'held'"),
        postgresql_where=text("state = 'held'"),
    ),
    Index("ix_reservations_alert", "alert_id"),
)
