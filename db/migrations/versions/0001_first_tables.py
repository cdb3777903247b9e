"""The first tables: towns, people, posts, organisations, inbox, outbox, audit."""

import sqlalchemy as sa
from alembic import op

from db import columns
from db.migrations import audit_trigger

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("at", columns.Instant(), nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=True),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("action", sa.String(length=32), nullable=False),
        sa.Column("object_kind", sa.String(length=16), nullable=False),
        sa.Column("object_id", sa.BigInteger(), nullable=False),
        sa.Column("town_id", sa.BigInteger(), nullable=True),
        sa.Column("facts", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit")),
    )
    op.create_index("ix_audit_object", "audit", ["object_kind", "object_id"], unique=False)
    for statement in audit_trigger.STATEMENTS[op.get_bind().dialect.name]:
        op.execute(statement)
    op.create_table(
        "cards",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("screen", sa.String(length=32), nullable=False),
        sa.Column("object_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", columns.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cards")),
        sa.UniqueConstraint("chat_id", "message_id", name=op.f("uq_cards_chat_id_message_id")),
    )
    op.create_index("ix_cards_object", "cards", ["screen", "object_id"], unique=False)
    op.create_table(
        "chats",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("title", sa.String(length=255), nullable=False),
        sa.Column("locale", sa.String(length=8), nullable=True),
        sa.Column("member", sa.Boolean(), nullable=False),
        sa.Column("changed_at", columns.Instant(), nullable=False),
        sa.Column("joined_at", columns.Instant(), nullable=True),
        sa.Column("added_by", sa.BigInteger(), nullable=True),
        sa.Column("leaving_at", columns.Instant(), nullable=True),
        sa.Column("members", sa.Integer(), nullable=True),
        sa.Column("public", sa.Boolean(), nullable=True),
        sa.Column("migrated_to", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chats")),
    )
    op.create_table(
        "inbox",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("lane", sa.BigInteger(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("received_at", columns.Instant(), nullable=False),
        sa.Column("effect_at", columns.Instant(), nullable=True),
        sa.Column("handled_at", columns.Instant(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=200), nullable=True),
        sa.Column("dead_at", columns.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("update_id", name=op.f("uq_inbox_update_id")),
    )
    op.create_index(
        "ix_inbox_open",
        "inbox",
        ["id"],
        unique=False,
        sqlite_where=sa.text("handled_at IS NULL AND dead_at IS NULL"),
        postgresql_where=sa.text("handled_at IS NULL AND dead_at IS NULL"),
    )
    op.create_table(
        "organisations",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("contact", sa.String(length=100), nullable=False),
        sa.Column("evidence", sa.String(length=200), nullable=False),
        sa.Column("applied_by", sa.BigInteger(), nullable=True),
        sa.Column("created_at", columns.Instant(), nullable=False),
        sa.Column("reference", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisations")),
        sa.UniqueConstraint("reference", name=op.f("uq_organisations_reference")),
    )
    op.create_table(
        "outbox",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=True),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("action", sa.String(length=8), nullable=False),
        sa.Column("screen", sa.String(length=32), nullable=False),
        sa.Column("object_id", sa.BigInteger(), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("silent", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("due_at", columns.Instant(), nullable=False),
        sa.Column("lease_until", columns.Instant(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.String(length=200), nullable=True),
        sa.Column("created_at", columns.Instant(), nullable=False),
        sa.Column("settled_at", columns.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
        sa.UniqueConstraint("chat_id", "key", name=op.f("uq_outbox_chat_id_key")),
    )
    op.create_index(
        "ix_outbox_due",
        "outbox",
        ["due_at"],
        unique=False,
        sqlite_where=sa.text("state = 'queued'"),
        postgresql_where=sa.text("state = 'queued'"),
    )
    op.create_table(
        "start_links",
        sa.Column("token", sa.String(length=64), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("purpose", sa.String(length=32), nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=True),
        sa.Column("object_id", sa.BigInteger(), nullable=True),
        sa.Column("expires_at", columns.Instant(), nullable=False),
        sa.Column("used_at", columns.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("token", name=op.f("pk_start_links")),
    )
    op.create_table(
        "towns",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("slug", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("timezone", sa.String(length=64), nullable=False),
        sa.Column("locale", sa.String(length=8), nullable=False),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("lon", sa.Float(), nullable=False),
        sa.Column("moderation_chat", sa.BigInteger(), nullable=True),
        sa.Column("controller", sa.Text(), nullable=False),
        sa.Column("privacy_contact", sa.Text(), nullable=False),
        sa.Column("donation_text", sa.Text(), nullable=False),
        sa.Column("moderation_limit_hours", sa.Integer(), nullable=False),
        sa.Column("configured_chat", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_towns")),
        sa.UniqueConstraint("moderation_chat", name=op.f("uq_towns_moderation_chat")),
        sa.UniqueConstraint("slug", name=op.f("uq_towns_slug")),
    )
    op.create_table(
        "seat_codes",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("town_id", columns.Id, nullable=False),
        sa.Column("created_at", columns.Instant(), nullable=False),
        sa.Column("expires_at", columns.Instant(), nullable=False),
        sa.Column("used_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["town_id"], ["towns.id"], name=op.f("fk_seat_codes_town_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_seat_codes")),
    )
    op.create_table(
        "exposures",
        sa.Column("chat_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("username", sa.String(length=64), nullable=True),
        sa.Column("closed_at", columns.Instant(), nullable=True),
        sa.PrimaryKeyConstraint("chat_id", name=op.f("pk_exposures")),
    )
    op.create_table(
        "bindings",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("organisation_id", columns.Id, nullable=False),
        sa.Column("town_id", columns.Id, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), nullable=True),
        sa.Column("mode", sa.String(length=8), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("weekdays", sa.String(length=7), nullable=False),
        sa.Column("quiet_from", sa.Integer(), nullable=True),
        sa.Column("quiet_until", sa.Integer(), nullable=True),
        sa.Column("max_items", sa.Integer(), nullable=False),
        sa.Column("show_needs", sa.Boolean(), nullable=False),
        sa.Column("next_digest_at", columns.Instant(), nullable=True),
        sa.Column("bound_by", sa.BigInteger(), nullable=True),
        sa.Column("mute_since", columns.Instant(), nullable=True),
        sa.Column("created_at", columns.Instant(), nullable=False),
        sa.Column("ended_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_bindings_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["town_id"], ["towns.id"], name=op.f("fk_bindings_town_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bindings")),
    )
    op.create_index("ix_bindings_due", "bindings", ["next_digest_at"], unique=False)
    op.create_index(
        "uq_bindings_chat",
        "bindings",
        ["chat_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "districts",
        sa.Column("town_id", columns.Id, nullable=False),
        sa.Column("code", sa.String(length=32), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("lon", sa.Float(), nullable=False),
        sa.ForeignKeyConstraint(
            ["town_id"], ["towns.id"], name=op.f("fk_districts_town_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("town_id", "code", name=op.f("pk_districts")),
    )
    op.create_table(
        "neighbours",
        sa.Column("town_id", columns.Id, nullable=False),
        sa.Column("slug", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["town_id"], ["towns.id"], name=op.f("fk_neighbours_town_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("town_id", "slug", name=op.f("pk_neighbours")),
    )
    op.create_table(
        "people",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("first_name", sa.String(length=64), nullable=False),
        sa.Column("locale", sa.String(length=8), nullable=False),
        sa.Column("town_id", columns.Id, nullable=True),
        sa.Column("consent_version", sa.String(length=16), nullable=True),
        sa.Column("consent_at", columns.Instant(), nullable=True),
        sa.Column("pending_start", sa.String(length=64), nullable=True),
        sa.Column("answering", sa.Integer(), nullable=True),
        sa.Column("answering_at", columns.Instant(), nullable=True),
        sa.Column("naming_at", columns.Instant(), nullable=True),
        sa.Column("unreachable_since", columns.Instant(), nullable=True),
        sa.Column("created_at", columns.Instant(), nullable=False),
        sa.ForeignKeyConstraint(["town_id"], ["towns.id"], name=op.f("fk_people_town_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
    )
    op.create_table(
        "verifications",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("organisation_id", columns.Id, nullable=False),
        sa.Column("town_id", columns.Id, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("cleared", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("words_from", sa.BigInteger(), nullable=True),
        sa.Column("words_for", sa.String(length=8), nullable=True),
        sa.Column("lapses_at", columns.Instant(), nullable=True),
        sa.Column("reminded", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_verifications_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["town_id"], ["towns.id"], name=op.f("fk_verifications_town_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verifications")),
        sa.UniqueConstraint(
            "organisation_id", "town_id", name=op.f("uq_verifications_organisation_id_town_id")
        ),
    )
    op.create_table(
        "drafts",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("form", sa.String(length=32), nullable=False),
        sa.Column("town_id", columns.Id, nullable=True),
        sa.Column("binding_id", columns.Id, nullable=True),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("thread_id", sa.BigInteger(), nullable=True),
        sa.Column("post_id", sa.BigInteger(), nullable=True),
        sa.Column("request_id", sa.BigInteger(), nullable=True),
        sa.Column("step", sa.String(length=32), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("nonce", sa.String(length=16), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("locating", sa.Boolean(), nullable=False),
        sa.Column("updated_at", columns.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["binding_id"], ["bindings.id"], name=op.f("fk_drafts_binding_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_drafts_person_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["town_id"], ["towns.id"], name=op.f("fk_drafts_town_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_drafts")),
    )
    op.create_table(
        "posts",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("number", sa.String(length=16), nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("town_id", columns.Id, nullable=False),
        sa.Column("author_id", sa.BigInteger(), nullable=True),
        sa.Column("author_reference", sa.String(length=64), nullable=True),
        sa.Column("organisation_id", columns.Id, nullable=True),
        sa.Column("binding_id", columns.Id, nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("closing", sa.String(length=16), nullable=True),
        sa.Column("released_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", columns.Instant(), nullable=False),
        sa.Column("confirmed_at", columns.Instant(), nullable=True),
        sa.Column("expires_at", columns.Instant(), nullable=True),
        sa.Column("amount_left", sa.Integer(), nullable=True),
        sa.Column("reference", sa.String(length=64), nullable=True),
        sa.Column("questions", sa.Integer(), nullable=False),
        sa.Column("closed_at", columns.Instant(), nullable=True),
        sa.Column("closed_from", sa.String(length=16), nullable=True),
        sa.Column("request_id", columns.Id, nullable=True),
        sa.Column("publish_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["binding_id"], ["bindings.id"], name=op.f("fk_posts_binding_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"], ["organisations.id"], name=op.f("fk_posts_organisation_id")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["posts.id"], name=op.f("fk_posts_request_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["town_id"], ["towns.id"], name=op.f("fk_posts_town_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posts")),
        sa.UniqueConstraint("reference", name=op.f("uq_posts_reference")),
        sa.UniqueConstraint("number", name=op.f("uq_posts_number")),
    )
    op.create_index("ix_posts_author", "posts", ["author_id"], unique=False)
    op.create_index(
        "ix_posts_end",
        "posts",
        ["expires_at"],
        unique=False,
        sqlite_where=sa.text("state IN ('live', 'paused')"),
        postgresql_where=sa.text("state IN ('live', 'paused')"),
    )
    op.create_index("ix_posts_live", "posts", ["town_id", "kind", "state"], unique=False)
    op.create_index(
        "ix_posts_publish",
        "posts",
        ["publish_at"],
        unique=False,
        sqlite_where=sa.text("publish_at IS NOT NULL"),
        postgresql_where=sa.text("publish_at IS NOT NULL"),
    )
    op.create_table(
        "profile",
        sa.Column("part", sa.String(length=80), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("told_at", columns.Instant(), nullable=False),
        sa.PrimaryKeyConstraint("part", name=op.f("pk_profile")),
    )
    op.create_table(
        "follows",
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("category", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_follows_person_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("person_id", "category", name=op.f("pk_follows")),
    )
    op.create_table(
        "subscriptions",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("binding_id", columns.Id, nullable=True),
        sa.Column("organisation_id", columns.Id, nullable=False),
        sa.Column("town_id", columns.Id, nullable=False),
        sa.Column("reference", sa.String(length=64), nullable=True),
        sa.Column("district", sa.String(length=32), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("radius_km", sa.Float(), nullable=True),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["binding_id"], ["bindings.id"], name=op.f("fk_subscriptions_binding_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_subscriptions_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["town_id"], ["towns.id"], name=op.f("fk_subscriptions_town_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscriptions")),
        sa.UniqueConstraint("binding_id", name=op.f("uq_subscriptions_binding_id")),
        sa.UniqueConstraint("reference", name=op.f("uq_subscriptions_reference")),
    )
    op.create_table(
        "subscription_kinds",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("subscription_id", columns.Id, nullable=False),
        sa.Column("category", sa.String(length=16), nullable=False),
        sa.Column("subcategory", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscriptions.id"],
            name=op.f("fk_subscription_kinds_subscription_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subscription_kinds")),
        sa.UniqueConstraint(
            "subscription_id",
            "category",
            "subcategory",
            name=op.f("uq_subscription_kinds_subscription_id_category_subcategory"),
        ),
    )
    op.create_index(
        "ix_subscription_kinds_kind", "subscription_kinds", ["category", "subcategory"], unique=False
    )
    op.create_table(
        "blocks",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("author", sa.String(length=80), nullable=False),
        sa.Column("organisation_id", columns.Id, nullable=False),
        sa.Column("by_author", sa.Boolean(), nullable=False),
        sa.Column("created_at", columns.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_blocks_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blocks")),
        sa.UniqueConstraint(
            "author",
            "organisation_id",
            "by_author",
            name=op.f("uq_blocks_author_organisation_id_by_author"),
        ),
    )
    op.create_table(
        "group_codes",
        sa.Column("code", sa.String(length=16), nullable=False),
        sa.Column("organisation_id", columns.Id, nullable=False),
        sa.Column("town_id", columns.Id, nullable=False),
        sa.Column("chat_id", sa.BigInteger(), nullable=False),
        sa.Column("made_by", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", columns.Instant(), nullable=False),
        sa.Column("used_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_group_codes_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["town_id"], ["towns.id"], name=op.f("fk_group_codes_town_id")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_group_codes")),
    )
    op.create_table(
        "stops",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("organisation_id", columns.Id, nullable=False),
        sa.Column("town_id", columns.Id, nullable=False),
        sa.Column("category", sa.String(length=16), nullable=False),
        sa.Column("subcategory", sa.String(length=32), nullable=False),
        sa.Column("until", columns.Instant(), nullable=False),
        sa.Column("created_at", columns.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_stops_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["town_id"], ["towns.id"], name=op.f("fk_stops_town_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stops")),
        sa.UniqueConstraint(
            "organisation_id",
            "town_id",
            "category",
            "subcategory",
            name=op.f("uq_stops_organisation_id_town_id_category_subcategory"),
        ),
    )
    op.create_index("ix_stops_kind", "stops", ["town_id", "category", "subcategory"], unique=False)
    op.create_table(
        "digests",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("binding_id", columns.Id, nullable=False),
        sa.Column("slot", sa.String(length=16), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("created_at", columns.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["binding_id"], ["bindings.id"], name=op.f("fk_digests_binding_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digests")),
        sa.UniqueConstraint("binding_id", "slot", name=op.f("uq_digests_binding_id_slot")),
    )
    op.create_table(
        "alerts",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("binding_id", columns.Id, nullable=False),
        sa.Column("post_id", columns.Id, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("slot", sa.String(length=16), nullable=True),
        sa.Column("created_at", columns.Instant(), nullable=False),
        sa.Column("shown_at", columns.Instant(), nullable=True),
        sa.Column("objection", sa.String(length=16), nullable=True),
        sa.Column("objected_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["binding_id"], ["bindings.id"], name=op.f("fk_alerts_binding_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_alerts_post_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alerts")),
        sa.UniqueConstraint("binding_id", "post_id", name=op.f("uq_alerts_binding_id_post_id")),
    )
    op.create_index("ix_alerts_waiting", "alerts", ["binding_id", "state"], unique=False)
    op.create_index("ix_alerts_post", "alerts", ["post_id"], unique=False)
    op.create_table(
        "reservations",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("post_id", columns.Id, nullable=False),
        sa.Column("organisation_id", columns.Id, nullable=False),
        sa.Column("binding_id", columns.Id, nullable=False),
        sa.Column("alert_id", columns.Id, nullable=False),
        sa.Column("member_id", sa.BigInteger(), nullable=True),
        sa.Column("member_name", sa.String(length=64), nullable=True),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("exclusive", sa.Boolean(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=True),
        sa.Column("made_at", columns.Instant(), nullable=False),
        sa.Column("until", columns.Instant(), nullable=False),
        sa.Column("answered_at", columns.Instant(), nullable=True),
        sa.Column("phone_asked_at", columns.Instant(), nullable=True),
        sa.Column("contact", sa.String(length=100), nullable=True),
        sa.Column("delivered_at", columns.Instant(), nullable=True),
        sa.Column("emptied_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["alert_id"], ["alerts.id"], name=op.f("fk_reservations_alert_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["binding_id"], ["bindings.id"], name=op.f("fk_reservations_binding_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_reservations_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_reservations_post_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reservations")),
    )
    op.create_index("ix_reservations_alert", "reservations", ["alert_id"], unique=False)
    op.create_index(
        "ix_reservations_until",
        "reservations",
        ["until"],
        unique=False,
        sqlite_where=sa.text("state = 'held'"),
        postgresql_where=sa.text("state = 'held'"),
    )
    op.create_index(
        "uq_reservations_offer",
        "reservations",
        ["post_id"],
        unique=True,
        sqlite_where=sa.text("state = 'held' AND exclusive"),
        postgresql_where=sa.text("state = 'held' AND exclusive"),
    )
    op.create_index(
        "uq_reservations_pair",
        "reservations",
        ["post_id", "organisation_id"],
        unique=True,
        sqlite_where=sa.text("state = 'held'"),
        postgresql_where=sa.text("state = 'held'"),
    )
    op.create_table(
        "open_posts",
        sa.Column("post_id", columns.Id, autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("town_id", columns.Id, nullable=False),
        sa.Column("organisation_id", columns.Id, nullable=True),
        sa.Column("author", sa.String(length=80), nullable=True),
        sa.Column("category", sa.String(length=16), nullable=False),
        sa.Column("subcategory", sa.String(length=32), nullable=False),
        sa.Column("reach", sa.SmallInteger(), nullable=False),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("lon", sa.Float(), nullable=False),
        sa.Column("radius", sa.Float(), nullable=False),
        sa.Column("online", sa.Boolean(), nullable=False),
        sa.Column("trust", sa.SmallInteger(), nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=False),
        sa.Column("confirmed", sa.BigInteger(), nullable=False),
        sa.Column("first", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("weekly", sa.Integer(), nullable=False),
        sa.Column("timing", sa.SmallInteger(), nullable=False),
        sa.Column("wished", sa.SmallInteger(), nullable=False),
        sa.Column("languages", sa.BigInteger(), nullable=False),
        sa.Column("language_count", sa.SmallInteger(), nullable=False),
        sa.Column("demanded", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.Integer(), nullable=False),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.Column("most", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(length=32), nullable=False),
        sa.Column("splittable", sa.Boolean(), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("housing", sa.SmallInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_open_posts_post_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["town_id"], ["towns.id"], name=op.f("fk_open_posts_town_id")),
        sa.PrimaryKeyConstraint("post_id", name=op.f("pk_open_posts")),
    )
    op.create_index(
        "ix_open_posts_requests_placed",
        "open_posts",
        [
            "town_id",
            "category",
            "subcategory",
            "lat",
            "lon",
            "radius",
            "expires",
            "confirmed",
            "first",
            "last",
            "weekly",
            "timing",
            "languages",
            "trust",
            "wished",
            "language_count",
            "demanded",
            "amount",
            "least",
            "unit",
            "persons",
            "housing",
            "organisation_id",
            "post_id",
        ],
        unique=False,
        sqlite_where=sa.text("kind = 'request' AND reach = 0"),
        postgresql_where=sa.text("kind = 'request' AND reach = 0"),
    )
    op.create_index(
        "ix_open_posts_offers_placed",
        "open_posts",
        [
            "town_id",
            "category",
            "subcategory",
            "lat",
            "lon",
            "radius",
            "expires",
            "confirmed",
            "first",
            "last",
            "weekly",
            "timing",
            "languages",
            "trust",
            "amount",
            "most",
            "unit",
            "splittable",
            "persons",
            "housing",
            "organisation_id",
            "post_id",
        ],
        unique=False,
        sqlite_where=sa.text("kind = 'offer' AND reach = 0"),
        postgresql_where=sa.text("kind = 'offer' AND reach = 0"),
    )
    op.create_index(
        "ix_open_posts_newest",
        "open_posts",
        ["kind", "town_id", "category", "subcategory", "reach", "confirmed", "post_id"],
        unique=False,
    )
    op.create_index("ix_open_posts_author", "open_posts", ["author"], unique=False)
    op.create_index("ix_open_posts_organisation", "open_posts", ["organisation_id"], unique=False)
    op.create_table(
        "matches",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("offer_id", columns.Id, nullable=False),
        sa.Column("request_id", columns.Id, nullable=True),
        sa.Column("subscription_id", columns.Id, nullable=True),
        sa.Column("organisation_id", columns.Id, nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("found_at", columns.Instant(), nullable=False),
        sa.Column("shown_at", columns.Instant(), nullable=True),
        sa.Column("opens_at", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["offer_id"], ["posts.id"], name=op.f("fk_matches_offer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisations.id"],
            name=op.f("fk_matches_organisation_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["posts.id"], name=op.f("fk_matches_request_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["subscription_id"],
            ["subscriptions.id"],
            name=op.f("fk_matches_subscription_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matches")),
        sa.UniqueConstraint("offer_id", "request_id", name=op.f("uq_matches_offer_id_request_id")),
        sa.UniqueConstraint("offer_id", "subscription_id", name=op.f("uq_matches_offer_id_subscription_id")),
    )
    op.create_index("ix_matches_request", "matches", ["request_id"], unique=False)
    op.create_index("ix_matches_organisation", "matches", ["organisation_id", "found_at"], unique=False)
    op.create_index(
        "ix_matches_opens",
        "matches",
        ["opens_at"],
        unique=False,
        sqlite_where=sa.text("opens_at IS NOT NULL"),
        postgresql_where=sa.text("opens_at IS NOT NULL"),
    )
    op.create_table(
        "bans",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("town_id", columns.Id, nullable=False),
        sa.Column("everywhere", sa.Boolean(), nullable=False),
        sa.Column("post_id", columns.Id, nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("proposed_at", columns.Instant(), nullable=False),
        sa.Column("banned_at", columns.Instant(), nullable=True),
        sa.Column("banned_name", sa.String(length=64), nullable=True),
        sa.Column("until", columns.Instant(), nullable=True),
        sa.Column("ended_at", columns.Instant(), nullable=True),
        sa.Column("ended_name", sa.String(length=64), nullable=True),
        sa.Column("appealed_at", columns.Instant(), nullable=True),
        sa.Column("appeal", sa.Text(), nullable=True),
        sa.Column("kept_at", columns.Instant(), nullable=True),
        sa.Column("kept_name", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_bans_post_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["town_id"], ["towns.id"], name=op.f("fk_bans_town_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bans")),
    )
    op.create_index("ix_bans_person", "bans", ["person"], unique=False)
    op.create_index("ix_bans_post", "bans", ["post_id"], unique=False)
    op.create_table(
        "revisions",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("post_id", columns.Id, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=16), nullable=False),
        sa.Column("subcategory", sa.String(length=32), nullable=True),
        sa.Column("title", sa.String(length=80), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("district", sa.String(length=32), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("lon", sa.Float(), nullable=True),
        sa.Column("radius_km", sa.Float(), nullable=True),
        sa.Column("risk", sa.String(length=8), nullable=False),
        sa.Column("raised", sa.String(length=8), nullable=True),
        sa.Column("details", sa.JSON(), nullable=False),
        sa.Column("text_language", sa.String(length=8), nullable=True),
        sa.Column("created_at", columns.Instant(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=True),
        sa.Column("words_from", sa.BigInteger(), nullable=True),
        sa.Column("words_for", sa.String(length=8), nullable=True),
        sa.Column("claimed_by", sa.BigInteger(), nullable=True),
        sa.Column("claimed_name", sa.String(length=64), nullable=True),
        sa.Column("claimed_at", columns.Instant(), nullable=True),
        sa.Column("lapses_at", columns.Instant(), nullable=True),
        sa.Column("operator_called_at", columns.Instant(), nullable=True),
        sa.Column("reminded", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_revisions_post_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revisions")),
        sa.UniqueConstraint("post_id", "seq", name=op.f("uq_revisions_post_id_seq")),
    )
    op.create_index("ix_revisions_kind", "revisions", ["category", "subcategory"], unique=False)
    op.create_index(
        "ix_revisions_lapse",
        "revisions",
        ["lapses_at"],
        unique=False,
        sqlite_where=sa.text("state = 'asked_back'"),
        postgresql_where=sa.text("state = 'asked_back'"),
    )
    op.create_index("ix_revisions_state", "revisions", ["state"], unique=False)
    op.create_table(
        "decisions",
        sa.Column("id", columns.Id, nullable=False),
        sa.Column("revision_id", columns.Id, nullable=True),
        sa.Column("verification_id", columns.Id, nullable=True),
        sa.Column("moderator_id", sa.BigInteger(), nullable=False),
        sa.Column("moderator_name", sa.String(length=64), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("reason", sa.String(length=32), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("kind", sa.String(length=64), nullable=True),
        sa.Column("at", columns.Instant(), nullable=False),
        sa.Column("undo_until", columns.Instant(), nullable=True),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["revisions.id"], name=op.f("fk_decisions_revision_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["verification_id"],
            ["verifications.id"],
            name=op.f("fk_decisions_verification_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.UniqueConstraint("revision_id", "version", name=op.f("uq_decisions_revision_id_version")),
        sa.UniqueConstraint("verification_id", "version", name=op.f("uq_decisions_verification_id_version")),
    )
    op.create_table(
        "answers",
        sa.Column("decision_id", columns.Id, nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("at", columns.Instant(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decisions.id"], name=op.f("fk_answers_decision_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("decision_id", name=op.f("pk_answers")),
    )


def downgrade() -> None:
    op.drop_table("answers")
    op.drop_table("decisions")
    op.drop_index("ix_revisions_state", table_name="revisions")
    op.drop_index(
        "ix_revisions_lapse",
        table_name="revisions",
        sqlite_where=sa.text("state = 'asked_back'"),
        postgresql_where=sa.text("state = 'asked_back'"),
    )
    op.drop_index("ix_revisions_kind", table_name="revisions")
    op.drop_table("revisions")
    op.drop_index("ix_bans_post", table_name="bans")
    op.drop_index("ix_bans_person", table_name="bans")
    op.drop_table("bans")
    op.drop_index("ix_matches_request", table_name="matches")
    op.drop_index("ix_matches_organisation", table_name="matches")
    op.drop_table("matches")
    op.drop_index("ix_open_posts_organisation", table_name="open_posts")
    op.drop_index("ix_open_posts_author", table_name="open_posts")
    op.drop_index("ix_open_posts_newest", table_name="open_posts")
    op.drop_index("ix_open_posts_offers_placed", table_name="open_posts")
    op.drop_index("ix_open_posts_requests_placed", table_name="open_posts")
    op.drop_table("open_posts")
    op.drop_index("uq_reservations_pair", table_name="reservations")
    op.drop_index("uq_reservations_offer", table_name="reservations")
    op.drop_index("ix_reservations_until", table_name="reservations")
    op.drop_index("ix_reservations_alert", table_name="reservations")
    op.drop_table("reservations")
    op.drop_index("ix_alerts_post", table_name="alerts")
    op.drop_index("ix_alerts_waiting", table_name="alerts")
    op.drop_table("alerts")
    op.drop_table("digests")
    op.drop_index("ix_stops_kind", table_name="stops")
    op.drop_table("stops")
    op.drop_table("group_codes")
    op.drop_table("blocks")
    op.drop_index("ix_subscription_kinds_kind", table_name="subscription_kinds")
    op.drop_table("subscription_kinds")
    op.drop_table("subscriptions")
    op.drop_index(
        "ix_posts_publish",
        table_name="posts",
        sqlite_where=sa.text("publish_at IS NOT NULL"),
        postgresql_where=sa.text("publish_at IS NOT NULL"),
    )
    op.drop_index("ix_posts_live", table_name="posts")
    op.drop_index(
        "ix_posts_end",
        table_name="posts",
        sqlite_where=sa.text("state IN ('live', 'paused')"),
        postgresql_where=sa.text("state IN ('live', 'paused')"),
    )
    op.drop_index("ix_posts_author", table_name="posts")
    op.drop_table("posts")
    op.drop_table("follows")
    op.drop_table("profile")
    op.drop_table("drafts")
    op.drop_table("verifications")
    op.drop_table("people")
    op.drop_table("neighbours")
    op.drop_table("districts")
    op.drop_index(
        "uq_bindings_chat",
        table_name="bindings",
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.drop_index("ix_bindings_due", table_name="bindings")
    op.drop_table("bindings")
    op.drop_table("exposures")
    op.drop_table("seat_codes")
    op.drop_table("towns")
    op.drop_table("start_links")
    op.drop_index(
        "ix_outbox_due",
        table_name="outbox",
        sqlite_where=sa.text("state = 'queued'"),
        postgresql_where=sa.text("state = 'queued'"),
    )
    op.drop_table("outbox")
    op.drop_table("organisations")
    op.drop_index(
        "ix_inbox_open",
        table_name="inbox",
        sqlite_where=sa.text("handled_at IS NULL AND dead_at IS NULL"),
        postgresql_where=sa.text("handled_at IS NULL AND dead_at IS NULL"),
    )
    op.drop_table("inbox")
    op.drop_table("chats")
    op.drop_index("ix_cards_object", table_name="cards")
    op.drop_table("cards")
    op.drop_index("ix_audit_object", table_name="audit")
    op.drop_table("audit")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION handreich_keep_audit()")
