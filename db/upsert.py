"""INSERT … ON CONFLICT for both databases: SQLAlchemy spells it per dialect."""

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite

from db.engine import Session


def insert(session: Session, table: Table) -> Any:
    """An insert that knows `on_conflict_do_nothing` and `on_conflict_do_update` on this session's database."""
    return insert_for(session.dialect.name, table)


def insert_for(dialect: str, table: Table) -> Any:
    """The same by the dialect's name, for statements that are built once."""
    if dialect == "sqlite":
        return sqlite.insert(table)
    from sqlalchemy.dialects import postgresql  # only where it is spoken: it makes every start longer

    return postgresql.insert(table)
