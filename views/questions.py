"""What is asked at each step of each form. A test compares the steps with the domain."""

from collections.abc import Mapping
from typing import NamedTuple

from views.i18n import N_, Translator


class Asked(NamedTuple):
    """A question, a sentence of help below it, and its short name in the list of answers."""

    question: str
    help: str
    name: str


_PLACE_HELP = N_("Press a district, or send a location with the paperclip 📎. I keep it only roughly.")
QUESTIONS: Mapping[tuple[str, str], Asked] = {
    ("offer", "category"): Asked(N_("What would you like to give?"), N_("Please choose."), N_("Category")),
    ("offer", "subcategory"): Asked(N_("What exactly?"), N_("Other fits, if nothing else does."), N_("Kind")),
    ("offer", "text"): Asked(
        N_("What do you offer? Please describe it."),
        N_(
            "A short text, up to 600 characters. Please no names, addresses or phone numbers: contact is made later."
        ),
        N_("Text"),
    ),
    ("offer", "place"): Asked(N_("Where is it?"), _PLACE_HELP, N_("Place")),
    ("request", "category"): Asked(N_("What do you need?"), N_("Please choose."), N_("Category")),
    ("request", "subcategory"): Asked(
        N_("What exactly?"), N_("You can also ask for everything of this kind."), N_("Kind")
    ),
    ("request", "text"): Asked(
        N_("What is needed? Please describe it."),
        N_(
            "A short text, up to 600 characters, about the need and not about persons: no names, no addresses."
        ),
        N_("Text"),
    ),
    ("request", "place"): Asked(N_("Where is it needed?"), _PLACE_HELP, N_("Place")),
    ("request", "pets"): Asked(N_("Is there anything to know about pets?"), N_("Please choose."), N_("Pets")),
    ("request", "persons"): Asked(
        N_("For how many persons?"), N_("Press a number or send one."), N_("Persons")
    ),
    ("request", "step_free"): Asked(
        N_("Must it be step-free?"), N_("For example for a wheelchair or a pram."), N_("Step-free")
    ),
    ("request", "languages"): Asked(
        N_("Which languages would be useful?"),
        N_("Press a language once to choose it, again to say how well: native, C, B or A."),
        N_("Useful languages"),
    ),
    ("request", "barrier_free"): Asked(
        N_("Must it be step-free?"), N_("For example for a wheelchair or a pram."), N_("Step-free")
    ),
    ("request", "child_seats"): Asked(
        N_("How many child seats are needed?"), N_("Press a number or send one."), N_("Child seats")
    ),
    ("request", "size"): Asked(
        N_("How big must it be?"), N_("A few words, up to 60 characters."), N_("Size")
    ),
    ("request", "radius"): Asked(
        N_("From how far away may it come, in kilometres?"), N_("Press a number or send one."), N_("Radius")
    ),
    ("request", "quantity"): Asked(
        N_("How many are needed?"), N_("Press a number or send one."), N_("Quantity")
    ),
    ("request", "splittable"): Asked(
        N_("Would a part of it help, too?"), N_("Please choose."), N_("In parts")
    ),
    ("request", "alone"): Asked(
        N_("Would the helper be alone with children?"),
        N_("Then two moderators look at it."),
        N_("Alone with children"),
    ),
    ("organisation", "name"): Asked(
        N_("What is the name of your organisation?"),
        N_(
            "Up to 60 characters. Volunteers will read this name. If your organisation is verified already, send the code"
            " from its group instead: there under /settings, Add another group."
        ),
        N_("Name"),
    ),
    ("organisation", "about"): Asked(
        N_("What does your organisation do?"),
        N_("One or two sentences, up to 300 characters. The moderators of the town read this."),
        N_("What you do"),
    ),
    ("organisation", "contact"): Asked(
        N_("Who is the contact person?"),
        N_("Name and how to reach them in the organisation. Only the moderators of the town see this."),
        N_("Contact person"),
    ),
    ("organisation", "evidence"): Asked(
        N_("What is your web page or register number?"),
        N_("It helps the moderators to check quickly."),
        N_("Web page or register number"),
    ),
    ("organisation", "town"): Asked(
        N_("In which town do you work?"), N_("Its moderators check the registration."), N_("Town")
    ),
}

_PRESS_OR_SEND = N_("Press a number or send one.")
_CHOOSE = N_("Please choose.")
_SHORT = N_("A few words, up to 60 characters.")
# The same for offers and requests, where these have no words of their own.
SHARED: Mapping[str, Asked] = {
    "details": Asked(
        N_("Is there more to say?"), N_("You can press what you like to add, or go on."), N_("Details")
    ),
    "quantity": Asked(N_("How many?"), _PRESS_OR_SEND, N_("Quantity")),
    "splittable": Asked(N_("May it also be given in parts?"), _CHOOSE, N_("In parts")),
    "condition": Asked(N_("In which condition?"), _CHOOSE, N_("Condition")),
    "handover": Asked(N_("How does it change hands?"), _CHOOSE, N_("Handing over")),
    "child_seats": Asked(N_("How many child seats are there?"), _PRESS_OR_SEND, N_("Child seats")),
    "radius": Asked(N_("How far may it be, in kilometres?"), _PRESS_OR_SEND, N_("Radius")),
    "persons": Asked(N_("How many persons is there room for?"), _PRESS_OR_SEND, N_("Persons")),
    "beds": Asked(N_("How many beds are there?"), _PRESS_OR_SEND, N_("Beds")),
    "step_free": Asked(
        N_("Is it step-free?"), N_("For example for a wheelchair or a pram."), N_("Step-free")
    ),
    "barrier_free": Asked(
        N_("Is it step-free?"), N_("For example for a wheelchair or a pram."), N_("Step-free")
    ),
    "pets": Asked(N_("What about pets?"), _CHOOSE, N_("Pets")),
    "languages": Asked(
        N_("Which languages do you speak?"),
        N_("Press a language once to choose it, again to say how well: native, C, B or A."),
        N_("Languages spoken"),
    ),
    "demanded": Asked(
        N_("Which languages must be spoken?"), N_("All that you tick."), N_("Languages needed")
    ),
    "ways": Asked(N_("How can it be done?"), N_("You can choose several."), N_("How")),
    "regular": Asked(N_("Once or regularly?"), _CHOOSE, N_("How often")),
    "alone": Asked(
        N_("Would you be alone with children?"),
        N_("Then two moderators look at it, for the children's sake."),
        N_("Alone with children"),
    ),
    "ages": Asked(N_("How old are the children?"), N_("For example 6-9."), N_("Ages")),
    "level": Asked(N_("For which level?"), _SHORT, N_("Level")),
    "subject": Asked(N_("Which subject?"), _SHORT, N_("Subject")),
    "hours": Asked(N_("How many hours?"), _SHORT, N_("Hours")),
    "language_level": Asked(N_("How much German is needed?"), _CHOOSE, N_("German")),
    "tools": Asked(N_("Are there tools?"), _CHOOSE, N_("Tools")),
    "size": Asked(N_("How big is it?"), _SHORT, N_("Size")),
    "dates": Asked(N_("On which days?"), N_("Press the days, or send one like 24.12."), N_("Days")),
    "period": Asked(
        N_("From when until when?"),
        N_("Press the first day and then the last one. Without a last day there is no end."),
        N_("From – until"),
    ),
    "urgency": Asked(N_("How urgent is it?"), _CHOOSE, N_("Urgency")),
    "needed_by": Asked(
        N_("Until when is it of use?"),
        N_("Press the last day, or send one like 24.12."),
        N_("Needed by"),
    ),
    "times": Asked(
        N_("When does it suit?"),
        N_("Press what suits, a weekday for all of its day."),
        N_("Times"),
    ),
    "photos": Asked(
        N_("Would you like to show photos?"),
        N_("Send up to 5, one by one or as an album. Please nothing on which people can be recognised."),
        N_("Photos"),
    ),
}

_SEATS, _PLACES = N_("Seats"), N_("Places")
# The same where a category counts something of its own.
COUNTED: Mapping[tuple[str, str], Asked] = {
    ("offer", "transport"): Asked(N_("How many seats are there?"), _PRESS_OR_SEND, _SEATS),
    ("request", "transport"): Asked(N_("How many seats are needed?"), _PRESS_OR_SEND, _SEATS),
    **dict.fromkeys(
        (("offer", category) for category in ("language", "education", "leisure", "space")),
        Asked(N_("How many places are there?"), _PRESS_OR_SEND, _PLACES),
    ),
}


def asked(tr: Translator, form: str, step: str, category: str | None = None) -> Asked:
    """The words of a question."""
    counted = COUNTED.get((form, category or "")) if step == "quantity" else None
    return Asked(*map(tr._, counted or QUESTIONS.get((form, step)) or SHARED[step]))
