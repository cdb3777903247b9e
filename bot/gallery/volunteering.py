"""The volunteer's private chat: start, menu, own offers, what is needed, and the sentences for what goes wrong."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from bot.gallery.examples import DAY, NOW, Examples
from bot.gallery.shots import Shot, shot
from domain.asking import About, Asked, QuestionState
from domain.errors import Refusal, Refused
from domain.lives import Way
from domain.moderation import Reason, Verdict
from domain.needs import ALL, FOLLOWED, FollowedNeed, Need, NeedsByCategory, NeedsPage
from domain.people import Moved, Preferences
from domain.posts import Audience, Closing, PostState, RevisionState, Version
from domain.taxonomy import Risk
from views import asking, decisions, errors, menu, needs, outgoing, own, preferences, profile, start, validity

_FACTS: Mapping[str, Any] = {
    "limit": 600,
    "length": 712,
    "low": 1,
    "high": 99,
    "town": "Gera",
    "name": "Maria",
    "time": "10:10",
    "until": "2026-12-24",
    "verdict": "approved",
}


def outside(show: Examples) -> Iterator[Shot]:
    """What Telegram shows of the bot."""
    yield shot("Name", profile.name)
    yield shot("Where somebody passes the bot on", profile.short_description)
    yield shot("The empty chat, above Start", profile.description)
    for one in profile.Menu:
        yield shot(f"Commands: {one.value}", profile.commands, one)


def first_steps(show: Examples) -> Iterator[Shot]:
    """From *Start* to the menu and what lies behind it."""
    name, town = show.words("volunteer"), show.town
    yield shot("Privacy notice, by a town's link", start.notice, name, town)
    yield shot("Privacy notice, no town yet", start.notice, name, None)
    yield shot("Town", menu.towns, show.towns)
    yield shot("Menu", menu.menu, show.person, town)
    yield shot("Menu without a town", menu.menu, show.person, None)
    yield shot(
        "A message nobody waits for", lambda tr: menu.menu(tr, show.person, town, menu.not_understood(tr))
    )
    set_ = Preferences(show.person, town, frozenset({"goods", "language"}))
    yield shot("Settings", preferences.settings, set_)
    yield shot("Needs I follow", preferences.follows, set_)
    yield shot("Name", preferences.name_wanted, set_)
    yield shot("Name changed", lambda tr: preferences.settings(tr, set_, preferences.renamed(tr)))
    yield shot(
        "Another town",
        lambda tr: menu.menu(tr, show.person, town, preferences.moved(tr, town, Moved(town, 2))),
    )
    yield shot("Language", menu.languages)
    yield shot("Privacy", menu.privacy, town)
    yield shot("Help", menu.help_, town)
    yield shot("Something of ours broke", outgoing.apology, None)


def news(show: Examples) -> Iterator[Shot]:
    """What an author is told."""
    yield shot("Approved", decisions.told, show.decision(show.decided(Verdict.APPROVED)))
    for reason in Reason:
        words = show.words("reason") if reason is Reason.OTHER else None
        said = show.decided(Verdict.REJECTED, reason=reason, words=words)
        yield shot(f"Rejected: {reason.value}", decisions.told, show.decision(said))
    again = show.decision(show.decided(Verdict.REJECTED, reason=Reason.UNSAFE), first=False)
    yield shot("A change rejected", decisions.told, again)
    moved = replace(show.decision(show.decided(Verdict.APPROVED)), moved=("leisure", "sport"))
    yield shot("Approved in another category", decisions.told, moved)
    yield shot("Undone", decisions.told, show.decision(show.decided(Verdict.UNDONE)))
    yield from questions_of_moderators(show, About.OFFER)
    mine = show.own(show.post(expires_at=NOW + 5 * DAY))
    yield shot("Still valid?", validity.question, mine)
    yield shot("Expired", validity.expired, show.own(show.closed(Closing.EXPIRED, expires_at=NOW - DAY)))


def questions_of_moderators(show: Examples, about: About) -> Iterator[Shot]:
    """A question of the moderators, from its arrival to its end."""
    number = {About.OFFER: "A-7K3F", About.REQUEST: "G-4T9P"}.get(about)
    name = show.words("organisation") if about is About.ORGANISATION else show.words("offers.goods")

    def asked(state: QuestionState) -> Asked:
        return Asked(5, show.words("question"), about, name, number, show.town, state, NOW + 14 * DAY, 4)

    for state in QuestionState:
        yield shot(f"Question about {about.value}: {state.value}", asking.question, asked(state))
    yield shot(f"Question about {about.value}: answering", asking.prompt, asked(QuestionState.OPEN))
    yield shot(f"Question about {about.value}: thanks", asking.thanks, asked(QuestionState.ANSWERED))
    yield shot(f"Question about {about.value}: lapsed", asking.lapsed, asked(QuestionState.OVER))


def own_offers(show: Examples) -> Iterator[Shot]:
    """The list, and one offer in every state."""
    yield shot("No offers", own.own_list, ())
    yield shot("List", own.own_list, _several(show))
    yield shot("List, a page of many", own.own_list, _several(show) * 4, 1)
    live = show.post()
    seen = (Audience(show.words("organisation"), 1, NOW), Audience(show.words("other_organisation"), 2, NOW))
    waiting = show.post(revision={"id": 42, "state": RevisionState.PENDING, "text": show.words("changed")})
    changed = Version(show.post().post, waiting.revision)
    refused = Version(changed.post, show.post(revision={"id": 42, "state": RevisionState.REJECTED}).revision)
    asked = {"state": RevisionState.ASKED_BACK}
    for title, version in (
        ("waits", show.post(state=PostState.PENDING)),
        ("the moderators ask", show.post(state=PostState.PENDING, revision=asked)),
        ("is shown", live),
        ("paused", show.post(state=PostState.PAUSED)),
        ("done, can be undone", show.closed(Closing.FULFILLED)),
        ("withdrawn long ago", show.closed(Closing.WITHDRAWN, closed_at=NOW - 3 * DAY)),
        ("expired", show.closed(Closing.EXPIRED, expires_at=NOW - DAY)),
        ("rejected", show.closed(Closing.REJECTED, closed_at=None, released_id=None)),
    ):
        yield shot(f"An offer: {title}", own.own_post, show.own(version))
    yield shot("An offer that was shown", own.own_post, show.own(live, *seen))
    yield shot(
        "An offer with a change that waits", own.own_post, show.own(changed, *seen, released=live.revision)
    )
    yield shot("An offer whose change was rejected", own.own_post, show.own(refused, released=live.revision))
    for way in (way for way in Way if way is not Way.CHANGE):
        yield shot(f"After {way.value}", own.done, way)


def _several(show: Examples) -> tuple[Version, ...]:
    return (
        show.post(number="A-7K3F"),
        show.post("transport", number="A-9WXA", state=PostState.PENDING),
        show.post("skills", number="A-2HCR", state=PostState.PAUSED),
        show.post(
            "housing", number="A-4MMT", state=PostState.PENDING, revision={"state": RevisionState.ASKED_BACK}
        ),
        show.post("leisure", number="A-8QPD", state=PostState.CLOSED, closing=Closing.FULFILLED),
    )


def needed(show: Examples) -> Iterator[Shot]:
    """Requests of the town."""
    name, town = show.words("organisation"), show.town
    found = [
        Need(show.request(category, number=f"G-4T9{category[0].upper()}"), name, age)
        for age, category in enumerate(("goods", "language"))
    ]
    red = Need(show.request("housing", number="G-7R2H", revision={"risk": Risk.RED}), name, 3)
    yield shot("Nothing is needed", needs.needs, NeedsPage(town, ALL, (), 0, False))
    yield shot("Nothing of what one follows", needs.needs, NeedsPage(town, FOLLOWED, (), 0, False))
    yield shot("First page", needs.needs, NeedsPage(town, ALL, (*found, red), 0, True))
    yield shot("Last page", needs.needs, NeedsPage(town, "goods", (found[0],), 1, False))
    counts = {"goods": 12, "language": 3, "housing": 1}
    yield shot("By category", needs.by_category, NeedsByCategory(town, counts, frozenset({"language"})))
    yield shot("What is needed", needs.one, town, found[0], ALL, 0)
    yield shot("Red: little is said of it", needs.one, town, red, ALL, 0)
    yield shot("Told of itself", needs.followed, FollowedNeed(found[0], town))


def refusals(show: Examples) -> Iterator[Shot]:
    """Every sentence, over the chat after a press; the first one as a message, too."""
    first, *_ = Refusal
    yield shot(f"{first.value}, as a message", errors.refusal, Refused(first, **_FACTS))
    for code in Refusal:
        yield shot(code.value, errors.sentence, Refused(code, **_FACTS))
