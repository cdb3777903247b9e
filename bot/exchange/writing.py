"""Writes a bundle as it is read: JSON whole, or a table of its offers, requests or organisations."""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from bot.exchange.sheets import COLUMNS, FAMILY, HOUSING, PLACE, QUANTITY, TIMES, WEEKDAYS
from domain.details import Details, to_json, vars_of
from domain.exchange import (
    Bundle,
    MeetingPart,
    OrganisationPart,
    PersonPart,
    PostPart,
    RevisionPart,
    StandingPart,
    SubscriptionPart,
    WordsPart,
)
from domain.options import Options
from domain.organisations import MatchState
from domain.posts import Kind
from domain.taxonomy import risk_of
from domain.towns import Town

Thing = dict[str, Any]
_EVENTS = (MatchState.SHOWN, MatchState.DECLINED)


def as_json(bundle: Bundle, options: Options) -> Thing:
    """The whole, in the order in which it came."""
    return {
        "bot": bundle.bot,
        "towns": [_town(part.town) for part in bundle.towns],
        "organisations": [_organisation(one) for one in bundle.organisations],
        "people": [_person(one) for one in bundle.people],
        "posts": [_post(one, options) for one in bundle.posts],
        "subscriptions": [_subscription(one) for one in bundle.subscriptions],
        "history": [_meeting(one) for one in bundle.history],
        "blocks": [{"by": one.by, "against": one.against} for one in bundle.blocks],
    }


def as_table(bundle: Bundle, table: str, options: Options) -> str:
    """CSV with the columns that an import knows."""
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS[table], extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    for row in _rows(bundle, table, options):
        writer.writerow(
            {name: _cell(name, row[name]) for name in COLUMNS[table] if row.get(name) is not None}
        )
    return text.getvalue()


def _rows(bundle: Bundle, table: str, options: Options) -> Iterator[Thing]:
    if table == "organisations":
        yield from (_organisation(one) for one in bundle.organisations)
        return
    kind = Kind.OFFER if table == "offers" else Kind.REQUEST
    for part in bundle.posts:
        if part.kind is kind:
            thing = _post(part, options)
            nested = {
                "place": PLACE,
                "availability": TIMES,
                "quantity": QUANTITY,
                "housing": HOUSING,
                "family": FAMILY,
            }
            for name, columns in nested.items():
                said: Mapping[str, Any] = thing[name] or {}
                thing |= {column: said.get(column) for column in columns}
            yield thing | {"organisation": part.author}


def _cell(name: str, value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if name == "weekly":
        return ", ".join(f"{WEEKDAYS[day]} {part}" for day, part in value)
    if name == "languages":
        return ", ".join(one["code"] + (f":{one['level']}" if one["level"] else "") for one in value)
    return ", ".join(value) if isinstance(value, list) else value


def _town(town: Town) -> Thing:
    same = ("slug", "name", "timezone", "locale", "lat", "lon", "moderation_chat", "controller")
    return {
        **{name: getattr(town, name) for name in same},
        "privacy_contact": town.privacy_contact,
        "donation_text": town.donation_text,
        "moderation_limit_hours": town.moderation_limit_hours,
        "districts": [vars(district) for district in town.districts],
        "neighbours": [{"town": slug, "allowed": True} for slug in town.neighbours],
    }


def _standing(one: StandingPart) -> Thing:
    return {"town": one.town, "state": one.state, "cleared_for_red": one.cleared}


def _organisation(one: OrganisationPart) -> Thing:
    same = ("about", "contact", "evidence")
    return {
        "id": one.id,
        "name": one.name,
        **_standing(one.standings[0]),
        "created_at": _instant(one.created_at),
        **{name: getattr(one, name) for name in same},
        "also_in": [_standing(other) for other in one.standings[1:]],
    }


def _person(one: PersonPart) -> Thing:
    instants = {name: _instant(getattr(one, name)) for name in ("consent_at", "created_at")}
    return vars(one) | instants


def _post(part: PostPart, options: Options) -> Thing:
    same = ("id", "kind", "town", "author", "state", "closing", "number", "written_by")
    instants = ("created_at", "confirmed_at", "expires_at")
    return {
        **{name: getattr(part, name) for name in same},
        **_words(part.words, options),
        **{name: _instant(getattr(part, name)) for name in instants},
        "revisions": [_revision(one, options) for one in part.revisions],
    }


def _revision(one: RevisionPart, options: Options) -> Thing:
    return {"state": one.state, "created_at": _instant(one.created_at), **_words(one.words, options)}


def _words(words: WordsPart, options: Options) -> Thing:
    said = words.details
    where = ("district", "lat", "lon", "radius_km")
    setting = said.family.setting if said.family else None
    return {
        **{name: getattr(words, name) for name in ("category", "subcategory", "title", "text")},
        "language_of_text": words.text_language,
        "place": {name: getattr(words, name) for name in where} | {"online": said.online},
        **_details(said),
        "risk_expected": risk_of(words.category, words.subcategory, words.text, options.risk, setting),
        "risk_raised_to": words.raised,
    }


def _details(said: Details) -> Thing:
    """With everything that was not said, as a reader of the file would look for it."""
    written = to_json(said)
    nothing = {"always": False, "weekly": [], "from": None, "until": None, "dates": []}
    return {
        "languages": written.get("languages", []),
        "languages_demanded": written.get("languages_demanded", []),
        "availability": written.get("availability", nothing),
        "quantity": vars_of(said.quantity),
        "urgency": said.urgency,
        "needed_by": written.get("needed_by"),
        "housing": vars_of(said.housing),
        "family": vars_of(said.family),
        "fields": written.get("fields", {}),
        "photos": written.get("photos", []),
    }


def _subscription(one: SubscriptionPart) -> Thing:
    where = ("district", "lat", "lon", "radius_km", "online")
    return {
        "id": one.id,
        "organisation": one.organisation,
        "town": one.town,
        "categories": [f"{category}/{part}" if part else category for category, part in one.kinds],
        "languages": list(one.languages),
        "radius_km": one.radius_km,
        "place": {name: getattr(one, name) for name in where},
    }


def _meeting(one: MeetingPart) -> Thing:
    found: Thing = {"offer": one.offer, "subscription" if one.is_subscription else "request": one.other}
    found["event"] = MatchState.DECLINED if one.state == MatchState.DECLINED else MatchState.SHOWN
    if one.state not in _EVENTS:
        found["state"] = one.state
    return found | {"at": _instant(one.at)}


def _instant(at: datetime | None) -> str | None:
    return at.astimezone(UTC).isoformat().replace("+00:00", "Z") if at is not None else None
