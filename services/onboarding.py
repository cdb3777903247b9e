"""From *Start* to the menu: language, consent, town, and where a link leads to."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from re import fullmatch

from db import people, towns
from db.engine import Session
from domain.drafts import Scene
from domain.errors import Refusal, Refused
from domain.organisations import Code
from domain.people import CONSENT_VERSION, Moved, Person
from domain.towns import Town
from services import contacts, conversation, joining, links, preferences

DEFAULT_LOCALE = "en"
TOKEN = r"[A-Za-z0-9_-]{1,64}"  # noqa: S105 - what Telegram lets through behind ?start=


class Stage(StrEnum):
    """How far somebody is."""

    NOTICE = "notice"
    TOWNS = "towns"
    BEGUN = "begun"  # a link has just opened a conversation
    CODE = "code"  # a link has led to a code for a further group
    CONTACT = "contact"  # a link has led to a contact, which comes in a message of its own
    UNFINISHED = "unfinished"  # a conversation is open; `linked` says that a link waits behind it
    MENU = "menu"


@dataclass(frozen=True)
class Arrival:
    """Where a person stands. `town` is theirs; `towns` all there are; `refused` why a link led nowhere; `code` what it led
    to; `moved` what stays in another town that they have just left."""

    stage: Stage
    person: Person
    town: Town | None
    towns: tuple[Town, ...]
    scene: Scene | None = None
    linked: bool = False
    code: Code | None = None
    refused: Refused | None = None
    moved: Moved | None = None


async def start(
    session: Session, now: datetime, person_id: int, first_name: str, locale: str, payload: str
) -> Arrival:
    """*Start*, with or without a link. `locale` is empty when Telegram names none of our languages.

    Raises `Refused` while there is no town at all.
    """
    known = await towns.all_towns(session)
    if not known:
        raise Refused(Refusal.NO_TOWN)
    linked = next((town for town in known if town.slug == payload), None)
    town = linked or (known[0] if len(known) == 1 else None)
    await people.meet(
        session, person_id, first_name, locale or (town.locale if town else DEFAULT_LOCALE), now
    )
    person = await _person(session, person_id)
    moved = None
    if town and (linked or person.town_id is None):
        moved = await preferences.move(session, now, person, town)
    if not linked and (payload or person.agreed):
        token = payload if fullmatch(TOKEN, payload) else None
        await people.change_person(session, person_id, pending_start=token)
    return replace(await go_on(session, now, person_id), moved=moved)


async def agree(session: Session, now: datetime, person_id: int, version: str) -> Arrival:
    """*Agree*: consent is stored with the version that was read; an older notice is shown anew."""
    person = await _person(session, person_id)
    if version == CONSENT_VERSION and not person.agreed:
        await people.change_person(session, person_id, consent_version=version, consent_at=now)
    return await go_on(session, now, person_id)


async def choose_town(session: Session, now: datetime, person_id: int, slug: str) -> Arrival:
    """The person's town. Raises `Refused` when it is gone."""
    town = await towns.by_slug(session, slug)
    if town is None:
        raise Refused(Refusal.UNKNOWN_OPTION)
    moved = await preferences.move(session, now, await _person(session, person_id), town)
    return replace(await look(session, person_id), moved=moved)


async def choose_locale(session: Session, person_id: int, locale: str) -> Arrival:
    """The language of a private chat."""
    await people.change_person(session, person_id, locale=locale)
    return await look(session, person_id)


async def go_on(session: Session, now: datetime, person_id: int) -> Arrival:
    """Where the person stands; a link that waited is used now, unless a conversation is open."""
    here = await look(session, person_id)
    token = here.person.pending_start
    if here.stage is Stage.NOTICE or token is None:
        return here
    if here.stage is Stage.UNFINISHED and await links.begins(session, token):
        return here
    return await _follow(session, now, here, token)


async def follow_waiting(session: Session, now: datetime, person_id: int, nonce: str) -> Arrival:
    """*Start over* with what the waiting link leads to. Raises `Refused` for a stale button."""
    await conversation.at_nonce(session, person_id, nonce)
    here = await look(session, person_id)
    token = here.person.pending_start
    return here if token is None else await _follow(session, now, here, token)


async def _follow(session: Session, now: datetime, here: Arrival, token: str) -> Arrival:
    """Uses a link; one that is used up or somebody else's leads to where the person stands anyway."""
    await people.change_person(session, here.person.id, pending_start=None)
    try:
        link = await links.redeem(session, now, token, here.person.id)
        if link.purpose == "code":
            code = await joining.make_code(session, now, here.person.id, link.chat_id)
            return replace(here, stage=Stage.CODE, code=code, linked=False)
        if (reservation_id := links.receives(link)) is not None:
            await contacts.receive(session, now, here.person.id, reservation_id)
            return replace(here, stage=Stage.CONTACT, linked=False)
        begun = await conversation.begin_linked(session, now, here.person, link)
    except Refused as refused:
        return replace(here, refused=refused, linked=False)
    return replace(here, stage=Stage.BEGUN, scene=begun, linked=False)


async def look(session: Session, person_id: int) -> Arrival:
    """Where the person stands, changing nothing. Raises `Refused` for somebody who never pressed Start."""
    person = await _person(session, person_id)
    known = await towns.all_towns(session)
    town = next((town for town in known if town.id == person.town_id), None)
    if not person.agreed:
        return Arrival(Stage.NOTICE, person, town, known)
    if scene := await conversation.scene(session, person_id):
        linked = person.pending_start is not None
        return Arrival(Stage.UNFINISHED, person, town, known, scene, linked)
    return Arrival(Stage.TOWNS if town is None else Stage.MENU, person, town, known)


async def _person(session: Session, person_id: int) -> Person:
    person = await people.person(session, person_id)
    if person is None:
        raise Refused(Refusal.NOT_AGREED)
    return person
