"""What an author sees of an own post: facts for `views/own`."""

from dataclasses import dataclass
from datetime import datetime

from domain.posts import Audience, Revision, RevisionState, Version
from domain.stops import Stop
from domain.towns import Town


@dataclass(frozen=True)
class OwnPost:
    """A post with the revision that the author wrote last, the one that others may see (if there is one), and to whom it was
    shown, the latest first."""

    newest: Version
    released: Revision | None
    town: Town
    audience: tuple[Audience, ...]
    now: datetime

    @property
    def version(self) -> Version:
        """The words that count: those that others see, else those that wait."""
        return Version(self.newest.post, self.released or self.newest.revision)

    @property
    def change(self) -> RevisionState | None:
        """How a change stands that was not released (yet); None when there is none."""
        return change_of(self.newest)


@dataclass(frozen=True)
class OurRequests:
    """An organisation's requests, newest first and open ones before the others, and what it needs no more of. `page` counts
    from 0."""

    versions: tuple[Version, ...]
    stops: tuple[Stop, ...]
    town: Town
    page: int = 0


def change_of(newest: Version) -> RevisionState | None:
    """How the newest revision of a released post stands, if it is not the released one."""
    post, revision = newest.post, newest.revision
    changed = post.released_id is not None and post.released_id != revision.id
    return revision.state if changed and revision.state is not RevisionState.WITHDRAWN else None
