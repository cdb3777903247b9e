"""Which view words which screen of the outbox, and the one that says sorry."""

from collections.abc import Callable, Mapping
from typing import Any

from domain.sending import Outgoing
from views import (
    alerts,
    asking,
    bans,
    contacts,
    decisions,
    digest,
    groups,
    moderation,
    needs,
    organisations,
    promises,
    seats,
    stats,
    validity,
)
from views.i18n import Translator
from views.screen import Screen


def apology(tr: Translator, facts: object) -> Screen:
    """Something of ours broke while a message was handled."""
    return Screen(
        tr._(
            "Something went wrong on our side with your last message; it is kept, and whoever runs the bot has been told."
            " Please go on or try again."
        )
    )


SCREENS: Mapping[Outgoing, Callable[[Translator, Any], Screen]] = {
    Outgoing.POST_CARD: moderation.card,
    Outgoing.CARD_PHOTOS: moderation.photos,
    Outgoing.ORGANISATION_CARD: organisations.card,
    Outgoing.DECISION: decisions.told,
    Outgoing.QUESTION: asking.question,
    Outgoing.ANSWERED: asking.notice,
    Outgoing.LAPSED: asking.lapsed,
    Outgoing.VERIFICATION: organisations.standing,
    Outgoing.GROUP_NEWS: groups.news,
    Outgoing.FAREWELL: groups.farewell,
    Outgoing.ALERT: alerts.copy,
    Outgoing.DIGEST: digest.page,
    Outgoing.NEED: needs.followed,
    Outgoing.SEAT_NEWS: seats.news,
    Outgoing.STILL_VALID: validity.question,
    Outgoing.EXPIRED: validity.expired,
    Outgoing.BANNED: bans.told,
    Outgoing.APPEAL: bans.appeal,
    Outgoing.BAN_NEWS: bans.news,
    Outgoing.CONTACT_QUESTION: contacts.question,
    Outgoing.CONTACT_STEP: contacts.step,
    Outgoing.CONTACT_CARD: contacts.card,
    Outgoing.STATS: stats.stats,
    Outgoing.REMINDER: promises.reminder,
    Outgoing.DELAY: promises.delay,
    Outgoing.APOLOGY: apology,
}
