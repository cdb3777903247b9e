"""Words of the audit trail: as what somebody acted, and upon what."""

from enum import StrEnum


class Role(StrEnum):
    """As what somebody acted."""

    MODERATOR = "moderator"
    ORGANISATION = "organisation"
    VOLUNTEER = "volunteer"
    OPERATOR = "operator"
    BOT = "bot"


class Thing(StrEnum):
    """What was acted upon."""

    POST = "post"
    REVISION = "revision"
    VERIFICATION = "verification"
    BINDING = "binding"
    CHAT = "chat"
    TOWN = "town"
    FILE = "file"
