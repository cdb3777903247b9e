"""Turns an error into one clear sentence for the terminal, and into the exit status that goes with it.

Errors of libraries are recognised by the modules that are already imported: what was not imported was not the cause.
"""

import errno
import sqlite3
import sys
from collections.abc import Iterator

from domain.errors import Refusal, Refused

FAILED, NOT_CONFIGURED = 1, 2

_OS_ERRORS = {
    errno.ENOSPC: "the disk is full; free some space",
    errno.EDQUOT: "the disk quota is used up; free some space",
    errno.EACCES: "permission denied; let this user read and write here",
    errno.EPERM: "permission denied; let this user read and write here",
    errno.EROFS: "the disk can only be read; choose another place",
    errno.EADDRINUSE: "the port is in use already; choose another one",
    errno.ENOENT: "there is no such file or folder",
}
_SQLITE_ERRORS = {
    sqlite3.SQLITE_CANTOPEN: "the database file cannot be opened; is its folder there, and may this user write in it?",
    sqlite3.SQLITE_READONLY: "the database file cannot be written; let this user write it and its folder",
    sqlite3.SQLITE_FULL: "the disk is full; free some space",
    sqlite3.SQLITE_BUSY: "the database is in use by another process; try again when that is done",
    sqlite3.SQLITE_NOTADB: "the database file is not a SQLite database; name another one in database.url",
    sqlite3.SQLITE_CORRUPT: "the database file is damaged; restore a backup",
    sqlite3.SQLITE_IOERR: "the disk failed while the database was read or written",
}
_REFUSALS = {
    Refusal.TOWN_UNKNOWN: "there is no town with this slug; `handreich city list` names them",
    Refusal.NOTHING_TO_CONFIRM: "decisions do not rest in this town, so there is nothing to confirm",
    Refusal.TOWN_EXISTS: "there is a town with this slug already",
    Refusal.CHAT_IS_TAKEN: "this moderation chat belongs to another town",
}
_NO_TELEGRAM = "no connection to Telegram; is the network up, and is telegram.api_base right?"
_LIBRARY_ERRORS = (
    ("asyncpg.exceptions", "PostgresError", "the database says: {first_line}"),
    ("asyncpg", "InterfaceError", "the database says: {first_line}"),
    ("aiohttp", "ClientConnectionError", _NO_TELEGRAM),
    ("aiogram.exceptions", "TelegramNetworkError", _NO_TELEGRAM),
    (
        "aiogram.exceptions",
        "TelegramUnauthorizedError",
        "Telegram does not know this token; write the one that @BotFather gave you",
    ),
)


class Complaint(Exception):
    """An error whose text is a sentence for the person at the terminal already."""


def complaint(error: BaseException) -> tuple[int, str]:
    """Exit status and sentence; an empty sentence means that nobody is there to read it."""
    if isinstance(error, BrokenPipeError):
        return FAILED, ""
    if _is(error, "bot.config.problems", "ConfigError"):
        return NOT_CONFIGURED, f"The configuration cannot be used:\n{_indented(str(error))}"
    for cause in _causes(error):
        if sentence := _sentence(cause):
            return FAILED, f"handreich: {sentence}"
    kind = type(error).__name__
    return (
        FAILED,
        f"handreich: stopped by an error nobody expected ({kind}); run it again with --debug to see where",
    )


def _sentence(error: BaseException) -> str | None:
    if isinstance(error, Complaint):
        return str(error)
    if isinstance(error, Refused):
        return _REFUSALS.get(error.code, f"refused: {error.code}")
    if isinstance(error, sqlite3.Error):
        return _SQLITE_ERRORS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF)
    for module, name, sentence in _LIBRARY_ERRORS:
        if _is(error, module, name):
            return sentence.format(first_line=_first_line(error))
    if isinstance(error, TimeoutError):
        return "no answer in time; is the network up?"
    if isinstance(error, OSError):
        return _os_sentence(error)
    return None


def _os_sentence(error: OSError) -> str:
    if isinstance(error, ConnectionError):
        return f"no connection: {error.strerror or _first_line(error)}; is the other side running?"
    what = _OS_ERRORS.get(error.errno or 0, error.strerror or _first_line(error))
    return f"{error.filename}: {what}" if error.filename else what


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error and what led to it, the deepest group member first found."""
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        if isinstance(seen, BaseExceptionGroup):
            yield from _causes(seen.exceptions[0])
        seen = seen.__cause__ or seen.__context__


def _is(error: BaseException, module: str, name: str) -> bool:
    kind = getattr(sys.modules.get(module), name, None)
    return isinstance(kind, type) and isinstance(error, kind)


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _indented(text: str) -> str:
    return "\n".join(f"  {line}" for line in text.splitlines())
