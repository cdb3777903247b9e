"""An open conversation as it is stored, and as it is shown."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.forms import PAGES, Form, Progress
from domain.inputs import Input, Pictured
from domain.pickers import Photos
from domain.questions import FORMS
from domain.widgets import Context, Widget

KEPT_FOR = timedelta(days=7)  # a draft that nobody touches


@dataclass(frozen=True)
class Draft:
    """One a person. `nonce` belongs to what is shown now: buttons with another one are stale. `binding_id` is the group
    a request is for; `chat_id` and `thread_id` the group that is being registered; `message_id` our message with the
    buttons; `locating`: Telegram's keyboard for sharing a location is open; `post_id` is the own post that is being changed,
    `request_id` the request that the offer is made for."""

    person_id: int
    form: str
    progress: Progress
    nonce: str
    town_id: int | None = None
    binding_id: int | None = None
    chat_id: int | None = None
    thread_id: int | None = None
    post_id: int | None = None
    request_id: int | None = None
    message_id: int | None = None
    locating: bool = False
    touched_at: datetime | None = field(default=None, compare=False)  # when it was last stored


@dataclass(frozen=True)
class Scene:
    """A draft with what its questions depend on."""

    draft: Draft
    context: Context

    @property
    def form(self) -> Form:
        return FORMS[self.draft.form]

    def asks(self, kind: type[Widget]) -> bool:
        """Whether the present question is of this kind."""
        step = self.draft.progress.step
        return step not in PAGES and isinstance(self.form.step(step).widget, kind)

    def continues(self, given: Input) -> bool:
        """Whether this is one more photo of the album that the answer holds already."""
        known = self.draft.progress.answers.get(self.draft.progress.step)
        album = given.album if isinstance(given, Pictured) else None
        return album is not None and self.asks(Photos) and (known or {}).get("album") == album
