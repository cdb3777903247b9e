"""*Contact*: what the volunteer is asked, what both sides are told, and the card that holds the contact."""

from collections.abc import Mapping

from domain.reservations import Contacting, Hold, ReservationState
from domain.towns import Town
from views.callbacks import ContactPress, VolunteerPress
from views.i18n import N_, Translator
from views.screen import Button, Row, Screen, safe

_NOTED: Mapping[str, str] = {
    "want": N_("Reserved for you for 48 hours. I ask the volunteer and tell you the answer here."),
    "give_back": N_("Given back. The volunteer is told."),
    "take_over": N_("It is yours now."),
}
_VOLUNTEER: Mapping[ReservationState, str] = {
    ReservationState.AGREED: N_(
        "✅ You have shared your contact with <b>{organisation}</b> for {number} ({title}). One member gets it, in private,"
        " and writes to you or calls."
    ),
    ReservationState.DECLINED: N_(
        "You have said no to <b>{organisation}</b> for {number} ({title}). They were not told who you are. Your offer stays"
        " open for others."
    ),
    ReservationState.LAPSED: N_(
        "⌛ <b>{organisation}</b> wanted {number} ({title}) and got no answer within 48 hours. Nothing of you was passed on."
        " Your offer stays open."
    ),
    ReservationState.GIVEN_BACK: N_(
        "↩️ <b>{organisation}</b> does not need {number} ({title}) any more. You need not answer. Your offer stays open for"
        " others."
    ),
    ReservationState.VOID: N_(
        "The question of <b>{organisation}</b> about {number} ({title}) is over. You need not answer."
    ),
}
_GROUP: Mapping[ReservationState, str] = {
    ReservationState.DECLINED: N_("The volunteer of {number} ({title}) has said no. Other offers will come."),
    ReservationState.LAPSED: N_(
        "⌛ The volunteer of {number} ({title}) has not answered within 48 hours. The offer is free again; you can press"
        " Contact once more."
    ),
    ReservationState.GIVEN_BACK: N_("↩️ {number} ({title}) was given back."),
    ReservationState.VOID: N_("{number} ({title}) is not available any more. You need not do anything."),
}


def question(tr: Translator, facts: Contacting) -> Screen:
    """Asks the volunteer; afterwards the same message tells how it ended."""
    mine = facts.reservation
    if mine.state is not ReservationState.HELD:
        return Screen(_told(facts, tr._(_VOLUNTEER[mine.state])) + _rests(tr, facts))
    text = tr._(
        "🤝 <b>{organisation}</b> (verified) would like your offer {number} ({title}).\n\nIf you share your contact, one"
        " member gets it, in private: your first name and your t.me link, or your phone number if you have no user name."
        " Until {time} the offer is reserved for them."
    )
    until = tr.datetime(mine.until, facts.town.zone)
    rows = (
        (Button(tr._("Share my contact"), VolunteerPress("share", mine.id).pack(), style="success"),),
        (Button(tr._("Decline"), VolunteerPress("decline", mine.id).pack()),),
    )
    return Screen(_told(facts, text, time=until), rows)


def ask_phone(tr: Translator, facts: Contacting) -> Screen:
    """Who has no user name shares the number, if they want."""
    text = tr._(
        "You have no user name in Telegram, so <b>{organisation}</b> could not write to you. Would you like to share your"
        " phone number instead? Press the button below the message field. I keep it only until it is passed on."
    )
    return Screen(_told(facts, text), ask_contact="📱 " + tr._("Share my phone number"))


def phone_taken(tr: Translator) -> Screen:
    """The number was passed on."""
    return Screen(tr._("Thank you. I pass your number on, to one person only."), close_keyboard=True)


def step(tr: Translator, facts: Contacting) -> Screen:
    """How it stands, told to the group or to the volunteer."""
    mine = facts.reservation
    if facts.private:
        return question(tr, facts) if mine.state is not ReservationState.HELD else Screen(_waits(tr, facts))
    if mine.state in _GROUP:
        return Screen(_told(facts, tr._(_GROUP[mine.state])))
    if mine.member_id is None:
        text = tr._("👋 Whoever asked for {number} ({title}) has left this group. Who takes it over?")
        take = Button(tr._("Take over"), ContactPress("take_over", mine.alert_id).pack(), style="primary")
        return Screen(_told(facts, text), ((take,),))
    if mine.state is ReservationState.HELD:
        return Screen(_told(facts, tr._("📌 {name} looks after {number} ({title}). The volunteer is asked.")))
    if mine.contact is None:
        text = tr._("✅ The volunteer has said yes: {name} has the contact for {number} ({title}).")
        return Screen(_told(facts, text))
    text = tr._(
        "✅ The volunteer of {number} ({title}) has said yes. The contact waits for {name}.\n\n<b>Open our chat to receive"
        " it.</b>"
    )
    way = Button("💬 " + tr._("Open our chat"), ContactPress("open", mine.alert_id).pack(), style="primary")
    return Screen(_told(facts, text), ((way,),))


def card(tr: Translator, facts: Contacting) -> Screen:
    """The contact, for one member alone; after two weeks nothing of it is left."""
    contact = facts.reservation.contact
    if contact is None:
        return Screen(
            _told(facts, tr._("The contact for {number} ({title}) is not shown any more.")), protect=True
        )
    text = tr._(
        "📇 <b>{volunteer}</b> · contact for {number} ({title})\n\n{contact}\n\nIt is for you alone: please do not pass it"
        " on. This message is emptied after 14 days."
    )
    rows: tuple[Row, ...] = ()
    if contact.startswith("https://"):
        label = tr._("Write to {name}").format(name=facts.first_name)
        rows = ((Button("💬 " + label[:60], url=contact, style="success"),),)
    return Screen(_told(facts, text, contact=safe(contact)), rows, protect=True)


def coming(tr: Translator) -> Screen:
    """The link from the group has led here."""
    return Screen(tr._("Here you are. The contact comes in the next message."))


def noted(tr: Translator, action: str) -> str:
    """What a member's press did. Plain text."""
    return tr._(_NOTED[action])


def standing(tr: Translator, hold: Hold, town: Town) -> str:
    """How an offer is reserved, in a line of a group's message. HTML."""
    if not hold.ours:
        return "📌 " + tr._("Reserved by another organisation just now.")
    name = safe(hold.name) if hold.name else tr._("your organisation")
    match hold.state:
        case ReservationState.DECLINED:
            return "✖️ " + tr._("The volunteer has said no.")
        case ReservationState.AGREED:
            return "✅ " + tr._("Taken by <b>{name}</b>: the volunteer has said yes.").format(name=name)
        case _:
            until = tr.datetime(hold.until, town.zone) if hold.until else "–"
            text = tr._("Taken by <b>{name}</b> until {time}; the volunteer is asked.")
            return "📌 " + text.format(name=name, time=until)


def buttons(tr: Translator, alert_id: int, hold: Hold | None) -> Row:
    """What a group can do with an offer now."""
    if hold is None:
        want = ContactPress("want", alert_id).pack()
        return (Button("🤝 " + tr._("Contact"), want, style="primary"),)
    if hold.ours and hold.state is ReservationState.HELD:
        row = (Button("↩️ " + tr._("Give back"), ContactPress("give_back", alert_id).pack()),)
        take = Button(tr._("Take over"), ContactPress("take_over", alert_id).pack())
        return row if hold.name else (take, *row)
    return ()


def _waits(tr: Translator, facts: Contacting) -> str:
    return _told(facts, tr._("<b>{organisation}</b> waits for your answer about {number} ({title})."))


def _rests(tr: Translator, facts: Contacting) -> str:
    """What an agreement means for the offer."""
    if facts.reservation.state is not ReservationState.AGREED:
        return ""
    if facts.reservation.exclusive:
        text = tr._(
            "It is not shown to others now. /my: press Done when it is given, or Resume if nothing comes of it."
        )
    else:
        text = tr._("What is left of it stays open for others. /my: press Done when nothing is left.")
    return "\n\n" + text


def _told(facts: Contacting, text: str, **more: str) -> str:
    known = {
        "organisation": safe(facts.organisation),
        "number": f"<b>{facts.offer.post.number}</b>",
        "title": safe(facts.offer.revision.title),
        "name": f"<b>{safe(facts.reservation.member_name or '')}</b>",
        "volunteer": safe(facts.first_name),
    }
    return text.format(**known | more)
