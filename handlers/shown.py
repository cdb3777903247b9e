"""Shows where a person stands. Exactly one message carries the buttons of a conversation; which one is remembered."""

from domain.drafts import Draft, Scene
from handlers.talk import Talk
from services import conversation
from services.onboarding import Arrival, Stage
from services.prefilled import Begun
from services.work import Work
from views import contacts as contact_views
from views import conversation as views
from views import joining, menu, preferences
from views import start as starting
from views.errors import sentence
from views.i18n import Translator, translator
from views.screen import Screen

Note = Work  # a plain transaction, for book-keeping after something was sent
LINK = "link"  # *Start over* with what the waiting link leads to


async def arrive(talk: Talk, note: Note, arrival: Arrival) -> None:
    """The next thing to show on the way from *Start* to the menu."""
    tr = translator(arrival.person.locale)
    said = _said(tr, arrival)
    match arrival.stage:
        case Stage.NOTICE:
            await talk.show(starting.notice(tr, arrival.person.first_name, arrival.town))
        case Stage.BEGUN:
            assert arrival.scene is not None
            await show(talk, tr, note, arrival.scene)
        case Stage.CODE:
            assert arrival.code is not None
            await talk.show(joining.code(tr, arrival.code, talk.bot_name))
        case Stage.CONTACT:
            await talk.show(contact_views.coming(tr))
        case Stage.UNFINISHED:
            assert arrival.scene is not None
            restart = LINK if arrival.linked else ""
            await put(talk, tr, note, arrival.scene, starting.unfinished(tr, arrival.scene, restart, said))
        case Stage.TOWNS:
            await talk.show(menu.towns(tr, arrival.towns, said=said))
        case Stage.MENU:
            await talk.show(menu.menu(tr, arrival.person, arrival.town, said))


def _said(tr: Translator, arrival: Arrival) -> str:
    moved = preferences.moved(tr, arrival.town, arrival.moved) if arrival.town and arrival.moved else ""
    return " ".join(filter(None, (moved, sentence(tr, arrival.refused) if arrival.refused else "")))


async def show(
    talk: Talk, tr: Translator, note: Note, scene: Scene, said: str = "", *, in_place: bool = False
) -> None:
    """The present question, preview or list; `said` stands above it. `in_place`: an album comes photo by photo, and one
    message answers all of them."""
    screen, shown = views.scene_screen(tr, scene, said), scene.draft.message_id
    if not (in_place and shown and await talk.edited(shown, screen)):
        await put(talk, tr, note, scene, screen)


async def open_form(talk: Talk, tr: Translator, note: Note, begun: Begun) -> None:
    """A form that does not start empty, or the question what to do with the one that is open."""
    if begun.restart is None:
        await show(talk, tr, note, begun.scene)
    else:
        await put(talk, tr, note, begun.scene, starting.unfinished(tr, begun.scene, begun.restart))


async def put(talk: Talk, tr: Translator, note: Note, scene: Scene, screen: Screen) -> None:
    """Any screen with buttons of this draft. The location keyboard goes when its question is left."""
    draft = scene.draft
    locating = draft.locating and views.asks_place(scene)
    shown = await _replace(talk, tr, draft, screen, close_keyboard=draft.locating and not locating)
    if (shown, locating) != (draft.message_id, draft.locating):
        async with note() as session:
            await conversation.note_shown(session, draft, shown, locating=locating)


async def finish(talk: Talk, tr: Translator, draft: Draft, screen: Screen) -> None:
    """The last screen of a conversation that has ended."""
    await _replace(talk, tr, draft, screen, close_keyboard=draft.locating)


async def _replace(talk: Talk, tr: Translator, draft: Draft, screen: Screen, *, close_keyboard: bool) -> int:
    if close_keyboard:
        await talk.send(views.keyboard_closed(tr))
    shown = await talk.show(screen)
    if draft.message_id is not None and draft.message_id != shown:
        await talk.drop_buttons(draft.message_id)
    return shown
