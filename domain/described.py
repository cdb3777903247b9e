"""From the answers of a form to the details of a post, and back: a posted offer is changed question by question."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from domain.details import (
    Availability,
    Details,
    Family,
    Housing,
    Part,
    Quantity,
    Setting,
    Spoken,
    Urgency,
    parse_appointment,
    written,
)
from domain.pickers import ALWAYS, ENDLESS
from domain.posts import Kind, Revision
from domain.questions import PETS_THERE, PETS_WANTED, WHOLE_CATEGORY
from domain.widgets import ONLINE, Answers

# Kept under their own name, only for people to read.
_NAMES = (
    "condition handover child_seats ways regular level subject hours language_level tools size barrier_free"
)
PLAIN = tuple(_NAMES.split())
PIECES, SEATS, PLACES = "pieces", "seats", "places"
UNITS: Mapping[str, str] = {"goods": PIECES, "transport": SEATS}  # of a quantity; elsewhere it is places
_PETS: Mapping[str, tuple[bool | None, bool | None]] = {  # answer → pets_allowed, pets_present
    "welcome": (True, False),
    "present": (True, True),
    "no_others": (False, True),
    "none": (False, False),
    "comes": (True, None),
    "none_there": (None, False),
    "both": (True, False),
    "any": (None, None),
}


def details_of(answers: Answers, kind: Kind = Kind.OFFER) -> Details:
    """What the answers say. Open questions say nothing."""
    alone = answers.get("alone")
    place = answers.get("place") or {}
    ways = answers.get("ways") or ()
    ages = answers.get("ages")
    setting = Setting(alone) if alone in list(Setting) else None
    return Details(
        languages=tuple(Spoken(one["code"], one["level"]) for one in answers.get("languages") or ()),
        demanded=tuple(answers.get("demanded") or ()),
        availability=_availability(answers),
        quantity=_quantity(answers, kind),
        urgency=Urgency(answers.get("urgency") or Urgency.NORMAL),
        needed_by=_day(answers.get("needed_by")),
        online=bool(place.get(ONLINE)) or (bool(ways) and "on_site" not in ways),
        housing=_housing(answers),
        family=Family(ages, setting) if ages or setting else None,
        fields={name: answers[name] for name in PLAIN if answers.get(name) is not None},
        photos=tuple((answers.get("photos") or {}).get("ids", ())),
    )


def answers_of(revision: Revision, kind: Kind) -> dict[str, Any]:
    """The answers that lead to this revision; what was not said is skipped."""
    said = revision.details
    family, quantity, times = said.family or Family(), said.quantity, said.availability
    spoken = [{"code": one.code, "level": one.level} for one in said.languages]
    answers = {
        "category": revision.category,
        "subcategory": revision.subcategory or WHOLE_CATEGORY,
        "text": revision.text,
        "place": _place(revision),
        "languages": spoken,
        "demanded": list(said.demanded),
        "times": ALWAYS if times.always else [[day, part.value] for day, part in sorted(times.weekly)],
        "period": {"from": _iso(times.first), "until": _iso(times.last)}
        if times.first or times.last
        else None,
        "dates": [written(one) for one in times.dates],
        "quantity": (ENDLESS if quantity.amount is None else quantity.amount) if quantity else None,
        "splittable": ("yes" if quantity.splittable else "no") if quantity else None,
        "urgency": said.urgency.value,
        "needed_by": _iso(said.needed_by) and str(_iso(said.needed_by))[:10],
        "radius": revision.radius_km and round(revision.radius_km),
        "alone": family.setting.value if family.setting else None,
        "ages": family.ages,
        "photos": {"ids": list(said.photos), "album": None} if said.photos else None,
        "details": True,
        **_home_answers(said.housing, kind),
        **said.fields,
    }
    return {name: value or None for name, value in answers.items()} | _zeros(said.fields)


def _zeros(fields: Mapping[str, Any]) -> dict[str, Any]:
    """A zero is an answer, too."""
    return {name: value for name, value in fields.items() if value == 0}


def _place(revision: Revision) -> dict[str, Any] | None:
    if revision.details.online and revision.district is None and revision.lat is None:
        return {ONLINE: True}
    if revision.lat is not None:
        return {"lat": revision.lat, "lon": revision.lon}
    return {"district": revision.district} if revision.district else None


def _availability(answers: Answers) -> Availability:
    times, period = answers.get("times"), answers.get("period") or {}
    weekly = times if isinstance(times, list) else []
    return Availability(
        always=times == ALWAYS,
        weekly=frozenset((int(day), Part(part)) for day, part in weekly),
        first=_day(period.get("from")),
        last=_day(period.get("until")),
        dates=tuple(parse_appointment(one) for one in answers.get("dates") or ()),
    )


def _quantity(answers: Answers, kind: Kind) -> Quantity | None:
    """Seats and places can be taken one by one, and a part of what is needed is welcome, unless people say no."""
    said = answers.get("quantity")
    if said is None:
        return None
    unit = UNITS.get(str(answers.get("category")), PLACES)
    if said == ENDLESS:
        return Quantity(None, unit, splittable=True)
    usual = "yes" if unit != PIECES or kind is Kind.REQUEST else "no"
    return Quantity(int(said), unit, (answers.get("splittable") or usual) == "yes")


def _housing(answers: Answers) -> Housing | None:
    if answers.get("category") != "housing" or answers.get("persons") is None:
        return None
    allowed, present = _PETS.get(str(answers.get("pets")), (None, None))
    return Housing(
        answers["persons"], answers.get("beds"), answers.get("step_free") == "yes", allowed, present
    )


def _home_answers(housing: Housing | None, kind: Kind) -> dict[str, Any]:
    if housing is None:
        return {}
    known = PETS_THERE if kind is Kind.OFFER else PETS_WANTED
    pets = (housing.pets_allowed, housing.pets_present)
    return {
        "persons": housing.persons,
        "beds": housing.beds,
        "step_free": "yes" if housing.step_free else "no",
        "pets": next((answer for answer in known if _PETS[answer] == pets), known[-1]),
    }


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
