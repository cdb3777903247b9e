"""The database: reading and writing transactions on SQLite (`db/sqlite`) or PostgreSQL, migrations at start."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol

from sqlalchemy import event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from db.migrate import migrate
from db.sqlite import SQLite

Session = AsyncConnection

_DRIVERS = {
    "sqlite": "sqlite",
    "sqlite+aiosqlite": "sqlite",
    "postgresql": "postgresql+asyncpg",
    "postgres": "postgresql+asyncpg",
}


def with_driver(url: str) -> str:
    """The address with the driver in it: `sqlite:///…` and `postgresql://…` are enough."""
    parsed = make_url(url)
    driver = _DRIVERS.get(parsed.drivername, parsed.drivername)
    return parsed.set(drivername=driver).render_as_string(hide_password=False)


class _Kept(Protocol):
    """Where the data are."""

    ended: Callable[[str], None]

    def read(self) -> AbstractAsyncContextManager[Session]: ...
    def write(self) -> AbstractAsyncContextManager[Session]: ...
    async def close(self) -> None: ...


class PostgreSQL:
    """`read` and `write` give sessions. `ended` is called with `commit` or `rollback` at the end of each transaction."""

    def __init__(self, url: URL) -> None:
        self._engine = create_async_engine(url, pool_size=8, max_overflow=0)
        self.ended: Callable[[str], None] = lambda how: None
        for how in ("commit", "rollback"):
            event.listen(self._engine.sync_engine, how, lambda connection, how=how: self.ended(how))

    @asynccontextmanager
    async def read(self) -> AsyncIterator[Session]:
        async with self._engine.connect() as session:
            yield session

    @asynccontextmanager
    async def write(self) -> AsyncIterator[Session]:
        async with self._engine.begin() as session:
            yield session

    async def close(self) -> None:
        await self._engine.dispose()


class Database:
    """Gives out sessions. `read` never waits for a writer; `write` commits at its end, or rolls back on an error."""

    def __init__(self, url: str) -> None:
        self.url = make_url(with_driver(url))
        self.sqlite = self.url.get_backend_name() == "sqlite"
        self._kept: _Kept = SQLite(self.url.database or "") if self.sqlite else PostgreSQL(self.url)

    def read(self) -> AbstractAsyncContextManager[Session]:
        """A session that sees one state of the database and changes nothing."""
        return self._kept.read()

    def write(self) -> AbstractAsyncContextManager[Session]:
        """A transaction."""
        return self._kept.write()

    def on_end(self, note: Callable[[str], None]) -> None:
        """Calls `note` with `commit` or `rollback` at the end of every transaction from now on."""
        self._kept.ended = note

    async def migrate(self) -> None:
        """Brings the tables to this program's version, in one locked transaction."""
        await migrate(self.url)

    async def close(self) -> None:
        """Ends all connections."""
        await self._kept.close()


@asynccontextmanager
async def open_database(url: str) -> AsyncIterator[Database]:
    """The database at this address; connections are closed at the end."""
    database = Database(url)
    try:
        yield database
    finally:
        await database.close()
