"""Every question of every category, for offers and for requests, and what surrounds them."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

from bot.gallery.examples import BOT, Examples
from bot.gallery.shots import Chapter, Shot, shot
from bot.gallery.walking import Station
from domain import forms
from domain.drafts import Scene
from domain.forms import CHANGES, PREVIEW, Form, Progress
from domain.questions import OFFER, ORGANISATION, REQUEST
from domain.submitted import Submitted
from domain.taxonomy import TAXONOMY
from domain.waiting import Outlook
from views import conversation, start
from views.i18n import Translator
from views.screen import Screen
from views.submitted import similar, submitted

_FIRST = next(iter(TAXONOMY))
_LIMIT = timedelta(hours=12)
_USUAL = Outlook(timedelta(minutes=40), _LIMIT)


def offers() -> Iterator[Chapter]:
    """A chapter for each category."""
    for category in TAXONOMY:
        yield Chapter(f"Offer: {category}", partial(questions, OFFER, category))


def requests() -> Iterator[Chapter]:
    """The same for what an organisation needs."""
    for category in TAXONOMY:
        yield Chapter(f"Request: {category}", partial(questions, REQUEST, category))


def questions(form: Form, category: str, show: Examples) -> Iterator[Shot]:
    """The questions in turn, the preview, and the list of what can be changed."""
    for title, at in _stations(form, category, show):
        yield shot(title, conversation.scene_screen, show.scene(form, at))
        if at.step == PREVIEW:
            listed = forms.change(form, at, CHANGES, show.context(form))
            yield shot("Change …", conversation.scene_screen, show.scene(form, listed))


def _stations(form: Form, category: str, show: Examples) -> Iterator[Station]:
    """The question for the category looks the same in all of them."""
    for title, at in show.walk(form, category).stations():
        if title != "category" or category == _FIRST:
            yield title, at


def application(show: Examples) -> Iterator[Shot]:
    """The questions of a registration."""
    for title, at in show.walk(ORGANISATION).stations():
        yield shot(title, conversation.scene_screen, show.scene(ORGANISATION, at))


def around(show: Examples) -> Iterator[Shot]:
    """What can come between the questions, and what follows them."""
    at = show.walk(OFFER, "goods").end()
    again = forms.change(OFFER, at, "text", show.context(OFFER))
    scene = show.scene(OFFER, again)
    yield shot("An answer to be changed", conversation.question, scene)
    yield shot("A message that was edited", _said_above, scene)
    yield shot("The calendar, two months on", conversation.question, show.scene(OFFER, _later(show)))
    yield shot("Enough for today", conversation.enough_today, 5)
    yield shot("Done before the bot could answer", conversation.done_before)
    yield shot("Share my location", conversation.ask_location)
    yield shot("After the location came", conversation.keyboard_closed)
    yield shot("Cancel", conversation.sure, scene)
    yield shot("Cancel while a post is being changed", conversation.sure, show.scene(OFFER, again, post_id=4))
    yield shot("Cancelled", conversation.cancelled)
    for form, name in ((OFFER, "offer"), (REQUEST, "request"), (ORGANISATION, "organisation")):
        left = show.scene(form, Progress("text" if form is not ORGANISATION else "name"))
        yield shot(f"An unfinished draft: {name}", start.unfinished, left, "offer")
    yield from _afterwards(show)


def _said_above(tr: Translator, scene: Scene) -> Screen:
    """The same question again below what has just happened."""
    return conversation.scene_screen(tr, scene, conversation.amended(tr))


def _later(show: Examples) -> Progress:
    at = show.walk(OFFER, "transport").end()
    return forms.turn(forms.change(OFFER, at, "period", show.context(OFFER)), "2")


def _afterwards(show: Examples) -> Iterator[Shot]:
    offer = show.scene(OFFER, Progress(PREVIEW)).draft
    change = show.scene(OFFER, Progress(PREVIEW), post_id=4).draft
    request = show.scene(REQUEST, Progress(PREVIEW)).draft
    registration = show.scene(ORGANISATION, Progress(PREVIEW)).draft
    yield shot("A similar offer", similar, show.scene(OFFER, Progress(PREVIEW)), show.post(number="A-7K3F"))
    late = Outlook(timedelta(minutes=40), _LIMIT, late=True)
    for title, done in (
        ("Submitted", Submitted(offer, show.town, "A-7K3F", 2, _USUAL)),
        ("Submitted, the first of a town", Submitted(offer, show.town, "A-7K3F", 0, Outlook(None, _LIMIT))),
        ("Submitted while answers are late", Submitted(offer, show.town, "A-7K3F", 7, late)),
        ("A change submitted", Submitted(change, show.town, "A-7K3F", 0, _USUAL, released=True)),
        ("A change before the first release", Submitted(change, show.town, "A-7K3F", 0, _USUAL)),
        ("A request submitted", Submitted(request, show.town, "G-4T9P", 1, _USUAL)),
        ("A registration submitted", Submitted(registration, show.town)),
        ("A further group has joined", Submitted(registration, show.town, joined=True)),
    ):
        yield shot(title, submitted, done, BOT)
