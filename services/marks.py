"""What moderators are warned of: the rules looked at, a repeated text found, both kept with the revision."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from db import marks as stored
from db import posts
from db.engine import Session
from domain.marks import Code, Mark, Rules, Subject, find
from domain.options import Options
from services import duplicates


@dataclass(frozen=True)
class Draft:
    """A post of an import file. `author` is whoever the file says; `open`: it is pending or live."""

    id: str
    subject: Subject
    town: str
    author: str
    text: str
    created_at: datetime
    open: bool


async def note(session: Session, options: Options, revision_id: int) -> None:
    """Finds the marks of a revision and keeps them. Call it before its card is queued."""
    version = await posts.version_of_revision(session, revision_id)
    if version is None:
        return
    post, revision = version.post, version.revision
    subject = Subject(post.kind, revision.category, revision.subcategory)
    found = find(options.marks(), subject, revision.text)
    number = await duplicates.earlier(session, post, revision.text)
    if number is not None:
        found += (Mark(Code.DUPLICATE, number=number),)
    await stored.store(session, revision_id, found)


def of_drafts(rules: Rules, drafts: Sequence[Draft]) -> Iterator[tuple[Draft, tuple[Mark, ...]]]:
    """The marks of every post of an import file; for a repeated text the other posts of the file count."""
    for place, draft in enumerate(drafts):
        found = find(rules, draft.subject, draft.text)
        earlier = [
            other
            for number, other in enumerate(drafts)
            if (other.created_at, number) < (draft.created_at, place) and _is_repeated(other, draft)
        ]
        repeated = (Mark(Code.DUPLICATE, number=earlier[-1].id),) if earlier else ()
        yield draft, found + repeated


def _is_repeated(earlier: Draft, draft: Draft) -> bool:
    same = (earlier.subject.kind, earlier.town, earlier.author) == (
        draft.subject.kind,
        draft.town,
        draft.author,
    )
    return same and earlier.open and duplicates.alike(earlier.text, draft.text)
