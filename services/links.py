"""Links that lead the person who pressed a button in a group into the private chat: once, for fifteen minutes, only them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_urlsafe

from db import links
from db.engine import Session
from domain.errors import Refusal, Refused

LIFE = timedelta(minutes=15)
_CHANGE = "change-"
_CONTACT = "contact-"


@dataclass(frozen=True)
class Link:
    """What a link was made for: `purpose` is "register", "code", "request", `to_change` of a request or `to_receive` a
    contact; and the group that it was pressed in."""

    purpose: str
    chat_id: int
    thread_id: int | None


def to_change(post_id: int) -> str:
    """The purpose of a link that changes this request."""
    return f"{_CHANGE}{post_id}"


def changes(link: Link) -> int | None:
    """The request that a link changes, if that is what it is for."""
    return int(link.purpose.removeprefix(_CHANGE)) if link.purpose.startswith(_CHANGE) else None


def to_receive(reservation_id: int) -> str:
    """The purpose of a link behind which the contact of this reservation waits."""
    return f"{_CONTACT}{reservation_id}"


def receives(link: Link) -> int | None:
    """The reservation whose contact a link leads to, if that is what it is for."""
    return int(link.purpose.removeprefix(_CONTACT)) if link.purpose.startswith(_CONTACT) else None


async def create(
    session: Session, now: datetime, person_id: int, purpose: str, chat_id: int, thread_id: int | None
) -> str:
    """A fresh link; gives its token, which goes behind `?start=`."""
    token = token_urlsafe(16)
    await links.create(session, token, person_id, purpose, chat_id, thread_id, now + LIFE)
    return token


async def begins(session: Session, token: str) -> bool:
    """Whether the link leads to a conversation; a person has one at a time."""
    purpose = await links.purpose(session, token) or ""
    return purpose in ("register", "request") or purpose.startswith(_CHANGE)


async def redeem(session: Session, now: datetime, token: str, person_id: int) -> Link:
    """Uses a link up. Raises `Refused`: it is somebody else's, or used, too old or unknown."""
    if found := await links.take(session, now, token, person_id):
        return Link(*found)
    owner = await links.owner(session, token)
    raise Refused(Refusal.LINK_USED if owner in (None, person_id) else Refusal.NOT_YOURS)
