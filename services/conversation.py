"""The guided conversation: opens, goes on, cancels. Every accepted change gets a new nonce, so older buttons are stale."""

from dataclasses import replace
from datetime import date, datetime
from secrets import token_hex

from db import bindings, drafts, stops, towns
from db.engine import Session
from domain import forms
from domain.described import answers_of
from domain.drafts import Draft, Scene
from domain.errors import Refusal, Refused
from domain.forms import CHANGES, PREVIEW, Move, Progress
from domain.inputs import Input, Typed
from domain.lives import Way, ways
from domain.people import Person
from domain.questions import FORMS, OFFER, ORGANISATION, REQUEST
from domain.towns import Town
from domain.widgets import Answers, Context
from services import links, organisations, ownership
from services.links import Link

FRESH = Progress(step="")


async def scene(session: Session, person_id: int, now: datetime | None = None) -> Scene | None:
    """Where the person's open conversation stands, among today's towns and questions. Without `now` the calendar is that of
    the day on which it was touched last."""
    draft = await drafts.of(session, person_id)
    if draft is None or draft.form not in FORMS:
        return None
    context = await _context(session, draft, now or draft.touched_at)
    return Scene(replace(draft, progress=forms.settle(FORMS[draft.form], draft.progress, context)), context)


async def at_nonce(session: Session, person_id: int, nonce: str, now: datetime | None = None) -> Scene:
    """The conversation that a pressed button belongs to. Raises `Refused` when it has gone on since, or ended."""
    found = await scene(session, person_id, now)
    if found is None or found.draft.nonce != nonce:
        raise Refused(Refusal.STALE_BUTTON)
    return found


async def begin_offer(session: Session, now: datetime, person: Person) -> Scene:
    """A fresh offer. Raises `Refused` while the person has no town."""
    if person.town_id is None:
        raise Refused(Refusal.NO_TOWN_CHOSEN)
    return await open_with(session, now, Draft(person.id, OFFER.name, FRESH, "", town_id=person.town_id))


async def offer(session: Session, now: datetime, person: Person) -> tuple[Scene, bool]:
    """*Offer help*: what is open already, or a fresh offer; gives whether it is fresh. Raises `Refused` without a town."""
    if found := await scene(session, person.id):
        return found, False
    return await begin_offer(session, now, person), True


async def begin_linked(session: Session, now: datetime, person: Person, link: Link) -> Scene:
    """What a link from a group leads to: the group's registration, or a request of its organisation. Raises `Refused`."""
    if link.purpose == "register":
        await organisations.check_group(session, link.chat_id)
        form = Draft(person.id, ORGANISATION.name, FRESH, "", chat_id=link.chat_id, thread_id=link.thread_id)
        return await open_with(session, now, form)
    binding = await bindings.active(session, link.chat_id)
    if binding is None:
        raise Refused(Refusal.GROUP_NOT_REGISTERED)
    request = Draft(person.id, REQUEST.name, FRESH, "", town_id=binding.town_id, binding_id=binding.id)
    if (post_id := links.changes(link)) is not None:
        return await begin_change(session, now, replace(request, post_id=post_id))
    return await open_with(session, now, request)


async def begin_change(session: Session, now: datetime, draft: Draft) -> Scene:
    """The answers of the post that a fresh draft names, one of them to be picked. Raises `Refused`: it belongs to others, or
    is closed."""
    newest = await ownership.of_draft(session, draft)
    post = newest.post
    if Way.CHANGE not in ways(post, now):
        raise Refused(Refusal.POST_CHANGED)
    fresh = replace(draft, progress=FRESH, town_id=post.town_id)
    return await open_with(session, now, fresh, answers_of(newest.revision, post.kind), CHANGES)


async def begin_again(session: Session, now: datetime, person_id: int, nonce: str) -> Scene:
    """The same form from its first question. Raises `Refused` for a stale button."""
    return await open_with(session, now, (await at_nonce(session, person_id, nonce)).draft)


async def move(session: Session, now: datetime, person_id: int, nonce: str, what: Move, value: str) -> Scene:
    """A button of the present question. Raises `Refused`, and then nothing has changed."""
    here = await at_nonce(session, person_id, nonce, now)
    return await _go(
        session, now, here, forms.move(here.form, here.draft.progress, what, value, here.context)
    )


async def hear(session: Session, now: datetime, person_id: int, given: Input) -> Scene:
    """A message as the answer to the present question. Raises `Refused`, and then nothing has changed."""
    here = await _present(session, person_id, now)
    return await _go(session, now, here, forms.answer(here.form, here.draft.progress, given, here.context))


async def amend(session: Session, now: datetime, person_id: int, given: Typed) -> Scene:
    """An edited message changes the answer it gave. Raises `Refused`, and then nothing has changed."""
    here = await _present(session, person_id, now)
    return await _go(session, now, here, forms.amend(here.form, here.draft.progress, given, here.context))


async def cancel(session: Session, person_id: int, nonce: str | None) -> tuple[Scene, bool]:
    """*Cancel*: ends a conversation in which nothing was answered yet, and gives whether it did; else people are asked
    first. Without a nonce whatever is open is meant. Raises `Refused` for a stale button, or when nothing is open."""
    here = await _present(session, person_id) if nonce is None else await at_nonce(session, person_id, nonce)
    ended = not here.draft.progress.answers
    if ended:
        await drafts.drop(session, person_id, here.draft.nonce)
    return here, ended


async def drop(session: Session, person_id: int, nonce: str) -> Draft:
    """*Yes, cancel*: forgets the draft and gives what it was. Raises `Refused` for a stale button."""
    here = await at_nonce(session, person_id, nonce)
    await drafts.drop(session, person_id, nonce)
    return here.draft


async def carry(session: Session, now: datetime, person_id: int, town: Town) -> None:
    """Its author has moved: an offer that is not sent yet goes along, and asks for the place anew. A change of a post, or an
    offer for what somebody needs, stays in its town."""
    draft = await drafts.of(session, person_id)
    if draft is None or (draft.form, draft.post_id, draft.request_id) != (OFFER.name, None, None):
        return
    moved = replace(draft, town_id=town.id)
    context = await _context(session, moved, now)
    answers = {step: given for step, given in draft.progress.answers.items() if step != "place"}
    progress = replace(draft.progress, step="", answers=answers)
    await _go(session, now, Scene(moved, context), forms.settle(OFFER, progress, context))


async def note_shown(session: Session, draft: Draft, message_id: int, *, locating: bool) -> None:
    """Remembers the message that shows the draft, and whether the keyboard for sharing a location is open."""
    await drafts.note_shown(session, draft.person_id, draft.nonce, message_id, locating)


async def _present(session: Session, person_id: int, now: datetime | None = None) -> Scene:
    found = await scene(session, person_id, now)
    if found is None:
        raise Refused(Refusal.NOTHING_OPEN)
    return found


async def open_with(
    session: Session, now: datetime, draft: Draft, answers: Answers | None = None, page: str = ""
) -> Scene:
    """Starts a form, perhaps with answers and on a `page` of it, if no question is open; the message of the draft before is
    kept, so that its buttons can be taken off."""
    before = await drafts.of(session, draft.person_id)
    context = await _context(session, draft, now)
    kept = replace(
        draft,
        message_id=before.message_id if before else None,
        locating=before.locating if before else False,
    )
    here = Scene(kept, context)
    progress = forms.settle(here.form, forms.start(here.form, context, answers), context)
    if page and progress.step == PREVIEW:
        progress = replace(progress, step=page)
    return await _go(session, now, here, progress)


async def _go(session: Session, now: datetime, here: Scene, progress: Progress) -> Scene:
    draft = replace(here.draft, progress=progress, nonce=token_hex(4))
    if not await drafts.save(session, draft, now, seen=here.draft.nonce):
        raise Refused(Refusal.STALE_BUTTON)  # another press was faster
    return replace(here, draft=draft)


async def _context(session: Session, draft: Draft, now: datetime | None) -> Context:
    """What the questions depend on; the calendar is the town's."""
    if draft.town_id is not None:
        town = await towns.by_id(session, draft.town_id)
        today = now.astimezone(town.zone).date() if now else date.min
        held = await stops.of_town(session, now, town.id) if now and draft.form == OFFER.name else ()
        return Context(town=town, today=today, stops=held)
    return Context(towns=await towns.all_towns(session))
