"""Banning the author of a post: what moderators see, and what the author is told."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot.gallery.examples import DAY, MINUTE, MODERATORS, NOW, Examples
from bot.gallery.shots import Shot, shot
from domain.bans import Ban, BanCard, BanNews
from views import bans

_WEEK = NOW + 7 * DAY


def moderators(show: Examples) -> Iterator[Shot]:
    """From /ban to the answer to an appeal."""
    proposed = _card(show, banned_at=None, banned_name=None)
    lifted = {"ended_at": NOW + DAY, "ended_name": MODERATORS[1]}
    appealed = {"appealed_at": NOW + 30 * MINUTE, "appeal": show.words("answer")}
    kept = {"kept_at": NOW + DAY, "kept_name": MODERATORS[1]}
    yield shot("/ban with a number and the reason", bans.card, proposed)
    yield shot("/ban by an operator", bans.card, replace(proposed, by_operator=True))
    yield shot("Cancelled", bans.cancelled)
    yield shot("Banned for 7 days", bans.card, _card(show, until=_WEEK))
    yield shot("Banned for good", bans.card, _card(show))
    yield shot("Banned in every town", bans.card, _card(show, everywhere=True))
    yield shot("/unban", bans.card, _card(show, **lifted))
    yield shot("An appeal", bans.appeal, _card(show, until=_WEEK, appealed_at=NOW))
    yield shot("An appeal with words", bans.appeal, _card(show, **appealed))
    yield shot("Appeal: lifted", bans.appeal, _card(show, **appealed, **lifted))
    yield shot("Appeal: kept", bans.appeal, _card(show, **appealed, **kept))
    yield shot("Over the chat: answered", bans.answered)


def author(show: Examples) -> Iterator[Shot]:
    """What who is banned gets to read."""
    appealed = {"appealed_at": NOW + 30 * MINUTE}
    for title, term in (
        ("7 days", {"until": _WEEK}),
        ("good", {}),
        ("good in every town", {"everywhere": True}),
    ):
        yield shot(f"Banned for {title}", bans.told, _card(show, **term))
    yield shot("Appealed", bans.told, _card(show, **appealed))
    yield shot("Appealed with words", bans.told, _card(show, **appealed, appeal=show.words("answer")))
    yield shot("Thanks for the words", bans.thanks, _card(show, **appealed))
    lifted = _card(show, ended_at=NOW + DAY, ended_name=MODERATORS[1])
    yield shot("Lifted: the message about the ban", bans.told, lifted)
    yield shot("Lifted", bans.news, (lifted, BanNews.LIFTED))
    yield shot("The ban stays", bans.news, (_card(show), BanNews.KEPT))
    yield shot("The ban stays until its end", bans.news, (_card(show, until=_WEEK), BanNews.KEPT))


def _card(show: Examples, **values: Any) -> BanCard:
    version = show.post()
    known: dict[str, Any] = dict.fromkeys(Ban.__dataclass_fields__) | {
        "id": 5,
        "person": "",
        "town_id": 1,
        "everywhere": False,
    }
    known |= {"words": show.words("reason"), "banned_at": NOW, "banned_name": MODERATORS[0]}
    known |= {"post_id": version.post.id, "proposed_at": NOW}
    ban = Ban(**known | values)
    return BanCard(ban, show.town, version, ban.state(NOW))
