"""All buttons of a post's card, as a moderator may press them at random."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from db.engine import Session
from domain.inputs import Typed
from domain.moderation import Purpose, Reason
from domain.options import Options
from services import claims, decisions, filing, undoing, words
from services.pressing import Press

Deed = Callable[[Session, Press], Awaitable[Any]]


def buttons(now: datetime, options: Options, kind: str) -> list[Deed]:
    """Each of them, the ones that decide more often; `kind` is where *Change category* leads."""

    async def own_words(session: Session, press: Press, purpose: Purpose) -> None:
        await words.expect(session, now, press, purpose)
        later = replace(press, version=press.version + 1)
        await words.take(session, now, later, Typed("Please say <more>", 1), options)

    approve: Deed = lambda session, press: decisions.approve(session, now, press, options)  # noqa: E731
    undo: Deed = lambda session, press: undoing.undo(session, now, press, options)  # noqa: E731
    return [
        *(approve, approve, approve),
        *(undo, undo),
        lambda session, press: decisions.reject(session, now, press, options, Reason.UNSAFE),
        lambda session, press: own_words(session, press, Purpose.REJECT),
        lambda session, press: own_words(session, press, Purpose.ASK),
        lambda session, press: words.expect(session, now, press, Purpose.REJECT),
        lambda session, press: words.forget(session, now, press),
        lambda session, press: claims.claim(session, now, press),
        lambda session, press: claims.give_back(session, now, press),
        lambda session, press: filing.move(session, now, press, options, kind),
        lambda session, press: filing.raise_to_red(session, now, press, options),
    ]
