"""The posts of a file: with the states they have there, or as new ones that go to review."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from db import exchange, openings
from db import posts as stored
from db.engine import Session
from domain.details import to_json
from domain.exchange import PostPart, Report, RevisionPart, WordsPart
from domain.options import Options
from domain.posts import Closing, Kind, PostState, RevisionState
from domain.sides import person_id
from domain.taxonomy import TAXONOMY, Risk, higher, risk_of
from domain.towns import Town
from services.audit import Role, Thing
from services.numbers import free_numbers

Told = Callable[[int], None]
_AT_ONCE = 500  # posts between two reports of progress


@dataclass(frozen=True)
class Known:
    """What posts refer to: towns by slug, organisations by name, who of the authors can be reached."""

    towns: Mapping[str, Town]
    organisations: Mapping[str, int]
    same_bot: bool
    reachable: set[int]


def count(counts: dict[str, int], what: str, number: int = 1) -> None:
    """Adds to what a report says."""
    if number:
        counts[what] = counts.get(what, 0) + number


async def store(
    session: Session,
    now: datetime,
    parts: Sequence[PostPart],
    known: Known,
    options: Options,
    as_is: bool,
    report: Report,
    told: Told,
) -> None:
    """Stores the posts that are not known yet."""
    there = await exchange.posts_known(session, (part.id for part in parts))
    new = [part for part in parts if part.id not in there]
    count(report.known, "posts", len(parts) - len(new))
    if not as_is:
        closed = [part for part in new if part.state is PostState.CLOSED]
        count(report.left_out, "closed_posts", len(closed))
        new = [_to_review(part) for part in new if part.state is not PostState.CLOSED]
    if not known.same_bot:
        count(report.left_out, "photos", sum(len(part.words.details.photos) for part in new))
        new = [_without_photos(part) for part in new]
    numbers = await _numbers(session, new, report)
    for start in range(0, len(new), _AT_ONCE):
        some = new[start : start + _AT_ONCE]
        await _store(session, now, some, [numbers[part.id] for part in some], known, options)
        told(min(start + _AT_ONCE, len(new)))
    count(report.new, "posts", len(new))


async def _store(
    session: Session,
    now: datetime,
    parts: Sequence[PostPart],
    numbers: Sequence[str],
    known: Known,
    options: Options,
) -> None:
    rows = [_post(part, number, known, now) for part, number in zip(parts, numbers, strict=True)]
    post_ids = await exchange.add(session, "posts", rows)
    made = [
        (post_id, _revision(post_id, seq, revision, options))
        for post_id, part in zip(post_ids, parts, strict=True)
        for seq, revision in enumerate(_revisions(part, now), start=1)
    ]
    revision_ids = await exchange.add(session, "revisions", [row for _, row in made])
    released = {
        post_id: revision_id  # the last one, if there are several
        for (post_id, row), revision_id in zip(made, revision_ids, strict=True)
        if row["state"] is RevisionState.RELEASED
    }
    await exchange.set_released(session, list(released.items()))
    await openings.keep(session, list(released))
    await exchange.add(
        session, "audit", [_noted(post_id, row, now) for post_id, row in zip(post_ids, rows, strict=True)]
    )


async def _numbers(session: Session, new: Sequence[PostPart], report: Report) -> dict[str, str]:
    """A number for each post: its own if that is free, else a new one."""
    own = {part.id: part.number for part in new if part.number is not None}
    taken = await stored.numbers_taken(session, list(own.values()))
    kept: dict[str, str] = {}
    for name, number in own.items():
        if number not in taken:
            kept[name] = number
            taken.add(number)
    count(report.left_out, "numbers", len(own) - len(kept))
    for kind in Kind:
        rest = [part.id for part in new if part.kind is kind and part.id not in kept]
        kept |= zip(rest, await free_numbers(session, kind, len(rest), taken), strict=True)
    return kept


def _post(part: PostPart, number: str, known: Known, now: datetime) -> dict[str, Any]:
    created_at = part.created_at or now
    confirmed_at, expires_at = part.confirmed_at, part.expires_at
    if part.state in (PostState.LIVE, PostState.PAUSED):
        life = timedelta(days=TAXONOMY[part.words.category].life_days)
        confirmed_at = confirmed_at or created_at
        expires_at = expires_at or confirmed_at + life
    quantity = part.words.details.quantity
    return {
        "number": number,
        "kind": part.kind,
        "town_id": known.towns[part.town].id,
        **_author(part, known),
        "binding_id": None,
        "state": part.state,
        "closing": part.closing,
        "version": 1,
        "created_at": created_at,
        "confirmed_at": confirmed_at,
        "expires_at": expires_at,
        "amount_left": quantity.amount if quantity else None,
        "reference": part.id,
    }


def _author(part: PostPart, known: Known) -> dict[str, Any]:
    """Somebody who never started the bot is kept by their name in the file: they are reached through the town."""
    name = part.author if part.kind is Kind.OFFER else part.written_by
    found = person_id(name) if name is not None else None
    found = found if found in known.reachable else None
    organisation = known.organisations[part.author or ""] if part.kind is Kind.REQUEST else None
    return {
        "author_id": found,
        "author_reference": name if found is None else None,
        "organisation_id": organisation,
    }


def _revisions(part: PostPart, now: datetime) -> Iterator[RevisionPart]:
    if part.revisions:
        yield from part.revisions
        return
    yield RevisionPart(state_of_words(part), part.created_at or now, part.words)


def state_of_words(part: PostPart) -> RevisionState:
    """How its only revision stands, where the file does not say."""
    if part.state is PostState.PENDING:
        return RevisionState.PENDING
    rejected = part.closing is Closing.REJECTED
    return RevisionState.REJECTED if rejected else RevisionState.RELEASED


def _revision(post_id: int, seq: int, part: RevisionPart, options: Options) -> dict[str, Any]:
    words = part.words
    same = (
        "category",
        "subcategory",
        "title",
        "text",
        "text_language",
        "district",
        "lat",
        "lon",
        "radius_km",
    )
    return {
        **{name: getattr(words, name) for name in same},
        "post_id": post_id,
        "seq": seq,
        "state": part.state,
        "version": 1,
        "risk": higher(_risk(words, options), words.raised or Risk.GREEN),
        "raised": words.raised,
        "details": to_json(words.details),
        "created_at": part.created_at,
        "words_from": None,
    }


def _risk(words: WordsPart, options: Options) -> Risk:
    family = words.details.family
    setting = family.setting if family else None
    return risk_of(words.category, words.subcategory, words.text, options.risk, setting)


def _to_review(part: PostPart) -> PostPart:
    return replace(
        part, state=PostState.PENDING, closing=None, confirmed_at=None, expires_at=None, revisions=()
    )


def _without_photos(part: PostPart) -> PostPart:
    """File ids are of use only to the bot that got them."""
    revisions = tuple(replace(one, words=_bare(one.words)) for one in part.revisions)
    return replace(part, words=_bare(part.words), revisions=revisions)


def _bare(words: WordsPart) -> WordsPart:
    return replace(words, details=replace(words.details, photos=()))


def _noted(post_id: int, row: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    return {
        "at": now,
        "actor_id": None,
        "role": Role.OPERATOR,
        "action": "import",
        "object_kind": Thing.POST,
        "object_id": post_id,
        "town_id": row["town_id"],
        "facts": {"number": row["number"]},
    }
