"""What a post says besides its text, in words: when, how many, which languages, what a category asks. One line a matter."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any

from domain.described import PIECES, PLACES, SEATS
from domain.details import (
    PARTS,
    Availability,
    Details,
    Family,
    Housing,
    Part,
    Quantity,
    Setting,
    Spoken,
    Urgency,
)
from views.i18n import N_, Translator
from views.screen import safe

PART_NAMES: Mapping[Part, str] = {
    Part.MORNING: N_("morning"),
    Part.AFTERNOON: N_("afternoon"),
    Part.EVENING: N_("evening"),
}
_YES_NO = {"yes": N_("Yes"), "no": N_("No")}
# Labels of the answers to choose from, by the name of the question.
VALUES: Mapping[str, Mapping[str, str]] = {
    "condition": {
        "new": N_("New"),
        "good": N_("In good condition"),
        "used": N_("Used"),
        "repair": N_("Needs repair"),
    },
    "handover": {
        "pickup": N_("Picked up"),
        "brought": N_("Brought"),
        "either": N_("Picked up or brought"),
    },
    "ways": {"on_site": N_("On site"), "phone": N_("By phone"), "video": N_("By video")},
    "regular": {"regular": N_("Regularly"), "once": N_("Once")},
    "language_level": {
        "none": N_("No German needed"),
        **{level: level for level in ("A1", "A2", "B1", "B2", "C1")},
    },
    "tools": {"own": N_("Tools are there"), "needed": N_("Tools are needed")},
    "splittable": _YES_NO,
    "step_free": _YES_NO,
    "barrier_free": _YES_NO,
    "pets": {
        "welcome": N_("Pets may come along"),
        "present": N_("Pets live here, others may come"),
        "no_others": N_("Pets live here, no others please"),
        "none": N_("No pets please"),
        "comes": N_("A pet comes along"),
        "none_there": N_("No pet may live there"),
        "both": N_("A pet comes along, no other may live there"),
        "any": N_("Does not matter"),
    },
    "alone": {
        "single": N_("Yes, alone"),
        "group": N_("No, others are present"),
        "none": N_("No children take part"),
    },
    "urgency": {
        Urgency.NORMAL: N_("Normal"),
        Urgency.SOON: N_("Soon"),
        Urgency.TODAY: N_("Today"),
    },
}
_PLAIN = {  # the other own fields, in this order
    "condition": N_("Condition: {value}"),
    "handover": N_("Handing over: {value}"),
    "child_seats": N_("Child seats: {value}"),
    "ways": N_("How: {value}"),
    "regular": N_("How often: {value}"),
    "level": N_("Level: {value}"),
    "subject": N_("Subject: {value}"),
    "hours": N_("Hours: {value}"),
    "language_level": N_("German: {value}"),
    "tools": N_("Tools: {value}"),
    "size": N_("Size: {value}"),
    "barrier_free": N_("Step-free: {value}"),
}


def lines(tr: Translator, details: Details) -> list[str]:
    """Everything that was said, one line a matter. HTML."""
    said = (
        _urgency(tr, details),
        _quantity(tr, details.quantity),
        _housing(tr, details.housing),
        _family(tr, details.family),
        _spoken(tr, details.languages),
        _demanded(tr, details.demanded),
        *(_plain(tr, name, details.fields[name]) for name in _PLAIN if name in details.fields),
        times(tr, details.availability),
        days(tr, details.availability),
        _photos(tr, len(details.photos)),
    )
    return [line for line in said if line]


def value_words(tr: Translator, name: str, value: Any) -> str:
    """An answer to choose from, or a number or words of somebody. Plain text."""
    if isinstance(value, list):
        return ", ".join(value_words(tr, name, one) for one in value)
    label = VALUES.get(name, {}).get(str(value))
    return tr._(label) if label else str(value)


def language(tr: Translator, code: str, level: str | None) -> str:
    """Arabic (native). Plain text."""
    name = tr.language_name(code)
    if level is None:
        return name
    words = tr._("native") if level == "native" else level
    return tr._("{language} ({level})").format(language=name, level=words)


def times(tr: Translator, when: Availability) -> str:
    """🕒 Mon: morning and evening; an empty text when nothing was said. HTML."""
    if when.always:
        return "🕒 " + tr._("At any time")
    if not when.weekly:
        return ""
    ordered = sorted(when.weekly, key=lambda slot: (slot[0], PARTS.index(slot[1])))
    week = (
        _weekday(tr, day, [part for _, part in slots])
        for day, slots in groupby(ordered, lambda slot: slot[0])
    )
    return "🕒 " + "; ".join(week)


def _weekday(tr: Translator, day: int, parts: list[Part]) -> str:
    if len(parts) == len(PARTS):
        return tr._("{weekday}: all day").format(weekday=tr.weekday_short(day))
    named = tr.list([tr._(PART_NAMES[part]) for part in parts])
    return tr._("{weekday}: {parts}").format(weekday=tr.weekday_short(day), parts=named)


def days(tr: Translator, when: Availability) -> str:
    """📅 from 1 December until 4 December; an empty text when nothing was said. HTML."""
    said: list[str] = []
    if when.first and when.last:
        text = tr._("from {first} until {last}")
        said.append(text.format(first=tr.short_date(when.first), last=tr.short_date(when.last)))
    elif when.first:
        said.append(tr._("from {first} on").format(first=tr.short_date(when.first)))
    elif when.last:
        said.append(tr._("until {last}").format(last=tr.short_date(when.last)))
    for one in when.dates:
        at = f" {tr.time(one.at)}" if one.at else ""
        said.append(tr.short_date(one.day) + at)
    return "📅 " + ", ".join(said) if said else ""


def _urgency(tr: Translator, details: Details) -> str:
    until = details.needed_by
    said = []
    if details.urgency is not Urgency.NORMAL:
        said.append(f"<b>{value_words(tr, 'urgency', details.urgency)}</b>")
    if until:
        day = until.date() if isinstance(until, datetime) else until
        said.append(tr._("needed by {day}").format(day=tr.short_date(day)))
    return "❗ " + ", ".join(said) if said else ""


def quantity_words(tr: Translator, quantity: Quantity) -> str:
    """3 pieces; "as many as needed" for what never runs out. Plain text."""
    amount = quantity.amount
    if amount is None:
        return tr._("as many as needed")
    number = tr.number(amount)
    units = {
        PIECES: tr.n_("{number} piece", "{number} pieces", amount),
        SEATS: tr.n_("{number} seat", "{number} seats", amount),
        PLACES: tr.n_("{number} place", "{number} places", amount),
    }
    known = units.get(quantity.unit or "")
    return known.format(number=number) if known else " ".join((number, quantity.unit or "")).rstrip()


def _quantity(tr: Translator, quantity: Quantity | None) -> str:
    if quantity is None:
        return ""
    words = quantity_words(tr, quantity)
    if quantity.splittable and (quantity.amount or 0) > 1:
        words = tr._("{quantity}, also in parts").format(quantity=words)
    return "🔢 " + safe(words)


def _housing(tr: Translator, housing: Housing | None) -> str:
    if housing is None:
        return ""
    said: list[str] = []
    if housing.persons is not None:
        said.append(
            tr.n_("{count} person", "{count} persons", housing.persons).format(
                count=tr.number(housing.persons)
            )
        )
    if housing.beds is not None:
        said.append(tr.n_("{count} bed", "{count} beds", housing.beds).format(count=tr.number(housing.beds)))
    if housing.step_free is not None:
        said.append(tr._("step-free") if housing.step_free else tr._("not step-free"))
    if housing.pets_allowed is not None:
        said.append(tr._("pets may come along") if housing.pets_allowed else tr._("no pets please"))
    if housing.pets_present is not None:
        said.append(tr._("pets live there") if housing.pets_present else tr._("no pets live there"))
    return "🏠 " + ", ".join(said) if said else ""


def _family(tr: Translator, family: Family | None) -> str:
    if family is None:
        return ""
    said = [tr._("Ages: {ages}").format(ages=safe(family.ages))] if family.ages else []
    if family.setting is Setting.SINGLE:
        said.append(tr._("children are alone with the helper"))
    elif family.setting is Setting.GROUP:
        said.append(tr._("others are present"))
    return "🧒 " + ", ".join(said) if said else ""


def _spoken(tr: Translator, spoken: Iterable[Spoken]) -> str:
    names = [language(tr, one.code, one.level) for one in spoken]
    return "🗣 " + safe(tr.list(names)) if names else ""


def _demanded(tr: Translator, codes: Iterable[str]) -> str:
    names = [tr.language_name(code) for code in codes]
    return "🗣 " + safe(tr._("Needed: {languages}").format(languages=tr.list(names))) if names else ""


def _plain(tr: Translator, name: str, value: Any) -> str:
    return "▫️ " + safe(tr._(_PLAIN[name]).format(value=value_words(tr, name, value)))


def _photos(tr: Translator, count: int) -> str:
    return (
        "📷 " + tr.n_("{count} photo", "{count} photos", count).format(count=tr.number(count))
        if count
        else ""
    )
