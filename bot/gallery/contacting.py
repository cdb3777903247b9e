"""From *Contact* in a group to the contact, as both sides see it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.gallery.examples import DAY, NOW, Examples
from bot.gallery.shots import Shot, shot
from domain.objections import Objection, Proposal
from domain.organisations import Mode
from domain.reservations import LIFE, Contacting, Hold, Reservation, ReservationState, Taken
from views import alerts, contacts, objections

MEMBER = "Kim"
_LINK = "https://t.me/example"


def contact(show: Examples) -> Iterator[Shot]:
    """Reserved, asked, shared or not, handed out."""
    offer = show.post(number="A-7K3F")
    until = NOW + LIFE
    for title, hold in (
        ("Reserved by the own group", Hold(True, ReservationState.HELD, MEMBER, until)),
        ("Reserved by somebody who has left", Hold(True, ReservationState.HELD, None, until)),
        ("Reserved by others", Hold(False, ReservationState.HELD)),
        ("Declined by the volunteer", Hold(True, ReservationState.DECLINED, MEMBER, until)),
    ):
        yield shot(title, alerts.card, show.item(offer, hold=hold))
    agreed = Hold(True, ReservationState.AGREED, MEMBER, until)
    yield shot("Agreed", alerts.copy, Taken("A-7K3F", agreed, show.town))
    yield shot("A post without its author", alerts.card, show.item(offer, asked=False))
    yield shot("Why not?", alerts.card, show.item(offer), why=True)
    yield shot("Not for this group", alerts.card, show.item(offer, objection=Objection.TOO_FAR))
    yield shot("The reason was kept", objections.thanks)
    kind = ("goods", "shoes")
    for change in (
        Proposal("radius", kind, km=5),
        Proposal("mode", kind),
        Proposal("mode", kind, mode=Mode.WEEKLY),
        Proposal("unfollow", kind),
        Proposal("stop", kind),
    ):
        name = f"{change.change} {change.mode.value}"
        yield shot(f"Proposed: {name}", objections.proposed, change)
        yield shot(f"Accepted: {name}", objections.applied, change)
    for action in ("want", "give_back", "take_over"):
        yield shot(f"A member pressed: {action}", contacts.noted, action)
    asked = _facts(show, private=True)
    yield shot("The volunteer is asked", contacts.question, asked)
    yield shot("The volunteer is reminded", contacts.step, asked)
    yield shot("No user name", contacts.ask_phone, asked)
    yield shot("The number was shared", contacts.phone_taken)
    for state in tuple(ReservationState)[1:]:
        ended = _facts(show, private=True, state=state)
        yield shot(f"The volunteer sees: {state.value}", contacts.question, ended)
    parts = _facts(show, private=True, state=ReservationState.AGREED, exclusive=False)
    yield shot("Shared a part", contacts.question, parts)
    stands: tuple[tuple[str, dict[str, Any]], ...] = (
        ("taken over", {}),
        ("nobody in charge", {"member_id": None, "member_name": None}),
        ("waits for the chat", {"state": ReservationState.AGREED, "contact": _LINK}),
        ("handed out", {"state": ReservationState.AGREED}),
        *((one.value, {"state": one}) for one in tuple(ReservationState)[2:]),
    )
    for title, more in stands:
        yield shot(f"The group hears: {title}", contacts.step, _facts(show, private=False, **more))
    yield shot("Led here by the link", contacts.coming)
    handed = _facts(show, private=False, state=ReservationState.AGREED, contact=_LINK)
    phone = replace(handed, reservation=replace(handed.reservation, contact="+49 000 000000"))
    gone = replace(handed, reservation=replace(handed.reservation, contact=None, emptied_at=NOW + 14 * DAY))
    yield shot("The contact: a link", contacts.card, handed)
    yield shot("The contact: a number", contacts.card, phone)
    yield shot("The contact, after two weeks", contacts.card, gone)


def _facts(show: Examples, *, private: bool, **more: Any) -> Contacting:
    known: dict[str, Any] = dict.fromkeys(Reservation.__dataclass_fields__)
    known |= {"id": 1, "post_id": 4, "organisation_id": 3, "binding_id": 1, "alert_id": 1, "version": 1}
    known |= {"member_id": 8, "member_name": MEMBER, "state": ReservationState.HELD, "exclusive": True}
    known |= {"made_at": NOW - timedelta(minutes=5), "until": NOW + LIFE}
    offer = show.post(number="A-7K3F")
    name = show.words("organisation")
    return Contacting(Reservation(**known | more), offer, name, show.words("volunteer"), show.town, private)
