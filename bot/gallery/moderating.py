"""The shift of a moderator: cards and what becomes of them, organisations, looking things up, the chat itself."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from bot.gallery.examples import CHAT, DAY, MINUTE, NOW, Examples
from bot.gallery.shots import Shot, shot
from domain.asking import About, Answered
from domain.audit import Role
from domain.cards import CardPhotos, OrganisationCard
from domain.groups import GroupNews, News
from domain.lookup import Event, Found, FoundOrganisation, FoundPost, History, Queue, Waiting
from domain.marks import Code, Mark
from domain.moderation import Purpose, Reason, Verdict
from domain.organisations import Application, GroupFacts, OrganisationState
from domain.posts import Closing, PostState, RevisionState, Version
from domain.seats import News as SeatNewsKind
from domain.seats import Seat, SeatNews, Warned
from domain.stats import DAYS, Stats, first_day
from domain.taxonomy import Risk
from views import asking, groups, lookup, moderation, organisations, seats, stats
from views.card_buttons import Menu

_MARKS = (
    Mark(Code.OFF_CHANNEL_CONTACT, ("0170 1234567",)),
    Mark(Code.NOT_FREE, ("20 €",)),
    Mark(Code.DUPLICATE, number="A-2HCR"),
)


def chat(show: Examples) -> Iterator[Shot]:
    """The group as the place where the town's moderators sit."""
    seat, code = Seat(show.town), "K7QM-3XTA-9FHD"
    yield shot("Bound by a code", seats.bound, seat, ())
    yield shot("Bound, with warnings", seats.bound, seat, tuple(Warned))
    yield shot("Another group was bound before", seats.asks, Seat(show.town, asks=True), code)
    yield shot("Left as it was", seats.left)
    for news in SeatNewsKind:
        yield shot(f"News: {news.value}", seats.news, SeatNews(show.town, news))
    yield shot("Greeting", moderation.greeting, show.town)
    yield shot("/help", moderation.manual)


def cards(show: Examples) -> Iterator[Shot]:
    """A card from its arrival to its decision."""
    new = show.post(state=PostState.PENDING)
    yield shot("Photos above a card", moderation.photos, CardPhotos(new.post.number, ("a photo",)))
    yield shot("A new card", moderation.card, show.card(new))
    yield shot("A new card with marks", moderation.card, show.card(new, marks=_MARKS))
    yield shot("An offer for a request", moderation.card, show.card(new, meant="G-4T9P"))
    yield shot("Another category", moderation.card, show.card(show.post("skills", state=PostState.PENDING)))
    yield shot("A request", moderation.card, show.card(show.request(state=PostState.PENDING)))
    yield shot("Reject: reasons", moderation.card, show.card(new), Menu.REASONS)
    yield from _filed(show, new)
    yield shot("Own words awaited: a reason", moderation.card, show.card(_awaiting(new, Purpose.REJECT)))
    yield shot("Own words awaited: a question", moderation.card, show.card(_awaiting(new, Purpose.ASK)))
    for purpose in Purpose:
        yield shot(f"Over the chat: {purpose.value}", moderation.reply_wanted, purpose)
    yield shot("Claimed", moderation.card, show.card(new, claim=show.claim()))
    yield shot("Over the chat: claimed", moderation.claimed)
    yield shot("Over the chat: given back", moderation.given_back)
    yield from _asked(show)
    yield from _decided(show, new)


def _filed(show: Examples, new: Version) -> Iterator[Shot]:
    """Another category, and a change of what is shown already."""
    yield shot("Change category", moderation.card, show.card(new), Menu.CATEGORIES)
    yield shot(
        "Change category: sub-categories", moderation.card, show.card(new), Menu.SUBCATEGORIES, "leisure"
    )
    moved = show.decided(Verdict.MOVED, kind=("leisure", "sport"))
    there = replace(new, revision=replace(new.revision, category="leisure", subcategory="sport"))
    yield shot("Moved", moderation.card, show.card(there, moved))
    yield shot("Over the chat: moved", moderation.moved)
    before = show.post().revision
    after = show.post(revision={"state": RevisionState.PENDING, "text": show.words("changed")})
    yield shot("A change of what is shown", moderation.card, show.card(after, before=before))


def _awaiting(version: Version, purpose: Purpose) -> Version:
    return replace(version, revision=replace(version.revision, words_from=0, words_for=purpose))


def _asked(show: Examples) -> Iterator[Shot]:
    state = {"state": RevisionState.ASKED_BACK, "lapses_at": NOW + 14 * DAY}
    back = show.post(state=PostState.PENDING, revision=state)
    yield shot("Asked", moderation.card, show.card(back, show.asked()))
    new = show.post(state=PostState.PENDING)
    yield shot("Answered", moderation.card, show.card(new, show.asked(show.words("answer"))))
    yield shot("Answered by a change", moderation.card, show.card(new, show.asked(changed=True)))
    answered = Answered(About.OFFER, new.revision.title, "A-7K3F", None)
    yield shot("Reply to the card: answered", asking.notice, answered)


def _decided(show: Examples, new: Version) -> Iterator[Shot]:
    approved, live = show.decided(Verdict.APPROVED), show.post()
    rejected = show.post(state=PostState.CLOSED, revision={"state": RevisionState.REJECTED})
    withdrawn = show.post(
        state=PostState.CLOSED, closing=Closing.WITHDRAWN, revision={"state": RevisionState.WITHDRAWN}
    )
    why = show.decided(Verdict.REJECTED, 1, Reason.OTHER, words=show.words("reason"))
    unsafe = show.decided(Verdict.REJECTED, 1, Reason.UNSAFE)
    yield shot("Approved, can be undone", moderation.card, show.card(live, approved, undoable=True))
    yield shot("Approved", moderation.card, show.card(live, approved))
    yield shot("Rejected with a reason", moderation.card, show.card(rejected, unsafe, undoable=True))
    yield shot("Rejected with own words", moderation.card, show.card(rejected, why))
    undone = show.decided(Verdict.UNDONE)
    yield shot("Undone", moderation.card, show.card(new, approved, undone))
    yield shot("Withdrawn by the author", moderation.card, show.card(withdrawn))
    newer = replace(withdrawn, post=live.post)
    yield shot("Changed by the author meanwhile", moderation.card, show.card(newer))
    lapsed = replace(withdrawn, revision=replace(withdrawn.revision, lapses_at=NOW))
    yield shot("Nobody answered", moderation.card, show.card(lapsed, show.asked()))
    for verdict in (Verdict.APPROVED, Verdict.SECONDED):
        yield shot(f"Over the chat: {verdict.value}", moderation.noted, verdict)
    yield shot("Over the chat: undone", moderation.undone)


def red(show: Examples) -> Iterator[Shot]:
    """Two different moderators."""
    new, first = show.red(), show.decided(Verdict.SECONDED)
    live = show.post("housing")
    yield shot("A new card", moderation.card, show.card(new))
    yield shot("1 of 2", moderation.card, show.card(new, first, undoable=True))
    raised = show.post(state=PostState.PENDING, revision={"risk": Risk.RED, "raised": Risk.RED})
    yield shot("Raised", moderation.card, show.card(raised, show.decided(Verdict.RAISED)))
    yield shot("Over the chat: raised", moderation.raised)
    called = replace(new, revision=replace(new.revision, operator_called_at=NOW))
    yield shot("Too few moderators: the operator is called", moderation.card, show.card(called, first))
    yield shot("The operator's card", moderation.card, show.card(called, first, operator=True))
    yield shot("Over the chat: the operator was asked", moderation.operator_called)
    second = show.decided(Verdict.APPROVED, 1)
    yield shot("2 of 2", moderation.card, show.card(live, first, second, undoable=True))


def organisations_(show: Examples) -> Iterator[Shot]:
    """Verifying an organisation."""
    verified = show.decided(Verdict.VERIFIED)
    suspended = show.decided(Verdict.SUSPENDED, 1, words=show.words("suspended"))
    yield shot("Applied", organisations.card, _application(show, OrganisationState.APPLIED))
    twins = (show.words("organisation"),)
    warned = _application(show, OrganisationState.APPLIED, twins=twins, public=True)
    yield shot("Applied, with warnings", organisations.card, warned)
    for state, verdicts, cleared in (
        (OrganisationState.VERIFIED, (verified,), False),
        (OrganisationState.VERIFIED, (verified, show.decided(Verdict.CLEARED, 1)), True),
        (OrganisationState.REFUSED, (show.decided(Verdict.REFUSED),), False),
        (OrganisationState.SUSPENDED, (verified, suspended), False),
    ):
        title = f"{state.value}, cleared for red" if cleared else state.value
        facts = _application(show, state, decisions=verdicts, cleared=cleared)
        yield shot(title.capitalize(), organisations.card, facts)
    lifted = (verified, suspended, show.decided(Verdict.LIFTED))
    again = _application(show, OrganisationState.VERIFIED, decisions=lifted)
    yield shot("Suspension lifted", organisations.card, again)
    question = show.decided(Verdict.ASKED, words=show.words("organisation_question"))
    asked = _application(show, OrganisationState.APPLIED, decisions=(question,))
    yield shot("Asked", organisations.card, replace(asked, lapses_at=NOW + 14 * DAY))
    awaited = _application(show, OrganisationState.VERIFIED, decisions=(verified,))
    awaited = replace(awaited, waits_for_words=True, words_for=Purpose.SUSPEND)
    yield shot("Own words awaited: suspend", organisations.card, awaited)
    yield shot("The operator's card", organisations.card, replace(asked, operator=True, lapses_at=None))
    yield shot("Over the chat: decided", moderation.group_told)
    group = GroupFacts(show.words("group"), 12, False)
    for news in (News.FURTHER, News.LOST):
        facts_ = GroupNews(news, show.words("organisation"), show.town, group)
        yield shot(f"News: {news.value}", groups.news, facts_)


def _application(
    show: Examples,
    state: OrganisationState,
    *,
    twins: tuple[str, ...] = (),
    public: bool = False,
    decisions: tuple[Any, ...] = (),
    cleared: bool = False,
) -> OrganisationCard:
    said = Application(*(show.words(name) for name in ("organisation", "about", "contact", "evidence")))
    group = GroupFacts(show.words("group"), 12, public)
    since = NOW - 40 * MINUTE
    card = OrganisationCard(6, 1, said, (group,), twins, state, cleared, since, decisions, show.town)
    return replace(card, applicant=show.words("volunteer"))


def looking_up(show: Examples) -> Iterator[Shot]:
    """/queue, /find, /log and /stats."""
    posts = tuple(
        show.post(category, number=number, state=PostState.PENDING)
        for category, number in (("goods", "A-7K3F"), ("transport", "A-9WXA"), ("housing", "A-4MMT"))
    )
    lines = tuple(Waiting(one, None, NOW - (9 - n) * 80 * MINUTE, 70 + n) for n, one in enumerate(posts))
    applied = Waiting(None, show.words("organisation"), NOW - 20 * MINUTE, 79)
    yield shot("/queue: nothing waits", lookup.queue, Queue((), 0, NOW, CHAT))
    yield shot("/queue", lookup.queue, Queue((*lines, applied), 4, NOW, CHAT))
    yield shot("/queue, a page of many", lookup.queue, Queue((*lines, applied), 31, NOW, CHAT, 1, 3))
    yield shot("/queue in a basic group", lookup.queue, Queue((*lines, applied), 4, NOW, -4711))
    found = Found(
        (FoundPost(show.post(), 70), FoundPost(show.request(), 71)),
        (FoundOrganisation(show.words("organisation"), OrganisationState.VERIFIED, 69),),
        3,
        CHAT,
    )
    yield shot("/find: nothing found", lookup.found, Found((), (), 0, CHAT))
    yield shot("/find", lookup.found, found)
    yield shot("/log", lookup.history, _history(show))
    counts = (("goods", 18), ("transport", 7), ("housing", 4), ("language", 1))
    first, usual = first_day(NOW, show.town), 200 * MINUTE
    some = Stats(show.town, NOW, first, (1,) * DAYS, counts, usual, 24, 4, 2, NOW - 80 * MINUTE)
    none = Stats(show.town, NOW, first, (0,) * DAYS, (), None, 0, 0, 0, None)
    yield shot("/stats, below its picture", stats.stats, some)
    yield shot("/stats of a new town", stats.stats, none)


def _history(show: Examples) -> History:
    """Everything that can happen to a post has its line."""
    people: dict[str, tuple[Role, str | None]] = {"shown": (Role.BOT, show.words("organisation"))}
    moderators = ("seconded", "approved", "rejected", "asked", "undone", "claimed", "given_back")
    people |= dict.fromkeys(moderators, (Role.MODERATOR, "Maria"))
    people |= dict.fromkeys(("lapsed", "expire"), (Role.BOT, None))
    people["import"] = (Role.OPERATOR, None)
    events = []
    for n, action in enumerate(lookup.EVENTS):
        role, name = people.get(action, (Role.VOLUNTEER, None))
        reason = {"reason": Reason.OTHER.value} if action == "rejected" else {}
        words = show.words("reason") if reason else None
        events.append(Event(NOW - DAY + n * 15 * MINUTE, role, name, action, reason, words))
    return History(show.post(), show.town, tuple(events), 0, 70, CHAT)
