"""The guided conversation as screens: a question, the preview, the list of answers to change, and the ways out."""

from domain.described import details_of
from domain.drafts import Scene
from domain.forms import CHANGES, PREVIEW, Move, asked, changeable, position
from domain.pickers import Panel
from domain.posts import Kind
from domain.questions import WHOLE_CATEGORY
from domain.widgets import Place
from views import stops
from views.answers import answer_words, answered_place, question_of
from views.i18n import N_, Translator
from views.menu import menu_row
from views.pickers import STAYS, press, rows
from views.posts import words
from views.screen import Button, Row, Screen, abreast, grid, safe

SHORT = 120  # characters of an answer where it is only mentioned
_TITLES = {
    "offer": N_("Offer help"),
    "request": N_("A request"),
    "organisation": N_("Register an organisation"),
}


def scene_screen(tr: Translator, scene: Scene, said: str = "") -> Screen:
    """What the conversation shows now; `said` (plain text) stands above it."""
    step = scene.draft.progress.step
    screens = {PREVIEW: preview, CHANGES: changes}
    shown = screens.get(step, question)(tr, scene)
    return Screen(f"{safe(said)}\n\n{shown.text}", shown.rows) if said else shown


def asks_place(scene: Scene) -> bool:
    """Whether the present question takes a location."""
    return scene.asks(Place)


def amended(tr: Translator) -> str:
    """An edited message has changed its answer. Plain text."""
    return tr._("I have changed your answer.")


def enough_today(tr: Translator, limit: int) -> str:
    """Before an offer that can only be submitted tomorrow. Plain text."""
    text = tr._(
        "You have sent enough for today: {limit} at most. Write this one now and press Submit tomorrow."
    )
    return text.format(limit=tr.number(limit))


def done_before(tr: Translator) -> str:
    """After an answer of ours was lost, while what was asked for was done. Plain text."""
    return tr._("That is done. What you sent is under My offers, or is answered in your group.")


def question(tr: Translator, scene: Scene) -> Screen:
    """A question with its options and the ways on and back."""
    progress = scene.draft.progress
    words_ = question_of(tr, scene, progress.step)
    number, count = position(scene.form, progress, scene.context)
    lines = [
        tr._("{title} · {number} of {count}").format(
            title=f"<b>{_title(tr, scene)}</b>", number=number, count=count
        ),
        f"<b>{words_.question}</b>\n{words_.help}",
    ]
    if progress.step == "text" and (said := _stopped(tr, scene)):
        lines.insert(1, said)
    if _answered(scene):
        answer = _short(answer_words(tr, scene, progress.step))
        lines.append(tr._("Your answer so far: {answer}").format(answer=answer))
    return Screen("\n\n".join(lines), (*rows(tr, scene), *_ways(tr, scene, number)))


def _title(tr: Translator, scene: Scene) -> str:
    if scene.draft.request_id is not None:
        return tr._("I can help")
    return tr._(_TITLES[scene.draft.form])


def _stopped(tr: Translator, scene: Scene) -> str:
    """Who needs no more of what is being offered; the offer can be made all the same."""
    answers, town = scene.draft.progress.answers, scene.context.town
    kind = (answers.get("category"), answers.get("subcategory"))
    found = [one for one in scene.context.stops if (one.category, one.subcategory) == kind]
    return stops.notice(tr, found, town) if found and town else ""


def _short(html: str) -> str:
    """Cuts escaped text without cutting through an entity."""
    if len(html) <= SHORT:
        return html
    head = html[:SHORT]
    broken = head.rfind("&")
    return (head[:broken] if broken > SHORT - 6 and ";" not in head[broken:] else head) + "…"


def _answered(scene: Scene) -> bool:
    """Whether the present question has an answer to show."""
    progress = scene.draft.progress
    return progress.answers.get(progress.step) is not None and not scene.asks(Panel)


def _ways(tr: Translator, scene: Scene, number: int) -> tuple[Row, ...]:
    """On, back, past the question, and out. What was ticked or sent is taken back by itself, not by *Skip*."""
    step, answered = scene.form.step(scene.draft.progress.step), _answered(scene)
    stays = isinstance(step.widget, STAYS)
    row: list[Button] = []
    if number > 1:
        row.append(Button(tr._("Back"), press(scene, Move.BACK)))
    if step.optional and not (stays and answered):
        row.append(Button(tr._("Skip"), press(scene, Move.SKIP)))
    row.append(_cancel(tr, scene))
    on = Button(tr._("Continue") if stays else tr._("Keep this answer"), press(scene, Move.KEEP))
    return ((on,), *abreast(tuple(row))) if answered else abreast(tuple(row))


def _cancel(tr: Translator, scene: Scene) -> Button:
    return Button(tr._("Cancel"), press(scene, "cancel"))


def preview(tr: Translator, scene: Scene) -> Screen:
    """Everything as others will see it, to be submitted or changed."""
    title = tr._("<b>Preview.</b> This is what others will see:")
    if scene.draft.form == "organisation":
        title = tr._("<b>Preview.</b> The moderators of the town will see this; volunteers only the name:")
    rows = (
        (Button(tr._("Submit"), press(scene, "submit"), style="success"),),
        (Button(tr._("Change …"), press(scene, Move.CHANGE, CHANGES)), _cancel(tr, scene)),
    )
    parts = (title, _as_others_see_it(tr, scene), _stopped(tr, scene))
    return Screen("\n\n".join(filter(None, parts)), rows)


def _as_others_see_it(tr: Translator, scene: Scene) -> str:
    answers = scene.draft.progress.answers
    if "category" not in answers:
        return "\n".join(_answers(tr, scene))
    applying = {step.id: answers.get(step.id) for step in asked(scene.form, answers, scene.context)}
    subcategory = None if answers["subcategory"] == WHOLE_CATEGORY else answers["subcategory"]
    where = answered_place(tr, scene.context.town, answers["place"])
    details = details_of(applying, Kind(scene.form.name))
    return words(
        tr, answers["category"], subcategory, answers["text"], where, details, applying.get("radius")
    )


def _changeable(scene: Scene) -> list[str]:
    steps = changeable(scene.form, scene.draft.progress.answers, scene.context)
    return [step.id for step in steps if not isinstance(step.widget, Panel)]


def changes(tr: Translator, scene: Scene) -> Screen:
    """The answers, one of them to be picked and changed."""
    buttons = tuple(
        Button(question_of(tr, scene, step).name, press(scene, Move.CHANGE, step))
        for step in _changeable(scene)
    )
    back = (Button(tr._("Back"), press(scene, Move.BACK)),)
    title = tr._("Which answer would you like to change?")
    answers = "\n".join(_answers(tr, scene))
    return Screen(f"<b>{title}</b>\n\n{answers}", (*grid(buttons), back))


def _answers(tr: Translator, scene: Scene) -> list[str]:
    return [
        tr._("{name}: {answer}").format(
            name=f"<b>{question_of(tr, scene, step).name}</b>",
            answer=_short(answer_words(tr, scene, step)),
        )
        for step in _changeable(scene)
    ]


def ask_location(tr: Translator) -> Screen:
    """Opens Telegram's own keyboard for sharing the place of a phone."""
    text = tr._(
        "Press the button below the message field. I keep the place only roughly, to about a kilometre."
    )
    return Screen(text, ask_location=tr._("Share my location"))


def keyboard_closed(tr: Translator) -> Screen:
    """Takes that keyboard away again."""
    return Screen(tr._("Thank you. The location button is not needed any more."), close_keyboard=True)


def sure(tr: Translator, scene: Scene) -> Screen:
    """Asks once before something written is thrown away."""
    text = tr._("Do you want to cancel? What you wrote is then deleted.")
    if scene.draft.post_id is not None:
        text = tr._("Do you want to cancel? Then everything stays as it is.")
    yes = Button(tr._("Yes, cancel"), press(scene, "drop"), style="danger")
    return Screen(text, ((yes, Button(tr._("Back"), press(scene, "continue"))),))


def cancelled(tr: Translator) -> Screen:
    """Nothing was sent."""
    return Screen(tr._("Cancelled. Nothing was sent."), (menu_row(tr),))
