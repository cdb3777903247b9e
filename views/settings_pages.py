"""The pages behind a group's settings: hour and weekdays of the digest, quiet hours, how many posts, how far."""

from datetime import time

from domain.cadence import HOURS, NEVER_QUIET, QuietHours
from domain.groups import GroupSettings
from domain.organisations import MAX_ITEMS, RADII_KM, Mode
from views.callbacks import SettingsPress
from views.i18n import Translator
from views.posts import shortened
from views.screen import Button, Row, Screen, flow, grid, safe

NONE = "-"  # what a button carries for no radius, or no district


def hours(tr: Translator, facts: GroupSettings) -> Screen:
    """The hour of the digest, on the town's clocks."""
    text = tr._("At which hour do you want the digest? Times of {town}.")
    rows = _hours(tr, "hour", facts.hour)
    return Screen(text.format(town=safe(facts.town.name)), (*rows, back(tr)))


def weekdays(tr: Translator, facts: GroupSettings) -> Screen:
    """The day of a weekly digest, or the days of a daily one."""
    weekly = facts.mode is Mode.WEEKLY
    text = (
        tr._("On which day do you want the weekly digest?")
        if weekly
        else tr._("On which days do you want the digest?")
    )
    buttons = tuple(
        Button(
            tick(day in facts.weekdays) + tr.weekday(day),
            SettingsPress("day_off" if day in facts.weekdays and not weekly else "day_on", str(day)).pack(),
        )
        for day in tr.week()
    )
    return Screen(text, (*grid(buttons), back(tr)))


def quiet(tr: Translator, facts: GroupSettings, usual: QuietHours) -> Screen:
    """When nothing comes. `usual`: the operator's quiet hours."""
    text = tr._(
        "When shall it be quiet here? What is found then waits until it is over. Only what is needed <b>today</b> comes all"
        " the same. Times of {town}."
    ).format(town=safe(facts.town.name))
    now = facts.quiet or usual
    never = facts.quiet == NEVER_QUIET
    ends: tuple[Row, ...] = (
        (
            Button(tr._("From: {time}").format(time=tr.time(now.start)), SettingsPress("quiet_start").pack()),
            Button(tr._("Until: {time}").format(time=tr.time(now.end)), SettingsPress("quiet_end").pack()),
        ),
    )
    as_usual = tr._("As usual: {span}").format(span=span(tr, usual))
    return Screen(
        text,
        (
            *(() if never else ends),
            (Button(tick(facts.quiet is None) + as_usual, SettingsPress("quiet_usual").pack()),),
            (Button(tick(never) + tr._("Never quiet"), SettingsPress("quiet_never").pack()),),
            back(tr),
        ),
    )


def quiet_start(tr: Translator, facts: GroupSettings, usual: QuietHours) -> Screen:
    """From when on it is quiet."""
    rows = _hours(tr, "quiet_from", (facts.quiet or usual).start.hour)
    return Screen(tr._("From when on shall it be quiet?"), (*rows, back(tr, "quiet")))


def quiet_end(tr: Translator, facts: GroupSettings, usual: QuietHours) -> Screen:
    """Until when it is quiet."""
    rows = _hours(tr, "quiet_until", (facts.quiet or usual).end.hour)
    return Screen(tr._("Until when shall it be quiet?"), (*rows, back(tr, "quiet")))


def at_most(tr: Translator, facts: GroupSettings) -> Screen:
    """How many posts a day."""
    buttons = tuple(
        Button(tick(count == facts.max_items) + tr.number(count), SettingsPress("max", str(count)).pack())
        for count in MAX_ITEMS
    )
    text = tr._(
        "How many posts do you want a day at most? The best come first, the others wait for the next digest."
    )
    return Screen(text, (*grid(buttons, 5), back(tr)))


def distance(tr: Translator, facts: GroupSettings) -> Screen:
    """How far away something may be that the group follows, and from where."""
    text = tr._(
        "How far away may something be that you follow? What names no place, or is online, is never too far. For your own"
        " requests the distance counts that stands in the request."
    )
    near = tuple(
        Button(tick(km == facts.radius_km) + kilometres(tr, km), SettingsPress("radius", str(km)).pack())
        for km in RADII_KM
    )
    whole = Button(
        tick(facts.radius_km is None) + tr._("The whole town"), SettingsPress("radius", NONE).pack()
    )
    origin = Button(tr._("From: {place}").format(place=_origin(tr, facts)), SettingsPress("places").pack())
    return Screen(text, ((whole,), *grid(near), *(((origin,),) if facts.town.districts else ()), back(tr)))


def places(tr: Translator, facts: GroupSettings) -> Screen:
    """From where the distance counts."""
    centre = Button(tick(facts.district is None) + tr._("Town centre"), SettingsPress("place", NONE).pack())
    districts = tuple(
        Button(tick(part.code == facts.district) + part.name, SettingsPress("place", part.code).pack())
        for part in facts.town.districts
    )
    return Screen(
        tr._("From where is the distance counted?"), (*flow((centre, *districts)), back(tr, "distance"))
    )


def kilometres(tr: Translator, km: float) -> str:
    """up to 5 km"""
    return tr._("up to {count} km").format(count=tr.number(km))


def span(tr: Translator, hours: QuietHours) -> str:
    """21:00–08:00"""
    if hours.start == hours.end:
        return tr._("never quiet")
    return f"{tr.time(hours.start)}–{tr.time(hours.end)}"


def tick(chosen: bool) -> str:
    """The sign before what is chosen."""
    return "✓ " if chosen else ""


def back(tr: Translator, action: str = "overview") -> Row:
    """The way to the page before."""
    return (Button(tr._("Back"), SettingsPress(action).pack()),)


def _origin(tr: Translator, facts: GroupSettings) -> str:
    district = facts.town.district(facts.district)
    return shortened(district.name, 40) if district else tr._("Town centre")


def _hours(tr: Translator, action: str, chosen: int) -> tuple[Row, ...]:
    buttons = tuple(
        Button(tick(hour == chosen) + tr.time(time(hour)), SettingsPress(action, str(hour)).pack())
        for hour in HOURS
    )
    return grid(buttons, 4)
