"""A changed post: another revision goes to the moderators, what they released before stays as it is until then."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from db import posts
from db.engine import Session
from domain.details import to_json
from domain.drafts import Draft
from domain.errors import Refusal, Refused
from domain.lives import Way, ways
from domain.options import Options
from domain.posts import Kind, Revision, RevisionState, Version
from domain.taxonomy import higher
from services import answering, audit, lives, marks, moderation, ownership
from services.audit import Role, Thing


async def revise(
    session: Session, now: datetime, options: Options, draft: Draft, words: Mapping[str, Any]
) -> Version:
    """Stores the new words (columns of a revision) of the post that the draft is about, and gives the post with them; a
    change that still waits makes way.

    Raises `Refused`: the post is somebody else's, cannot be changed any more, or nothing is different.
    """
    before = await ownership.of_draft(session, draft)
    post = before.post
    if Way.CHANGE not in ways(post, now):
        raise Refused(Refusal.POST_CHANGED)
    if _same(before.revision, words):
        raise Refused(Refusal.NOTHING_CHANGED)
    revision_id = await _into_queue(
        session, now, draft.person_id, before, _kept_raised(before.revision, words)
    )
    role = Role.VOLUNTEER if post.kind is Kind.OFFER else Role.ORGANISATION
    facts = {"number": post.number, "nonce": draft.nonce}
    await audit.note(
        session, now, role, draft.person_id, "change", Thing.POST, post.id, post.town_id, **facts
    )
    await marks.note(session, options, revision_id)
    if revision_id != before.revision.id:
        await moderation.queue_card(session, now, revision_id)
    after = await posts.newest(session, post.id)
    assert after is not None
    return after


async def _into_queue(
    session: Session, now: datetime, person_id: int, before: Version, words: dict[str, Any]
) -> int:
    """Another revision; only what moderators asked about comes back on the same card. Gives its id."""
    if before.revision.state is RevisionState.ASKED_BACK:
        await answering.change(session, now, person_id, before, words)
        return before.revision.id
    await lives.out_of_queue(session, now, before.post.id)
    return await posts.add_revision(session, before.post.id, words)


def _same(before: Revision, words: Mapping[str, Any]) -> bool:
    old = vars(before) | {"details": to_json(before.details)}
    return all(old[name] == value for name, value in words.items() if name != "created_at")


def _kept_raised(before: Revision, words: Mapping[str, Any]) -> dict[str, Any]:
    """The class that a moderator raised the post to holds for its new words too."""
    if before.raised is None:
        return dict(words)
    return {**words, "raised": before.raised, "risk": higher(words["risk"], before.raised)}
