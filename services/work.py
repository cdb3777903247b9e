"""The unit of work that a handler is given: one transaction an update, and its effect happens once.

`async with work() as session` commits at its end and marks the update as having had its effect, in the same transaction.
An update that runs again after a crash finds the mark: `work()` raises `AlreadyDone`, and only the screen is drawn anew.
"""

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from db.engine import Session as Session  # handlers name it, and may not enter db


class AlreadyDone(Exception):
    """The update had its effect before; what is left is to show where things stand."""


class Work(Protocol):
    """Opens the one writing transaction of an update."""

    def __call__(self) -> AbstractAsyncContextManager[Session]: ...


class Read(Protocol):
    """Opens a session that changes nothing."""

    def __call__(self) -> AbstractAsyncContextManager[Session]: ...
