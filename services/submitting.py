"""*Submit*: the draft becomes a post that waits for the moderators, or an organisation's application."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from db import bindings, drafts, people, posts, towns
from db.bindings import Binding
from db.engine import Session
from domain import codes, forms
from domain.described import details_of
from domain.details import to_json
from domain.drafts import Draft, Scene
from domain.errors import Refusal, Refused
from domain.options import Options
from domain.organisations import Application, GroupFacts, OrganisationState
from domain.people import Person
from domain.posts import Kind, Version, title_of
from domain.questions import OFFER, ORGANISATION, REQUEST, WHOLE_CATEGORY
from domain.submitted import Submitted
from domain.taxonomy import risk_of
from domain.towns import Town
from services import (
    audit,
    banned,
    changing,
    conversation,
    fair_use,
    groups,
    joining,
    marks,
    moderation,
    organisations,
    outlook,
)
from services.audit import Role, Thing
from services.numbers import free_number


async def submit(
    session: Session,
    now: datetime,
    options: Options,
    person: Person,
    nonce: str,
    group: GroupFacts | None = None,
) -> Submitted:
    """Stores what the preview showed; `group` is what Telegram tells of a group that is to be registered.

    Raises `Refused`: a stale button, an open question, a group that is gone, somebody banned, enough for one day.
    """
    here = await conversation.at_nonce(session, person.id, nonce, now)
    answers = forms.finished(here.form, here.draft.progress, here.context)
    if here.form is not ORGANISATION:
        await fair_use.check(session, now, options, here, _town(here, answers))
    if not await drafts.drop(session, person.id, nonce):  # another press was faster
        raise Refused(Refusal.STALE_BUTTON)
    if here.form is ORGANISATION:
        return await _apply(session, now, person, here, answers, group or GroupFacts(""))
    if here.draft.post_id is not None:
        await banned.check(
            session, now, options, person.id, await towns.by_id(session, here.draft.town_id or 0)
        )
        words = _revision(answers, Kind(here.form.name), options, now)
        return await _change(session, now, options, here, words)
    return await _post(session, now, options, person, here, answers)


async def submitted_with(session: Session, now: datetime, person_id: int, nonce: str) -> Submitted | None:
    """What a button of the preview has submitted before, if that still waits: its answer may have been lost."""
    found = await posts.submitted_with(session, person_id, nonce)
    if found is None:
        return None
    post = found.post
    form = REQUEST if post.kind is Kind.REQUEST else OFFER
    changed = post.id if found.revision.seq > 1 else None
    draft = Draft(person_id, form.name, conversation.FRESH, nonce, post.town_id, post_id=changed)
    return await _queued(session, now, draft, await towns.by_id(session, post.town_id), found)


async def _change(
    session: Session, now: datetime, options: Options, here: Scene, words: Mapping[str, Any]
) -> Submitted:
    changed = await changing.revise(session, now, options, here.draft, words)
    return await _queued(session, now, here.draft, await towns.by_id(session, changed.post.town_id), changed)


async def _queued(session: Session, now: datetime, draft: Draft, town: Town, version: Version) -> Submitted:
    """Where the newest revision of a post stands in the queue."""
    ahead = await posts.count_waiting(session, town.id, before=version.revision.id)
    answer, released = await outlook.answer_time(session, now, town), version.post.released_id is not None
    return Submitted(draft, town, version.post.number, ahead, answer, released=released)


async def _apply(
    session: Session,
    now: datetime,
    person: Person,
    here: Scene,
    answers: Mapping[str, Any],
    group: GroupFacts,
) -> Submitted:
    town = _town(here, answers)
    draft = here.draft
    assert draft.chat_id is not None
    known = {name: value for name, value in vars(group).items() if value not in (None, "")}
    await people.change_chat(session, draft.chat_id, **known)
    code = codes.parse(answers["name"])
    if code is not None:
        chosen = town.id if "town" in answers else None
        town = await joining.join(session, now, person.id, draft.chat_id, draft.thread_id, code, chosen)
        here_now = await groups.home(session, draft.chat_id)
        return Submitted(draft, town, joined=here_now.organisation.state is OrganisationState.VERIFIED)
    said = {name: answers.get(name) or "" for name in Application.__dataclass_fields__}
    await organisations.apply(
        session,
        now,
        person,
        Application(**said),
        town_id=town.id,
        chat_id=draft.chat_id,
        thread_id=draft.thread_id,
    )
    return Submitted(draft, town)


async def _post(
    session: Session, now: datetime, options: Options, person: Person, here: Scene, answers: Mapping[str, Any]
) -> Submitted:
    town = _town(here, answers)
    await banned.check(session, now, options, person.id, town)
    kind = Kind.REQUEST if here.form is REQUEST else Kind.OFFER
    binding = await _binding(session, here.draft) if kind is Kind.REQUEST else None
    number = await free_number(session, kind)
    post = {
        "number": number,
        "kind": kind,
        "town_id": town.id,
        "author_id": person.id,
        "organisation_id": binding.organisation_id if binding else None,
        "binding_id": binding.id if binding else None,
        "request_id": here.draft.request_id,
        "created_at": now,
    }
    post_id, revision_id = await posts.create(session, post, _revision(answers, kind, options, now))
    role = Role.ORGANISATION if binding else Role.VOLUNTEER
    await audit.note(
        session, now, role, person.id, "submit", Thing.POST, post_id, town.id, nonce=here.draft.nonce
    )
    await marks.note(session, options, revision_id)
    await moderation.queue_card(session, now, revision_id)
    made = await posts.version_of_revision(session, revision_id)
    assert made is not None
    return await _queued(session, now, here.draft, town, made)


def _town(here: Scene, answers: Mapping[str, Any]) -> Town:
    """The draft's own town, the chosen one, or the only one there is. Raises `Refused` when there is none."""
    choice = (here.context.town,) if here.context.town else here.context.towns
    slug = answers.get("town")
    found = next((town for town in choice if slug in (None, town.slug)), None)
    if found is None:
        raise Refused(Refusal.NO_TOWN)
    return found


async def _binding(session: Session, draft: Draft) -> Binding:
    found = await bindings.by_id(session, draft.binding_id) if draft.binding_id is not None else None
    if found is None:
        raise Refused(Refusal.GROUP_NOT_REGISTERED)
    return found


def _revision(answers: Mapping[str, Any], kind: Kind, options: Options, now: datetime) -> dict[str, Any]:
    category, chosen, text = answers["category"], answers["subcategory"], answers["text"]
    subcategory = None if chosen == WHOLE_CATEGORY else chosen
    place, details = answers["place"] or {}, details_of(answers, kind)
    alone = details.family.setting if details.family else None
    return {
        "category": category,
        "subcategory": subcategory,
        "title": title_of(text),
        "text": text,
        "district": place.get("district"),
        "lat": place.get("lat"),
        "lon": place.get("lon"),
        "radius_km": answers.get("radius"),
        "risk": risk_of(category, subcategory, text, options.risk, alone),
        "details": to_json(details),
        "created_at": now,
    }
