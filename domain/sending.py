"""What goes to people other than the one who is acting: names of the screens, their order, and how a row ends."""

from enum import IntEnum, StrEnum


class Outgoing(StrEnum):
    """Screens that only the outbox sends. `services/outgoing` collects their facts, `views/outgoing` words them."""

    POST_CARD = "post_card"  # object: revision; to the moderation chat
    CARD_PHOTOS = "card_photos"  # object: revision; above its card; an edit takes them away
    ORGANISATION_CARD = "organisation_card"  # object: verification; to the moderation chat
    DECISION = "decision"  # object: revision; to the author (for a request: to the group)
    QUESTION = "question"  # object: decision that asks; to the author, in private
    ANSWERED = "answered"  # object: decision that asked; to the moderation chat
    LAPSED = "lapsed"  # object: decision that asked; to the author, in private
    VERIFICATION = "verification"  # object: verification; to the organisation's group
    GROUP_NEWS = (
        "group_news"  # object: binding, params: news; to the moderators, who registered it, or the group
    )
    FAREWELL = "farewell"  # object: chat; to a group that was never registered
    ALERT = "alert"  # object: alert; to the organisation's group
    DIGEST = "digest"  # object: digest; to the organisation's group
    NEED = "need"  # object: post; to a volunteer who follows its category, in private
    SEAT_NEWS = "seat_news"  # object: town, params: news; to a group that is or was its moderation chat
    STILL_VALID = "still_valid"  # object: post, params: expires_at; to whose post it is
    EXPIRED = "expired"  # the same
    BANNED = "banned"  # object: ban; to who is banned, in private
    APPEAL = "appeal"  # object: ban; to the moderation chat
    BAN_NEWS = "ban_news"  # object: ban, params: news; to who was banned
    CONTACT_QUESTION = "contact_question"  # object: reservation; to the volunteer, in private
    CONTACT_STEP = "contact_step"  # object: reservation; how it stands, to the group or the volunteer
    CONTACT_CARD = "contact_card"  # object: reservation; to the member who pressed, in private
    STATS = "stats"  # object: town; to its moderation chat
    REMINDER = "reminder"  # object: town, params: stage; to the moderation chat
    DELAY = "delay"  # object: revision; to its author (for a request: to the group)
    APOLOGY = "apology"  # object: inbox row; something went wrong with what this chat sent


class Action(StrEnum):
    """Send a new message, or edit the card that shows the object."""

    SEND = "send"
    EDIT = "edit"


class Priority(IntEnum):
    """Smaller goes first within a chat."""

    EDIT = 0
    DECISION = 1
    CARD = 2
    ALERT = 3
    DIGEST = 4


class Ending(StrEnum):
    """Every row ends in exactly one of these; until then it is `QUEUED`."""

    QUEUED = "queued"
    DELIVERED = "delivered"
    OBSOLETE = "obsolete"
    GIVEN_UP = "given_up"
