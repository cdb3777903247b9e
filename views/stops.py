"""What organisations need no more of for a while: the button that says so, and what volunteers read of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.stops import Stop
from domain.towns import Town
from views.callbacks import StopPress
from views.i18n import Translator
from views.screen import Button, Screen, safe
from views.taxonomy import subcategory_name

NAMED = 3  # organisations that are named


def stop_button(tr: Translator, kind: tuple[str, str], until: datetime, town: Town) -> Button:
    """No more shoes until 8 Dec: in one press."""
    label = tr._("No more {kind} until {day}").format(
        kind=subcategory_name(tr, *kind), day=_day(tr, until, town)
    )
    return Button("🛑 " + label[:60], StopPress("stop", *kind).pack())


def lift_button(tr: Translator, stop: Stop) -> Button:
    """It is needed again."""
    label = tr._("{kind} again").format(kind=subcategory_name(tr, stop.category, stop.subcategory))
    return Button("▶️ " + label[:60], StopPress("lift", stop.category, stop.subcategory).pack())


def stopped(tr: Translator, stop: Stop, town: Town) -> Screen:
    """Answers the press."""
    text = tr._(
        "🛑 No more {kind} until {day}: nothing of it is sent to you, and volunteers read it before they write an offer."
    )
    kind = safe(subcategory_name(tr, stop.category, stop.subcategory))
    return Screen(text.format(kind=kind, day=_day(tr, stop.until, town)), ((lift_button(tr, stop),),))


def lifted(tr: Translator, kind: tuple[str, str]) -> Screen:
    """The stop is over."""
    text = tr._("▶️ {kind}: what is there comes to you again, with the next digest.")
    return Screen(text.format(kind=safe(subcategory_name(tr, *kind))))


def lines(tr: Translator, stops: Sequence[Stop], town: Town) -> list[str]:
    """For the organisation itself. HTML."""
    text = tr._("🛑 No more {kind} until {day}.")
    return [
        text.format(
            kind=safe(subcategory_name(tr, one.category, one.subcategory)), day=_day(tr, one.until, town)
        )
        for one in stops
    ]


def notice(tr: Translator, stops: Sequence[Stop], town: Town) -> str:
    """For a volunteer who writes an offer of that kind. HTML; empty when nothing is stopped."""
    text = tr._("🛑 {organisation} needs no more {kind} until {day}.")
    said = [
        text.format(
            organisation=safe(one.organisation),
            kind=safe(subcategory_name(tr, one.category, one.subcategory)),
            day=_day(tr, one.until, town),
        )
        for one in stops[:NAMED]
    ]
    if len(stops) > NAMED:
        rest = len(stops) - NAMED
        more = tr.n_("… and {count} more organisation.", "… and {count} more organisations.", rest)
        said.append(more.format(count=tr.number(rest)))
    return "\n".join(said)


def _day(tr: Translator, until: datetime, town: Town) -> str:
    """The last day on which it holds."""
    return tr.short_date((until - timedelta(seconds=1)).astimezone(town.zone).date())
