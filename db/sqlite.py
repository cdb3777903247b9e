"""A SQLite file: one connection that writes and others that read, statements at once, one commit for several writers.

A statement takes some microseconds, so it runs where it is asked for; going to a thread and back would cost ten times more.
Only what may wait does: COMMIT, for the disk, in a thread, and BEGIN IMMEDIATE, for another process, by asking again.

SQLite has one writer at a time. Those that wait while another works join its transaction, each behind a savepoint of its
own, and one COMMIT makes all of them durable; nobody goes on before it. If it fails, all of them have failed.
"""

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import create_engine
from sqlalchemy.engine import Connection, CursorResult, ScalarResult
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.pool import NullPool

T = TypeVar("T")

BUSY_SECONDS = 15
ASK_AGAIN_SECONDS = 0.01
IDLE_READERS = 8
_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")


class Undone(sqlite3.OperationalError):
    """Another writer of the same transaction failed so badly that SQLite has undone all of it."""


class _Cursor(sqlite3.Cursor):
    """Reads all rows at once, as the drivers of servers do: what is written while they are gone through changes nothing."""

    def execute(self, sql: str, parameters: Any = ()) -> "_Cursor":
        super().execute(sql, parameters)
        self._rows = super().fetchall() if self.description else []
        self._rows.reverse()
        return self

    def fetchone(self) -> Any:
        return self._rows.pop() if self._rows else None

    def fetchmany(self, size: int | None = 1) -> list[Any]:
        return [self._rows.pop() for _ in range(min(size or 1, len(self._rows)))]

    def fetchall(self) -> list[Any]:
        rows, self._rows = self._rows[::-1], []
        return rows


class _File(sqlite3.Connection):
    def cursor(self, factory: Any = None) -> Any:
        return super().cursor(_Cursor)


class AtOnce(AsyncConnection):
    """What queries are given: its statements are done before anything else in the loop has its turn."""

    def __init__(self, connection: Connection) -> None:
        self.sync_connection = self._assign_proxied(connection)
        self.file: Any = connection.connection.driver_connection

    async def execute(self, *args: Any, **options: Any) -> CursorResult[*tuple[Any, ...]]:
        return self._proxied.execute(*args, **options)

    async def scalar(self, *args: Any, **options: Any) -> Any:
        return self._proxied.scalar(*args, **options)

    async def scalars(self, *args: Any, **options: Any) -> ScalarResult[Any]:
        return self._proxied.scalars(*args, **options)

    async def exec_driver_sql(self, *args: Any, **options: Any) -> CursorResult[*tuple[Any, ...]]:
        return self._proxied.exec_driver_sql(*args, **options)


@dataclass
class _Batch:
    """Writers that share a commit: how many are through, and the task that commits."""

    through: int = 0
    commit: "asyncio.Task[None] | None" = None
    lost: BaseException | None = None


class SQLite:
    """`read` and `write` give sessions. `ended` is called with `commit` or `rollback` at the end of each transaction."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._engine = create_engine(
            "sqlite://", creator=self._open, poolclass=NullPool, isolation_level="AUTOCOMMIT"
        )
        self._disk = ThreadPoolExecutor(2, "sqlite")
        self._readers: list[AtOnce] = []
        self._writer: AtOnce | None = None
        self._turn = asyncio.Lock()
        self._batch: _Batch | None = None
        self.ended: Callable[[str], None] = lambda how: None

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AtOnce]:
        """Sees one state of the database; never waits for a writer."""
        session = self._readers.pop() if self._readers else await self._connected()
        try:
            session.file.execute("BEGIN")
            yield session
        finally:
            session.file.rollback()
            self.ended("rollback")
            if len(self._readers) < IDLE_READERS:
                self._readers.append(session)
            else:
                session._proxied.close()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AtOnce]:
        """A transaction, committed when the context has been left; an error undoes it."""
        async with self._turn:
            session = self._writer or await self._connected_for_writing()
            batch = self._batch = self._batch or await self._begun(session.file)
            session.file.execute("SAVEPOINT writer")
            try:
                yield session
                session.file.execute("RELEASE writer")
            except BaseException as error:
                self._undo(session.file, batch, error)
                raise
            batch.through += 1
            if batch.commit is None:
                batch.commit = asyncio.create_task(self._commit(session.file, batch))
                batch.commit.add_done_callback(_seen)
        await asyncio.shield(batch.commit)

    async def close(self) -> None:
        """Ends all connections; what is being committed is waited for."""
        if self._batch and self._batch.commit:
            await asyncio.wait((self._batch.commit,))
        async with self._turn:
            for session in (*self._readers, *filter(None, (self._writer,))):
                session._proxied.close()
            self._readers, self._writer = [], None
        self._disk.shutdown()

    async def _commit(self, file: _File, batch: _Batch) -> None:
        async with self._turn:  # behind everybody who waits already: they are in it
            if batch.lost:
                raise Undone from batch.lost
            self._batch = None
            try:
                await self._in_thread(file.commit)
            except sqlite3.Error:
                file.rollback()
                self.ended("rollback")
                raise
            self.ended("commit")

    def _undo(self, file: _File, batch: _Batch, error: BaseException) -> None:
        if file.in_transaction and batch.through:
            file.execute("ROLLBACK TO writer")
            file.execute("RELEASE writer")
            return
        # Nothing else is in this transaction, or SQLite itself has undone all of it (a full disk does that).
        file.rollback()
        self.ended("rollback")
        batch.lost = error
        self._batch = None

    async def _begun(self, file: _File) -> _Batch:
        patience = time.monotonic() + BUSY_SECONDS
        while True:
            try:
                file.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
                if not busy or time.monotonic() > patience:
                    raise
                await asyncio.sleep(ASK_AGAIN_SECONDS)
            else:
                return _Batch()

    async def _connected(self) -> AtOnce:
        return AtOnce(await self._in_thread(self._engine.connect))

    async def _connected_for_writing(self) -> AtOnce:
        self._writer = await self._connected()
        self._writer.file.execute("PRAGMA busy_timeout = 0")  # BEGIN is asked again, and nothing else waits
        return self._writer

    def _open(self) -> _File:
        file = sqlite3.connect(
            self._name,
            BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,  # the thread that waits for the disk and the loop take turns
            cached_statements=512,
            factory=_File,
        )
        for pragma in _PRAGMAS:
            file.execute(f"PRAGMA {pragma}")
        return file

    async def _in_thread(self, call: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._disk, call)


def _seen(task: "asyncio.Task[None]") -> None:
    if not task.cancelled():
        task.exception()  # everybody who waited for it may be gone
