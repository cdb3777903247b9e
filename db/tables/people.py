"""Towns, the people and chats that use them, and conversations under way."""

from sqlalchemy import JSON, BigInteger, Boolean, Float, ForeignKey, Integer, String, Table, Text

from db.columns import Id, Instant, personal, plain
from db.tables.metadata import metadata

towns = Table(
    "towns",
    metadata,
    plain("id", Id, primary_key=True),
    plain("slug", String(32), nullable=False, unique=True),
    plain("name", String(100), nullable=False),
    plain("timezone", String(64), nullable=False),
    plain("locale", String(8), nullable=False),
    plain("lat", Float, nullable=False),
    plain("lon", Float, nullable=False),
    plain("moderation_chat", BigInteger, unique=True),
    plain("controller", Text, nullable=False, default=""),
    plain("privacy_contact", Text, nullable=False, default=""),
    plain("donation_text", Text, nullable=False, default=""),
    plain("moderation_limit_hours", Integer, nullable=False, default=12),
    plain("configured_chat", BigInteger),  # the moderation chat that the configuration named last
)

seat_codes = Table(  # with which an administrator binds a group as a town's moderation chat
    "seat_codes",
    metadata,
    plain("digest", String(64), primary_key=True),
    plain("town_id", ForeignKey("towns.id", ondelete="CASCADE"), nullable=False),
    plain("created_at", Instant, nullable=False),
    plain("expires_at", Instant, nullable=False),
    plain("used_at", Instant),
)

exposures = Table(  # moderation chats that are public, or were
    "exposures",
    metadata,
    plain("chat_id", BigInteger, primary_key=True, autoincrement=False),
    plain("username", String(64)),  # under which it is public now
    plain("closed_at", Instant),  # since when decisions rest, until the operator confirms
)

districts = Table(
    "districts",
    metadata,
    plain("town_id", ForeignKey("towns.id", ondelete="CASCADE"), primary_key=True),
    plain("code", String(32), primary_key=True),
    plain("position", Integer, nullable=False),
    plain("name", String(100), nullable=False),
    plain("lat", Float, nullable=False),
    plain("lon", Float, nullable=False),
)

neighbours = Table(  # this town lets posts cross to and from the other one; both must say so
    "neighbours",
    metadata,
    plain("town_id", ForeignKey("towns.id", ondelete="CASCADE"), primary_key=True),
    plain("slug", String(32), primary_key=True),
)

people = Table(
    "people",
    metadata,
    personal("id", BigInteger, primary_key=True, autoincrement=False),  # Telegram's user id
    personal("first_name", String(64), nullable=False),
    personal("locale", String(8), nullable=False),
    personal("town_id", ForeignKey("towns.id")),
    personal("consent_version", String(16)),
    personal("consent_at", Instant),
    personal("pending_start", String(64)),  # start payload waiting for the consent
    plain("answering", Integer),  # the question of moderators (a decision) that the next message answers
    plain("answering_at", Instant),
    plain("naming_at", Instant),  # since when the next message is the name shown to others
    plain("unreachable_since", Instant),  # blocked the bot or left Telegram
    plain("created_at", Instant, nullable=False),
)

chats = Table(  # groups only; a private chat is a person
    "chats",
    metadata,
    plain("id", BigInteger, primary_key=True, autoincrement=False),
    plain("title", String(255), nullable=False, default=""),
    plain("locale", String(8)),
    plain("member", Boolean, nullable=False),
    plain("changed_at", Instant, nullable=False),
    plain("joined_at", Instant),
    personal("added_by", BigInteger),
    plain("leaving_at", Instant),  # nobody registered it, and it was told farewell
    plain("members", Integer),  # how many people, when it was registered
    plain("public", Boolean),
    plain("migrated_to", BigInteger),  # a basic group that became a supergroup
)

start_links = Table(  # t.me/<bot>?start=<token>: bound to a person, works once
    "start_links",
    metadata,
    plain("token", String(64), primary_key=True),
    personal("person_id", BigInteger, nullable=False),
    plain("purpose", String(32), nullable=False),
    plain("chat_id", BigInteger, nullable=False),
    plain("thread_id", BigInteger),
    plain("object_id", BigInteger),  # the post or reservation it leads to
    plain("expires_at", Instant, nullable=False),
    plain("used_at", Instant),
)

drafts = Table(  # one open conversation a person
    "drafts",
    metadata,
    personal("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    plain("form", String(32), nullable=False),
    plain("town_id", ForeignKey("towns.id")),
    plain("binding_id", ForeignKey("bindings.id", ondelete="SET NULL")),
    plain("chat_id", BigInteger),  # the group that is being registered
    plain("thread_id", BigInteger),
    plain("post_id", BigInteger),  # the own post that is being changed
    plain("request_id", BigInteger),  # the request that the offer is made for
    plain("step", String(32), nullable=False),
    personal("answers", JSON, nullable=False),
    plain("sources", JSON, nullable=False),
    plain("page", Integer, nullable=False, default=0),
    plain("nonce", String(16), nullable=False),
    plain("message_id", BigInteger),
    plain("locating", Boolean, nullable=False, default=False),  # the keyboard for sharing a location is open
    plain("updated_at", Instant, nullable=False),
)

follows = Table(  # the kinds of needs that a volunteer wants to hear of
    "follows",
    metadata,
    personal("person_id", ForeignKey("people.id", ondelete="CASCADE"), primary_key=True, autoincrement=False),
    personal("category", String(16), primary_key=True),
)
