"""Example facts for the gallery: a town, its people and what they wrote, in the words of one language."""

import tomllib
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any

from bot.gallery.walking import Walk
from domain.cards import Answer, Claim, Decided, Decision, PostCard, Record
from domain.described import details_of
from domain.drafts import Draft, Scene
from domain.forms import Form, Progress
from domain.moderation import Reason, Verdict
from domain.own import OwnPost
from domain.people import CONSENT_VERSION, Person
from domain.posts import Audience, Closing, Kind, Post, PostState, Revision, RevisionState, Version, title_of
from domain.pushes import Item
from domain.questions import OFFER, ORGANISATION, REQUEST
from domain.taxonomy import Risk, risk_of
from domain.towns import District, Town
from domain.widgets import Context

NOW = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
CHAT = -1001234567890
MODERATORS = ("Maria", "Tom")
BOT = "handreich_bot"
_WORDS = tomllib.loads((Path(__file__).parent / "words.toml").read_text(encoding="utf-8"))
_DISTRICTS = (
    District("zentrum", "Zentrum", 50.8779, 12.0823),
    District("debschwitz", "Debschwitz", 50.863, 12.079),
    District("untermhaus", "Untermhaus", 50.89, 12.064),
    District("lusan", "Lusan", 50.842, 12.064),
    District("langenberg", "Langenberg", 50.929, 12.066),
    District("bieblach", "Bieblach", 50.904, 12.088),
    District("zwoetzen", "Zwötzen", 50.845, 12.088),
)
_REVIEWED = {  # the state of a post's newest revision, where none is named
    PostState.PENDING: RevisionState.PENDING,
    PostState.LIVE: RevisionState.RELEASED,
    PostState.PAUSED: RevisionState.RELEASED,
    PostState.CLOSED: RevisionState.RELEASED,
}


class Examples:
    """All example facts for readers of one language."""

    def __init__(self, locale: str) -> None:
        self.locale = locale
        self._words: dict[str, Any] = _WORDS.get(locale, _WORDS["en"])

    def words(self, name: str) -> str:
        """What somebody wrote: "question", "offers.goods"."""
        found: Any = self._words
        for part in name.split("."):
            found = found[part]
        return str(found)

    @cached_property
    def town(self) -> Town:
        return Town(
            slug="gera",
            name="Gera",
            timezone="Europe/Berlin",
            locale=self.locale,
            lat=50.8803,
            lon=12.0833,
            moderation_chat=CHAT,
            districts=_DISTRICTS,
            controller=self.words("controller"),
            privacy_contact="privacy@example.org",
            donation_text=self.words("donation_text"),
            id=1,
        )

    @cached_property
    def towns(self) -> tuple[Town, ...]:
        other = Town("jena", "Jena", "Europe/Berlin", self.locale, 50.9271, 11.5892, id=2)
        return (self.town, other)

    @cached_property
    def person(self) -> Person:
        return Person(7, self.words("volunteer"), self.locale, 1, CONSENT_VERSION)

    def walk(self, form: Form, category: str = "") -> Walk:
        """Somebody who fills in a form."""
        table = "requests" if form is REQUEST else "offers"
        short = self._words["short"]

        def typed(step: str) -> str:
            if step == "text":
                return self.words(f"{table}.{category}")
            return str(short.get(step) or self.words("organisation" if step == "name" else step))

        return Walk(form, self.context(form), typed, category)

    def context(self, form: Form) -> Context:
        """What the questions of a form depend on."""
        if form is ORGANISATION:
            return Context(towns=self.towns, today=NOW.date())
        return Context(town=self.town, today=NOW.date())

    def scene(self, form: Form, at: Progress, **more: Any) -> Scene:
        """A draft as it is shown."""
        return Scene(Draft(7, form.name, at, "0f0f0f0f", town_id=1, **more), self.context(form))

    def revision(self, kind: Kind, category: str, **more: Any) -> Revision:
        """What the form makes of it when everything is answered."""
        form = REQUEST if kind is Kind.REQUEST else OFFER
        answers = self.walk(form, category).end().answers
        text = more.pop("text", answers["text"])
        subcategory, radius = answers["subcategory"], answers.get("radius")
        facts: dict[str, Any] = {
            "id": 41,
            "post_id": 4,
            "seq": 1,
            "state": RevisionState.RELEASED,
            "version": 1,
            "category": category,
            "subcategory": subcategory,
            "title": title_of(text),
            "text": text,
            "district": "lusan",
            "lat": None,
            "lon": None,
            "radius_km": radius,
            "risk": risk_of(category, subcategory, text),
            "created_at": NOW - 3 * DAY,
            "words_from": None,
            "details": details_of(answers, kind),
        }
        return Revision(**facts | more)

    def post(
        self, category: str = "goods", kind: Kind = Kind.OFFER, state: PostState = PostState.LIVE, **more: Any
    ) -> Version:
        """A post with its newest words; what belongs to the revision is told as `revision={…}`."""
        about = {"state": _REVIEWED[state], **more.pop("revision", {})}
        words = self.revision(kind, category, **about)
        facts: dict[str, Any] = {
            "id": 4,
            "number": "A-7K3F" if kind is Kind.OFFER else "G-4T9P",
            "kind": kind,
            "town_id": 1,
            "author_id": 7,
            "organisation_id": 3 if kind is Kind.REQUEST else None,
            "binding_id": None,
            "state": state,
            "closing": None,
            "released_id": None if state is PostState.PENDING else words.id,
            "version": 1,
            "created_at": NOW - 3 * DAY,
            "confirmed_at": NOW - 2 * DAY,
            "expires_at": NOW + 28 * DAY,
        }
        return Version(Post(**facts | more), words)

    def request(self, category: str = "goods", state: PostState = PostState.LIVE, **more: Any) -> Version:
        """An organisation's post."""
        return self.post(category, Kind.REQUEST, state, **more)

    def closed(self, closing: Closing, **more: Any) -> Version:
        """An offer that has ended an hour ago."""
        facts = {"closing": closing, "closed_at": NOW - 60 * MINUTE, "closed_from": "live", **more}
        return self.post(state=PostState.CLOSED, **facts)

    def own(self, newest: Version, *audience: Audience, released: Revision | None = None) -> OwnPost:
        """An own post as its author sees it."""
        shown = newest.revision if newest.revision.state is RevisionState.RELEASED else None
        return OwnPost(newest, released or shown, self.town, audience, NOW)

    def decided(self, verdict: Verdict, who: int = 0, reason: Reason | None = None, **more: Any) -> Decided:
        """A moderator's press, twenty minutes ago."""
        return Decided(verdict, who, MODERATORS[who], NOW - 20 * MINUTE, reason, **more)

    def asked(self, answer: str | None = None, *, changed: bool = False) -> Decided:
        """A question of moderators, perhaps with what came of it."""
        given = Answer(answer, NOW - 5 * MINUTE) if answer or changed else None
        return self.decided(Verdict.ASKED, words=self.words("question"), answer=given)

    def card(self, version: Version, *decisions: Decided, **more: Any) -> PostCard:
        """A post as moderators see it."""
        ours = version.post.kind is Kind.REQUEST
        name = self.words("organisation") if ours else None
        return PostCard(version, self.town, name, ours, Record(3, 1), decisions, **more)

    def claim(self) -> Claim:
        """Tom looks at it."""
        return Claim(1, MODERATORS[1], NOW - 4 * MINUTE)

    def decision(self, decided: Decided, kind: Kind = Kind.OFFER, *, first: bool = True) -> Decision:
        """What the author is told."""
        return Decision(self.post(kind=kind), self.town, decided, kind is Kind.REQUEST, first)

    def item(self, version: Version, number: str = "", **more: Any) -> Item:
        """A post that fits a group."""
        request = version.post.kind is Kind.REQUEST
        facts: dict[str, Any] = {
            "alert_id": 8,
            "organisation": self.words("other_organisation") if request else None,
            "answers": (),
            "follows": ((version.revision.category, None),),
            "distance_km": None,
            "age_days": 2,
        }
        return Item(version=version, town=self.town, **facts | more)

    def red(self) -> Version:
        """A room: a post of the red class that waits."""
        return self.post("housing", state=PostState.PENDING, revision={"risk": Risk.RED})
