"""What somebody is told right after *Submit*: facts for `views/submitted`."""

from dataclasses import dataclass

from domain.drafts import Draft
from domain.towns import Town
from domain.waiting import Outlook


@dataclass(frozen=True)
class Submitted:
    """For a post its `number`, how many wait `ahead` of it, and when an answer can be expected; nothing of it for an
    organisation's application. `joined`: the group speaks for a verified organisation now. `released`: others see earlier
    words of the post until then."""

    draft: Draft
    town: Town
    number: str | None = None
    ahead: int = 0
    outlook: Outlook | None = None
    joined: bool = False
    released: bool = False
