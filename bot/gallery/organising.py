"""The organisation's group: registration, settings, alerts and digests, its requests."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from bot.gallery import forms
from bot.gallery.examples import BOT, DAY, NOW, Examples
from bot.gallery.shots import Shot, shot
from bot.gallery.volunteering import questions_of_moderators
from domain.asking import About
from domain.cadence import EVERY_DAY, NEVER_QUIET, QuietHours
from domain.cards import Standing
from domain.digests import NEEDS, Group, Heading
from domain.groups import Arrival, GroupNews, GroupSettings, GroupStatus, News
from domain.lives import Way
from domain.moderation import Reason, Verdict
from domain.organisations import Code, GroupFacts, Mode, OrganisationState
from domain.own import OurRequests
from domain.posts import Closing, Kind, PostState
from domain.pushes import Digest, Gone
from domain.stops import Stop
from domain.taxonomy import Risk
from views import alerts, decisions, digest, groups, joining, organisations, settings, stops, validity
from views import requests as requests_
from views import settings_pages as pages

Facts = dict[str, Any]


def registering(show: Examples) -> Iterator[Shot]:
    """From the bot's arrival to the answer of the moderators."""
    name = show.words("organisation")
    yield shot("The bot arrives", groups.greeting)
    yield shot("The bot comes back", groups.greeting, name)
    yield from forms.application(show)
    for state in OrganisationState:
        why = show.words("suspended") if state is OrganisationState.SUSPENDED else None
        facts = Standing(name, show.town, state, state, why)
        yield shot(f"The group hears: {state.value}", organisations.standing, facts)
    cleared = Standing(name, show.town, OrganisationState.VERIFIED, "cleared")
    yield shot("The group hears: cleared for red", organisations.standing, cleared)
    late = Standing(name, show.town, OrganisationState.APPLIED, "late")
    yield shot("The group hears: it takes longer", organisations.standing, late)
    lifted = Standing(name, show.town, OrganisationState.VERIFIED, "lifted")
    yield shot("The group hears: suspension lifted", organisations.standing, lifted)
    yield from questions_of_moderators(show, About.ORGANISATION)
    yield shot("Not registered", groups.unregistered)
    yield shot("Registered before", groups.already_registered)
    yield shot("Reconnected", groups.registered_again)
    group = GroupFacts(show.words("group"), 12, False)
    for news in (News.MUTE, News.TOPIC_LOST, News.REGISTRAR_LEFT):
        yield shot(f"News: {news.value}", groups.news, GroupNews(news, name, show.town, group))
    yield shot("Nobody registered the group", groups.farewell, Arrival(None, None, False))
    yield shot("/help", groups.manual)


def settings_of_group(show: Examples) -> Iterator[Shot]:
    """/settings and /status."""
    name, town = show.words("organisation"), show.town
    follows = (("goods", None), ("housing", "room"), ("housing", "flat"))
    usual = QuietHours()
    for mode in Mode:
        days = frozenset({0}) if mode is Mode.WEEKLY else EVERY_DAY
        facts = GroupSettings(name, town, mode, 9, 10, True, follows, days)
        yield shot(f"Settings: {mode.value}", settings.overview, facts, usual)
    yield shot("Settings in another topic", settings.overview, replace(facts, elsewhere=True), usual)
    yield shot("Choose a category", settings.categories, facts)
    yield shot("Parts of a category", settings.parts, facts, "housing")
    yield shot("Hour", pages.hours, facts)
    yield shot("Day of a weekly digest", pages.weekdays, facts)
    yield shot("Days of a daily digest", pages.weekdays, replace(facts, mode=Mode.DAILY, weekdays=EVERY_DAY))
    yield shot("Quiet hours", pages.quiet, facts, usual)
    yield shot("Never quiet", pages.quiet, replace(facts, quiet=NEVER_QUIET), usual)
    yield shot("From when on it is quiet", pages.quiet_start, facts, usual)
    yield shot("Until when it is quiet", pages.quiet_end, facts, usual)
    yield shot("How many posts", pages.at_most, facts)
    yield shot("Distance", pages.distance, replace(facts, radius_km=5))
    yield shot("From where", pages.places, facts)
    yield shot("Language", settings.languages, back=True)
    yield shot("Language of a group without settings", settings.languages, back=False)
    code = Code("7K3F-QXMW", name, town, NOW + DAY)
    yield shot("A code for a further group", joining.code, code, BOT)
    due = NOW + timedelta(hours=22, minutes=30)
    for state, mode in ((OrganisationState.VERIFIED, Mode.AT_ONCE), (OrganisationState.APPLIED, Mode.DAILY)):
        status = GroupStatus(name, town, state, 3, mode, due if mode is Mode.DAILY else None, 2)
        yield shot(f"/status: {state.value}", groups.status, status)


def pushes(show: Examples) -> Iterator[Shot]:
    """Alerts and digests."""
    offer = show.item(
        show.post(number="A-7K3F"),
        answers=("G-4T9P",),
        distance_km=3.6,
        strongest=("subcategory", "distance", "quantity"),
    )
    lift = show.item(show.post("transport", number="A-9WXA"), age_days=0)
    room = show.item(show.post("housing", number="A-4MMT", revision={"risk": Risk.RED}), distance_km=0.4)
    need = show.item(show.request("language", number="G-7R2H"))
    yield shot("An offer that answers a request", alerts.copy, offer)
    yield shot("An offer of a category", alerts.copy, lift)
    yield shot("A red offer", alerts.copy, room)
    yield shot("What another organisation needs", alerts.copy, need)
    yield shot("No longer available", alerts.copy, Gone("A-7K3F"))
    items = (offer, lift, room, need)
    followed = (Group(Heading.FOLLOWED, category=name) for name in ("transport", "housing"))
    heads = (Group(Heading.ANSWERS, "G-4T9P", offer.version.revision.title), *followed, NEEDS)
    yield shot("A digest", digest.page, Digest(2, date(2026, 11, 24), 0, items, (), heads))
    many = tuple(one for one in items for _ in range(3))
    over = tuple(one for one in heads for _ in range(3))
    yield shot(
        "A digest of several pages", digest.page, Digest(2, date(2026, 11, 24), 1, many, ("A-2HCR",), over)
    )
    yield shot(
        "A digest of which nothing is left", digest.page, Digest(2, date(2026, 11, 24), 0, (), ("A-2HCR",))
    )


def requests(show: Examples) -> Iterator[Shot]:
    """/request, /requests, and what the group hears of them."""
    yield shot("/request", groups.write_request)
    yield shot("/requests: none", requests_.overview, OurRequests((), (), show.town))
    found = (
        show.request(number="G-4T9P"),
        show.request("housing", number="G-7R2H", state=PostState.PENDING),
        show.request("skills", number="G-2QAX", state=PostState.CLOSED, closing=Closing.EXPIRED),
    )
    stop = Stop(name := show.words("organisation"), "goods", "shoes", NOW + 14 * DAY)
    yield shot("/requests", requests_.overview, OurRequests(found, (stop,), show.town))
    yield shot("One of the requests", requests_.one, show.own(show.request(amount_left=1)))
    fulfilled = show.own(show.request(state=PostState.CLOSED, closing=Closing.FULFILLED, closed_at=NOW))
    yield shot("Fulfilled", validity.answered, fulfilled, Way.DONE)
    yield shot("A kind is stopped", stops.stopped, stop, show.town)
    yield shot("A kind is needed again", stops.lifted, ("goods", "shoes"))
    many = tuple(replace(stop, organisation=f"{name} {number}") for number in range(2))
    yield shot("What volunteers read of it", stops.notice, many, show.town)
    yield shot("Approved", decisions.told, show.decision(show.decided(Verdict.APPROVED), Kind.REQUEST))
    said = show.decided(Verdict.REJECTED, reason=Reason.PERSONAL_DATA)
    yield shot("Rejected", decisions.told, show.decision(said, Kind.REQUEST))
    yield shot("Undone", decisions.told, show.decision(show.decided(Verdict.UNDONE), Kind.REQUEST))
    yield from questions_of_moderators(show, About.REQUEST)
    yield shot("Still needed?", validity.question, show.own(show.request(expires_at=NOW + 5 * DAY)))
    ended: Facts = {"closing": Closing.EXPIRED, "expires_at": NOW - DAY}
    expired = show.own(show.request(state=PostState.CLOSED, **ended))
    yield shot("Expired", validity.expired, expired)
    yield shot("A press that came too late", validity.present, expired)
    for way, state in (
        (Way.RENEW, PostState.LIVE),
        (Way.PAUSE, PostState.PAUSED),
        (Way.WITHDRAW, PostState.CLOSED),
    ):
        more: Facts = {"closing": Closing.WITHDRAWN, "closed_at": NOW} if state is PostState.CLOSED else {}
        yield shot(f"After {way.value}", validity.answered, show.own(show.request(state=state, **more)), way)
