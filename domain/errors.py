"""The one family of refusals: a rule says no, one place in `views/errors` turns the code into a sentence."""

from enum import StrEnum


class Refusal(StrEnum):
    """Why a rule said no. Each code has its sentence in `views/errors`."""

    # answers in a guided conversation
    TOO_LONG = "too_long"
    EMPTY = "empty"
    NO_WORDS = "no_words"
    ONLY_A_LINK = "only_a_link"
    FORWARDED = "forwarded"
    TEXT_WANTED = "text_wanted"
    BUTTON_WANTED = "button_wanted"
    PLACE_WANTED = "place_wanted"
    NUMBER_WANTED = "number_wanted"
    DAY_WANTED = "day_wanted"
    NAME_WANTED = "name_wanted"
    PHOTO_WANTED = "photo_wanted"
    TOO_MANY = "too_many"
    TOO_FAR = "too_far"
    UNKNOWN_OPTION = "unknown_option"
    NOT_SKIPPABLE = "not_skippable"
    EDIT_NOT_USED = "edit_not_used"
    ENOUGH_TODAY = "enough_today"
    SLOW_DOWN = "slow_down"
    UNFINISHED = "unfinished"
    UNKNOWN_COMMAND = "unknown_command"
    NOTHING_OPEN = "nothing_open"
    # buttons and links
    STALE_BUTTON = "stale_button"
    LINK_USED = "link_used"
    NOT_YOURS = "not_yours"
    WRONG_CHAT = "wrong_chat"
    # people and rights
    NOT_AGREED = "not_agreed"
    NO_TOWN = "no_town"
    NO_TOWN_CHOSEN = "no_town_chosen"
    ADMINISTRATORS_ONLY = "administrators_only"
    ANONYMOUS = "anonymous"
    # moderation
    ALREADY_DECIDED = "already_decided"
    OWN_POST = "own_post"
    SECOND_MODERATOR_WANTED = "second_moderator_wanted"
    FILED_THERE = "filed_there"
    NOTHING_TO_FIND = "nothing_to_find"
    POST_WANTED = "post_wanted"
    POST_UNKNOWN = "post_unknown"
    UNDO_NOT_YOURS = "undo_not_yours"
    UNDO_TOO_LATE = "undo_too_late"
    CLAIMED_BY = "claimed_by"
    NOT_A_MODERATOR = "not_a_moderator"
    NOBODY_TO_ASK = "nobody_to_ask"
    ASKED_ALREADY = "asked_already"
    QUESTION_OVER = "question_over"
    # bans
    BAN_REASON_WANTED = "ban_reason_wanted"
    NOBODY_TO_BAN = "nobody_to_ban"
    BANNED_ALREADY = "banned_already"
    NOT_BANNED = "not_banned"
    OPERATORS_ONLY = "operators_only"
    APPEAL_OVER = "appeal_over"
    APPEALED_ALREADY = "appealed_already"
    BANNED_UNTIL = "banned_until"
    BANNED = "banned"
    # organisations
    GROUP_NOT_REGISTERED = "group_not_registered"
    GROUP_ALREADY_REGISTERED = "group_already_registered"
    GROUP_IS_MODERATION_CHAT = "group_is_moderation_chat"
    GROUP_GONE = "group_gone"
    CODE_UNKNOWN = "code_unknown"
    NOT_VERIFIED_YET = "not_verified_yet"
    ORGANISATION_SUSPENDED = "organisation_suspended"
    QUIET_HOUR = "quiet_hour"
    QUIET_AT_DIGEST = "quiet_at_digest"
    LAST_WEEKDAY = "last_weekday"
    NOT_A_MEMBER = "not_a_member"
    # contact
    TAKEN_BY = "taken_by"
    TAKEN = "taken"
    RESERVED = "reserved"
    VOLUNTEER_DECLINED = "volunteer_declined"
    VOLUNTEER_AWAY = "volunteer_away"
    NOT_RESERVED = "not_reserved"
    RESERVED_FOR = "reserved_for"
    CONTACT_OVER = "contact_over"
    NOT_YOUR_NUMBER = "not_your_number"
    # towns
    TOWN_EXISTS = "town_exists"
    TOWN_UNKNOWN = "town_unknown"
    CODE_WANTED = "code_wanted"
    CODE_NOT_GOOD = "code_not_good"
    CHAT_IS_PUBLIC = "chat_is_public"
    GROUP_IS_ORGANISATIONS = "group_is_organisations"
    BIND_IN_GROUP = "bind_in_group"
    DECISIONS_REST = "decisions_rest"
    NOTHING_TO_CONFIRM = "nothing_to_confirm"
    CHAT_IS_TAKEN = "chat_is_taken"
    # posts
    POST_GONE = "post_gone"
    POST_CHANGED = "post_changed"
    NOTHING_CHANGED = "nothing_changed"


class Refused(Exception):
    """A rule said no.

    `code` names the rule; `facts` are the numbers and names that the sentence needs, never what somebody typed.
    """

    def __init__(self, code: Refusal | str, **facts: str | int) -> None:
        self.code = Refusal(code)
        self.facts = facts
        super().__init__(self.code.value)
