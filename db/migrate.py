"""Runs Alembic inside one locked transaction, so that several processes starting at once migrate once.

On SQLite the engine used here has foreign keys off: Alembic changes a table by copying it, and dropping the old one would
delete the rows of child tables. What the keys say is checked afterwards, before the commit.

Alembic itself is imported only when there is something to migrate: most starts find the tables as they should be.
"""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import column, create_engine, event, inspect, select, table
from sqlalchemy.engine import URL, Connection
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

if TYPE_CHECKING:
    from alembic.config import Config

T = TypeVar("T")

_SCRIPTS = Path(__file__).parent / "migrations"
_LOCK = 4_871_225  # any number: all processes of this program must use the same
_VERSION = table("alembic_version", column("version_num"))


def newest() -> str:
    """The version that this program wants: migrations are named `<version>_<words>.py`, versions count up."""
    return max(file.name.partition("_")[0] for file in (_SCRIPTS / "versions").glob("[0-9]*_*.py"))


async def current(url: URL) -> str | None:
    """The version that the database has; `None` for an empty one."""
    return await alone(url, _current)


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table(_VERSION.name):
        return None
    found: str | None = connection.scalar(select(_VERSION.c.version_num))
    return found


async def migrate(url: URL, revision: str = "head") -> None:
    """Upgrades (or, given an older revision, downgrades) the database."""
    await alone(url, lambda connection: _run(connection, revision), begin="BEGIN IMMEDIATE")


async def alone(url: URL, work: Callable[[Connection], T], begin: str = "BEGIN") -> T:
    """Does something in one transaction on a connection of its own. `begin` is for SQLite."""
    if url.get_backend_name() == "sqlite":
        return await asyncio.to_thread(_on_sqlite, url, work, begin)
    engine = create_async_engine(url, poolclass=NullPool)
    async with engine.begin() as connection:
        return await connection.run_sync(work)


def _on_sqlite(url: URL, work: Callable[[Connection], T], begin: str) -> T:
    engine = create_engine(url, poolclass=NullPool)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    with engine.begin() as connection:
        return work(connection)


def _prepare(connection: Any, record: Any) -> None:
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout = 60000")
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA foreign_keys = OFF")
    cursor.close()


def _run(connection: Connection, revision: str) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    if revision != "head" or _current(connection) != newest():
        _step(connection, revision)
    if connection.dialect.name == "sqlite" and (
        broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    ):
        raise RuntimeError(
            f"the migration would leave {len(broken)} rows without their parent; nothing was changed"
        )


def _step(connection: Connection, revision: str) -> None:
    from alembic import command

    turn = command.upgrade if revision == "head" or revision.startswith("+") else command.downgrade
    turn(_config(connection), revision)


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    return config
